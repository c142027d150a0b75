package nl.vangnet.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The days on which a round is held: days of the week, and whether bank holidays count.
public record RoundDays(Set<DayOfWeek> days, boolean onHolidays) {
  private static final String HOLIDAYS = "holidays";

  public RoundDays {
    days = Set.copyOf(days);
  }

  /// Whether a round is held on `day`.
  public boolean includes(LocalDate day, Holidays holidays) {
    return days.contains(day.getDayOfWeek()) && (onHolidays || holidays.nameOf(day).isEmpty());
  }

  /// Reads "mon tue fri holidays".
  public static RoundDays parse(String text) {
    var words = List.of(text.strip().split("\\s+"));
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      if (words.contains(word(day))) {
        days.add(day);
      }
    }
    return new RoundDays(days, words.contains(HOLIDAYS));
  }

  /// As the rule is written: "mon tue fri holidays".
  public String text() {
    var named =
        Arrays.stream(DayOfWeek.values())
            .filter(days::contains)
            .map(RoundDays::word)
            .collect(Collectors.joining(" "));
    return onHolidays ? named + " " + HOLIDAYS : named;
  }

  /// The word of a day: "mon".
  public static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }
}
