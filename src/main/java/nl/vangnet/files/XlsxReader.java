package nl.vangnet.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads .xlsx files that anybody may have made: the zip is measured before it is read, the XML is
/// a stream without entities, rows, cells and text are counted against limits, macros are refused
/// and links to other files ignored. Every value keeps the address of its cell.
public final class XlsxReader {
  private static final String MAIN = "xl/workbook.xml";
  private static final int MOST_SHEETS = 20;
  private static final int MOST_MERGES = 1_000;
  private static final int MOST_STYLES = 70_000;
  private static final int DEEPEST = 60;
  private static final int LAST_COLUMN = 16_384;
  private static final int LAST_ROW = 1_048_576;

  private final ZipParts parts;
  private final ReadLimits limits;
  private final List<String> shared = new ArrayList<>();
  private final Set<Integer> dateStyles = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private long textTaken;
  private int cellsTaken;
  private int rowsTaken;
  private boolean since1904;

  private XlsxReader(byte[] file, ReadLimits limits) {
    this.parts = new ZipParts(file, limits);
    this.limits = limits;
  }

  /// Reads the visible sheets of a workbook, or says why not.
  public static SheetReading read(byte[] file, ReadLimits limits) {
    try {
      if (file.length > limits.bytes()) {
        throw tooLarge(limits);
      }
      return new XlsxReader(file, limits).workbook();
    } catch (ReadFault fault) {
      return fault.refusal();
    }
  }

  static ReadFault tooLarge(ReadLimits limits) {
    return new ReadFault(
        "too-large",
        "",
        "A file is at most " + limits.bytes() / 1024 / 1024 + " MB; send the form only");
  }

  static boolean isZip(byte[] file) {
    return file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
  }

  /// A sheet of the workbook and where its part lies.
  private record Listed(String name, String part) {}

  private SheetReading workbook() {
    refuseOthers();
    var listed = listed();
    if (listed.isEmpty()) {
      throw new ReadFault(
          "no-sheet", "", "The file has no visible sheet; send the form as it was downloaded");
    }
    styles();
    sharedTexts();
    var sheets = new ArrayList<CellSheet>();
    for (var one : listed) {
      sheets.add(sheet(one));
    }
    if (parts.names().stream().anyMatch(n -> n.startsWith("xl/externalLinks/"))) {
      notes.add("external-links-ignored");
    }
    return new SheetReading.Read("xlsx", "UTF-8", ',', sheets, notes);
  }

  private void refuseOthers() {
    if (parts.names().stream()
            .anyMatch(n -> n.toLowerCase(java.util.Locale.ROOT).endsWith("vbaproject.bin"))
        || contentTypes().contains("macroEnabled")) {
      throw new ReadFault(
          "macros",
          "",
          "The file holds macros; save it as .xlsx (without macros) and send that file");
    }
    if (parts.has("xl/workbook.bin")) {
      throw new ReadFault(
          "binary-workbook", "", "This is a binary workbook (.xlsb); save it as .xlsx");
    }
    if (!parts.has(MAIN)) {
      throw new ReadFault(
          "not-a-spreadsheet",
          "",
          "This is a zipped file but no Excel workbook; save the form as .xlsx or .csv");
    }
  }

