package nl.vangnet.files;

import static nl.vangnet.files.HostileFile.number;
import static nl.vangnet.files.HostileFile.row;
import static nl.vangnet.files.HostileFile.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Files that people send, and files that nobody should.
class XlsxReaderTest { // CAP-12
  private static CellSheet sheet(byte[] file) {
    var reading = SheetReading.of(file);
    assertThat(reading).isInstanceOf(SheetReading.Read.class);
    return ((SheetReading.Read) reading).sheets().getFirst();
  }

  private static String refusal(byte[] file) {
    var reading = SheetReading.of(file);
    assertThat(reading).isInstanceOf(SheetReading.Refused.class);
    var refused = (SheetReading.Refused) reading;
    assertThat(refused.advice()).isNotBlank();
    return refused.code() + " @" + refused.place();
  }

  @Test
  void readsWhatOurWriterWrote() {
    var rows =
        List.of(
            Arrays.<Object>asList("UMCG", 17, LocalDate.of(2026, 11, 22), "=1+1"),
            Arrays.<Object>asList("onbekend: plat", null, null, true));
    var columns =
        List.of(Column.of("a", 9), Column.of("b", 9), Column.of("c", 9), Column.of("d", 9));
    var file =
        XlsxWriter.write(
            List.of(new Sheet("Blad", List.of("noot"), columns, rows)),
            Instant.parse("2026-11-22T07:00:00Z"));
    var sheet = sheet(file);
    assertThat(sheet.name()).isEqualTo("Blad");
    var first = sheet.rows().stream().filter(r -> r.number() == 4).findFirst().orElseThrow();
    assertThat(first.cell(0)).isEqualTo(Cell.text("A4", "UMCG"));
    assertThat(first.cell(1).number()).isEqualByComparingTo("17");
    assertThat(first.cell(2).moment()).isEqualTo(LocalDateTime.of(2026, 11, 22, 0, 0));
    assertThat(first.cell(3).kind()).isEqualTo(Cell.Kind.TEXT);
    assertThat(first.cell(3).text()).isEqualTo("=1+1");
    var second = sheet.rows().getLast();
    assertThat(second.cell(1).isEmpty()).isTrue();
    assertThat(second.cell(3).kind()).isEqualTo(Cell.Kind.TRUTH);
  }

  @Test
  void takesTheValueOfAFormulaAndSaysWhereThereIsNone() {
    var sheet =
        sheet(
            HostileFile.workbook(
                    row(
                        1,
                        "<c r=\"A1\"><f>SUM([1]Blad!B2:B9)</f><v>31</v></c>",
                        "<c r=\"B1\"><f>A1*2</f></c>",
                        "<c r=\"C1\" t=\"e\"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>"))
                .bytes());
    var cells = sheet.rows().getFirst();
    assertThat(cells.cell(0).number()).isEqualByComparingTo(new BigDecimal("31"));
    assertThat(cells.cell(1).kind()).isEqualTo(Cell.Kind.FORMULA);
    assertThat(CellNumber.whole(cells.cell(1)))
        .isInstanceOfSatisfying(
            CellNumber.Fault.class, f -> assertThat(f.code()).isEqualTo("formula-without-value"));
    assertThat(CellNumber.whole(cells.cell(2)))
        .isInstanceOfSatisfying(
            CellNumber.Fault.class, f -> assertThat(f.advice()).contains("#N/A"));
  }

  @Test
  void saysWhichCellsAMergedRangeCovers() {
    var file =
        HostileFile.workbook(
                row(1, text("A1", "UMCG"), number("C1", "4")) + row(2, number("C2", "5")),
                "<mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells>")
            .bytes();
    var sheet = sheet(file);
    assertThat(sheet.merged()).containsExactly("A1:A2");
    assertThat(sheet.rows().getFirst().cell(0).text()).isEqualTo("UMCG");
    assertThat(sheet.rows().getLast().cell(0)).isEqualTo(Cell.of("A2", Cell.Kind.MERGED, ""));
  }

