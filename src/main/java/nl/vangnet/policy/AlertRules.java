package nl.vangnet.policy;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// The rules about messages to people, typed. Every one may differ per region and per phase.
@Service
public class AlertRules {
  private final Rules rules;

  AlertRules(Rules rules) {
    this.rules = rules;
  }

  /// How long an urgent message may lie unread before it goes to the next in line.
  public Duration rerouteAfter(Where where, Instant at) {
    return Duration.ofMinutes(Integer.parseInt(rules.text(AlertRuleNames.REROUTE, where, at)));
  }
}
