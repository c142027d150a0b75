package nl.vangnet.plausibility.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.Region;
import nl.vangnet.plausibility.Check;
import nl.vangnet.plausibility.Finding;
import nl.vangnet.plausibility.RuleScore;
import org.jspecify.annotations.Nullable;

/// The worklist of findings, and one finding, as their pages show them.
record FindingView(Sums sums, List<Row> mine, List<Row> others, Choice choice, List<Score> scores) {
  FindingView {
    mine = List.copyOf(mine);
    others = List.copyOf(others);
    scores = List.copyOf(scores);
  }

  /// How many wait for the reader, are open at all, and were resolved in the last day.
  record Sums(int mine, int open, int resolved, @Nullable Integer percentFalse) {}

  /// One finding in the list.
  record Row(
      long id,
      String rule,
      String why,
      String site,
      String siteCode,
      String line,
      String region,
      Finding.State state,
      String owner,
      Instant openedAt,
      int times,
      @Nullable Judgement judgement) {}

  /// What somebody made of it, or that it went by itself.
  record Judgement(String word, String reason, String by, Instant at) {}

  /// What the list is narrowed to.
  record Choice(
      boolean resolved,
      @Nullable Check rule,
      @Nullable Region region,
      List<Check> rules,
      List<Region> regions) {}

  /// How a rule did.
  record Score(String code, String name, String meaning, RuleScore score) {}

  /// One finding by itself.
  record One(
      Row row,
      List<Map.Entry<String, String>> facts,
      String meaning,
      List<String> hints,
      @Nullable Days days,
      List<Integer> digits,
      List<Step> steps,
      Acts acts) {
    One {
      facts = List.copyOf(facts);
      hints = List.copyOf(hints);
      digits = List.copyOf(digits);
      steps = List.copyOf(steps);
    }

    int mostDigits() {
      return Math.max(1, digits.stream().mapToInt(Integer::intValue).max().orElse(1));
    }
  }

  /// The line day by day.
  record Days(String variable, List<Bar> bars, int top, String first, String last, String label) {
    Days {
      bars = List.copyOf(bars);
    }
  }

  /// One day: its value (null unknown), its share of the top in percent, whether the doubt is about
  /// it, and its words.
  record Bar(@Nullable Integer value, int percent, boolean doubted, String label) {}

  /// One thing that happened to it.
  record Step(String word, String text, String by, Instant at) {}

  /// What the reader may do.
  record Acts(boolean resolve, boolean correct, @Nullable Integer line) {}
}
