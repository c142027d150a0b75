package nl.vangnet.directory;

/// What an import does with rows that are right when others are wrong.
public enum ImportMode {
  /// One wrong row and nothing is taken.
  ALL_OR_NOTHING,
  /// Rows that are right are taken, the others are reported.
  GOOD_ROWS_ONLY
}
