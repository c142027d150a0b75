package nl.vangnet.files;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A day or moment as a person or program wrote it into a cell: a date cell, an Excel serial
/// number, ISO, Dutch (22-11-2026, 22 november 2026) or with an English month. "03/04/2026" could
/// be two days and is a fault.
public sealed interface CellDate {
  /// It is this local moment (a day begins at midnight); `day` tells that no time was written.
  record Of(LocalDateTime at, boolean day) implements CellDate {}

  /// The cell is empty.
  record Empty() implements CellDate {}

  /// It is no date: "not-a-date", "ambiguous-date", or the fault of the cell.
  record Fault(String code, String advice) implements CellDate {}

  /// Reads a day or moment; one with an offset is turned into local time of `zone`.
  static CellDate of(Cell cell, ZoneId zone) {
    return Reading.of(cell, zone);
  }

  /// An ISO date or local date and time.
  static Optional<LocalDateTime> iso(String text) {
    try {
      return Optional.of(
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay()
              : LocalDateTime.parse(text.replace(' ', 'T')));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// How a cell is read.
  final class Reading {
    private static final Pattern NUMERIC =
        Pattern.compile(
            "(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?:[ ,T]+(\\d{1,2})[:.](\\d{2})(?::(\\d{2}))?(?: ?u(?:ur)?)?)?");
    private static final Pattern NAMED =
        Pattern.compile(
            "(\\d{1,2})[ -](\\p{L}{3,9})\\.?[ -](\\d{4})(?:[ ,]+(\\d{1,2})[:.](\\d{2})(?: ?u(?:ur)?)?)?");
    private static final List<String> DUTCH =
        List.of("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec");
    private static final List<String> ENGLISH =
        List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private Reading() {}

    static CellDate of(Cell cell, ZoneId zone) {
      return switch (cell.kind()) {
        case EMPTY -> new Empty();
        case DATE -> {
          var at = cell.moment();
          yield at == null ? bad() : new Of(at, at.toLocalTime().equals(LocalTime.MIDNIGHT));
        }
        case NUMBER -> serial(cell.number());
        case TEXT -> text(cell.text().strip(), zone);
        case TRUTH -> bad();
        case ERROR ->
            new Fault("error-cell", "the formula failed (" + cell.text() + "); type the date");
        case FORMULA ->
            new Fault(
                "formula-without-value", "the file holds no result of this formula; type the date");
        case MERGED ->
            new Fault("merged-cell", "this cell is merged with another; undo the merging");
      };
    }

    private static CellDate serial(@org.jspecify.annotations.Nullable BigDecimal number) {
      if (number == null || number.doubleValue() < 36_526 || number.doubleValue() > 73_050) {
        return bad();
      }
      var at = XlsxRows.fromSerial(number.doubleValue(), false);
      return at == null ? bad() : new Of(at, at.toLocalTime().equals(LocalTime.MIDNIGHT));
    }

    private static CellDate text(String text, ZoneId zone) {
      if (text.length() > 60) {
        return bad();
      }
      var iso = iso(text);
      if (iso.isPresent()) {
        return new Of(iso.get(), text.length() <= 10);
      }
      try {
        return new Of(
            OffsetDateTime.parse(text.replace(' ', 'T')).atZoneSameInstant(zone).toLocalDateTime(),
            false);
      } catch (DateTimeException e) {
        return written(text.toLowerCase(Locale.ROOT));
      }
    }

    private static CellDate written(String text) {
      try {
        var numeric = NUMERIC.matcher(text);
        if (numeric.matches()) {
          var first = Integer.parseInt(numeric.group(1));
          var second = Integer.parseInt(numeric.group(3));
          // A stroke is written in both countries; day and month are then told apart by size only.
          if (numeric.group(2).equals("/") && first <= 12 && second <= 12 && first != second) {
            return new Fault(
                "ambiguous-date", "this can be two days; write it as 2026-11-22 or 22-11-2026");
          }
          var swapped = numeric.group(2).equals("/") && second > 12;
          return at(
              LocalDate.of(
                  Integer.parseInt(numeric.group(4)),
                  swapped ? first : second,
                  swapped ? second : first),
              numeric.group(5),
              numeric.group(6),
              numeric.group(7));
        }
        var named = NAMED.matcher(text);
        if (named.matches()) {
          var month = month(named.group(2));
          if (month > 0) {
            return at(
                LocalDate.of(
                    Integer.parseInt(named.group(3)), month, Integer.parseInt(named.group(1))),
                named.group(4),
                named.group(5),
                null);
          }
        }
        return bad();
      } catch (DateTimeException e) {
        return bad();
      }
    }

    private static int month(String name) {
      var begin = name.substring(0, 3);
      if (begin.equals("mrt")) {
        return 3;
      }
      return Math.max(DUTCH.indexOf(begin), ENGLISH.indexOf(begin)) + 1;
    }

    private static CellDate at(
        LocalDate day,
        @org.jspecify.annotations.Nullable String hour,
        @org.jspecify.annotations.Nullable String minute,
        @org.jspecify.annotations.Nullable String second) {
      if (hour == null || minute == null) {
        return new Of(day.atStartOfDay(), true);
      }
      return new Of(
          day.atTime(
              Integer.parseInt(hour),
              Integer.parseInt(minute),
              second == null ? 0 : Integer.parseInt(second)),
          false);
    }

    private static Fault bad() {
      return new Fault(
          "not-a-date", "write the date as 2026-11-22 or 22-11-2026, with 08:30 behind it");
    }
  }
}
