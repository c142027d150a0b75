package nl.vangnet.policy;

import java.util.List;

/// The rules about messages to people.
final class AlertRuleNames {
  private AlertRuleNames() {}

  static final RuleName REROUTE =
      new RuleName("alerts.reroute-minutes", RuleKind.MINUTES, 1, 240, "5", true);

  static final List<RuleName> ALL = List.of(REROUTE);
}
