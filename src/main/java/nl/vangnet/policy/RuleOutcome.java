package nl.vangnet.policy;

/// What became of a decision about a rule.
public sealed interface RuleOutcome {
  /// The new version.
  record Published(Rule rule) implements RuleOutcome {}

  /// Refused for a reason; nothing changed.
  record Refused(Reason reason) implements RuleOutcome {}

  /// Why a new version of a rule is refused.
  enum Reason {
    /// The product knows no rule with this key.
    KEY_UNKNOWN,
    /// The value does not fit the kind or the bounds of the rule.
    VALUE_MALFORMED,
    /// The version would hold in the past: what was known then must not change.
    VALID_FROM_PAST,
    /// Nobody is named who decided.
    DECIDED_BY_MISSING,
    /// No ground is given.
    GROUND_MISSING
  }
}
