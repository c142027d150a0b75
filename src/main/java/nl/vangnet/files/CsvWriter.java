package nl.vangnet.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/// Writes CSV (RFC 4180, UTF-8 by whoever stores it). Text that a spreadsheet would execute gets an
/// apostrophe in front of it; numbers stay numbers, also negative ones.
public final class CsvWriter {
  private CsvWriter() {}

  /// A table with its heads. A cell that is null is written empty.
  public static String write(
      List<String> head, List<? extends List<? extends @Nullable Object>> rows, char delimiter) {
    var text = new StringBuilder();
    var format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setRecordSeparator("\r\n").get();
    try (var printer = format.print(text)) {
      printer.printRecord(safe(head));
      for (var row : rows) {
        printer.printRecord(safe(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<@Nullable Object> safe(List<? extends @Nullable Object> row) {
    var cells = new ArrayList<@Nullable Object>(row.size());
    for (var cell : row) {
      cells.add(cell == null || cell instanceof Number ? cell : safe(cell.toString()));
    }
    return cells;
  }

  /// Text that no spreadsheet takes for a formula.
  static String safe(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
