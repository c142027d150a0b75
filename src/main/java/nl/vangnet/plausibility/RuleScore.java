package nl.vangnet.plausibility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one rule did in a period: how often it raised a doubt, and what people made of it.
public record RuleScore(
    Check check, int raised, int open, int explained, int corrected, int falseAlarms, int gone) {
  /// The doubts that a person judged.
  public int judged() {
    return explained + corrected + falseAlarms;
  }

  /// The share of the judged doubts that were false alarms, in percent; null when nobody judged
  /// one.
  public @Nullable Integer percentFalse() {
    return judged() == 0 ? null : Integer.valueOf(Math.round(falseAlarms * 100f / judged()));
  }

  /// Counts every time that a finding was open and began in the period.
  static List<RuleScore> of(Collection<Check> checks, Collection<Finding> findings, Instant from) {
    var counts = new EnumMap<Check, int[]>(Check.class);
    checks.forEach(c -> counts.put(c, new int[6]));
    for (var finding : findings) {
      var count = counts.get(finding.subject().check());
      if (count == null) {
        continue;
      }
      var counting = false;
      for (var event : finding.events()) {
        switch (event.kind()) {
          case RAISED, REOPENED -> {
            counting = !event.at().isBefore(from);
            if (counting) {
              count[0]++;
              count[1]++;
            }
          }
          case EXPLAINED -> counting = end(counting, count, 2);
          case CORRECTED -> counting = end(counting, count, 3);
          case FALSE_ALARM -> counting = end(counting, count, 4);
          case GONE -> counting = end(counting, count, 5);
          case SEEN, SETTLED -> {}
        }
      }
    }
    var scores = new ArrayList<RuleScore>();
    counts.forEach(
        (check, c) -> scores.add(new RuleScore(check, c[0], c[1], c[2], c[3], c[4], c[5])));
    return scores;
  }

  private static boolean end(boolean counting, int[] count, int what) {
    if (counting) {
      count[1]--;
      count[what]++;
    }
    return false;
  }
}