  @Test
  void anEntityOrDoctypeIsRefusedUnread() {
    var bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b"
            + " \"&a;&a;&a;&a;\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>&b;</v></c></row>"
            + "</sheetData></worksheet>";
    assertThat(refusal(HostileFile.workbook("").part("xl/worksheets/sheet1.xml", bomb).bytes()))
        .isEqualTo("xml-not-plain @xl/worksheets/sheet1.xml");
    var file = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst/>";
    assertThat(refusal(HostileFile.workbook("").part("xl/sharedStrings.xml", file).bytes()))
        .isEqualTo("xml-not-plain @xl/sharedStrings.xml");
  }

  @Test
  void aZipBombIsRefusedWhileItIsSmall() {
    var zeros = new byte[40 * 1024 * 1024];
    assertThat(refusal(HostileFile.workbook("").part("xl/media/image1.png", zeros).bytes()))
        .isEqualTo("zip-bomb @xl/media/image1.png");
  }

  @Test
  void manySmallPartsTogetherAreRefused() {
    var file = HostileFile.workbook("");
    for (var i = 0; i < 600; i++) {
      file.part("xl/p" + i, "x");
    }
    assertThat(refusal(file.bytes())).startsWith("too-many-parts");
    var noise = new byte[200_000];
    new Random(7).nextBytes(noise);
    var tight = new ReadLimits(10_000_000, 500, 1_000_000, 300, 9, 9, 9, 900, 90);
    var large = HostileFile.workbook("");
    for (var i = 0; i < 9; i++) {
      large.part("xl/p" + i, noise);
    }
    assertThat(((SheetReading.Refused) SheetReading.of(large.bytes(), tight)).code())
        .isEqualTo("too-large-unpacked");
  }

  @Test
  void aMillionRowsAreNotHeldButRefusedAtTheLimit() throws Exception {
    var out = new ByteArrayOutputStream();
    var frame = HostileFile.workbook("");
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write(
          ("<workbook xmlns:r=\"r\"><sheets><sheet name=\"Blad1\" r:id=\"rId1\"/></sheets></workbook>")
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("xl/_rels/workbook.xml.rels"));
      zip.write(
          "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>"
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("xl/worksheets/s.xml"));
      zip.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
      for (var i = 1; i <= 1_000_000; i++) {
        zip.write(
            ("<row r=\"" + i + "\"><c r=\"A" + i + "\"><v>" + (i * 7919L % 1009) + "</v></c></row>")
                .getBytes(StandardCharsets.UTF_8));
      }
      zip.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThat(frame).isNotNull();
    assertThat(refusal(out.toByteArray())).isEqualTo("too-many-rows @Blad1 row 20001");
  }

  @Test
  void emptyStyledRowsDoNotCountAsRows() {
    var blank = new StringBuilder(row(1, number("A1", "3")));
    for (var i = 2; i <= 30_000; i++) {
      blank
          .append("<row r=\"")
          .append(i)
          .append("\"><c r=\"A")
          .append(i)
          .append("\" s=\"1\"/></row>");
    }
    assertThat(sheet(HostileFile.workbook(blank.toString()).bytes()).rows()).hasSize(1);
  }

