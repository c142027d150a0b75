package nl.vangnet.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Service;

/// The rules about vehicles, crews and driving, typed.
@Service
public class TransportRules {
  private static final Where NATION = new Where(null, "");

  private final Rules rules;

  TransportRules(Rules rules) {
    this.rules = rules;
  }

  /// How the great circle becomes a drive: "factor" (road over straight line), the speeds in km/h
  /// of the bands "to10", "to30", "to80" and "beyond" kilometres, and "flight" and "train".
  public Weights road(Instant at) {
    return weights(TransportRuleNames.ROAD, at);
  }

  /// Minutes of the fixed parts of a leg: "turnout", "pickup", "pickup-micu", "dropoff",
  /// "dropoff-micu", "cleaning", "cleaning-isolation".
  public Weights minutes(Instant at) {
    return weights(TransportRuleNames.MINUTES, at);
  }

  /// The longest that a crew may be on duty.
  public Duration longestShift(Instant at) {
    return Duration.ofMinutes(
        Integer.parseInt(rules.text(TransportRuleNames.LONGEST_SHIFT, NATION, at)));
  }

  /// The classes of the national pool, which only the national desk assigns (TRA-07).
  public Set<String> nationalPool(Instant at) {
    return Rules.words(rules.text(TransportRuleNames.NATIONAL_POOL, NATION, at));
  }

  /// After how long a leg that did not do its next step is late.
  public Duration lateAfter(Instant at) {
    return Duration.ofMinutes(Integer.parseInt(rules.text(TransportRuleNames.LATE, NATION, at)));
  }

  private Weights weights(RuleName name, Instant at) {
    return Weights.of(rules.text(name, NATION, at), name.otherwise());
  }
}
