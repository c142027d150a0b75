package nl.vangnet.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The rules about moving patients, typed: region first, the national step, mandates, clocks,
/// eligibility and weights. Every one may differ per region and per phase.
@Service
public class TransferRules {
  private final Rules rules;

  TransferRules(Rules rules) {
    this.rules = rules;
  }

  /// A step of a transfer that has a clock.
  public enum Step {
    /// Handed in, waits for the regional desk.
    SUBMITTED(TransferRuleNames.STEP_SUBMITTED),
    /// The region searches.
    REGIONAL_SEARCH(TransferRuleNames.STEP_REGIONAL),
    /// The nation searches.
    NATIONAL_SEARCH(TransferRuleNames.STEP_NATIONAL),
    /// Waits for the answer of the receiving side.
    OFFERED(TransferRuleNames.STEP_OFFERED),
    /// Accepted, waits for transport.
    ACCEPTED(TransferRuleNames.STEP_ACCEPTED),
    /// Transport is ordered, waits for the departure.
    TRANSPORT_ORDERED(TransferRuleNames.STEP_TRANSPORT),
    /// On the road.
    UNDER_WAY(TransferRuleNames.STEP_UNDER_WAY),
    /// Arrived, waits for closing.
    ARRIVED(TransferRuleNames.STEP_ARRIVED);

    private final RuleName name;

    Step(RuleName name) {
      this.name = name;
    }
  }

  /// The phase that holds in a region, or in the nation when it has none of its own.
  public Where where(@Nullable String region, Instant at) {
    var nation = rules.text(TransferRuleNames.PHASE, new Where(null, ""), at);
    return new Where(region, rules.text(TransferRuleNames.PHASE, new Where(region, nation), at));
  }

  /// Whether the own region is searched before the nation (SPR-01).
  public boolean regionFirst(Where where, Instant at) {
    return isOn(TransferRuleNames.REGION_FIRST, where, at);
  }

  /// Whether the next candidate is asked by itself when one refuses or lets the clock run out.
  public boolean autoNext(Where where, Instant at) {
    return isOn(TransferRuleNames.AUTO_NEXT, where, at);
  }

  /// How many offers of one request may be open at once.
  public int parallelOffers(Where where, Instant at) {
    return number(TransferRuleNames.PARALLEL_OFFERS, where, at);
  }

  /// Whether a decision by override authority (doorzettingsmacht) can be taken at all (ESC-11).
  public boolean overrideAuthority(Where where, Instant at) {
    return isOn(TransferRuleNames.OVERRIDE, where, at);
  }

  /// How far, in percent, a region may lie from its fair share before that counts as a breach
  /// (SPR-17).
  public int fairBandPercent(Where where, Instant at) {
    return number(TransferRuleNames.FAIR_BAND, where, at);
  }

  /// The grounds on which a patient is not to be moved (FMS leidraad).
  public Set<String> exclusions(Where where, Instant at) {
    return words(TransferRuleNames.EXCLUSIONS, where, at);
  }

  /// The grounds that no longer exclude once a specialist was consulted.
  public Set<String> consultable(Where where, Instant at) {
    return words(TransferRuleNames.CONSULT, where, at);
  }

  /// The roles ("hospital", "region", "national") that may search and offer.
  public Set<String> maySearch(Where where, Instant at) {
    return words(TransferRuleNames.MANDATE_SEARCH, where, at);
  }

  /// The roles that may take the national step (SPR-02).
  public Set<String> mayGoNational(Where where, Instant at) {
    return words(TransferRuleNames.MANDATE_NATIONAL, where, at);
  }

  /// The roles that may record an answer which the receiving hospital gave by telephone.
  public Set<String> mayRecordAnswer(Where where, Instant at) {
    return words(TransferRuleNames.MANDATE_ANSWER, where, at);
  }

  /// How long a step may take; in the emergency lane a share of it.
  public Duration deadline(Step step, boolean emergency, Where where, Instant at) {
    var minutes = number(step.name, where, at);
    return emergency
        ? Duration.ofSeconds(60L * minutes * number(TransferRuleNames.EMERGENCY, where, at) / 100)
        : Duration.ofMinutes(minutes);
  }

  /// How long an offer keeps a bed before it falls free by itself.
  public Duration hold(Where where, Instant at) {
    return Duration.ofMinutes(number(TransferRuleNames.HOLD, where, at));
  }

  /// How many patients one site is asked to take per day at most.
  public int dailyCap(Where where, Instant at) {
    return number(TransferRuleNames.DAILY_CAP, where, at);
  }

  /// Whether a site whose figures are stale may be proposed.
  public boolean offerStale(Where where, Instant at) {
    return isOn(TransferRuleNames.OFFER_STALE, where, at);
  }

  /// What the parts of the ranking weigh, in minutes.
  public Weights matchWeights(Where where, Instant at) {
    return weights(TransferRuleNames.MATCH_WEIGHTS, where, at);
  }

  /// The sites that a region prefers as its hubs; empty where the hub rule is off (SPR-19, SPR-20).
  public Set<String> hubs(Where where, Instant at) {
    return words(TransferRuleNames.HUBS, where, at);
  }

  private Weights weights(RuleName name, Where where, Instant at) {
    return Weights.of(rules.text(name, where, at), name.otherwise());
  }

  private Set<String> words(RuleName name, Where where, Instant at) {
    return Rules.words(rules.text(name, where, at));
  }

  private boolean isOn(RuleName name, Where where, Instant at) {
    return rules.text(name, where, at).equals("on");
  }

  private int number(RuleName name, Where where, Instant at) {
    return Integer.parseInt(rules.text(name, where, at));
  }
}
