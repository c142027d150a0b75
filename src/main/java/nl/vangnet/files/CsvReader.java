package nl.vangnet.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads CSV that anybody may have made: UTF-8 with or without a mark, UTF-16 with or without one,
/// else Windows-1252; semicolon, comma or tab; quoted fields with line ends inside. Cells carry the
/// address that a spreadsheet program would show. What is no table at all is recognised by its
/// first bytes and refused with advice.
public final class CsvReader {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final String text;
  private final ReadLimits limits;
  private final char delimiter;
  private final List<CellRow> rows = new ArrayList<>();
  private int at;
  private int cells;

  private CsvReader(String text, ReadLimits limits, char delimiter, int from) {
    this.text = text;
    this.limits = limits;
    this.delimiter = delimiter;
    this.at = from;
  }

  /// Reads a CSV as one sheet, or says why not.
  public static SheetReading read(byte[] file, ReadLimits limits) {
    try {
      if (file.length > limits.bytes()) {
        throw XlsxReader.tooLarge(limits);
      }
      refuseOthers(file);
      var encoding = encoding(file);
      var text = decoded(file, encoding);
      var first = declaredDelimiter(text);
      var delimiter = first == 0 ? delimiter(text) : first;
      var from = first == 0 ? 0 : Math.max(0, text.indexOf('\n') + 1);
      var reader = new CsvReader(text, limits, delimiter, from);
      reader.rows(first == 0 ? 1 : 2);
      if (reader.rows.isEmpty()) {
        throw new ReadFault("empty", "", "The file is empty; send the form as it was downloaded");
      }
      return new SheetReading.Read(
          "csv",
          encoding.name(),
          delimiter,
          List.of(new CellSheet("", reader.rows, List.of())),
          List.of());
    } catch (ReadFault fault) {
      return fault.refusal();
    }
  }

