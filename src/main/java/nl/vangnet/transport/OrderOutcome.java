package nl.vangnet.transport;

/// What became of an order.
public sealed interface OrderOutcome {
  /// Vehicle and crew are reserved.
  record Ordered(Leg leg) implements OrderOutcome {}

  /// Recorded; it waits for the planner of the service, or for the national desk where it is a
  /// matter of the pool.
  record Requested(LegId leg) implements OrderOutcome {}

  /// Refused: a code of `Refusals`, and what to do.
  record Refused(String code, String advice) implements OrderOutcome {}
}
