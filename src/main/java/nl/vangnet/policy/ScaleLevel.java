package nl.vangnet.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/// One level of intensive care capacity: a free number with a decision, not an enum (field notes
/// 2.1). `covidEarmark` is the part meant for the cohort under earmark, 0 when none.
public record ScaleLevel(String code, int beds, int percent, int covidEarmark, String source) {
  private static final Pattern VALUE = Pattern.compile("(\\d{1,5}) (\\d{1,4}) (\\d{1,5})");
  private static final String OFF = "off";

  static boolean isValue(String value) {
    if (value.equals(OFF)) {
      return true;
    }
    var parts = VALUE.matcher(value);
    return parts.matches()
        && Integer.parseInt(parts.group(1)) > 0
        && Integer.parseInt(parts.group(2)) > 0
        && Integer.parseInt(parts.group(3)) <= Integer.parseInt(parts.group(1));
  }

  /// The level that a rule describes; empty when the level ended.
  static Optional<ScaleLevel> of(Rule rule) {
    var parts = VALUE.matcher(rule.value());
    return parts.matches()
        ? Optional.of(
            new ScaleLevel(
                rule.key().substring(RuleName.LEVEL_START.length()),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                rule.source()))
        : Optional.empty();
  }
}
