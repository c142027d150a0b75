package nl.vangnet.files;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// One cell of a sheet as it was read: where it stands ("C7"), what kind of thing it holds, and
/// what a person sees in it. `number` is there for numbers, `moment` for dates.
public record Cell(
    String address,
    Kind kind,
    String text,
    @Nullable BigDecimal number,
    @Nullable LocalDateTime moment) {
  /// What a cell can hold.
  public enum Kind {
    /// Nothing, or blanks only.
    EMPTY,
    /// Text, also text that looks like a number or a date.
    TEXT,
    /// A number in a cell of numbers.
    NUMBER,
    /// A date or moment in a cell of dates.
    DATE,
    /// True or false.
    TRUTH,
    /// The error of a formula, such as #N/A.
    ERROR,
    /// A formula of which the file holds no result.
    FORMULA,
    /// A cell covered by a merged one; the value stands in its upper left cell.
    MERGED
  }

  static Cell empty(String address) {
    return new Cell(address, Kind.EMPTY, "", null, null);
  }

  static Cell text(String address, String text) {
    return new Cell(address, text.isBlank() ? Kind.EMPTY : Kind.TEXT, text, null, null);
  }

  static Cell of(String address, Kind kind, String text) {
    return new Cell(address, kind, text, null, null);
  }

  /// Whether nothing stands in it.
  public boolean isEmpty() {
    return kind == Kind.EMPTY;
  }

  /// The name of a column: 1 is "A", 27 is "AA".
  public static String column(int number) {
    var name = new StringBuilder();
    for (var rest = number; rest > 0; rest = (rest - 1) / 26) {
      name.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return name.toString();
  }
}
