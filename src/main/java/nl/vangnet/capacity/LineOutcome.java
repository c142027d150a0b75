package nl.vangnet.capacity;

/// What became of the wish to open a line.
public sealed interface LineOutcome {
  /// The line is there; `isNew` tells whether it was made now.
  record Opened(Line line, boolean isNew) implements LineOutcome {}

  /// Refused: `code` is one of "unknown-site", "not-allowed", "unit-missing", "unknown-category",
  /// "unknown-cohort".
  record Refused(String code, String advice) implements LineOutcome {}
}
