package nl.vangnet.chain;

/// What became of a report about an emergency department.
public sealed interface DiversionOutcome {
  /// It stands in the record.
  record Done(Diversion diversion) implements DiversionOutcome {}

  /// Refused: `code` is one of "not-allowed", "no-emergency-department", "no-such-report",
  /// "already-in-force", "not-in-force", "too-short", "too-long", "note-missing",
  /// "new-reason-missing", "same-reason", "text-too-long", "text-missing".
  record Refused(String code, String advice) implements DiversionOutcome {}
}
