package nl.vangnet.situation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The sums of an area or a site per bed category, and per category and cohort, in the order of the
/// definitions.
public record Figures(Map<String, Sums> categories, Map<String, Map<String, Sums>> cohorts) {
  public Figures {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    cohorts = Collections.unmodifiableMap(new LinkedHashMap<>(cohorts));
  }

  /// The sums of a category; over nothing when there are no such lines.
  public Sums of(String category) {
    return categories.getOrDefault(category, Sums.NONE);
  }

  /// The cohorts of a category.
  public Map<String, Sums> cohortsOf(String category) {
    return cohorts.getOrDefault(category, Map.of());
  }
}
