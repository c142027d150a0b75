package nl.vangnet.policy;

import java.util.regex.Pattern;

/// What the value of a rule looks like.
public enum RuleKind {
  /// Three whole numbers: beds, percent, beds under earmark; or "off" for a level that ended.
  LEVEL,
  /// A whole number of beds.
  BEDS,
  /// A whole number of hours.
  HOURS,
  /// A whole number of days.
  DAYS,
  /// A whole number of minutes.
  MINUTES,
  /// A time of the day: 12:30.
  TIME,
  /// A word of small letters, digits and hyphens.
  WORD;

  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9-]{1,59}");
  private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  boolean accepts(String value, int least, int most) {
    return switch (this) {
      case LEVEL -> ScaleLevel.isValue(value);
      case BEDS, HOURS, DAYS, MINUTES ->
          NUMBER.matcher(value).matches()
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most;
      case TIME -> CLOCK.matcher(value).matches();
      case WORD -> WORDS.matcher(value).matches();
    };
  }
}