  private static void refuseOthers(byte[] file) {
    if (file.length == 0) {
      throw new ReadFault("empty", "", "The file is empty; send the form as it was downloaded");
    }
    if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
      if (holds(file, "EncryptedPackage")) {
        throw new ReadFault(
            "encrypted", "", "The file is locked with a password; save it without a password");
      }
      throw new ReadFault(
          "old-excel",
          "",
          "This is the old Excel format (.xls); open it in Excel and save it as .xlsx");
    }
    var start = new String(file, 0, Math.min(200, file.length), StandardCharsets.ISO_8859_1);
    var plain = start.replace("\u00EF\u00BB\u00BF", "").stripLeading().toLowerCase(Locale.ROOT);
    if (plain.startsWith("%pdf")) {
      throw new ReadFault("pdf", "", "This is a PDF; send the form itself as .xlsx or .csv");
    }
    if (plain.startsWith("<")) {
      throw new ReadFault(
          "web-page",
          "",
          "This is a web page or XML file, not a table; save it in Excel as .xlsx or .csv");
    }
  }

  private static boolean begins(byte[] file, int... bytes) {
    if (file.length < bytes.length) {
      return false;
    }
    for (var i = 0; i < bytes.length; i++) {
      if ((file[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether an OLE file names this stream (its names are UTF-16).
  private static boolean holds(byte[] file, String name) {
    var wanted = name.getBytes(StandardCharsets.UTF_16LE);
    for (var i = 0; i + wanted.length <= file.length; i += 2) {
      var same = true;
      for (var n = 0; same && n < wanted.length; n++) {
        same = file[i + n] == wanted[n];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  static Charset encoding(byte[] file) {
    if (begins(file, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(file, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(file, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    var zerosAtOdd = 0;
    var zerosAtEven = 0;
    var seen = Math.min(file.length, 2_000);
    for (var i = 0; i < seen; i++) {
      if (file[i] == 0) {
        if (i % 2 == 0) {
          zerosAtEven++;
        } else {
          zerosAtOdd++;
        }
      }
    }
    if (zerosAtOdd > seen / 4 && zerosAtEven == 0) {
      return StandardCharsets.UTF_16LE;
    }
    if (zerosAtEven > seen / 4 && zerosAtOdd == 0) {
      return StandardCharsets.UTF_16BE;
    }
    return isReadable(file, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : WINDOWS;
  }

  private static boolean isReadable(byte[] file, Charset charset) {
    try {
      strict(file, charset);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String strict(byte[] file, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(file))
        .toString();
  }

  private static String decoded(byte[] file, Charset encoding) {
    String text;
    try {
      text = strict(file, encoding);
    } catch (CharacterCodingException e) {
      throw unreadable("");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    var line = 1;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\n') {
        line++;
      } else if (c < ' ' && c != '\r' && c != '\t' || c == '\uFFFE' || c == '\u007F') {
        throw unreadable("line " + line);
      }
    }
    return text;
  }

  private static ReadFault unreadable(String place) {
    return new ReadFault(
        "not-text",
        place,
        "The file holds characters that no text has; save the form as .xlsx or as CSV (UTF-8)");
  }

  /// The delimiter that a first line such as "sep=;" declares; 0 when there is none.
  private static char declaredDelimiter(String text) {
    var end = text.indexOf('\n');
    var first = (end < 0 ? text : text.substring(0, Math.min(end, 10))).strip();
    return first.length() == 5
            && first.toLowerCase(Locale.ROOT).startsWith("sep=")
            && ";,|".indexOf(first.charAt(4)) >= 0
        ? first.charAt(4)
        : first.equalsIgnoreCase("sep=") && text.startsWith("sep=\t") ? '\t' : 0;
  }

  /// The one of semicolon, comma and tab that stands most evenly and often in the first lines,
  /// outside quotes.
  static char delimiter(String text) {
    var candidates = new char[] {';', '\t', ','};
    var best = ';';
    var most = 0;
    for (var candidate : candidates) {
      var lines = 0;
      var widest = 0;
      var count = 0;
      var quoted = false;
      for (var i = 0; i < text.length() && i < 64_000 && lines < 20; i++) {
        var c = text.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && c == candidate) {
          count++;
        } else if (!quoted && c == '\n') {
          lines++;
          widest = Math.max(widest, count);
          count = 0;
        }
      }
      widest = Math.max(widest, count);
      if (widest > most) {
        most = widest;
        best = candidate;
      }
    }
    return best;
  }

  private void rows(int firstRow) {
    var row = firstRow;
    while (at < text.length()) {
      var found = CellRow.of(row, row(row));
      if (found.hasContent()) {
        if (rows.size() >= limits.rows()) {
          throw new ReadFault(
              "too-many-rows",
              "row " + row,
              "The file has more than "
                  + limits.rows()
                  + " filled rows; send it in parts, or delete the rows below the form");
        }
        rows.add(found);
      }
      row++;
    }
  }

  private SortedMap<Integer, Cell> row(int row) {
    var found = new TreeMap<Integer, Cell>();
    for (var column = 0; ; column++) {
      var address = Cell.column(column + 1) + row;
      var field = field(address);
      if (!field.isBlank()) {
        if (column >= limits.columns()) {
          throw new ReadFault(
              "too-many-columns",
              address,
              "The file is wider than "
                  + limits.columns()
                  + " columns; delete what is not the form");
        }
        if (++cells > limits.cells()) {
          throw new ReadFault(
              "too-many-cells",
              address,
              "The file holds more than " + limits.cells() + " filled cells; send it in parts");
        }
        found.put(column, cell(address, field));
      }
      if (at >= text.length()) {
        return found;
      }
      var c = text.charAt(at++);
      if (c != delimiter) {
        if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        return found;
      }
    }
  }

  private static Cell cell(String address, String field) {
    // An apostrophe that keeps a spreadsheet from calculating is not part of the text.
    var plain =
        field.length() > 1 && field.charAt(0) == '\'' && "=+-@\t\r".indexOf(field.charAt(1)) >= 0
            ? field.substring(1)
            : field;
    if (plain.matches(
        "#(N/A|N/B|REF!|VERW!|VALUE!|WAARDE!|DIV/0!|DEEL/0!|NAME\\?|NAAM\\?|NUM!|GETAL!|NULL!|LEEG!)")) {
      return Cell.of(address, Cell.Kind.ERROR, plain);
    }
    if (plain.startsWith("=")) {
      return Cell.of(address, Cell.Kind.FORMULA, plain);
    }
    return Cell.text(address, plain);
  }

  /// One field; leaves `at` on the delimiter or line end behind it.
  private String field(String address) {
    if (at >= text.length() || text.charAt(at) != '"') {
      var from = at;
      while (at < text.length() && !isEnd(text.charAt(at))) {
        at++;
      }
      return taken(text.substring(from, at), address);
    }
    var field = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length() || field.length() > limits.cellText()) {
        throw new ReadFault(
            field.length() > limits.cellText() ? "cell-too-long" : "quote-not-closed",
            address,
            "A field that begins with a quotation mark never ends; close it or delete the mark");
      }
      var c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        break;
      }
    }
    while (at < text.length() && !isEnd(text.charAt(at))) {
      field.append(text.charAt(at++));
    }
    return taken(field.toString(), address);
  }

  private String taken(String field, String address) {
    if (field.length() > limits.cellText()) {
      throw new ReadFault(
          "cell-too-long",
          address,
          "A cell holds more than " + limits.cellText() + " characters; shorten its text");
    }
    return field;
  }

  private boolean isEnd(char c) {
    return c == delimiter || c == '\n' || c == '\r';
  }
}
