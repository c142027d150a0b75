package nl.vangnet.simulator;

import java.util.Map;
import java.util.TreeMap;

/// What is really the case in the simulated country: the patients per line, zero for an empty line.
public record Truth(Map<LineKey, Integer> present) {
  public Truth {
    present = java.util.Collections.unmodifiableMap(new TreeMap<>(present));
  }

  /// The patients on lines of this category and cohort.
  public int total(String category, String cohort) {
    return present.entrySet().stream()
        .filter(e -> e.getKey().category().equals(category) && e.getKey().cohort().equals(cohort))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
