package nl.vangnet.plausibility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.FindingLimits;
import org.jspecify.annotations.Nullable;

/// Lets the rules look at a long series day by day, as the product would, and keeps the findings in
/// memory. Sites and lines are named by the series.
final class Detective {
  static final int LOOK_BACK = 42;
  static final FindingLimits LIMITS =
      new FindingLimits(
          Duration.ZERO,
          new FindingLimits.Jump(5, 30, 8, 7, 50),
          new FindingLimits.Refusals(3, 50, Duration.ofDays(14)));
  private static final Instant START = Instant.parse("2020-04-01T06:30:00Z");
  private static final By CLOCK = new By("system", "Vangnet");

  /// The values of one line by day; null is unknown.
  static final class Series {
    final String site;
    final String line;
    final Map<Variable, List<@Nullable Integer>> values = new EnumMap<>(Variable.class);

    Series(String site, String line) {
      this.site = site;
      this.line = line;
    }

    Series with(Variable variable, List<@Nullable Integer> days) {
      values.put(variable, new ArrayList<>(days));
      return this;
    }

    Series copy() {
      var copy = new Series(site, line);
      values.forEach((v, list) -> copy.values.put(v, new ArrayList<>(list)));
      return copy;
    }
  }

  /// What was found: the findings, and on how many days a line was looked at.
  record Findings(List<Finding> all, int lineDays, int sites) {
    /// How often each rule raised or reopened a finding.
    Map<Check, Integer> byRule() {
      var found = new EnumMap<Check, Integer>(Check.class);
      all.forEach(f -> found.merge(f.subject().check(), f.times(), Integer::sum));
      return found;
    }

    int total() {
      return all.stream().mapToInt(Finding::times).sum();
    }

    boolean has(Check check) {
      return all.stream().anyMatch(f -> f.subject().check() == check);
    }
  }

  private Detective() {}

  /// Looks at every site on each day, from the fifteenth on.
  static Findings investigate(List<Series> lines) {
    var bySite = new TreeMap<String, List<Series>>();
    lines.forEach(s -> bySite.computeIfAbsent(s.site, k -> new ArrayList<>()).add(s));
    var days =
        lines.stream()
            .flatMap(s -> s.values.values().stream())
            .mapToInt(List::size)
            .max()
            .orElse(0);
    var all = new ArrayList<Finding>();
    var lineDays = 0;
    var site = 0;
    for (var own : bySite.values()) {
      site++;
      var found = new LinkedHashMap<Suspicion.Subject, Finding>();
      for (var day = 15; day < days; day++) {
        lineDays += own.size();
        look(own, new SiteId(site), day, found);
      }
      all.addAll(found.values());
    }
    return new Findings(all, lineDays, bySite.size());
  }

  private static void look(
      List<Series> own, SiteId site, int day, Map<Suspicion.Subject, Finding> found) {
    var now = START.plus(Duration.ofDays(day)).plusSeconds(60);
    var records = new ArrayList<LineRecord>();
    for (var i = 0; i < own.size(); i++) {
      records.add(record(own.get(i), i, day));
    }
    for (var verdict : PlausibilityRules.all(records, List.of(), LIMITS, now)) {
      var known = found.get(verdict.subject());
      if (known == null) {
        if (verdict instanceof Verdict.Doubt(var suspicion)) {
          found.put(
              verdict.subject(),
              new Finding(
                  found.size() + 1,
                  site,
                  verdict.subject(),
                  List.of(new Finding.Event(Finding.Kind.RAISED, now, CLOCK, "", suspicion))));
        }
      } else {
        var next = known.next(verdict, now);
        if (next != null) {
          found.put(
              verdict.subject(),
              known.with(
                  new Finding.Event(
                      next, now, CLOCK, "", verdict instanceof Verdict.Doubt(var s) ? s : null)));
        }
      }
    }
  }

  private static LineRecord record(Series series, int number, int today) {
    var now = new HashMap<Variable, Figure>();
    var days = new HashMap<Variable, List<LineRecord.Day>>();
    series.values.forEach((variable, values) -> {
      var list = new ArrayList<LineRecord.Day>();
      for (var d = Math.max(0, today - LOOK_BACK + 1); d <= today && d < values.size(); d++) {
        var at = START.plus(Duration.ofDays(d));
        list.add(new LineRecord.Day(at, values.get(d), Method.REPORTED, at));
      }
      days.put(variable, list);
      var value = today < values.size() ? values.get(today) : null;
      var at = START.plus(Duration.ofDays(today));
      now.put(
          variable,
          new Figure(
              variable,
              new Measured(
                  value,
                  value == null ? "?" : null,
                  Method.REPORTED,
                  "source:x",
                  at,
                  at,
                  at,
                  1,
                  null),
              List.of(),
              value,
              value == null ? Age.UNKNOWN : Age.FRESH));
    });
    return new LineRecord(new LineId(number), series.line, now, days, List.of(), Map.of());
  }
}
