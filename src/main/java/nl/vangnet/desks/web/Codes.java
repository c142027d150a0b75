package nl.vangnet.desks.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// Reads what forms give: whole numbers, days, moments in the zone of the screens.
final class Codes {
  private Codes() {}

  /// A whole number, 0 when it is none.
  static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// A day between 2000 and 2200, null when it is none.
  static @Nullable LocalDate day(String text) {
    try {
      var day = LocalDate.parse(text.strip());
      return day.getYear() < 2000 || day.getYear() > 2200 ? null : day;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// A moment of a date-and-time field, null when it is none.
  static @Nullable Instant moment(String text) {
    try {
      var moment = LocalDateTime.parse(text.strip());
      return moment.getYear() < 2000 || moment.getYear() > 2200
          ? null
          : moment.atZone(Frame.ZONE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
