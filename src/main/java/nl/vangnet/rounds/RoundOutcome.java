package nl.vangnet.rounds;

/// What became of an act on a round that has no answer of its own.
public sealed interface RoundOutcome {
  /// It stands; `id` is what was made, 0 when that has none.
  record Done(long id) implements RoundOutcome {}

  /// Refused for a reason with a stable code; nothing changed.
  record Refused(String code) implements RoundOutcome {}
}