  private String contentTypes() {
    if (!parts.has("[Content_Types].xml")) {
      return "";
    }
    try (var in = parts.open("[Content_Types].xml")) {
      return new String(in.readNBytes(200_000), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw damaged("[Content_Types].xml");
    }
  }

  private List<Listed> listed() {
    var targets = targets();
    var listed = new ArrayList<Listed>();
    read(
        MAIN,
        xml -> {
          if (xml.getLocalName().equals("workbookPr")) {
            var flag = xml.getAttributeValue(null, "date1904");
            since1904 = "1".equals(flag) || "true".equals(flag);
          }
          if (!xml.getLocalName().equals("sheet")) {
            return;
          }
          var state = xml.getAttributeValue(null, "state");
          if (state != null && !state.equals("visible")) {
            if (!notes.contains("hidden-sheets-ignored")) {
              notes.add("hidden-sheets-ignored");
            }
            return;
          }
          if (listed.size() >= MOST_SHEETS) {
            throw new ReadFault(
                "too-many-sheets", MAIN, "The file has more than 20 sheets; send the form only");
          }
          var name = xml.getAttributeValue(null, "name");
          var target = targets.get(relation(xml));
          if (target != null && parts.has(target)) {
            listed.add(new Listed(name == null ? "" : cut(name, 80), target));
          }
        });
    return listed;
  }

  private static String relation(XMLStreamReader xml) {
    for (var i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("id") && xml.getAttributeNamespace(i) != null) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  /// The parts of the worksheets by the id of their relation; other kinds of sheets are left out.
  private Map<String, String> targets() {
    var targets = new HashMap<String, String>();
    var part = "xl/_rels/workbook.xml.rels";
    if (!parts.has(part)) {
      throw damaged(part);
    }
    read(
        part,
        xml -> {
          var id = xml.getAttributeValue(null, "Id");
          var type = xml.getAttributeValue(null, "Type");
          var target = xml.getAttributeValue(null, "Target");
          if (id != null && type != null && target != null && type.endsWith("/worksheet")) {
            targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
          }
        });
    return targets;
  }

  /// Which cell styles show a date.
  private void styles() {
    if (!parts.has("xl/styles.xml")) {
      return;
    }
    var custom = new HashSet<Integer>();
    var state =
        new Object() {
          boolean inCells;
          int index;
        };
    read(
        "xl/styles.xml",
        xml -> {
          switch (xml.getLocalName()) {
            case "numFmt" -> {
              var id = number(xml.getAttributeValue(null, "numFmtId"));
              var code = xml.getAttributeValue(null, "formatCode");
              if (id >= 0 && code != null && custom.size() < MOST_STYLES && isDateFormat(code)) {
                custom.add(id);
              }
            }
            case "cellXfs" -> state.inCells = true;
            case "cellStyleXfs", "cellStyles", "dxfs" -> state.inCells = false;
            case "xf" -> {
              if (state.inCells) {
                var format = number(xml.getAttributeValue(null, "numFmtId"));
                if (state.index < MOST_STYLES
                    && (isBuiltInDate(format) || custom.contains(format))) {
                  dateStyles.add(state.index);
                }
                state.index++;
              }
            }
            default -> {}
          }
        });
  }

  private static boolean isBuiltInDate(int id) {
    return id >= 14 && id <= 22
        || id >= 27 && id <= 36
        || id >= 45 && id <= 47
        || id >= 50 && id <= 58;
  }

  static boolean isDateFormat(String code) {
    var plain =
        cut(code, 200)
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\[[^\\]]*\\]", "")
            .replaceAll("\\\\.|_.|\\*.", "")
            .toLowerCase(java.util.Locale.ROOT);
    return !plain.contains("general") && plain.matches(".*[ymdhs].*");
  }

  private void sharedTexts() {
    if (!parts.has("xl/sharedStrings.xml")) {
      return;
    }
    var part = "xl/sharedStrings.xml";
    try (var in = reader(part)) {
      var xml = xml(in);
      @Nullable StringBuilder text = null;
      var phonetic = 0;
      var depth = 0;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth = deeper(depth, part);
            switch (xml.getLocalName()) {
              case "si" -> text = new StringBuilder();
              case "rPh" -> phonetic++;
              case "t" -> {
                if (text != null && phonetic == 0) {
                  append(text, xml, part + " " + (shared.size() + 1));
                  depth--;
                }
              }
              default -> {}
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            if (xml.getLocalName().equals("rPh")) {
              phonetic--;
            } else if (xml.getLocalName().equals("si") && text != null) {
              if (shared.size() >= limits.cells()) {
                throw tooManyCells();
              }
              shared.add(text.toString());
              text = null;
            }
          }
          default -> {}
        }
      }
    } catch (IOException | XMLStreamException e) {
      throw damaged(part);
    }
  }

  /// Takes the text up to the end of the present element.
  private void append(StringBuilder to, XMLStreamReader xml, String place)
      throws XMLStreamException {
    var depth = 1;
    while (depth > 0 && xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
          var length = xml.getTextLength();
          textTaken += length;
          if (textTaken > limits.text()) {
            throw new ReadFault(
                "too-much-text", place, "The file holds too much text; send the form only");
          }
          if (to.length() + length > limits.cellText()) {
            throw new ReadFault(
                "cell-too-long",
                place,
                "A cell holds more than " + limits.cellText() + " characters; shorten its text");
          }
          to.append(xml.getTextCharacters(), xml.getTextStart(), length);
        }
        case XMLStreamConstants.START_ELEMENT -> depth = deeper(depth, place);
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  private CellSheet sheet(Listed listed) {
    var rows = new ArrayList<CellRow>();
    var merged = new ArrayList<String>();
    try (var in = reader(listed.part())) {
      var xml = xml(in);
      var row = 0;
      var depth = 0;
      var cells = new ArrayList<Cell>();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth = deeper(depth, listed.part());
            switch (xml.getLocalName()) {
              case "row" -> {
                row = rowNumber(xml, row, listed);
                cells = new ArrayList<>();
              }
              case "c" -> {
                cell(xml, row, cells, listed);
                depth--;
              }
              case "mergeCell" -> merge(xml, merged, listed);
              default -> {}
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            if (xml.getLocalName().equals("row")) {
              keep(rows, new CellRow(row, cells), listed);
            }
          }
          default -> {}
        }
      }
    } catch (IOException | XMLStreamException e) {
      throw damaged(listed.part());
    }
    return new CellSheet(listed.name(), covered(rows, merged), merged);
  }

  private static int rowNumber(XMLStreamReader xml, int before, Listed listed) {
    var text = xml.getAttributeValue(null, "r");
    var row = text == null ? before + 1 : number(text);
    if (row <= before || row > LAST_ROW) {
      throw new ReadFault(
          "damaged",
          listed.name() + " row " + (before + 1),
          "The rows of the sheet are out of order; open the file in Excel and save it again");
    }
    return row;
  }

  private void keep(List<CellRow> rows, CellRow row, Listed listed) {
    if (!row.hasContent()) {
      return;
    }
    if (++rowsTaken > limits.rows()) {
      throw new ReadFault(
          "too-many-rows",
          listed.name() + " row " + row.number(),
          "The file has more than "
              + limits.rows()
              + " filled rows; send it in parts, or delete the rows below the form");
    }
    rows.add(row);
  }

  private static void merge(XMLStreamReader xml, List<String> merged, Listed listed) {
    var range = xml.getAttributeValue(null, "ref");
    if (merged.size() >= MOST_MERGES) {
      throw new ReadFault(
          "too-many-merges",
          listed.name(),
          "The sheet has more than 1,000 merged ranges; undo the merging");
    }
    if (range != null
        && range.matches("\\$?[A-Z]{1,3}\\$?[0-9]{1,7}(:\\$?[A-Z]{1,3}\\$?[0-9]{1,7})?")) {
      merged.add(range.replace("$", ""));
    }
  }

  private void cell(XMLStreamReader xml, int row, List<Cell> cells, Listed listed)
      throws XMLStreamException {
    var reference = xml.getAttributeValue(null, "r");
    var column = reference == null ? cells.size() + 1 : columnOf(reference);
    var style = number(xml.getAttributeValue(null, "s"));
    var type = xml.getAttributeValue(null, "t");
    var value = new StringBuilder();
    var inline = new StringBuilder();
    var formula = false;
    var hasValue = false;
    var place = listed.name() + " " + Cell.column(Math.max(1, column)) + row;
    for (var depth = 1; depth > 0 && xml.hasNext(); ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          switch (xml.getLocalName()) {
            case "v" -> {
              append(value, xml, place);
              hasValue = true;
            }
            case "t" -> append(inline, xml, place);
            case "f" -> {
              formula = true;
              skip(xml, place);
            }
            default -> depth = deeper(depth, place);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    var found =
        found(
            Cell.column(Math.max(1, column)) + row,
            type,
            style,
            value.toString(),
            inline.toString(),
            formula,
            hasValue);
    if (found.isEmpty()) {
      return;
    }
    if (column < 1 || column > LAST_COLUMN || column <= cells.size()) {
      throw new ReadFault(
          "damaged",
          place,
          "The cells of a row are out of order; open the file in Excel and save it");
    }
    if (column > limits.columns()) {
      throw new ReadFault(
          "too-many-columns",
          place,
          "The sheet is wider than " + limits.columns() + " columns; delete what is not the form");
    }
    if (++cellsTaken > limits.cells()) {
      throw tooManyCells();
    }
    while (cells.size() < column - 1) {
      cells.add(Cell.empty(Cell.column(cells.size() + 1) + row));
    }
    cells.add(found);
  }

  private ReadFault tooManyCells() {
    return new ReadFault(
        "too-many-cells",
        "",
        "The file holds more than " + limits.cells() + " filled cells; send it in parts");
  }

  /// Passes over the text of a formula, which is never used and may be long.
  private static void skip(XMLStreamReader xml, String place) throws XMLStreamException {
    for (var depth = 1; depth > 0 && xml.hasNext(); ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth = deeper(depth, place);
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  private Cell found(
      String address,
      @Nullable String type,
      int style,
      String value,
      String inline,
      boolean formula,
      boolean hasValue) {
    var kind = type == null ? "n" : type;
    if (kind.equals("inlineStr")) {
      return Cell.text(address, inline);
    }
    if (!hasValue || value.isEmpty() && !kind.equals("str")) {
      return formula ? Cell.of(address, Cell.Kind.FORMULA, "") : Cell.empty(address);
    }
    return switch (kind) {
      case "s" -> Cell.text(address, sharedText(value, address));
      case "str" -> Cell.text(address, value);
      case "b" -> Cell.of(address, Cell.Kind.TRUTH, value.strip().equals("1") ? "TRUE" : "FALSE");
      case "e" -> Cell.of(address, Cell.Kind.ERROR, cut(value, 20));
      case "d" ->
          CellDate.iso(value.strip())
              .map(at -> new Cell(address, Cell.Kind.DATE, value.strip(), null, at))
              .orElseGet(() -> Cell.text(address, value));
      default -> numeric(address, style, value.strip());
    };
  }

  private String sharedText(String value, String address) {
    var index = number(value.strip());
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
      return Cell.of(address, Cell.Kind.ERROR, cut(value, 20));
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

  /// The rows with every cell marked that a merged range covers.
  private static List<CellRow> covered(List<CellRow> rows, List<String> merged) {
    var ranges = merged.stream().filter(m -> m.contains(":")).map(Range::of).toList();
    if (ranges.isEmpty()) {
      return rows;
    }
    var marked = new ArrayList<CellRow>();
    for (var row : rows) {
      var own = ranges.stream().filter(r -> r.holds(row.number())).toList();
      if (own.isEmpty()) {
        marked.add(row);
        continue;
      }
      var width = row.cells().size();
      for (var range : own) {
        width = Math.max(width, Math.min(range.right(), row.cells().size() + 50));
      }
      var cells = new ArrayList<Cell>();
      for (var i = 0; i < width; i++) {
        var column = i + 1;
        var cell = row.cell(i);
        cells.add(
            own.stream().anyMatch(r -> r.covers(row.number(), column))
                ? Cell.of(cell.address(), Cell.Kind.MERGED, "")
                : cell);
      }
      marked.add(new CellRow(row.number(), cells));
    }
    return marked;
  }

  private record Range(int top, int left, int bottom, int right) {
    static Range of(String text) {
      var colon = text.indexOf(':');
      var from = text.substring(0, colon);
      var to = text.substring(colon + 1);
      return new Range(
          number(from.replaceAll("[A-Z]", "")),
          columnOf(from),
          number(to.replaceAll("[A-Z]", "")),
          columnOf(to));
    }

    boolean holds(int row) {
      return row >= top && row <= bottom;
    }

    boolean covers(int row, int column) {
      return holds(row) && column >= left && column <= right && (row != top || column != left);
    }
  }

  private static int columnOf(String reference) {
    var column = 0;
    for (var i = 0; i < reference.length() && i < 4; i++) {
      var c = reference.charAt(i);
      if (c < 'A' || c > 'Z') {
        return column;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return column;
  }

  private static int number(@Nullable String text) {
    if (text == null
        || text.isEmpty()
        || text.length() > 9
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }

  private static int deeper(int depth, String place) {
    if (depth >= DEEPEST) {
      throw damaged(place);
    }
    return depth + 1;
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  private static ReadFault damaged(String part) {
    return new ReadFault(
        "damaged",
        cut(part, 80),
        "The file is damaged; open it in Excel and save it again as .xlsx");
  }

  /// Hears every element of a part as it begins.
  private interface Begun {
    void element(XMLStreamReader xml);
  }

  private void read(String part, Begun begun) {
    try (var in = reader(part)) {
      var xml = xml(in);
      var depth = 0;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth = deeper(depth, part);
            begun.element(xml);
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {}
        }
      }
    } catch (IOException | XMLStreamException e) {
      throw damaged(part);
    }
  }

  private PlainXml reader(String part) throws IOException {
    var strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = new BufferedReader(new InputStreamReader(parts.open(part), strict));
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return new PlainXml(in, part);
  }

  private static XMLStreamReader xml(PlainXml in) throws XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory.createXMLStreamReader(in);
  }
}
