package nl.vangnet.capacity;

/// What became of the request to end a line or to use it again.
public sealed interface LineEndOutcome {
  /// It is so.
  record Done() implements LineEndOutcome {}

  /// It is not: "reason-missing", "ended-already", "in-use", "patients-counted".
  record Refused(String code) implements LineEndOutcome {}
}
