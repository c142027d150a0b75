package nl.vangnet.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Writes Excel workbooks: text is always text, so that no cell is executed, and the same content
/// with the same moment gives the same bytes.
public final class XlsxWriter {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final LocalDateTime STILL = LocalDateTime.of(2020, 1, 1, 0, 0);
  private static final int SPARE_ROWS = 200;

  private XlsxWriter() {}

  /// A workbook with these sheets. `createdAt` is the moment that its properties name.
  public static byte[] write(List<Sheet> sheets, Instant createdAt) {
    var out = new ByteArrayOutputStream();
    try {
      var book = new Workbook(out, "Vangnet", "1.0");
      var lists = 0;
      for (var sheet : sheets) {
        var page = book.newWorksheet(sheet.name());
        fill(page, sheet);
        for (var i = 0; i < sheet.columns().size(); i++) {
          var choices = sheet.columns().get(i).choices();
          if (!choices.isEmpty()) {
            lists++;
            choose(book, page, sheet, i, choices, "lijst" + lists);
          }
        }
      }
      book.finish();
      return still(out.toByteArray(), createdAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Worksheet page, Sheet sheet) {
    var row = 0;
    for (var note : sheet.notes()) {
      page.value(row++, 0, note);
    }
    var head = sheet.headRow() - 1;
    for (var column = 0; column < sheet.columns().size(); column++) {
      page.value(head, column, sheet.columns().get(column).head());
      page.width(column, sheet.columns().get(column).width());
      page.style(head, column)
          .bold()
          .wrapText(true)
          .fillColor("E8EDF2")
          .borderStyle(BorderStyle.THIN)
          .set();
    }
    row = head + 1;
    for (var cells : sheet.rows()) {
      for (var column = 0; column < cells.size(); column++) {
        put(page, row, column, cells.get(column));
      }
      row++;
    }
    page.freezePane(0, head + 1);
    page.fitToWidth((short) 1);
    page.fitToHeight((short) 0);
    page.pageOrientation("landscape");
  }

  private static void put(Worksheet page, int row, int column, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case String text -> page.value(row, column, clean(text));
      case Number number -> page.value(row, column, number);
      case Boolean flag -> page.value(row, column, flag);
      case LocalDate day -> {
        page.value(row, column, day);
        page.style(row, column).format("yyyy-mm-dd").set();
      }
      case Instant moment -> {
        page.value(
            row, column, LocalDateTime.ofInstant(moment, ZONE).truncatedTo(ChronoUnit.SECONDS));
        page.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
      }
      default -> page.value(row, column, clean(value.toString()));
    }
  }

  /// Text without the characters that XML cannot hold.
  private static String clean(String text) {
    return text.codePoints()
        .filter(c ->
            c == '\t'
                || c == '\n'
                || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void choose(
      Workbook book, Worksheet page, Sheet sheet, int column, List<String> choices, String name) {
    var list = book.newWorksheet(name);
    for (var i = 0; i < choices.size(); i++) {
      list.value(i, 0, choices.get(i));
    }
    list.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
    var first = sheet.headRow();
    page.range(first, column, first + sheet.rows().size() + SPARE_ROWS, column)
        .validateWithList(list.range(0, 0, choices.size() - 1, 0));
  }

  /// The same workbook with entries and properties that carry no moment but the given one.
  private static byte[] still(byte[] written, Instant createdAt) throws IOException {
    var out = new ByteArrayOutputStream(written.length);
    try (var from = ZipFile.builder().setByteArray(written).get();
        var to = new ZipOutputStream(out)) {
      for (var entry : Collections.list(from.getEntries())) {
        var content = from.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          content =
              new String(content, StandardCharsets.UTF_8)
                  .replaceAll(
                      "(<dcterms:(created|modified)[^>]*>)[^<]*",
                      "$1" + createdAt.truncatedTo(ChronoUnit.SECONDS))
                  .getBytes(StandardCharsets.UTF_8);
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(STILL);
        to.putNextEntry(copy);
        to.write(content);
        to.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
