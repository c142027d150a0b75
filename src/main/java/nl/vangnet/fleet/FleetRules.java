package nl.vangnet.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a vehicle, crew, shift or obstacle must be to stand in the register: one method per rule.
final class FleetRules {
  static final Duration LONGEST_OBSTACLE = Duration.ofDays(60);
  private static final Duration EARLY = Duration.ofMinutes(2);

  private FleetRules() {}

  static Optional<FleetOutcome.Refused> code(String code) {
    return code.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
        ? Optional.empty()
        : refused(
            "code-malformed",
            "code '" + code + "': use letters, digits, dots, dashes; at most 40 characters");
  }

  static Optional<FleetOutcome.Refused> named(String name, String field) {
    return !name.isEmpty() && name.length() <= 100
        ? Optional.empty()
        : refused("name-missing", field + ": write a name of at most 100 characters");
  }

  static Optional<FleetOutcome.Refused> sourced(String source) {
    return !source.isEmpty() && source.length() <= 300
        ? Optional.empty()
        : refused(
            "source-missing", "source: say where the facts come from, at most 300 characters");
  }

  static Optional<FleetOutcome.Refused> built(Vehicle.Build build) {
    var range = build.rangeKilometres();
    if (build.places() < 1 || build.places() > 500) {
      return refused("places-out-of-range", "places: 1 to 500 patients at once");
    }
    if (range != null && (range < 1 || range > 5000)) {
      return refused("range-out-of-range", "range: 1 to 5000 kilometres, or nothing");
    }
    return build.notice().isNegative() || build.notice().toMinutes() > 10_080
        ? refused("notice-out-of-range", "notice: 0 to 10080 minutes (a week)")
        : Optional.empty();
  }

  /// A duty begins before it ends and is not longer than policy allows.
  static Optional<FleetOutcome.Refused> duty(Instant from, Instant until, Duration longest) {
    if (!from.isBefore(until)) {
      return refused("shift-backwards", "shift: let it begin before it ends");
    }
    return Duration.between(from, until).compareTo(longest) > 0
        ? refused(
            "shift-too-long",
            "shift: at most " + longest.toMinutes() + " minutes, the longest duty in the rules")
        : Optional.empty();
  }

  /// Who works in a vehicle can drive it or is a special team that rides along.
  static Optional<FleetOutcome.Refused> fits(Crew crew, Vehicle vehicle) {
    return crew.kind().isSpecial()
            || vehicle.build().vehicleClass().drivenBy().contains(crew.kind())
        ? Optional.empty()
        : refused(
            "shift-not-driven",
            "a crew '"
                + crew.kind().code()
                + "' does not drive a "
                + vehicle.build().vehicleClass().code());
  }

  static Optional<FleetOutcome.Refused> lasting(ObstacleDraft draft, Instant now) {
    if (!draft.from().isBefore(draft.until()) || !draft.until().isAfter(now)) {
      return refused(
          "obstacle-backwards", "until: let it end after it begins and after this moment");
    }
    return Duration.between(draft.from(), draft.until()).compareTo(LONGEST_OBSTACLE) > 0
        ? refused("obstacle-too-long", "until: at most 60 days; report it again when it lasts")
        : Optional.empty();
  }

  static Optional<FleetOutcome.Refused> explained(String reason) {
    if (reason.isEmpty()) {
      return refused("reason-missing", "reason: write a few words");
    }
    return reason.length() > 500
        ? refused("reason-too-long", "reason: use at most 500 characters")
        : Optional.empty();
  }

  /// A position is of now: not from the future, and not older than a day.
  static Optional<FleetOutcome.Refused> recent(Instant at, Instant now) {
    if (at.isAfter(now.plus(EARLY))) {
      return refused(
          "position-in-the-future", "at: lies in the future; set the clock of the sender");
    }
    return at.isBefore(now.minus(Duration.ofDays(1)))
        ? refused("position-old", "at: older than a day")
        : Optional.empty();
  }

  static Optional<FleetOutcome.Refused> refused(String code, String advice) {
    return Optional.of(new FleetOutcome.Refused(code, advice));
  }
}
