package nl.vangnet.matching;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.policy.Weights;
import org.jspecify.annotations.Nullable;

/// The rules that hold for one question: those of the sending region, and per receiving region (the
/// empty code is everywhere else) what it may be asked.
record InForce(
    Weights weights, boolean offerStale, int bandPercent, Map<String, Receiving> receiving) {

  /// What a receiving region lays down: how often a day a site is asked at most, and the codes of
  /// its hubs (empty when it has none).
  record Receiving(int dailyCap, Set<String> hubs) {
    Receiving {
      hubs = hubs.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    boolean isHub(String site) {
      return hubs.contains(site.toLowerCase(Locale.ROOT));
    }
  }

  Receiving receiving(@Nullable String region) {
    var own = region == null ? null : receiving.get(region);
    var rules = own == null ? receiving.get("") : own;
    if (rules == null) {
      throw new IllegalStateException("no rules for region " + region + " (maybe not collected)");
    }
    return rules;
  }
}
