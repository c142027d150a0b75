package nl.vangnet.rounds;

/// What became of a draft.
public sealed interface DraftOutcome {
  /// It is kept.
  record Saved(RoundForm.Draft draft) implements DraftOutcome {}

  /// Somebody else changed the field in the meantime; theirs stands.
  record Overtaken(RoundForm.Draft theirs) implements DraftOutcome {}

  /// Refused: "not-asked", "frozen", "unknown-field", "text-too-long".
  record Refused(String code) implements DraftOutcome {}
}
