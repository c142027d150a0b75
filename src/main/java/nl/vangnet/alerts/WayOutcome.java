package nl.vangnet.alerts;

/// What a wish about how to be told leads to.
public sealed interface WayOutcome {
  /// It is so from now on; `secret` is a new secret to note, empty when there is none.
  record Done(String secret) implements WayOutcome {}

  /// Refused, with a stable code and what to do.
  record Refused(String code, String advice) implements WayOutcome {}
}
