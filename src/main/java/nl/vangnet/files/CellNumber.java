package nl.vangnet.files;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A number as a person or program wrote it into a cell, Dutch or English. What could mean two
/// things ("1.234": one thousand or one and a bit) is a fault, never a guess.
public sealed interface CellNumber {
  /// It is this number.
  record Of(BigDecimal value) implements CellNumber {}

  /// The cell is empty.
  record Empty() implements CellNumber {}

  /// It is no number: `code` is stable ("not-a-number", "ambiguous-number", "not-whole",
  /// "error-cell", "formula-without-value", "merged-cell").
  record Fault(String code, String advice) implements CellNumber {}

  /// Reads any number.
  static CellNumber of(Cell cell) {
    return Reading.of(cell);
  }

  /// Reads a whole number; a fraction is a fault.
  static CellNumber whole(Cell cell) {
    var read = Reading.of(cell);
    if (read instanceof Of(var value)) {
      var nearest = value.setScale(0, java.math.RoundingMode.HALF_EVEN);
      // What formulas leave behind the ninth decimal is not a fraction.
      var drift = value.subtract(nearest).abs();
      if (drift.compareTo(new BigDecimal("0.000000001")) > 0) {
        return new Fault(
            "not-whole", "beds are counted in whole numbers; write a number without a fraction");
      }
      if (nearest.abs().compareTo(new BigDecimal("1000000000")) > 0) {
        return new Fault("not-a-number", "this number is too large for a number of beds");
      }
      return new Of(nearest);
    }
    return read;
  }

  /// How a cell is read.
  final class Reading {
    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,15}");
    private static final Pattern SPACED = Pattern.compile("[+-]?[0-9]{1,3}([ '’][0-9]{3})+");
    private static final Pattern ONE_MARK = Pattern.compile("[+-]?[0-9]{1,15}[.,][0-9]{0,10}");
    private static final Pattern AMBIGUOUS = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}");
    private static final Pattern DUTCH =
        Pattern.compile("[+-]?[0-9]{1,3}(\\.[0-9]{3})+(,[0-9]{0,10})?");
    private static final Pattern ENGLISH =
        Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]{0,10})?");

    private Reading() {}

    static CellNumber of(Cell cell) {
      return switch (cell.kind()) {
        case EMPTY -> new Empty();
        case NUMBER -> number(cell.number());
        case TEXT -> text(cell.text());
        case DATE ->
            new Fault(
                "date-not-number",
                "this cell holds a date; give it the format Number and type the number again");
        case TRUTH -> new Fault("not-a-number", "write a number, not true or false");
        case ERROR ->
            new Fault(
                "error-cell",
                "the formula failed (" + cell.text() + "); type the number, or \"onbekend\"");
        case FORMULA ->
            new Fault(
                "formula-without-value",
                "the file holds a formula without its result; type the number, or open and save the"
                    + " file in Excel");
        case MERGED ->
            new Fault("merged-cell", "this cell is merged with another; undo the merging");
      };
    }

    private static CellNumber number(@Nullable BigDecimal value) {
      return value == null ? new Empty() : new Of(value);
    }

    private static CellNumber text(String written) {
      var text =
          written
              .replace('\u00A0', ' ')
              .replace('\u202F', ' ')
              .replace('\u2212', '-')
              .strip()
              .toLowerCase(Locale.ROOT);
      if (text.length() > 40) {
        return notANumber();
      }
      if (PLAIN.matcher(text).matches()) {
        return new Of(new BigDecimal(text));
      }
      if (SPACED.matcher(text).matches()) {
        return new Of(new BigDecimal(text.replaceAll("[ '’]", "")));
      }
      if (AMBIGUOUS.matcher(text).matches()) {
        var bare = text.replaceAll("[.,]", "");
        return new Fault(
            "ambiguous-number",
            "\""
                + text
                + "\" can be "
                + bare
                + " or a fraction; write "
                + bare
                + " without a mark if that is meant");
      }
      if (ONE_MARK.matcher(text).matches()) {
        return new Of(decimal(text.replace(',', '.')));
      }
      if (DUTCH.matcher(text).matches()) {
        return new Of(decimal(text.replace(".", "").replace(',', '.')));
      }
      if (ENGLISH.matcher(text).matches()) {
        return new Of(decimal(text.replace(",", "")));
      }
      return notANumber();
    }

    private static BigDecimal decimal(String text) {
      return new BigDecimal(text.endsWith(".") ? text + "0" : text);
    }

    private static Fault notANumber() {
      return new Fault(
          "not-a-number", "write a whole number in digits, \"onbekend\", or leave the cell empty");
    }
  }
}
