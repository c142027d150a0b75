package nl.vangnet.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import nl.vangnet.directory.DirectoryFault.Kind;
import org.junit.jupiter.api.Test;

class DirectoryCsvTest {
  static final String HEAD =
      "country,organisation_code,organisation_name,provider_type,agb,ura,site_code,site_name,city,"
          + "lat,lon,class,emergency_department,unit_code,unit_name,region:trauma-region\n";
  static final LocalDate DAY = LocalDate.of(2020, 4, 12);

  @Test
  void readsTheSameRowWithCommasOrSemicolonsAndInThreeEncodings() {
    var commas =
        "\uFEFFcountry,organisation_code,organisation_name,site_code,site_name,lat,lon\n"
            + "NL,MMC,Máxima MC,MMC-E,Máxima Eindhoven,51.4483,5.4923\n";
    var semicolons =
        "Country;Organisation_Code;organisation_name;site_code;site_name;lat;lon\r\n"
            + "nl;MMC;Máxima MC;MMC-E;Máxima Eindhoven;51,4483;5,4923\r\n";
    var one = DirectoryCsv.read(commas.getBytes(StandardCharsets.UTF_8));
    var two = DirectoryCsv.read(semicolons.getBytes(Charset.forName("windows-1252")));
    var three = DirectoryCsv.read(semicolons.getBytes(StandardCharsets.UTF_16));
    assertThat(one.faults()).isEmpty();
    assertThat(one.rows()).hasSize(1).isEqualTo(two.rows()).isEqualTo(three.rows());
    assertThat(one.encoding()).isEqualTo("UTF-8");
    assertThat(two.encoding()).isEqualTo("Windows-1252");
    assertThat(two.separator()).isEqualTo(';');
    var site = Objects.requireNonNull(one.rows().getFirst().site());
    assertThat(site.name()).isEqualTo("Máxima Eindhoven");
    assertThat(site.coordinates()).isEqualTo(new Coordinates(51.4483, 5.4923));
  }

  @Test
  void namesEveryFaultOfARowByLineColumnAndValue() {
    var reading =
        read(
            "US-TX,A1,Amarillo North,HOSPITAL,,,S1,Site one,Amarillo,35.2,-101.8,general,true,ICU,,A\n"
                + "U,A2,,HOSPICE,1234567,90000381x,S2,Two,,N35,-101.8,big,maybe,,,\n"
                + "US-TX,A3,Three,,,,S3,Three,,95.1,-101.8,,,,,\n"
                + "US-TX,A4,Four,,,,S4,Four,,35.1,,,,,,\n"
                + "US-TX,A5,Five,,,,,,,,,,,ICU,Intensive care,B\n");
    assertThat(reading.lines()).isEqualTo(5);
    assertThat(reading.rows()).extracting(DirectoryRow::line).containsExactly(2);
    assertThat(reading.faults())
        .extracting(f -> f.line() + " " + f.column() + " " + f.kind())
        .containsExactlyInAnyOrder(
            "3 country BAD_COUNTRY",
            "3 organisation_name BLANK",
            "3 provider_type UNKNOWN_TYPE",
            "3 agb BAD_IDENTIFIER",
            "3 ura BAD_IDENTIFIER",
            "3 lat NOT_A_NUMBER",
            "3 class UNKNOWN_CLASS",
            "3 emergency_department NOT_YES_OR_NO",
            "4 lat OUTSIDE_THE_EARTH",
            "5 lon HALF_COORDINATES",
            "6 unit_code NO_SITE",
            "6 region:trauma-region NO_SITE");
    assertThat(reading.faults().getFirst().value()).isEqualTo("U");
    assertThat(reading.faults().getFirst().advice()).contains("ISO 3166");
  }

