package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That a leg did not do its next step in time: which step it waits for, and how late that is.
public record Lateness(LegState waitsFor, Duration by) {
  /// Whether a leg is late, given how long a step may lag behind its plan.
  public static Optional<Lateness> of(Leg leg, Duration grace, Instant now) {
    var due = due(leg);
    if (due == null || !now.isAfter(due.plus(grace))) {
      return Optional.empty();
    }
    return Optional.of(new Lateness(leg.state().next().getFirst(), Duration.between(due, now)));
  }

  /// When the next step should have come; null when nothing is waited for.
  private static @Nullable Instant due(Leg leg) {
    var assignment = leg.assignment();
    if (assignment == null) {
      return leg.state() == LegState.REQUESTED ? leg.ask().readyAt() : null;
    }
    var plan = assignment.plan();
    return switch (leg.state()) {
      case REQUESTED -> leg.ask().readyAt();
      case ORDERED -> plan.depart();
      case ON_THE_WAY -> plan.pickup();
      case AT_BEDSIDE -> plan.leave();
      case UNDER_WAY -> plan.arrival();
      case ARRIVED -> plan.free();
      case FREE, CANCELLED -> null;
    };
  }
}
