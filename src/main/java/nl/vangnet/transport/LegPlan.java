package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;

/// When what happens on a leg, and how far it is: empty to the patient and with the patient.
public record LegPlan(
    Instant depart,
    Instant pickup,
    Instant leave,
    Instant arrival,
    Instant free,
    double emptyKilometres,
    double kilometres) {
  public LegPlan {
    if (depart.isAfter(pickup)
        || pickup.isAfter(leave)
        || leave.isAfter(arrival)
        || arrival.isAfter(free)) {
      throw new IllegalArgumentException(
          "a plan in the wrong order: %s %s %s %s %s"
              .formatted(depart, pickup, leave, arrival, free));
    }
  }

  /// The driving time with the patient.
  public Duration drive() {
    return Duration.between(leave, arrival);
  }

  /// When a leg that stands in a state takes its next step by this plan.
  public Instant due(LegState state) {
    return switch (state) {
      case REQUESTED, ORDERED -> depart;
      case ON_THE_WAY -> pickup;
      case AT_BEDSIDE -> leave;
      case UNDER_WAY -> arrival;
      case ARRIVED, FREE, CANCELLED -> free;
    };
  }

  /// The plan after a step that happened at a moment: what was planned between the steps stays as
  /// long as it was.
  LegPlan after(LegState state, Instant at) {
    return switch (state) {
      case ON_THE_WAY -> from(at, at.plus(Duration.between(depart, pickup)));
      case AT_BEDSIDE -> from(earlier(depart, at), at);
      case UNDER_WAY -> {
        var there = at.plus(drive());
        yield new LegPlan(
            earlier(depart, at),
            earlier(pickup, at),
            at,
            there,
            there.plus(Duration.between(arrival, free)),
            emptyKilometres,
            kilometres);
      }
      case ARRIVED ->
          new LegPlan(
              earlier(depart, at),
              earlier(pickup, at),
              earlier(leave, at),
              at,
              at.plus(Duration.between(arrival, free)),
              emptyKilometres,
              kilometres);
      case FREE ->
          new LegPlan(
              earlier(depart, at),
              earlier(pickup, at),
              earlier(leave, at),
              earlier(arrival, at),
              at,
              emptyKilometres,
              kilometres);
      case REQUESTED, ORDERED, CANCELLED -> this;
    };
  }

  private LegPlan from(Instant newDepart, Instant newPickup) {
    var newLeave = newPickup.plus(Duration.between(pickup, leave));
    var newArrival = newLeave.plus(drive());
    return new LegPlan(
        newDepart,
        newPickup,
        newLeave,
        newArrival,
        newArrival.plus(Duration.between(arrival, free)),
        emptyKilometres,
        kilometres);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
