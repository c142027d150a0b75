package nl.vangnet.capacity;

/// What became of a rule about whose figures count.
public sealed interface PrecedenceOutcome {
  /// Decided; it holds from its moment on.
  record Decided(Precedence precedence) implements PrecedenceOutcome {}

  /// Refused. Codes: "reason-missing", "unknown-origin", "valid-from-past", "nothing-changes".
  record Refused(String code) implements PrecedenceOutcome {}
}
