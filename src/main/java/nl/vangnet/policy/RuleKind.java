package nl.vangnet.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
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
  WORD,
  /// Days of the week, and "holidays" when a round is held on bank holidays too: "mon tue fri".
  CALENDAR,
  /// Days as yyyy-mm-dd, or "none".
  DATES,
  /// Minutes before a deadline, most first: "45 10"; or "none".
  OFFSETS,
  /// "on" or "off".
  SWITCH,
  /// A whole number.
  NUMBER,
  /// A whole number of percent.
  PERCENT,
  /// A phase of the scale-up plan: 1a, 1b, 2a, 2b, 2c, 2d, 3.
  PHASE,
  /// Words or codes with a space between them, or "none".
  WORDLIST,
  /// Named numbers: "drive=1 pressure=60".
  WEIGHTS;

  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9-]{1,59}");
  private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
  private static final Pattern CALENDARS =
      Pattern.compile(
          "(mon|tue|wed|thu|fri|sat|sun|holidays)( (mon|tue|wed|thu|fri|sat|sun|holidays))*");
  private static final Pattern CODES =
      Pattern.compile("none|[A-Za-z0-9][A-Za-z0-9-]{0,39}( [A-Za-z0-9][A-Za-z0-9-]{0,39}){0,49}");
  private static final Pattern NAMED =
      Pattern.compile("[a-z][a-z0-9-]{0,19}=\\d{1,4}(\\.\\d{1,3})?");
  private static final Pattern MINUTES_LIST = Pattern.compile("none|\\d{1,4}( \\d{1,4}){0,9}");

  boolean accepts(String value, int least, int most) {
    return switch (this) {
      case LEVEL -> ScaleLevel.isValue(value);
      case BEDS, HOURS, DAYS, MINUTES, NUMBER, PERCENT ->
          WHOLE.matcher(value).matches()
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most;
      case TIME -> CLOCK.matcher(value).matches();
      case WORD -> WORDS.matcher(value).matches();
      case CALENDAR -> CALENDARS.matcher(value).matches() && !value.equals("holidays");
      case DATES -> value.equals("none") || areDates(value);
      case OFFSETS -> MINUTES_LIST.matcher(value).matches();
      case SWITCH -> value.equals("on") || value.equals("off");
      case PHASE -> Phases.ALL.contains(value);
      case WORDLIST -> CODES.matcher(value).matches();
      case WEIGHTS -> Weights.isValue(value, NAMED);
    };
  }

  private static boolean areDates(String value) {
    try {
      for (var day : value.split(" ", -1)) {
        LocalDate.parse(day);
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
