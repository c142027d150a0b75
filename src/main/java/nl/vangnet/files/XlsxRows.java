package nl.vangnet.files;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads the sheets of one workbook row by row, counting rows and cells of all of them.
final class XlsxRows {
  private static final int MOST_MERGES = 1_000;
  private static final int LAST_COLUMN = 16_384;
  private static final int LAST_ROW = 1_048_576;

  private final XlsxXml xml;
  private final ReadLimits limits;
  private final List<String> shared;
  private final Set<Integer> dateStyles;
  private final boolean since1904;
  private int cellsTaken;
  private int rowsTaken;

  XlsxRows(
      XlsxXml xml,
      ReadLimits limits,
      List<String> shared,
      Set<Integer> dateStyles,
      boolean since1904) {
    this.xml = xml;
    this.limits = limits;
    this.shared = shared;
    this.dateStyles = dateStyles;
    this.since1904 = since1904;
  }

  /// The sheet in this part.
  CellSheet sheet(String name, String part) {
    var sheet = new OneSheet(name);
    xml.walk(part, sheet);
    var ranges = sheet.merged.stream().filter(m -> m.contains(":")).map(CellRange::of).toList();
    return new CellSheet(
        name, sheet.rows.stream().map(r -> r.under(ranges)).toList(), sheet.merged);
  }

  /// One sheet under way.
  private final class OneSheet implements XlsxXml.Walk {
    private final String name;
    private final List<CellRow> rows = new ArrayList<>();
    private final List<String> merged = new ArrayList<>();
    private SortedMap<Integer, Cell> cells = new TreeMap<>();
    private int row;
    private int column;

    OneSheet(String name) {
      this.name = name;
    }

    @Override
    public boolean begin(XMLStreamReader stream) throws XMLStreamException {
      switch (stream.getLocalName()) {
        case "row" -> {
          row = rowNumber(stream);
          cells = new TreeMap<>();
          column = 0;
        }
        case "c" -> {
          cell(stream);
          return true;
        }
        case "mergeCell" -> merge(stream);
        default -> {}
      }
      return false;
    }

    @Override
    public void end(String element) {
      if (!element.equals("row") || cells.isEmpty()) {
        return;
      }
      if (++rowsTaken > limits.rows()) {
        throw new ReadFault(
            "too-many-rows",
            name + " row " + row,
            "The file has more than "
                + limits.rows()
                + " filled rows; send it in parts, or delete the rows below the form");
      }
      rows.add(CellRow.of(row, cells));
    }

    private int rowNumber(XMLStreamReader stream) {
      var text = stream.getAttributeValue(null, "r");
      var found = text == null ? row + 1 : XlsxXml.number(text);
      if (found <= row || found > LAST_ROW) {
        throw new ReadFault(
            "damaged",
            name + " row " + (row + 1),
            "The rows of the sheet are out of order; open the file in Excel and save it again");
      }
      return found;
    }

    private void merge(XMLStreamReader stream) {
      var range = stream.getAttributeValue(null, "ref");
      if (merged.size() >= MOST_MERGES) {
        throw new ReadFault(
            "too-many-merges",
            name,
            "The sheet has more than 1,000 merged ranges; undo the merging");
      }
      if (range != null
          && range.matches("\\$?[A-Z]{1,3}\\$?[0-9]{1,7}(:\\$?[A-Z]{1,3}\\$?[0-9]{1,7})?")) {
        merged.add(range.replace("$", ""));
      }
    }

    private void cell(XMLStreamReader stream) throws XMLStreamException {
      var reference = stream.getAttributeValue(null, "r");
      var at = reference == null ? column + 1 : CellRange.columnOf(reference);
      var style = XlsxXml.number(stream.getAttributeValue(null, "s"));
      var type = stream.getAttributeValue(null, "t");
      var address = Cell.column(Math.max(1, at)) + row;
      var place = name + " " + address;
      var found = found(address, type, style, Content.of(xml, stream, place));
      if (found.isEmpty()) {
        column = Math.max(column, at);
        return;
      }
      if (at < 1 || at > LAST_COLUMN || !cells.isEmpty() && at <= cells.lastKey() + 1) {
        throw new ReadFault(
            "damaged",
            place,
            "The cells of a row are out of order; open the file in Excel and save it");
      }
      if (at > limits.columns()) {
        throw new ReadFault(
            "too-many-columns",
            place,
            "The sheet is wider than "
                + limits.columns()
                + " columns; delete what is not the form");
      }
      if (++cellsTaken > limits.cells()) {
        throw tooManyCells(limits);
      }
      column = at;
      cells.put(at - 1, found);
    }
  }

