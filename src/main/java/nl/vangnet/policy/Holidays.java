package nl.vangnet.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The Dutch bank holidays, computed: those of Easter by the calendar rule, the King's Day a day
/// earlier when it falls on a Sunday, Liberation Day by the rule in force, and extra days by
/// decision.
public record Holidays(Liberation liberation, Set<LocalDate> extra) {
  /// In which years Liberation Day (5 May) is a bank holiday.
  public enum Liberation {
    /// Every five years: 2020, 2025, 2030.
    LUSTRUM,
    /// Every year.
    ALWAYS,
    /// Never.
    NEVER
  }

  public Holidays {
    extra = Set.copyOf(extra);
  }

  static Holidays of(String liberation, String extra) {
    var when =
        switch (liberation) {
          case "every-year" -> Liberation.ALWAYS;
          case "never" -> Liberation.NEVER;
          default -> Liberation.LUSTRUM;
        };
    return new Holidays(
        when,
        extra.equals("none")
            ? Set.of()
            : Arrays.stream(extra.split(" ", -1))
                .map(LocalDate::parse)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /// The code of the holiday on this day: "easter-monday", "kings-day", "extra"; empty on a working
  /// day or ordinary weekend.
  public Optional<String> nameOf(LocalDate day) {
    var named = Optional.ofNullable(in(day.getYear()).get(day));
    return named.isEmpty() && extra.contains(day) ? Optional.of("extra") : named;
  }

  /// The holidays of a year by day, without the extra ones.
  public Map<LocalDate, String> in(int year) {
    var easter = easter(year);
    var days = new TreeMap<LocalDate, String>();
    days.put(LocalDate.of(year, Month.JANUARY, 1), "new-year");
    days.put(easter, "easter");
    days.put(easter.plusDays(1), "easter-monday");
    days.put(kingsDay(year), "kings-day");
    if (liberation == Liberation.ALWAYS || (liberation == Liberation.LUSTRUM && year % 5 == 0)) {
      days.put(LocalDate.of(year, Month.MAY, 5), "liberation-day");
    }
    days.put(easter.plusDays(39), "ascension");
    days.put(easter.plusDays(49), "whitsun");
    days.put(easter.plusDays(50), "whit-monday");
    days.put(LocalDate.of(year, Month.DECEMBER, 25), "christmas");
    days.put(LocalDate.of(year, Month.DECEMBER, 26), "boxing-day");
    return days;
  }

  /// King's Day: 27 April, or 26 April when that is a Sunday; until 2013 Queen's Day on 30 April.
  private static LocalDate kingsDay(int year) {
    var day = LocalDate.of(year, Month.APRIL, year >= 2014 ? 27 : 30);
    return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.minusDays(1) : day;
  }

  /// Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher).
  static LocalDate easter(int year) {
    var a = year % 19;
    var b = year / 100;
    var c = year % 100;
    var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    var m = (a + 11 * h + 22 * l) / 451;
    var sum = h + l - 7 * m + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1);
  }
}
