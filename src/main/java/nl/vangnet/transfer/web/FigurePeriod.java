package nl.vangnet.transfer.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// The days over which the figures count, in the product's zone, the last one included. A shortcut
/// (`dagen`) counts back from today, so that a page that is kept stays true tomorrow.
record FigurePeriod(LocalDate first, LocalDate last, int days, boolean shortcut) {
  private static final int USUAL = 28;
  private static final int MOST = 366;

  /// The period of an address; `from` and `to` name the parameters of its ends.
  ///
  /// @throws BadInput when it cannot be read
  static FigurePeriod of(Map<String, String> query, Instant now, String from, String to) {
    var today = LocalDate.ofInstant(now, Frame.ZONE);
    var first = day(query.get(from), from);
    var last = day(query.get(to), to);
    if (first == null && last == null) {
      var counted = days(query, from.equals("van") ? "dagen" : "days");
      return new FigurePeriod(today.minusDays(counted - 1L), today, counted, true);
    }
    var until = last == null ? today : last;
    var since = first == null ? until.minusDays(USUAL - 1L) : first;
    var length = until.toEpochDay() - since.toEpochDay() + 1;
    if (length < 1) {
      throw new BadInput("bad-period", "'" + from + "' lies after '" + to + "': turn them round.");
    }
    if (length > MOST) {
      throw new BadInput(
          "bad-period", "the period is " + length + " days; choose " + MOST + " at the most.");
    }
    return new FigurePeriod(since, until, (int) length, false);
  }

  private static @Nullable LocalDate day(@Nullable String text, String name) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      var day = LocalDate.parse(text.strip());
      if (day.getYear() >= 2000 && day.getYear() <= 2200) {
        return day;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new BadInput("bad-day", name + ": '" + text + "' is no day; write 2021-02-03.");
  }

  private static int days(Map<String, String> query, String name) {
    var text = query.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return USUAL;
    }
    var days = Codes.number(text);
    if (days < 1 || days > MOST) {
      throw new BadInput("bad-period", name + ": give a whole number from 1 to " + MOST + ".");
    }
    return (int) days;
  }

  /// The first moment.
  Instant from() {
    return first.atStartOfDay(Frame.ZONE).toInstant();
  }

  /// The first moment after it.
  Instant to() {
    return last.plusDays(1).atStartOfDay(Frame.ZONE).toInstant();
  }

  /// The address of the same period as a file.
  String file() {
    return BoardPages.HOME + "/cijfers.csv?van=" + first + "&tot=" + last;
  }
}
