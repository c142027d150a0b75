package nl.vangnet.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

class WritersTest {
  private static final Instant AT = Instant.parse("2026-03-29T10:30:00Z");

  private static List<Sheet> sheets() {
    return List.of(
        new Sheet(
            "Beeld",
            List.of("Stand van 29 maart"),
            List.of(Column.of("Locatie", 20), new Column("Soort", 10, List.of("icu", "ward"))),
            List.of(
                Arrays.asList("=1+1", "icu"),
                Arrays.asList(null, 17),
                Arrays.asList(LocalDate.of(2026, 3, 29), AT))));
  }

  @Test
  void aWorkbookIsTheSameByteForByteAndExecutesNoText() throws Exception { // CAP-15
    var first = XlsxWriter.write(sheets(), AT);
    Thread.sleep(2_100);
    assertThat(XlsxWriter.write(sheets(), AT)).isEqualTo(first);
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(first))) {
      var rows = book.getFirstSheet().read();
      assertThat(rows.get(2).getCellText(0)).isEqualTo("=1+1");
      assertThat(rows.get(2).getCell(0).getFormula()).isNull();
      assertThat(rows.get(3).getCellAsNumber(1).orElseThrow().intValue()).isEqualTo(17);
    }
  }

  @Test
  void aDocumentIsTheSameByteForByte() throws IOException, InterruptedException { // CAP-15
    var page = "<html><body><h1>Dagrapport</h1><p>IC 1.012 bezet — één regio</p></body></html>";
    var first = PdfWriter.write(page, AT);
    Thread.sleep(1_100);
    assertThat(PdfWriter.write(page, AT)).isEqualTo(first);
    try (var document = Loader.loadPDF(first)) {
      assertThat(new PDFTextStripper().getText(document)).contains("IC 1.012 bezet — één regio");
    }
  }

  @Test
  void textThatASpreadsheetWouldExecuteIsQuoted() {
    assertThat(
            CsvWriter.write(
                List.of("a", "b"),
                List.of(Arrays.asList("=cmd|' /C calc'!A0", -3), Arrays.asList("@x", null)),
                ';'))
        .isEqualTo("a;b\r\n'=cmd|' /C calc'!A0;-3\r\n'@x;\r\n");
  }
}
