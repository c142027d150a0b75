package nl.vangnet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.publication.Dataset;
import nl.vangnet.publication.OpenData;
import nl.vangnet.reports.DayReports;
import nl.vangnet.rounds.RoundBoard;
import nl.vangnet.testing.Browser;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.World;
import org.apache.commons.csv.CSVFormat;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// A whole day in real browsers, each person with a session of their own: a hospital files its
/// round, the region signs off and asks for beds, the nation hands out the options, the report is
/// published and downloaded, and a visitor without account finds the figures of today (CAP-01,
/// CAP-15, SPR-04, SPR-05, COM-01, COM-13).
@TestPropertySource(properties = "test.room=journey")
class DailyRhythmJourneyIT extends Day {
  private static final String IC = "IC/icu/covid";
  private static LocalDate last = LocalDate.of(2026, 3, 3);
  private static Browser browser;
  private static List<Site> brabant = List.of();
  private static List<Site> limburg = List.of();

  private final List<Page> pages = new ArrayList<>();

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aWholeDayOnPhones() throws IOException {
    walk(390);
  }

  @Test
  void aWholeDayOnWideScreens() throws IOException {
    walk(1440);
  }

  private void walk(int width) throws IOException {
    last = last.plusDays(7);
    var day = last;
    clock.local(day + "T05:50");
    var world = world();
    var site = hospitals(world);
    try {
      var round = opened(day, site);
      hospitalFiles(width, world, site);
      regionSignsOff(width, world, site, round);
      nationHandsOutTheOptions(width, world, round);
      reportIsPublishedAndDownloaded(width, world, day);
      visitorFindsTheFigures(width, day);
    } finally {
      pages.forEach(p -> p.context().close());
    }
  }

  /// Three hospitals in each of two regions, so that no figure of a region is too small to show.
  private Site hospitals(World world) {
    // Of both days the same six: a hospital that fell silent would make the figures too thin.
    if (brabant.isEmpty()) {
      brabant = List.of(world.hospital("BR"), world.hospital("BR"), world.hospital("BR"));
      limburg = List.of(world.hospital("LI"), world.hospital("LI"), world.hospital("LI"));
    }
    var at = clock.instant().minus(Duration.ofMinutes(4));
    for (var one : brabant) {
      world.record(
          List.of(
              World.figure(one, IC, Variable.PHYSICAL, 24, at),
              World.figure(one, IC, Variable.STAFFED, 21, at),
              World.figure(one, IC, Variable.OCCUPIED, 17, at),
              World.figure(one, IC, Variable.OFFERED, 1, at)));
    }
    for (var one : limburg) {
      world.record(
          List.of(
              World.figure(one, IC, Variable.STAFFED, 19, at),
              World.figure(one, IC, Variable.OCCUPIED, 11, at),
              World.figure(one, IC, Variable.OFFERED, 2, at)));
    }
    brabant.forEach(world::settle);
    limburg.forEach(world::settle);
    return brabant.getFirst();
  }

  private long opened(LocalDate day, Site site) {
    clock.local(day + "T06:01");
    var found = new ArrayList<Long>();
    World.until(() -> {
      for (var board : app.getBean(RoundBoard.class).latest()) {
        if (board.round().day().equals(day)
            && board.round().request().equals("dagelijks")
            && board.recipients().containsKey(site.id())) {
          found.add(board.round().id());
        }
      }
      return !found.isEmpty();
    });
    return found.getFirst();
  }

  private Page visitor(int width) {
    var page = browser.page("http://localhost:" + port, width);
    pages.add(page);
    return page;
  }

  private Page signIn(int width, String login) {
    var page = visitor(width);
    page.navigate("/login");
    page.fill("#username", login);
    page.fill("#password", World.PASSWORD);
    page.click("main button[type=submit]");
    page.waitForURL(url -> !url.contains("/login"));
    return page;
  }

