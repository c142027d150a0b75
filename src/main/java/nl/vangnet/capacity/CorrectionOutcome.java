package nl.vangnet.capacity;

/// What became of a correction.
public sealed interface CorrectionOutcome {
  /// It is in force, or withdrawn as asked.
  record Done(Correction correction) implements CorrectionOutcome {}

  /// Refused: `code` is one of "not-allowed", "no-such-line", "no-such-correction",
  /// "reason-missing", "expiry-not-in-future", "expiry-too-far", "amount-zero", "nothing-measured".
  record Refused(String code, String advice) implements CorrectionOutcome {}
}
