package nl.vangnet.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The worst files, read one after the other by a process with little memory.
class HostileMemoryTest { // CAP-12
  private static final String HEAP = "-Xmx128m";

  @TempDir Path folder;
  private final List<String> files = new ArrayList<>();

  @Test
  void noFileTakesMoreMemoryThanItsLimitsAllow() throws Exception {
    workbook("bomb.xlsx", sheet -> repeat(sheet, "<row/>", 10_000_000));
    workbook("million-rows.xlsx", sheet -> rows(sheet, 1_000_000, 1));
    workbook("most-cells.xlsx", sheet -> rows(sheet, 19_000, 20));
    workbook("wide.xlsx", sheet -> rows(sheet, 20, 16_000));
    workbook("sparse.xlsx", sheet -> far(sheet, 19_999));
    workbook(
        "merged.xlsx",
        sheet -> {
          far(sheet, 19_999);
          sheet.write(
              "</sheetData><mergeCells><mergeCell ref=\"A1:GR20000\"/></mergeCells><sheetData>"
                  .getBytes(StandardCharsets.UTF_8));
        });
    workbook(
        "one-cell.xlsx",
        sheet -> {
          sheet.write(
              "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>".getBytes(StandardCharsets.UTF_8));
          noise(sheet, 9_000_000);
        });
    workbook(
        "one-tag.xlsx",
        sheet -> {
          sheet.write("<row r=\"".getBytes(StandardCharsets.UTF_8));
          noise(sheet, 9_000_000);
        });
    shared("shared-texts.xlsx");
    plain("one-line.csv", out -> noise(out, 10_000_000));
    plain("quotes.csv", out -> repeat(out, "\"", 10_000_000));
    plain("separators.csv", out -> repeat(out, ";", 10_000_000));
    plain("sparse.csv", out -> repeat(out, ";".repeat(199) + "1\n", 19_000));
    plain("empty-lines.csv", out -> repeat(out, "\n", 10_000_000));
    plain("short-lines.csv", out -> repeat(out, "1;2\n", 2_600_000));
    plain("wide-letters.csv", out -> repeat(out, "✓;1\n", 1_600_000));
    plain("too-large.csv", out -> repeat(out, "1;2\n", 2_700_000));
    assertThat(read())
        .containsExactly(
            "bomb.xlsx: zip-bomb",
            "million-rows.xlsx: too-many-rows",
            "most-cells.xlsx: read 19000 rows",
            "wide.xlsx: too-many-columns",
            "sparse.xlsx: read 19999 rows",
            "merged.xlsx: read 19999 rows",
            "one-cell.xlsx: cell-too-long",
            "one-tag.xlsx: damaged",
            "shared-texts.xlsx: too-many-cells",
            "one-line.csv: cell-too-long",
            "quotes.csv: cell-too-long",
            "separators.csv: empty",
            "sparse.csv: read 19000 rows",
            "empty-lines.csv: empty",
            "short-lines.csv: too-many-rows",
            "wide-letters.csv: too-many-rows",
            "too-large.csv: too-large");
  }

  private List<String> read() throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                HostileReading.class.getName()));
    command.addAll(files);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().toList();
  }

  private interface Part {
    void write(OutputStream out) throws IOException;
  }

  private void plain(String name, Part part) throws IOException {
    var file = folder.resolve(name);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      part.write(out);
    }
    files.add(file.toString());
  }

  private void workbook(String name, Part rows) throws IOException {
    plain(
        name,
        out -> {
          try (var zip = begun(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/s.xml"));
            zip.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
            rows.write(zip);
            zip.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
          }
        });
  }

  private static ZipOutputStream begun(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
    zip.write(
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Blad1\" r:id=\"rId1\"/></sheets></workbook>"
            .getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.putNextEntry(new ZipEntry("xl/_rels/workbook.xml.rels"));
    zip.write(
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>"
            .getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    return zip;
  }

  private void shared(String name) throws IOException {
    plain(
        name,
        out -> {
          try (var zip = begun(out)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write("<sst>".getBytes(StandardCharsets.UTF_8));
            for (var i = 0; i < 500_000; i++) {
              zip.write(("<si><t>" + i % 7919 + "</t></si>").getBytes(StandardCharsets.UTF_8));
            }
            zip.write("</sst>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/worksheets/s.xml"));
            zip.write("<worksheet/>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
          }
        });
  }

  private static void rows(OutputStream out, int rows, int columns) throws IOException {
    var random = new Random(41);
    for (var row = 1; row <= rows; row++) {
      out.write(("<row r=\"" + row + "\">").getBytes(StandardCharsets.UTF_8));
      for (var column = 1; column <= columns; column++) {
        out.write(
            ("<c r=\""
                    + Cell.column(column)
                    + row
                    + "\"><v>"
                    + random.nextInt(100_000)
                    + "</v></c>")
                .getBytes(StandardCharsets.UTF_8));
      }
      out.write("</row>".getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Rows with nothing but a number in the last column that may be used.
  private static void far(OutputStream out, int rows) throws IOException {
    for (var row = 1; row <= rows; row++) {
      out.write(
          ("<row r=\"" + row + "\"><c r=\"GR" + row + "\"><v>" + row % 97 + "</v></c></row>")
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void repeat(OutputStream out, String text, int times) throws IOException {
    var bytes = text.repeat(1_000).getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < times / 1_000; i++) {
      out.write(bytes);
    }
  }

  private static void noise(OutputStream out, int length) throws IOException {
    var random = new Random(43);
    var block = new byte[10_000];
    for (var i = 0; i < length / block.length; i++) {
      random.nextBytes(block);
      for (var n = 0; n < block.length; n++) {
        block[n] = (byte) ('a' + Math.floorMod(block[n], 26));
      }
      out.write(block);
    }
  }
}
