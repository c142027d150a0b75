package nl.vangnet.capacity;

/// How a value came to be (CAP-18).
public enum Method {
  /// Counted from admission messages.
  CENSUS,
  /// Derived from bed status messages (A20).
  BED_STATUS,
  /// Sent as a figure by a source system.
  REPORTED,
  /// Typed in by a person.
  MANUAL,
  /// Read from a series that was imported.
  IMPORTED
}
