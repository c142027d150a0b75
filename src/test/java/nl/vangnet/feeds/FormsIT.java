package nl.vangnet.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.IdentifierKind;
import nl.vangnet.directory.Site;
import nl.vangnet.files.CellSheet;
import nl.vangnet.files.Column;
import nl.vangnet.files.Sheet;
import nl.vangnet.files.SheetReading;
import nl.vangnet.files.XlsxWriter;
import nl.vangnet.testing.AppTest;
import nl.vangnet.web.Languages;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// FormDesk filled by people and machines, from the download to the record.
@AppTest
class FormsIT { // CAP-12, CAP-13
  @Autowired ApplicationContext app;
  @Autowired FormDesk forms;
  @Autowired Languages languages;
  @Autowired Definitions definitions;
  @Autowired CapacityBook book;
  @Autowired Clock clock;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;

  private Feeding feeding() {
    return new Feeding(app);
  }

  private static byte[] csv(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private CellSheet form(byte[] file) {
    return ((SheetReading.Read) SheetReading.of(file)).sheets().getFirst();
  }

  @Test
  void everyVariableOfEveryCategoryHasItsColumn() {
    var site = feeding().site();
    for (var language : List.of("nl", "en")) {
      var words = languages.of(language);
      var text = forms.csv(words, List.of(site));
      for (var category : definitions.categories()) {
        for (var variable : category.variables()) {
          assertThat(text.lines().findFirst().orElseThrow())
              .contains(words.of("capacity.variable." + variable.code()));
        }
      }
    }
  }

  @Test
  void theSwitchFromThePageToTheFormLosesNothing() {
    var site = feeding().site();
    var icu = definitions.findCategory("icu").orElseThrow();
    var desk = Feeding.hospital(site);
    var words = languages.of("nl");
    var heads = new ArrayList<Column>();
    var row = new ArrayList<@Nullable Object>();
    for (var fixed :
        List.of(
            "site|" + site.code(),
            "unit|ICV",
            "category|IC",
            "cohort|COVID",
            "closed_reason|lekkage",
            "reserve_holder|CTC",
            "reserve_reason|hartoperaties",
            "reserve_review|3-2-2031")) {
      var part = fixed.split("\\|");
      heads.add(Column.of(words.of("feeds.column." + part[0]), 12));
      row.add(part[1]);
    }
    var n = 4;
    var expected = new ArrayList<String>();
    for (var variable : icu.variables()) {
      heads.add(Column.of(words.of("capacity.variable." + variable.code()), 12));
      n += 3;
      var unknown = n % 5 == 0;
      row.add(unknown ? "Onbekend: bron zwijgt " + n : (Object) n);
      expected.add(
          "ICV/icu/covid/%s %s %s"
              .formatted(
                  variable.code(),
                  unknown ? "unknown: bron zwijgt " + n : n,
                  switch (variable) {
                    case CLOSED -> "lekkage";
                    case RESERVE ->
                        new ReserveNote("CTC", "hartoperaties", LocalDate.of(2031, 2, 3)).text();
                    default -> null;
                  }));
    }
    var file =
        XlsxWriter.write(
            List.of(new Sheet("Formulier", List.of("noot"), heads, List.of(row))), clock.instant());
    var preview = forms.upload(desk, "formulier.xlsx", file);
    assertThat(preview.faults()).isEmpty();
    assertThat(preview.count(Preview.Change.NEW)).isEqualTo(icu.variables().size());
    assertThat(forms.confirm(desk, preview.id(), FormMode.ALL, false))
        .isInstanceOf(ConfirmOutcome.Done.class);
    assertThat(
            feeding().picture(site).stream()
                .filter(l -> !l.contains(" free ") || l.contains("/free "))
                .map(l -> l.replaceAll(" @\\S+", "")))
        .containsExactlyInAnyOrderElementsOf(expected);
    // What is downloaded now holds all of it, and sent back as it is it changes nothing.
    var again = forms.upload(desk, "terug.xlsx", forms.workbook(words, List.of(site)));
    assertThat(again.faults()).isEmpty();
    assertThat(again.lines()).allMatch(l -> l.change() == Preview.Change.SAME);
    assertThat(again.lines()).hasSize(icu.variables().size());
    var csv =
        forms.upload(
            desk,
            "terug.csv",
            forms.csv(languages.of("en"), List.of(site)).getBytes(StandardCharsets.UTF_8));
    assertThat(csv.faults()).isEmpty();
    assertThat(csv.toRecord()).isZero();
  }

  @Test
  void aFaultNamesItsCellAndNothingIsRecordedUnlessRowByRow() {
    var site = feeding().site();
    var other = feeding().site();
    var desk = Feeding.hospital(site);
    var file =
        csv(
            "Locatiecode;Afdeling;Bedsoort;Cohort;Operationeel;Bezet;Gesloten;Reden gesloten",
            site.code() + ";ICV;IC;COVID;12;7;0;",
            site.code() + ";ICV;IC;Overig;1.234;7,5;2;",
            other.code() + ";ICV;IC;COVID;9;8;;",
            site.code() + ";3B;zaal;COVID;9;8;;",
            site.code() + ";4C;Kliniek;COVID;#N/B;onbekend;;",
            "XXX;4C;Kliniek;COVID;4;;;");
    var preview = forms.upload(desk, "fout.csv", file);
    assertThat(preview.faults())
        .extracting(f -> f.address() + " " + f.code())
        .containsExactlyInAnyOrder(
            "E3 ambiguous-number",
            "F3 not-whole",
            "G3 closed-reason-missing",
            "E4 not-allowed",
            "F4 not-allowed",
            "C5 unknown-category",
            "E6 error-cell",
            "F6 unknown-reason-missing",
            "E7 unknown-site");
    assertThat(preview.sheets().rows()).isEqualTo(6);
    assertThat(preview.badRows()).isEqualTo(5);
    assertThat(forms.confirm(desk, preview.id(), FormMode.ALL, false))
        .isInstanceOfSatisfying(
            ConfirmOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("has-faults"));
    assertThat(book.lines(site.id())).isEmpty();
    assertThat(forms.confirm(desk, preview.id(), FormMode.ROWS, false))
        .isInstanceOfSatisfying(
            ConfirmOutcome.Done.class, d -> assertThat(d.result().recorded()).isEqualTo(3));
    assertThat(book.lines(other.id())).isEmpty();
    assertThat(forms.preview(desk, preview.id()).done()).isNotNull();
    assertThat(forms.confirm(desk, preview.id(), FormMode.ROWS, false))
        .isInstanceOfSatisfying(
            ConfirmOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("done-already"));
  }

  @Test
  void aSiteIsMeantByItsCodeItsCountryOrItsNumber() { // IDX-04
    var site = feeding().site();
    var abroad = feeding().site("BE", site.code(), "Over de grens");
    feeding()
        .bean(DirectoryDesk.class)
        .addIdentifier(
            new Holder.OfSite(site.id()), IdentifierKind.LPZ_OID, "2.999." + site.id(), day());
    assertThat(forms.upload(Feeding.NATIONAL, "x.csv", occupied(site.code())).lines())
        .extracting(Preview.Line::site)
        .containsExactly(site.name());
    assertThat(forms.upload(Feeding.NATIONAL, "x.csv", occupied("be:" + site.code())).lines())
        .extracting(Preview.Line::site)
        .containsExactly("Over de grens");
    assertThat(forms.upload(Feeding.NATIONAL, "x.csv", occupied("2.999." + site.id())).lines())
        .extracting(Preview.Line::site)
        .containsExactly(site.name());
    assertThat(forms.upload(Feeding.hospital(abroad), "x.csv", occupied(site.code())).lines())
        .as("one's own site before another country's")
        .extracting(Preview.Line::site)
        .containsExactly("Over de grens");
    assertThat(forms.csv(languages.of("nl"), List.of(abroad))).contains("BE:" + site.code());
  }

  private LocalDate day() {
    return LocalDate.ofInstant(clock.instant(), FeedPlaces.ZONE);
  }

  private static byte[] occupied(String site) {
    return csv("Locatiecode;Bedsoort;Bezet", site + ";IC;7");
  }

  @Test
  void noTextOfAnybodyIsAFormulaInAnExport() throws Exception { // hostile files
    var name = "=HYPERLINK(\"http://x\";\"klik\")";
    var site = feeding().site(Feeding.code(), name);
    book.record(
        Feeding.NATIONAL,
        Method.MANUAL,
        List.of(
            new Reported(
                site.id(),
                "+1+cmd|' /C calc'!A0",
                "icu",
                "covid",
                Variable.CLOSED,
                3,
                null,
                clock.instant(),
                "@SUM(1)"),
            new Reported(
                site.id(),
                "-2",
                "icu",
                "covid",
                Variable.OCCUPIED,
                null,
                "=1+1",
                clock.instant(),
                null)));
    for (var text :
        List.of(forms.csv(languages.of("nl"), List.of(site)), forms.listCsv(List.of(site)))) {
      for (var field : text.split("[;,\r\n]")) {
        var plain = field.replace("\uFEFF", "").replaceFirst("^\"", "");
        assertThat(plain.matches("-?[0-9]*") || !plain.matches("(?s)[=+@\\t-].*"))
            .as(field)
            .isTrue();
      }
    }
    for (var file :
        List.of(
            forms.workbook(languages.of("nl"), List.of(site)), forms.listWorkbook(List.of(site)))) {
      try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
              .as(entry.getName())
              .doesNotContain("<f>", "<f ", "hyperlink ");
        }
      }
    }
    // And what was written so comes back as it was.
    var again =
        forms.upload(
            Feeding.NATIONAL,
            "terug.csv",
            forms.listCsv(List.of(site)).getBytes(StandardCharsets.UTF_8));
    assertThat(again.faults()).isEmpty();
    assertThat(again.lines()).allMatch(l -> l.change() == Preview.Change.SAME).hasSize(2);
  }

  @Test
  void whatWaitsIsOfItsOwnerAndNotForLong() {
    var site = feeding().site();
    var desk = Feeding.hospital(site);
    var file = csv("Locatiecode;Bedsoort;Bezet", site.code() + ";IC;7");
    assertThatThrownBy(() -> forms.upload(Feeding.OVERSIGHT, "x.csv", file))
        .isInstanceOf(NotAllowed.class);
    var preview = forms.upload(desk, "x.csv", file);
    assertThatThrownBy(() -> forms.preview(Feeding.NATIONAL, preview.id()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> forms.confirm(Feeding.NATIONAL, preview.id(), FormMode.ALL, false))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> forms.discard(Feeding.NATIONAL, preview.id()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> forms.preview(desk, UUID.randomUUID())).isInstanceOf(NotFound.class);
    assertThat(
            jdbc.queryForObject(
                "select content from feeds.upload where id = ?", String.class, preview.id()))
        .doesNotContain("Locatiecode");
    jdbc.update(
        "update feeds.upload set expires_at = now() - interval '1 minute' where id = ?",
        preview.id());
    assertThat(forms.confirm(desk, preview.id(), FormMode.ALL, false))
        .isInstanceOfSatisfying(
            ConfirmOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("expired"));
    assertThatThrownBy(() -> forms.preview(desk, preview.id())).isInstanceOf(NotFound.class);
    forms.forget();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from feeds.upload where id = ?", Integer.class, preview.id()))
        .isZero();
    assertThat(book.lines(site.id())).isEmpty();
  }

  @Test
  void whatIsCountedFromMessagesNeedsNoHand() {
    var site = feeding().site();
    var desk = Feeding.hospital(site);
    book.record(
        Feeding.NATIONAL,
        Method.CENSUS,
        List.of(figure(site, Variable.OCCUPIED, 7), figure(site, Variable.STAFFED, 9)));
    var same = csv("Locatiecode;Afdeling;Bedsoort;Cohort;Bezet", site.code() + ";ICV;IC;COVID;7");
    var preview = forms.upload(desk, "x.csv", same);
    assertThat(preview.count(Preview.Change.COUNTED)).isEqualTo(1);
    assertThat(forms.confirm(desk, preview.id(), FormMode.ALL, true))
        .isInstanceOfSatisfying(
            ConfirmOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("nothing-to-record"));
    var other = csv("Locatiecode;Afdeling;Bedsoort;Cohort;Bezet", site.code() + ";icv;IC;COVID;8");
    assertThat(forms.upload(desk, "x.csv", other).faults())
        .extracting(f -> f.address() + " " + f.code())
        .containsExactly("E2 counted");
  }

  private Reported figure(Site site, Variable variable, int value) {
    return new Reported(
        site.id(), "ICV", "icu", "covid", variable, value, null, clock.instant(), null);
  }

  @Test
  void mergedCellsAndMomentsAreSaidWhereTheyStand() {
    var site = feeding().site();
    var desk = Feeding.hospital(site);
    var file =
        nl.vangnet.files.HostileFile.workbook(
                "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Locatiecode</t></is></c>"
                    + "<c r=\"B3\" t=\"inlineStr\"><is><t>Bed category</t></is></c>"
                    + "<c r=\"C3\" t=\"inlineStr\"><is><t>occupied</t></is></c>"
                    + "<c r=\"D3\" t=\"inlineStr\"><is><t>Gemeten op</t></is></c></row>"
                    + "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>"
                    + site.code()
                    + "</t></is></c><c r=\"B4\" t=\"inlineStr\"><is><t>IC</t></is></c>"
                    + "<c r=\"C4\"><v>4</v></c>"
                    + "<c r=\"D4\" t=\"inlineStr\"><is><t>03/04/2026</t></is></c></row>"
                    + "<row r=\"5\"><c r=\"B5\" t=\"inlineStr\"><is><t>Kliniek</t></is></c>"
                    + "<c r=\"C5\"><v>6</v></c></row>",
                "<mergeCells><mergeCell ref=\"A4:A5\"/></mergeCells>")
            .bytes();
    assertThat(forms.upload(desk, "samen.xlsx", file).faults())
        .extracting(f -> f.sheet() + " " + f.address() + " " + f.code())
        .containsExactly("Blad1 D4 ambiguous-date", "Blad1 A5 merged-cell");
  }

  @Test
  void machinesSendTheSameFormAndHearOfTheSameCells() throws Exception {
    var site = feeding().site();
    var key = feeding().key(site);
    var body =
        "site,unit,category,cohort,staffed,occupied\n"
            + site.code()
            + ",ICV,icu,covid,12,1.234\n"
            + site.code()
            + ",3B,ward,other,20,unknown: system down\n";
    var all =
        send("/api/v1/forms?mode=all", key, "text/csv", body.getBytes(StandardCharsets.UTF_8));
    assertThat(all.statusCode()).isEqualTo(422);
    assertThat(all.body())
        .contains("\"code\":\"has-faults\"")
        .contains("\"address\":\"F2\"")
        .contains("ambiguous-number");
    var look =
        send(
            "/api/v1/forms?mode=rows&preview=true",
            key,
            "text/csv",
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(look.body()).contains("\"rows\":2", "\"badRows\":1", "\"change\":\"new\"");
    assertThat(book.lines(site.id())).isEmpty();
    var multipart =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + body
            + "\r\n--x--\r\n";
    var rows =
        send(
            "/api/v1/forms?mode=rows",
            key,
            "multipart/form-data; boundary=x",
            multipart.getBytes(StandardCharsets.UTF_8));
    assertThat(rows.statusCode()).isEqualTo(200);
    assertThat(rows.body()).contains("\"recorded\":2", "\"badRows\":1");
    assertThat(send("/api/v1/forms", key, "text/csv", new byte[] {'P', 'K', 3, 4, 9}).statusCode())
        .isEqualTo(422);
    assertThat(send("/api/v1/forms?mode=half", key, "text/csv", new byte[9]).statusCode())
        .isEqualTo(400);
  }

  @Test
  void noBrokenFileEverFails() throws Exception {
    var site = feeding().site();
    var key = feeding().key(site);
    feeding().fill(site, clock.instant().minusSeconds(600));
    var good = forms.workbook(languages.of("nl"), List.of(site));
    assertThat(form(good).rows()).hasSizeGreaterThan(5);
    var text = forms.csv(languages.of("nl"), List.of(site)).getBytes(StandardCharsets.UTF_8);
    var random = new Random(4);
    for (var round = 0; round < 60; round++) {
      var broken = (round % 2 == 0 ? good : text).clone();
      for (var n = 0; n <= random.nextInt(6); n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      var answer = send("/api/v1/forms?preview=true", key, "text/csv", broken);
      assertThat(answer.statusCode()).as("round " + round + answer.body()).isIn(200, 422);
    }
  }

  private HttpResponse<String> send(String path, String key, String type, byte[] body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("X-API-Key", key)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
  }
}
