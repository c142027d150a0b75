package nl.vangnet.plausibility;

/// What became of an attempt to resolve a finding.
public sealed interface ResolveOutcome {
  /// It is resolved.
  record Done(Finding finding) implements ResolveOutcome {}

  /// Refused with a stable code and advice; nothing changed.
  record Refused(String code, String advice) implements ResolveOutcome {}
}