  @Test
  void saysWhichColumnsAreAbsentUnknownOrTwice() {
    var text = "country,organisation_name,beds,country,region:Trauma Region\nNL,x,4,NL,A\n";
    var reading = DirectoryCsv.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.rows()).isEmpty();
    assertThat(reading.faults())
        .extracting(f -> f.column() + " " + f.kind())
        .containsExactlyInAnyOrder(
            "beds UNKNOWN_COLUMN",
            "country REPEATED_COLUMN",
            "region:trauma region UNKNOWN_COLUMN",
            "organisation_code MISSING_COLUMN");
  }

  @Test
  void anEmptyOrBrokenFileIsAFaultAndNoCrash() {
    assertThat(DirectoryCsv.read(new byte[0]).faults())
        .extracting(DirectoryFault::kind)
        .containsExactly(Kind.EMPTY_FILE);
    assertThat(read("").faults()).extracting(DirectoryFault::kind).contains(Kind.EMPTY_FILE);
    assertThat(read("NL,A,\"open quote\nNL,B,x").faults())
        .extracting(DirectoryFault::kind)
        .contains(Kind.NOT_CSV);
    assertThat(DirectoryCsv.read(new byte[] {0, 1, 2, (byte) 0xFF, '\n', 7}).faults()).isNotEmpty();
  }

  @Test
  void findsDuplicatesAndContradictionsBetweenRows() {
    var reading =
        read(
            "US-TX,A1,One,HOSPITAL,,,S1,Site one,,,,,,ICU,,A=Amarillo\n"
                + "US-TX,A1,One,,,,s1,Site one,,,,,,icu,,A\n"
                + "US-TX,A1,Uno,,,,S1,Site one,,,,,,W1,,A\n"
                + "US-TX,A2,Two,,,,S1,Site one,,,,,,W2,,A\n"
                + "US-TX,A1,One,,,,S1,Site one,,,,,,W3,,B\n"
                + "US-TX,A1,One,,,,S1,Site one,Amarillo,,,,,W4,,A\n");
    assertThat(reading.faults()).isEmpty();
    var plan = ImportPlan.of(DirectorySnapshot.EMPTY, reading.rows(), DAY, DAY, "a test");
    assertThat(plan.faults())
        .extracting(f -> f.line() + " " + f.column() + " " + f.kind())
        .containsExactly(
            "3 unit_code DUPLICATE",
            "4 organisation_name CONFLICT",
            "5 organisation_code CONFLICT",
            "6 region:trauma-region CONFLICT");
    assertThat(plan.goodRows()).isEqualTo(2);
    assertThat(plan.counts()).isEqualTo(new ImportReport.Counts(1, 0, 1, 0, 2, 1, 1));
  }

  @Test
  void theDirectoryInForceChecksRegionsAndOwners() {
    var nl = DutchTable.snapshot();
    var text =
        "country,organisation_code,organisation_name,site_code,site_name,region:roaz\n"
            + "NL,ETZ,Elisabeth-TweeSteden Ziekenhuis,ETZ-ELI,ETZ Elisabeth,BR\n"
            + "NL,ETZ,Elisabeth-TweeSteden Ziekenhuis,UMCG,UMCG,NN\n"
            + "NL,NEW,Nieuw Ziekenhuis,NEW-1,Nieuw,NH-A\n";
    var rows = DirectoryCsv.read(text.getBytes(StandardCharsets.UTF_8)).rows();
    var in2022 = ImportPlan.of(nl, rows, LocalDate.of(2022, 6, 7), DAY, "a test");
    var in2023 = ImportPlan.of(nl, rows, LocalDate.of(2023, 6, 7), DAY, "a test");
    assertThat(in2022.faults())
        .extracting(f -> f.line() + " " + f.kind())
        .containsExactly("3 OTHER_ORGANISATION");
    assertThat(in2023.faults()) // ESC-13: NH-A is no ROAZ any more
        .extracting(f -> f.line() + " " + f.kind())
        .containsExactly("3 OTHER_ORGANISATION", "4 UNKNOWN_REGION");
  }

  @Test
  void readsAndPlansTenThousandRowsQuickly() {
    var text = new StringBuilder(HEAD);
    for (var i = 0; i < 10_000; i++) {
      text.append(
          "US-TX,O%d,Organisation %d,HOSPITAL,,,S%d,Site %d,Town,%s,%s,general,false,,,R%d\n"
              .formatted(i, i, i, i, 26 + i % 977 / 100.0, -100 + i % 613 / 100.0, i % 22));
    }
    var file = text.toString().getBytes(StandardCharsets.UTF_8);
    var start = System.nanoTime();
    var reading = DirectoryCsv.read(file);
    var plan = ImportPlan.of(DirectorySnapshot.EMPTY, reading.rows(), DAY, DAY, "a test");
    var seconds = (System.nanoTime() - start) / 1e9;
    assertThat(reading.faults()).isEmpty();
    assertThat(plan.counts()).isEqualTo(new ImportReport.Counts(10_000, 0, 10_000, 0, 0, 1, 22));
    assertThat(seconds).isLessThan(5);
  }

  private static CsvReading read(String rows) {
    return DirectoryCsv.read((HEAD + rows).getBytes(StandardCharsets.UTF_8));
  }
}
