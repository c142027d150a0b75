package nl.vangnet.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// CSV of every hand: encodings, delimiters, numbers and dates of two languages.
class CsvReaderTest { // CAP-12
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static SheetReading.Read read(byte[] file) {
    var reading = SheetReading.of(file);
    assertThat(reading).isInstanceOf(SheetReading.Read.class);
    return (SheetReading.Read) reading;
  }

  private static String shown(SheetReading.Read read) {
    var text =
        new StringBuilder(
            read.encoding() + " " + (read.delimiter() == '\t' ? "tab" : read.delimiter()));
    for (var row : read.sheets().getFirst().rows()) {
      text.append(" |");
      row.cells().forEach(c -> text.append(' ').append(c.address()).append('=').append(c.text()));
    }
    return text.toString();
  }

  private static String refusal(byte[] file) {
    var refused = (SheetReading.Refused) SheetReading.of(file);
    return refused.code() + " @" + refused.place();
  }

  @Test
  void recognisesTheEncoding() {
    var text = "naam;bezet\nZiekenhuis Curaçao;17\n";
    var expected = " ; | A1=naam B1=bezet | A2=Ziekenhuis Curaçao B2=17";
    assertThat(shown(read(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo("UTF-8" + expected);
    assertThat(shown(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("UTF-8" + expected);
    assertThat(shown(read(text.getBytes(Charset.forName("windows-1252")))))
        .isEqualTo("windows-1252" + expected);
    assertThat(shown(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("UTF-16LE" + expected);
    assertThat(shown(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))))
        .isEqualTo("UTF-16BE" + expected);
    assertThat(shown(read(text.getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("UTF-16LE" + expected);
  }

  @Test
  void findsTheDelimiterOutsideQuotes() {
    assertThat(shown(read("a,b\n\"x;y;z\",2\n".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("UTF-8 , | A1=a B1=b | A2=x;y;z B2=2");
    assertThat(shown(read("a\tb\nx,y\t2".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("UTF-8 tab | A1=a B1=b | A2=x,y B2=2");
    assertThat(shown(read("sep=,\r\na,b;c\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("UTF-8 , | A2=a B2=b;c | A3=1 B3=2");
  }

  @Test
  void keepsLineEndsAndQuotesInsideAField() {
    assertThat(
            shown(
                read(
                    "a;b\n\"twee\nregels \"\"en\"\" tekst\";2\nx;3"
                        .getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("UTF-8 ; | A1=a B1=b | A2=twee\nregels \"en\" tekst B2=2 | A3=x B3=3");
  }

  @Test
  void whatOurWriterMadeSafeComesBackAsItWas() {
    var csv =
        CsvWriter.write(
            List.of("a", "b"), List.of(Arrays.<Object>asList("=HYPERLINK(1)", -4)), ';');
    assertThat(csv).contains("'=HYPERLINK");
    var cells = read(csv.getBytes(StandardCharsets.UTF_8)).sheets().getFirst().rows().getLast();
    assertThat(cells.cell(0).text()).isEqualTo("=HYPERLINK(1)");
    assertThat(CellNumber.whole(cells.cell(1)))
        .isEqualTo(new CellNumber.Of(new java.math.BigDecimal("-4")));
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThat(refusal(new byte[0])).isEqualTo("empty @");
    assertThat(refusal(new byte[] {'a', 0, 'b', 1, 2, 3, '\n'})).startsWith("not-text");
    assertThat(refusal("a;b\n\"nooit dicht;1\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("quote-not-closed @A2");
    assertThat(refusal(("a;b\n" + "1;2\n".repeat(20_001)).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("too-many-rows @row 20001");
    assertThat(refusal((";1".repeat(300) + "\n").getBytes(StandardCharsets.UTF_8)))
        .startsWith("too-many-columns");
    assertThat(refusal(("x".repeat(3_000) + ";1\n").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("cell-too-long @A1");
    assertThat(refusal(new byte[11 * 1024 * 1024])).isEqualTo("too-large @");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|12",
        "+12|12",
        "−3|-3",
        "1.234|ambiguous-number",
        "1,234|ambiguous-number",
        "12,0|12",
        "12.00|12",
        "12,5|not-whole",
        "0,5|not-whole",
        "0.125|not-whole",
        "1.234,0|1234",
        "1,234.00|1234",
        "1.234.567|1234567",
        "1 234|1234",
        "1'234|1234",
        "12 bedden|not-a-number",
        "1e3|not-a-number",
        "-|not-a-number",
        "twaalf|not-a-number",
        "12.34.5|not-a-number",
        "99999999999|not-a-number"
      })
  void readsNumbersOfTwoLanguagesAndNeverGuesses(String written, String expected) {
    var read = CellNumber.whole(Cell.text("B7", written));
    var shown =
        switch (read) {
          case CellNumber.Of(var value) -> value.toPlainString();
          case CellNumber.Empty none -> "";
          case CellNumber.Fault(var code, var advice) -> code;
        };
    assertThat(shown).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-22|2026-11-22T00:00",
        "22-11-2026|2026-11-22T00:00",
        "2-1-2026|2026-01-02T00:00",
        "22/11/2026|2026-11-22T00:00",
        "11/22/2026|2026-11-22T00:00",
        "03/04/2026|ambiguous-date",
        "22-11-2026 08:30|2026-11-22T08:30",
        "22 november 2026|2026-11-22T00:00",
        "3 mrt 2026 8.05 uur|2026-03-03T08:05",
        "3 oct 2026|2026-10-03T00:00",
        "2026-11-22T07:30:00Z|2026-11-22T08:30",
        "2026-11-22 08:30|2026-11-22T08:30",
        "31-02-2026|not-a-date",
        "gisteren|not-a-date",
        "46348|not-a-date"
      })
  void readsDatesAsPeopleWriteThem(String written, String expected) {
    var shown =
        switch (CellDate.of(Cell.text("C3", written), ZONE)) {
          case CellDate.Of(var at, var day) -> at.toString();
          case CellDate.Empty none -> "";
          case CellDate.Fault(var code, var advice) -> code;
        };
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void readsAnExcelSerialNumberAsADay() {
    var cell =
        new Cell("C3", Cell.Kind.NUMBER, "46348.5", new java.math.BigDecimal("46348.5"), null);
    assertThat(CellDate.of(cell, ZONE))
        .isEqualTo(new CellDate.Of(LocalDateTime.of(2026, 11, 22, 12, 0), false));
  }

  @Test
  void brokenCopiesAreReadOrRefusedButNeverFail() {
    var good =
        "locatie;categorie;bezet\nUMCG;IC;\"17\"\nAMC;Kliniek;1.234\n"
            .getBytes(StandardCharsets.UTF_8);
    var random = new Random(13);
    for (var round = 0; round < 3_000; round++) {
      var broken = good.clone();
      for (var n = 0; n <= random.nextInt(5); n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      assertThat(SheetReading.of(broken)).isNotNull();
    }
  }
}
