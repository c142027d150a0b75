package nl.vangnet.matching;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Moments and spans as sentences say them: the clock, with the date when it is another day than
/// that of the question.
record Moments(Instant at) {
  static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  String clock(Instant moment) {
    var there = moment.atZone(ZONE);
    var clock = two(there.getHour()) + ":" + two(there.getMinute());
    return there.toLocalDate().equals(at.atZone(ZONE).toLocalDate())
        ? clock
        : date(there) + " " + clock;
  }

  private static String date(ZonedDateTime day) {
    return two(day.getDayOfMonth()) + "-" + two(day.getMonthValue());
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /// How old figures from `since` are.
  Sentence age(Instant since) {
    var old = Duration.between(since, at);
    if (old.toHours() < 2) {
      return Sentence.of("matching.age.minutes", (int) Math.max(0, old.toMinutes()));
    }
    return old.toDays() < 2
        ? Sentence.of("matching.age.hours", (int) old.toHours())
        : Sentence.of("matching.age.days", (int) old.toDays());
  }

  static double minutes(Duration span) {
    return span.toSeconds() / 60.0;
  }

  static int wholeMinutes(Duration span) {
    return (int) Math.round(minutes(span));
  }
}