  /// Typed, kept as typed, found again, submitted.
  private void hospitalFiles(int width, World world, Site site) {
    clock.local(last + "T08:05");
    var offered = width < 600 ? "2" : "3";
    var page = signIn(width, world.account(World.of(site)));
    page.navigate("/aanlevering");
    page.locator("a.btn.primary", new Page.LocatorOptions().setHasText("Invullen")).first().click();
    var occupied = page.locator("[data-draft-field$='.occupied']").first();
    assertThat(occupied).hasValue("17");
    noSideScroll(page);
    // Called away in the middle of it: what was typed is there when the form is opened again.
    occupied.fill("18");
    page.navigate("/help");
    page.navigate("/aanlevering");
    page.locator("a.btn.primary", new Page.LocatorOptions().setHasText("Invullen")).first().click();
    assertThat(page.locator("[data-draft-field$='.occupied']").first()).hasValue("18");
    page.locator("[data-draft-field$='.reserve']").first().fill("0");
    page.locator("[data-draft-field$='.offered']").first().fill(offered);
    assertThat(page.locator("[data-kept$='.offered']").first()).containsText("bewaard 08:05");
    assertThat(page.locator(".round-field.is-changed").first()).isVisible();
    page.reload();
    assertThat(page.locator("[data-draft-field$='.offered']").first()).hasValue(offered);
    page.locator(".save-bar button[type=submit]").click();
    assertThat(page.locator("main")).containsText("08:05");
    assertThat(page.locator(".filing-state.on-time").first()).isVisible();
    noSideScroll(page);
    world.settle(site);
  }

  /// The region sees who filed and who did not, and signs with what it has to say.
  private void regionSignsOff(int width, World world, Site site, long round) {
    clock.local(last + "T09:41");
    var page = signIn(width, world.account(world.desk("BR")));
    page.navigate("/aanlevering");
    page.waitForURL("**/regio/BR");
    assertThat(page.locator("main")).containsText(site.name());
    page.locator("#akkoord textarea[name=remark]").fill("Twee gebeld, cijfers kloppen");
    page.locator("#akkoord input[name=zonder]").check();
    noSideScroll(page);
    page.locator("#akkoord form button[type=submit]").click();
    assertThat(page.locator("#akkoord .badge.ok")).isVisible();
    assertThat(page.locator(".round-history")).containsText("Twee gebeld, cijfers kloppen");
    // It runs full and asks for beds.
    page.navigate("/aanlevering/" + round + "/opties");
    page.selectOption("#p-category", "icu");
    page.fill("#p-wanted", "3");
    page.fill("#p-reason", "Morgen vol, vier wachten op de SEH");
    noSideScroll(page);
    page.locator("#verzoek form button[type=submit]").click();
    assertThat(page.locator("[role=status]").first()).isVisible();
  }

  /// The nation sees the remark and the request, and hands out options; the region sees them
  /// without reloading, and another hospital sees them too.
  private void nationHandsOutTheOptions(int width, World world, long round) {
    clock.local(last + "T10:48");
    var nation = signIn(width, world.account(World.NATIONAL));
    nation.navigate("/aanlevering/" + round);
    assertThat(nation.locator("main")).containsText("Twee gebeld, cijfers kloppen");
    noSideScroll(nation);
    nation.navigate("/aanlevering/" + round + "/opties");
    nation.locator("a[href*='/aanlevering/verzoek/']").first().click();
    nation.waitForURL("**/aanlevering/verzoek/*");
    var region = signIn(width, world.account(world.desk("BR")));
    region.navigate(nation.url());
    region.evaluate("window.notReloaded = true");
    nation.locator("input[name='k.LI']").check();
    nation.locator("input[name='b.LI']").fill("3");
    nation.locator("input[name='o.LI']").fill("bel voor 14:00");
    noSideScroll(nation);
    nation.locator("#lijst form button[type=submit]").click();
    assertThat(nation.locator(".plea-state .badge.ok")).isVisible();
    assertThat(region.locator(".plea-state .badge.ok")).isVisible();
    assertThat(region.evaluate("window.notReloaded === true")).isEqualTo(true);
    region.reload();
    assertThat(region.locator("main")).containsText("bel voor 14:00");
    noSideScroll(region);
    var reader = signIn(width, world.account(World.OVERSIGHT));
    reader.navigate(nation.url());
    assertThat(reader.locator("main")).containsText("bel voor 14:00");
    assertThat(reader.locator("#lijst")).hasCount(0);
  }

