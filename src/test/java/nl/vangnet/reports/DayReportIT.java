package nl.vangnet.reports;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.Variable;
import nl.vangnet.testing.TestClock;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// The day report from a frozen picture: the same for ever, and only measured values in the record
/// (CAP-15).
class DayReportIT extends ReportsDay {
  private static final List<String> FILES =
      List.of("nl.pdf", "en.pdf", "nl.xlsx", "en.xlsx", "csv");

  private Map<String, String> prints(DayReport report) {
    var found = new TreeMap<String, String>();
    FILES.forEach(f -> found.put(f, FrozenJson.sha256(reports.file(report, f))));
    return found;
  }

  /// What the page says, as a reader who may not write sees it.
  private static String page(Web reader, String path) {
    var text = reader.get(path).text();
    return text.substring(text.indexOf("<main"), text.indexOf("</main>"))
        .replaceAll("<input type=\"hidden\" name=\"_csrf\"[^>]*>", "");
  }

  @Test
  void thePictureOfTheDayIsFrozenByItselfOnceAtTheHourOfTheRule() throws Exception {
    figures(21, 15, 66);
    time("12:29");
    assertThat(reports.freezeByItself(day)).isFalse();
    time("12:31");
    try (var nodes = Executors.newFixedThreadPool(4)) {
      var tries = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 4; i++) {
        tries.add(() -> reports.freezeByItself(day));
      }
      var done = 0;
      for (var one : nodes.invokeAll(tries)) {
        done += one.get() ? 1 : 0;
      }
      assertThat(done).as("once over all nodes").isEqualTo(1);
    }
    assertThat(reports.snapshots(day)).hasSize(1);
    var draft = reports.draft(World.NATIONAL, day, null).orElseThrow();
    assertThat(part(draft, brabant).orElseThrow().find("icu", "").orElseThrow().sums().occupied())
        .satisfies(s -> assertThat(s.value()).isEqualTo(21));
    assertThat(draft.frozen().head().at()).isEqualTo(TestClock.at(day + "T12:30"));
  }

  @Test
  void aDayThatWasMissedWhileTheProductWasDownIsFrozenAfterwardsFromTheHistory() {
    figures(21, 15, 66);
    publish();
    on(day.plusDays(1), "12:00");
    figures(23, 15, 66);
    // Nobody was there at half past twelve; the product is back on the next morning.
    on(day.plusDays(1), "07:00");
    app.getBean(ReportClock.class).look();
    var missed = day.minusDays(1);
    var draft = reports.draft(World.NATIONAL, missed, null).orElseThrow();
    assertThat(draft.frozen().head().at()).isEqualTo(TestClock.at(missed + "T12:30"));
    assertThat(draft.frozen().head().knownAt())
        .as("it says that it was made later")
        .isEqualTo(TestClock.at(day + "T07:00"));
    assertThat(part(draft, brabant).orElseThrow().find("icu", "").orElseThrow().sums().occupied())
        .satisfies(s -> assertThat(s.value()).isEqualTo(23));
  }

  @Test
  void anEditionIsTheSameByteForByteWhateverHappensLater() throws Exception {
    figures(21, 15, 66);
    reports.interpret(World.NATIONAL, "day:" + day, "Druk in het zuiden; <b>rustig</b> elders.");
    reports.remark(world.desk("BR"), day, "BR", "Twee IC's vol & één op slot.");
    publish();
    var first = reports.find(World.OVERSIGHT, day, 1).orElseThrow();
    var before = prints(first);
    var reader = new Web(port).signIn(world.account(World.OVERSIGHT));
    var address = "/dagrapport/" + day + "?uitgave=1";
    var pageBefore = page(reader, address);
    var downloads = new TreeMap<String, String>();
    for (var kind : List.of("pdf", "xlsx", "csv")) {
      downloads.put(
          kind,
          FrozenJson.sha256(reader.get("/dagrapport/" + day + "." + kind + "?uitgave=1").bytes()));
    }
    // Later: figures of that morning come in after all, are corrected, texts and names change, and
    // a
    // second edition is published.
    clock.move(Duration.ofHours(5));
    world.record(
        List.of(World.figure(brabant, IC, Variable.OCCUPIED, 29, TestClock.at(day + "T12:10"))));
    reports.interpret(World.NATIONAL, "day:" + day, "Toch anders.");
    reports.remark(world.desk("BR"), day, "BR", "Hersteld.");
    jdbc.update(
        "update directory.site set name = 'Heel andere naam' where id = ?", brabant.id().value());
    app.getBean(nl.vangnet.directory.Directory.class).refresh();
    reports.freeze(World.NATIONAL, TestClock.at(day + "T12:30"));
    assertThat(reports.publish(World.NATIONAL, day, null, " "))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.REASON_MISSING));
    assertThat(reports.publish(World.NATIONAL, day, null, "Late aanlevering Brabant"))
        .isInstanceOf(ReportOutcome.Done.class);
    clock.move(Duration.ofDays(19));
    var locale = Locale.getDefault();
    var zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      var again = reports.find(World.OVERSIGHT, day, 1).orElseThrow();
      assertThat(prints(again)).isEqualTo(before);
      assertThat(reports.check(requireNonNull(again.edition())))
          .as("made anew from the frozen picture, on a machine with another language and clock")
          .hasSize(5)
          .allSatisfy((name, same) -> assertThat(same).as(name).isTrue());
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    downloads.forEach((kind, sha) ->
        assertThat(
                FrozenJson.sha256(
                    reader.get("/dagrapport/" + day + "." + kind + "?uitgave=1").bytes()))
            .as(kind)
            .isEqualTo(sha));
    var pageAfter = page(reader, address);
    assertThat(figuresOf(pageAfter)).isEqualTo(figuresOf(pageBefore));
    assertThat(pageAfter)
        .contains("Druk in het zuiden; &lt;b&gt;rustig&lt;/b&gt; elders.")
        .contains("Twee IC's vol &amp; één op slot.")
        .doesNotContain("Heel andere naam");
    var second = reports.find(World.OVERSIGHT, day, null).orElseThrow();
    assertThat(requireNonNull(second.edition()).number()).isEqualTo(2);
    assertThat(part(second, brabant).orElseThrow().find("icu", "").orElseThrow().sums().occupied())
        .satisfies(s -> assertThat(s.value()).isEqualTo(29));
    assertThat(page(reader, "/dagrapport/" + day)).contains("Late aanlevering Brabant");
  }

  /// All tables of a page: the figures, without the list of other editions and days.
  private static String figuresOf(String page) {
    var found = new StringBuilder();
    var matcher = java.util.regex.Pattern.compile("(?s)<tbody>.*?</tbody>").matcher(page);
    while (matcher.find()) {
      found.append(matcher.group().replaceAll("\\s+", " ")).append('\n');
    }
    assertThat(found).hasSizeGreaterThan(500);
    return found.toString();
  }

  @Test
  void theFilesOpenAndSayTheSameAsThePage() throws Exception {
    figures(21, 15, 66);
    publish();
    var report = reports.find(World.OVERSIGHT, day, null).orElseThrow();
    try (var document = Loader.loadPDF(reports.file(report, "nl.pdf"))) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      var text = new PDFTextStripper().getText(document);
      assertThat(text).contains("Dagrapport").contains("Brabant").contains("SHA-256");
      assertThat(document.getPage(0).getMediaBox().getWidth()).as("A4").isBetween(594f, 596f);
    }
    try (var book =
        new ReadableWorkbook(new ByteArrayInputStream(reports.file(report, "en.xlsx")))) {
      assertThat(book.getSheets().map(org.dhatim.fastexcel.reader.Sheet::getName).toList())
          .hasSize(4);
      var rows = book.getSheets().skip(2).findFirst().orElseThrow().read();
      assertThat(
              rows.stream()
                  .filter(
                      r -> r.getCellText(1).equals(brabant.name()) && r.getCellText(2).equals("IC"))
                  .map(r -> r.getCellAsNumber(5).orElseThrow().intValue()))
          .containsExactly(21);
    }
    var csv = new String(reports.file(report, "csv"), java.nio.charset.StandardCharsets.UTF_8);
    var brabantIc =
        report.frozen().findArea("BR").orElseThrow().find("icu", "").orElseThrow().sums();
    assertThat(csv.lines().filter(l -> l.contains(";BR;") && l.contains(";icu;total;occupied;")))
        .singleElement()
        .satisfies(l -> assertThat(l).contains(";occupied;" + brabantIc.occupied().value() + ";"));
    assertThat(csv)
        .as("an unknown value is empty with its reason, never nought")
        .contains(";;not-reported;");
  }

  @Test
  void whatIsStaleStandsBesideTheSumAndWhatIsUnknownIsADash() {
    figures(21, 15, 66);
    clock.move(Duration.ofDays(9));
    on(LocalDate.ofInstant(clock.instant(), TestClock.AMSTERDAM), "11:50");
    world.now(limburg, IC, Variable.OCCUPIED, 12);
    time("12:31");
    reports.freezeByItself(day);
    var draft = reports.draft(World.NATIONAL, day, null).orElseThrow();
    var brabantIc = part(draft, brabant).orElseThrow().find("icu", "").orElseThrow();
    assertThat(brabantIc.sums().occupied().value()).isNull();
    assertThat(brabantIc.sums().occupied().stale()).isEqualTo(21);
    assertThat(part(draft, limburg).orElseThrow().find("icu", "").orElseThrow().sums().occupied())
        .satisfies(s -> assertThat(s.value()).isEqualTo(12));
    assertThat(draft.frozen().nation().silent())
        .extracting(Frozen.Silent::code)
        .contains(brabant.code());
  }

  @Test
  void estimatesNeverEnterTheRecord() {
    // A week of hand-frozen days without its weekend, in a series of its own.
    var friday = day;
    while (friday.getDayOfWeek() != java.time.DayOfWeek.FRIDAY) {
      friday = friday.plusDays(1);
    }
    brabant = world.hospital("EU");
    on(friday, "11:50");
    figures(20, 15, 66);
    publish();
    on(friday.plusDays(3), "11:50");
    figures(26, 15, 72);
    var edition = publish();
    var report = reports.find(World.OVERSIGHT, day, null).orElseThrow();
    var trend = report.frozen().findTrend("EU", "icu", "").orElseThrow();
    var sunday = friday.plusDays(2);
    assertThat(trend.days())
        .filteredOn(d -> d.day().equals(sunday))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.status()).isEqualTo(DayValue.Status.ESTIMATE);
          assertThat(d.low()).isLessThanOrEqualTo(d.value());
        });
    var key = new ReportStore.Series("EU", "icu", "");
    assertThat(store.series(ReportStore.Of.OCCUPIED, friday, day).get(key))
        .as("the record holds the two counted days only")
        .containsOnlyKeys(friday, day);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from capacity.observation where observed_at >= ? and observed_at"
                    + " < ?",
                Integer.class,
                java.sql.Timestamp.from(TestClock.at(sunday.minusDays(1) + "T00:00")),
                java.sql.Timestamp.from(TestClock.at(sunday.plusDays(1) + "T00:00"))))
        .isZero();
    // On paper and in the workbook it says so.
    var week = WeekReport.Week.of(sunday);
    var csv =
        new String(
            weeks.csv(weeks.find(World.OVERSIGHT, week).orElseThrow()),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(csv.lines().filter(l -> l.contains(";" + sunday + ";EU;icu;total;")))
        .singleElement()
        .satisfies(l -> assertThat(l).contains(";estimate;"));
    assertThat(reports.check(edition)).allSatisfy((n, same) -> assertThat(same).isTrue());
  }

  @Test
  void onlyTheNationFreezesPublishesAndInterpretsAndARegionWritesForItself() {
    figures(21, 15, 66);
    time("12:31");
    reports.freezeByItself(day);
    for (var who :
        List.of(world.desk("BR"), World.of(brabant), World.OVERSIGHT, World.STEWARD, World.ADMIN)) {
      assertThatThrownBy(() -> reports.publish(who, day, null, "")).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> reports.freeze(who, clock.instant())).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> reports.interpret(who, "day:" + day, "x"))
          .isInstanceOf(NotAllowed.class);
    }
    for (var who : List.of(world.desk("LI"), World.of(brabant), World.OVERSIGHT)) {
      assertThatThrownBy(() -> reports.remark(who, day, "BR", "x")).isInstanceOf(NotAllowed.class);
    }
    assertThatThrownBy(() -> reports.draft(World.OVERSIGHT, day, null))
        .as("a draft is for those who write")
        .isInstanceOf(NotAllowed.class);
    assertThat(reports.find(World.OVERSIGHT, day, null)).isEmpty();
    assertThat(reports.remark(world.desk("BR"), day, "BR", "x".repeat(Note.LONGEST + 1)))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.TEXT_TOO_LONG));
    assertThat(reports.remark(World.NATIONAL, day, "XX", "x"))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.REGION_UNKNOWN));
    assertThat(reports.freeze(World.NATIONAL, clock.instant().plusSeconds(60)))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.MOMENT_IN_FUTURE));
    assertThat(reports.freeze(World.NATIONAL, Instant.EPOCH))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.MOMENT_TOO_OLD));
    assertThat(reports.publish(World.NATIONAL, day.plusDays(3), null, ""))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.NOTHING_FROZEN));
    var other = reports.snapshots(day).getFirst().id();
    assertThat(reports.publish(World.NATIONAL, day.plusDays(3), other, ""))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.OTHER_DAY));
  }

  @Test
  void everyVersionOfATextIsKeptAndAnEmptyOneWithdrawsIt() {
    figures(21, 15, 66);
    publish();
    reports.interpret(World.NATIONAL, "day:" + day, "Eerst.");
    reports.interpret(World.NATIONAL, "day:" + day, "Eerst.");
    reports.interpret(World.NATIONAL, "day:" + day, "Daarna.");
    assertThat(reports.versions("day:" + day))
        .extracting(Note::body)
        .containsExactly("Daarna.", "Eerst.");
    assertThat(reports.find(World.OVERSIGHT, day, 1).orElseThrow().note(""))
        .as("the edition was published before")
        .isEmpty();
    reports.interpret(World.NATIONAL, "day:" + day, "");
    assertThat(reports.draft(World.NATIONAL, day, null).orElseThrow().note("")).isEmpty();
    assertThat(reports.versions("day:" + day)).hasSize(3);
  }

  @Test
  void howTheDayWentIsWrittenDownWithWhoDoesWhat() {
    figures(21, 15, 66);
    publish();
    var body =
        new Evaluation.Body(
            "Alle regio's op tijd",
            "Twee ziekenhuizen pas na bellen",
            List.of(new Evaluation.Action("Herinnering om 07:30", "LCPS", day.plusDays(7), false)));
    assertThat(evaluations.write(World.NATIONAL, day, "", body))
        .isInstanceOf(ReportOutcome.Done.class);
    assertThat(evaluations.write(world.desk("BR"), day, "BR", body))
        .isInstanceOf(ReportOutcome.Done.class);
    assertThatThrownBy(() -> evaluations.write(world.desk("BR"), day, "", body))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> evaluations.write(world.desk("BR"), day, "LI", body))
        .isInstanceOf(NotAllowed.class);
    assertThat(evaluations.write(World.NATIONAL, day, "", new Evaluation.Body("", " ", List.of())))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.TEXT_MISSING));
    assertThat(
            evaluations.write(
                World.NATIONAL,
                day,
                "",
                new Evaluation.Body(
                    "x", "", List.of(new Evaluation.Action("bellen", " ", null, false)))))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.NAME_MISSING));
    assertThat(evaluations.write(World.NATIONAL, day.plusDays(2), "", body))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.MOMENT_IN_FUTURE));
    assertThat(evaluations.list(day))
        .extracting(Evaluation::region)
        .containsExactlyInAnyOrder("", "BR");
    assertThat(evaluations.list(day).getFirst().body().actions().getFirst().owner())
        .isEqualTo("LCPS");
  }

  @Test
  void whatWasFrozenAndPublishedIsNeverRewritten() {
    figures(21, 15, 66);
    publish();
    for (var table :
        List.of(
            "snapshot", "day_sum", "text", "edition", "edition_file", "sending", "evaluation")) {
      assertThatThrownBy(() -> jdbc.update("delete from reports." + table))
          .as(table)
          .isInstanceOf(DataAccessException.class);
    }
    assertThatThrownBy(() -> jdbc.update("update reports.day_sum set occupied = 1"))
        .isInstanceOf(DataAccessException.class);
  }
}
