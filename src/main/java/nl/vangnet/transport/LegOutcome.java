package nl.vangnet.transport;

/// What became of a wish about a leg.
public sealed interface LegOutcome {
  /// It stands in the record; the leg as it is now.
  record Done(Leg leg) implements LegOutcome {}

  /// Refused: a code of `Refusals`, and what to do.
  record Refused(String code, String advice) implements LegOutcome {}
}
