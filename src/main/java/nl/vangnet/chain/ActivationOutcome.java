package nl.vangnet.chain;

/// What became of an act on dormant beds.
public sealed interface ActivationOutcome {
  /// The dormant beds stand in the register, or left it.
  record Registered(Dormant dormant) implements ActivationOutcome {}

  /// The order stands, or took its next step.
  record Done(Activation activation) implements ActivationOutcome {}

  /// Refused: `code` is one of "not-allowed", "unknown-site", "no-such-dormant",
  /// "no-such-activation", "field-missing", "text-too-long", "bad-address", "beds-out-of-range",
  /// "agreement-ended", "awake-already", "reason-missing", "confirm-first", "confirmed-already",
  /// "ended-already", "beds-missing", "more-than-ordered", "not-open", "not-late".
  record Refused(String code, String advice) implements ActivationOutcome {}
}