  /// What stands inside a cell: its value, its own text, whether it has a formula.
  private record Content(@Nullable String value, String inline, boolean formula) {
    static Content of(XlsxXml xml, XMLStreamReader stream, String place) throws XMLStreamException {
      var value = new StringBuilder();
      var inline = new StringBuilder();
      var formula = false;
      var hasValue = false;
      for (var depth = 1; depth > 0 && stream.hasNext(); ) {
        switch (stream.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            switch (stream.getLocalName()) {
              case "v" -> {
                xml.append(value, stream, place);
                hasValue = true;
              }
              case "t" -> xml.append(inline, stream, place);
              case "f" -> {
                // The text of a formula is never used and may be long.
                formula = true;
                XlsxXml.skip(stream, place);
              }
              default -> depth = XlsxXml.deeper(depth, place);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {}
        }
      }
      return new Content(hasValue ? value.toString() : null, inline.toString(), formula);
    }
  }

  static ReadFault tooManyCells(ReadLimits limits) {
    return new ReadFault(
        "too-many-cells",
        "",
        "The file holds more than " + limits.cells() + " filled cells; send it in parts");
  }

  private Cell found(String address, @Nullable String type, int style, Content content) {
    var kind = type == null ? "n" : type;
    if (kind.equals("inlineStr")) {
      return Cell.text(address, content.inline());
    }
    var value = content.value();
    if (value == null || value.isEmpty() && !kind.equals("str")) {
      return content.formula() ? Cell.of(address, Cell.Kind.FORMULA, "") : Cell.empty(address);
    }
    return switch (kind) {
      case "s" -> Cell.text(address, sharedText(value, address));
      case "str" -> Cell.text(address, value);
      case "b" -> Cell.of(address, Cell.Kind.TRUTH, value.strip().equals("1") ? "TRUE" : "FALSE");
      case "e" -> Cell.of(address, Cell.Kind.ERROR, XlsxXml.cut(value, 20));
      case "d" ->
          CellDate.iso(value.strip())
              .map(at -> new Cell(address, Cell.Kind.DATE, value.strip(), null, at))
              .orElseGet(() -> Cell.text(address, value));
      default -> numeric(address, style, value.strip());
    };
  }

  private String sharedText(String value, String address) {
    var index = XlsxXml.number(value.strip());
    if (index < 0 || index >= shared.size()) {
      throw new ReadFault(
          "damaged", address, "The file points at a text it does not hold; save it again in Excel");
    }
    return shared.get(index);
  }

  private Cell numeric(String address, int style, String value) {
    double number;
    try {
      number = value.length() > 40 ? Double.NaN : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (Double.isNaN(number) || Double.isInfinite(number) || Math.abs(number) > 1e15) {
      return Cell.of(address, Cell.Kind.ERROR, XlsxXml.cut(value, 20));
    }
    if (dateStyles.contains(style)) {
      var at = fromSerial(number, since1904);
      if (at != null) {
        return new Cell(address, Cell.Kind.DATE, at.toString(), null, at);
      }
    }
    var decimal = BigDecimal.valueOf(number).stripTrailingZeros();
    return new Cell(address, Cell.Kind.NUMBER, decimal.toPlainString(), decimal, null);
  }

  /// The moment of an Excel serial number, to the second; null outside 1900 to 2500.
  static @Nullable LocalDateTime fromSerial(double serial, boolean since1904) {
    if (serial < 0 || serial > 220_000) {
      return null;
    }
    try {
      var days = (long) Math.floor(serial);
      var seconds = Math.round((serial - days) * 86_400);
      // Excel believes that 1900 was a leap year.
      var start =
          since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < 60 ? 31 : 30);
      return start.plusDays(days).atStartOfDay().plusSeconds(seconds);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
