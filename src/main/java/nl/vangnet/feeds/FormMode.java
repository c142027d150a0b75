package nl.vangnet.feeds;

/// How a form with faults is recorded.
public enum FormMode {
  /// Everything or nothing.
  ALL,
  /// The rows without a fault; a row with one is left out whole.
  ROWS
}