  @Test
  void macrosOldFormatsAndLockedFilesAreRefusedWithAdvice() {
    assertThat(refusal(HostileFile.workbook("").part("xl/vbaProject.bin", "x").bytes()))
        .startsWith("macros");
    assertThat(
            refusal(
                HostileFile.workbook("")
                    .part(
                        "[Content_Types].xml",
                        "<Types><a b=\"sheet.macroEnabled.main+xml\"/></Types>")
                    .bytes()))
        .startsWith("macros");
    var old = new byte[600];
    System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, old, 0, 4);
    assertThat(refusal(old)).startsWith("old-excel");
    var name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, old, 512, name.length);
    assertThat(refusal(old)).startsWith("encrypted");
    assertThat(refusal("%PDF-1.7 ...".getBytes(StandardCharsets.UTF_8))).startsWith("pdf");
    assertThat(refusal("<html><table>".getBytes(StandardCharsets.UTF_8))).startsWith("web-page");
    assertThat(refusal(new HostileFile().part("word/document.xml", "<a/>").bytes()))
        .startsWith("not-a-spreadsheet");
    assertThat(refusal(new HostileFile().part("xl/workbook.bin", "<a/>").bytes()))
        .startsWith("binary-workbook");
  }

  @Test
  void linksToOtherFilesAreIgnoredAndHiddenSheetsNotRead() {
    var file =
        HostileFile.workbook(row(1, number("A1", "3")))
            .part("xl/externalLinks/externalLink1.xml", "<externalLink/>")
            .bytes();
    assertThat(((SheetReading.Read) SheetReading.of(file)).notes())
        .containsExactly("external-links-ignored");
    var hidden =
        HostileFile.workbook(row(1, number("A1", "3")))
            .part(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"x\" state=\"veryHidden\""
                    + " r:id=\"rId1\"/></sheets></workbook>")
            .bytes();
    assertThat(refusal(hidden)).startsWith("no-sheet");
  }

  @Test
  void aTagOrTextWithoutEndIsNotHeld() {
    var attribute = "<row r=\"1\"><c r=\"" + "A".repeat(70_000) + "\"/></row>";
    assertThat(refusal(HostileFile.workbook(attribute).bytes())).startsWith("damaged");
    assertThat(refusal(HostileFile.workbook(row(1, text("A1", "x".repeat(5_000)))).bytes()))
        .isEqualTo("cell-too-long @Blad1 A1");
    assertThat(refusal(HostileFile.workbook("<a>".repeat(200)).bytes())).startsWith("damaged");
  }

  @Test
  void aNumberOfFloatsIsReadWithoutItsDrift() {
    var sheet =
        sheet(
            HostileFile.workbook(
                    row(
                        1,
                        number("A1", "16.999999999999996"),
                        number("B1", "16.5"),
                        number("C1", "1E+300")))
                .bytes());
    var cells = sheet.rows().getFirst();
    assertThat(CellNumber.whole(cells.cell(0))).isEqualTo(new CellNumber.Of(new BigDecimal("17")));
    assertThat(((CellNumber.Fault) CellNumber.whole(cells.cell(1))).code()).isEqualTo("not-whole");
    assertThat(((CellNumber.Fault) CellNumber.whole(cells.cell(2))).code()).isEqualTo("error-cell");
  }

  @Test
  void brokenCopiesOfAGoodFileAreReadOrRefusedButNeverFail() {
    var good =
        XlsxWriter.write(
            List.of(
                new Sheet(
                    "Blad",
                    List.of(),
                    List.of(
                        Column.of("site", 9), new Column("category", 9, List.of("IC", "Kliniek"))),
                    List.of(
                        Arrays.<Object>asList("UMCG", "IC"), Arrays.<Object>asList("AMC", 13)))),
            Instant.parse("2026-11-22T07:00:00Z"));
    var random = new Random(20261122);
    for (var round = 0; round < 1_500; round++) {
      var broken = good.clone();
      for (var n = 0; n <= random.nextInt(4); n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      var cut =
          random.nextInt(5) == 0 ? Arrays.copyOf(broken, random.nextInt(broken.length)) : broken;
      assertThat(SheetReading.of(cut)).as("round " + round).isNotNull();
    }
  }

  @Test
  void brokenXmlInsideAGoodZipIsReadOrRefusedButNeverFails() {
    var xml =
        row(1, text("A1", "site"), number("B1", "12"))
            + row(2, "<c r=\"A2\" t=\"s\"><v>0</v></c>", "<c r=\"B2\" t=\"b\"><v>1</v></c>");
    var random = new Random(31);
    for (var round = 0; round < 800; round++) {
      var broken = new StringBuilder(xml);
      for (var n = 0; n <= random.nextInt(3); n++) {
        broken.setCharAt(random.nextInt(broken.length()), (char) (32 + random.nextInt(95)));
      }
      assertThat(SheetReading.of(HostileFile.workbook(broken.toString()).bytes())).isNotNull();
    }
  }
}