  private void reportIsPublishedAndDownloaded(int width, World world, LocalDate day)
      throws IOException {
    clock.local(day + "T12:31");
    var reports = app.getBean(DayReports.class);
    World.until(() -> !reports.snapshots(day).isEmpty());
    var nation = signIn(width, world.account(World.NATIONAL));
    nation.navigate("/dagrapport/" + day + "?concept=");
    nation.locator("#duiding + *").first().waitFor();
    nation
        .locator("form[action$='/duiding']")
        .first()
        .evaluate("f => f.closest('details').open = true");
    nation.fill("#tekst", "Rustig, behalve Brabant");
    nation.locator("form[action$='/duiding'] button[type=submit]").click();
    nation.navigate("/dagrapport/" + day + "?concept=");
    noSideScroll(nation);
    nation.locator("form[action$='/publiceren'] button[type=submit]").click();
    var reader = signIn(width, world.account(World.OVERSIGHT));
    reader.navigate("/dagrapport/" + day);
    assertThat(reader.locator("main")).containsText("Rustig, behalve Brabant");
    noSideScroll(reader);
    var pdf = reader.waitForDownload(() -> reader.locator("a[href*='.pdf']").first().click());
    assertThat(pdf.suggestedFilename()).isEqualTo("dagrapport-" + day + "-1.pdf");
    try (var document = Loader.loadPDF(bytes(pdf))) {
      assertThat(new PDFTextStripper().getText(document)).contains("Rustig, behalve Brabant");
    }
    var sheet = reader.waitForDownload(() -> reader.locator("a[href*='.xlsx']").first().click());
    assertThat(sheet.suggestedFilename()).isEqualTo("dagrapport-" + day + "-1.xlsx");
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes(sheet)))) {
      assertThat(book.getSheets()).isNotEmpty();
      assertThat(book.getFirstSheet().read()).isNotEmpty();
    }
  }

  /// What the page says, the file says.
  private void visitorFindsTheFigures(int width, LocalDate day) throws IOException {
    clock.local(day + "T12:36");
    var data = app.getBean(OpenData.class);
    World.until(
        () -> data.table(Dataset.NATIONAL_DAILY).newest().equals(java.util.Optional.of(day)));
    World.until(() -> data.table(Dataset.REGION_DAILY).newest().equals(java.util.Optional.of(day)));
    var page = visitor(width);
    page.navigate("/openbaar");
    assertThat(page.locator(".public-age")).containsText("Vandaag om 12:30");
    noSideScroll(page);
    var figure = page.locator(".tile .figure").first().innerText();
    page.locator("main a[href='/open-data']").first().click();
    page.waitForURL("**/open-data");
    noSideScroll(page);
    var csv =
        page.waitForDownload(
            () -> page.locator("a[href='/open-data/v1/national-daily.csv']").first().click());
    var row = row(new String(bytes(csv), StandardCharsets.UTF_8), day);
    assertThat(row)
        .containsEntry("status", "measured")
        .satisfies(
            r -> assertThat(digits(figure)).containsExactly(r.get("occupied"), r.get("staffed")));
  }

  private static Map<String, String> row(String csv, LocalDate day) throws IOException {
    try (var parser =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new java.io.StringReader(csv))) {
      return parser.getRecords().stream()
          .filter(r -> r.get("date").equals(day.toString()) && r.get("category").equals("icu"))
          .findFirst()
          .orElseThrow()
          .toMap();
    }
  }

  private static List<String> digits(String text) {
    return Pattern.compile("\\d+")
        .matcher(text.replace(".", ""))
        .results()
        .map(r -> r.group())
        .toList();
  }

  private static byte[] bytes(Download download) throws IOException {
    return Files.readAllBytes(download.path());
  }

  private static void noSideScroll(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth <= 0"))
        .as("%s scrolls sideways", page.url())
        .isEqualTo(true);
  }
}
