package nl.vangnet.capacity;

/// What became of one reported figure.
public sealed interface ObservationOutcome {
  /// It stands in the record.
  record Recorded(LineId line) implements ObservationOutcome {}

  /// The record held this very figure already; nothing was added.
  record AlreadyKnown(LineId line) implements ObservationOutcome {}

  /// It was refused; `code` is stable ("unknown-category", "not-allowed", "negative-value",
  /// "observed-in-future", ...), `advice` says what to do.
  record Refused(String code, String advice) implements ObservationOutcome {}
}
