package nl.vangnet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.People;
import nl.vangnet.access.PersonDetails;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.exchange.IntakeDesk;
import nl.vangnet.exchange.MllpServer;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Browser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A national coordinator's work in a real browser, fed by a real message (CAP-08, CAP-17, CAP-18,
/// CAP-19): sees a bed change live, goes down to the unit, corrects a value, sees the correction
/// fall away, and goes back in time.
@AppTest
class JourneyIT {
  private static final Actor ADMIN =
      new Actor("person:9001", "Beheer", Role.ADMIN, new Scope.Everywhere());
  private static final Actor STEWARD =
      new Actor("person:9002", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  private static final String PASSWORD = "reis-naar-het-beeld";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static Browser browser;

  @LocalServerPort private int port;
  @Autowired private Directory directory;
  @Autowired private People people;
  @Autowired private SourceSystems sources;
  @Autowired private CapacityBook book;
  @Autowired private LivePicture pictures;
  @Autowired private IntakeDesk intake;
  @Autowired private MllpServer mllp;
  @Autowired private Clock clock;

  private Site site;
  private Line line;

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

  @BeforeEach
  void aHospitalWithAnIcu() {
    site = directory.snapshot().sites(CountryCode.NL).getFirst();
    people.add(
        ADMIN,
        new PersonDetails(
            "landelijk-reis",
            "Landelijk bureau",
            Role.NATIONAL,
            new Scope.Everywhere(),
            "nl",
            null,
            null),
        PASSWORD);
    var source = source();
    intake.map(
        STEWARD,
        new IntakeDesk.NewMapping(
            source.id(),
            "IC",
            null,
            null,
            null,
            CountryCode.NL,
            site.code(),
            "IC",
            "icu",
            "covid"));
    line =
        book.lines(site.id()).stream()
            .filter(l -> l.category().equals("icu") && l.cohort().equals("covid"))
            .findFirst()
            .orElseThrow();
    intake.completeBaseline(source.actor(), source, site);
    book.record(
        STEWARD,
        Method.MANUAL,
        List.of(
            new Reported(
                site.id(),
                "IC",
                "icu",
                "covid",
                Variable.STAFFED,
                19,
                null,
                clock.instant(),
                null)));
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (findOccupied() == null && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private SourceSystem source() {
    return sources.list().stream()
        .filter(s -> s.code().equals("journey"))
        .findFirst()
        .orElseGet(() -> {
          var outcome =
              sources.add(
                  ADMIN,
                  new SourceDetails(
                      "journey",
                      "EPD van de reis",
                      CountryCode.NL,
                      site.organisation(),
                      "REIS",
                      site.code(),
                      null,
                      ZONE));
          return ((SourceOutcome.Done) outcome).source();
        });
  }

  private void admit(String visit) throws IOException {
    var stamp =
        LocalDateTime.ofInstant(clock.instant(), ZONE)
            .format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
    var message =
        "\u000bMSH|^~\\&|REIS|%s|VANGNET|LCPS|%s||ADT^A01|%s|P|2.5\rEVN|A01|%s\rPID|1||%s^^^EHR^PI||Jansen^Piet\rPV1|1|I|IC^1^1||||||||COV|||||||||%s\r\u001c\r"
            .formatted(site.code(), stamp, visit, stamp, visit, visit);
    try (var socket = new Socket("localhost", mllp.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
      var answer = new StringBuilder();
      for (var b = socket.getInputStream().read(); b != 0x1c; b = socket.getInputStream().read()) {
        answer.append((char) b);
      }
      assertThat(answer).contains("MSA|AA|" + visit);
    }
  }

  private int occupied() {
    return Objects.requireNonNull(findOccupied(), "the occupied beds are not known");
  }

  private @Nullable Integer findOccupied() {
    var picture = pictures.current().site(site.id());
    if (picture != null) {
      for (var one : picture.lines()) {
        if (one.line().id().equals(line.id())) {
          return one.figure(Variable.OCCUPIED).used();
        }
      }
    }
    return null;
  }

  private Page signIn(int width) {
    var page = browser.page("http://localhost:" + port, width);
    page.navigate("/login");
    page.fill("#username", "landelijk-reis");
    page.fill("#password", PASSWORD);
    page.click("button[type=submit]");
    page.waitForURL("**/");
    return page;
  }

  @Test
  void theNationalDeskSeesABedChangeLiveDrillsDownCorrectsAndGoesBackInTime() throws Exception {
    walk(1440, "breed");
  }

  @Test
  void theSameWorkFitsOnAPhone() throws Exception {
    walk(390, "smal");
  }

  @Test
  void aChangeBetweenThePageAndItsStreamIsShownToo() throws Exception {
    var page = signIn(1440);
    var held = new ArrayList<Route>();
    page.route("**/live?topic=picture*", held::add);
    var before = occupied();
    page.navigate("/locatie/" + site.code());
    var cell = page.locator("[data-cell='s" + site.id() + ".icu.occ']").first();
    assertThat(cell).hasText(String.valueOf(before));
    admit("reis-tussenin");
    waitUntilOccupied(before + 1);
    page.waitForCondition(() -> !held.isEmpty());
    held.forEach(Route::resume);
    assertThat(cell).hasText(String.valueOf(before + 1));

    // What was fetched again can be scrolled with the keys as well, once it does not fit.
    page.evaluate(
        "document.querySelectorAll('main .table-wrap').forEach(b => b.style.maxWidth = '60px')");
    page.waitForFunction(
        """
        (boxes => boxes.some(b => b.tabIndex === 0)
          && boxes.every(b => b.scrollWidth <= b.clientWidth + 1 || b.tabIndex === 0))(
          [...document.querySelectorAll('main .table-wrap')])
        """);
    page.context().close();
  }

  private void walk(int width, String name) throws Exception {
    var before = occupied();
    var startedAt = clock.instant();
    var page = signIn(width);

    // live, without reload
    var cell = page.locator("[data-cell='s" + site.id() + ".icu.occ']").first();
    page.navigate("/locatie/" + site.code());
    cell.waitFor();
    assertThat(cell).hasText(String.valueOf(before));
    page.evaluate("window.notReloaded = true");
    admit("reis-" + name + "-1");
    assertThat(cell).hasText(String.valueOf(before + 1));
    assertThat(page.evaluate("window.notReloaded === true")).isEqualTo(true);

    // from the nation down to the unit
    page.navigate("/");
    assertThat(page.locator("h1").first()).isVisible();
    page.locator("a[href*='/locatie/" + site.code() + "']")
        .first()
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(WaitForSelectorState.ATTACHED));
    page.navigate("/locatie/" + site.code());
    page.locator("a[href*='/afdeling/']").first().click();
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    assertThat(page.locator("h1").first()).containsText("IC");
    noSideScroll(page);

    // correct, side by side
    page.locator("a[href='/invoer/regel/" + line.id() + "']").first().click();
    page.selectOption("#variable", "occupied");
    page.selectOption("#sign", "minus");
    page.fill("#amount", "1");
    page.fill("#reason", "al vertrokken, bericht volgt");
    page.selectOption("#until", "1h");
    noSideScroll(page);
    page.click("form[action$='/correctie'] button[type=submit]");
    assertThat(page.locator("li.in-force").first()).containsText("al vertrokken");
    waitUntilOccupied(before);

    // a correction falls away by itself
    book.correct(
        new Actor("person:9003", "Landelijk", Role.NATIONAL, new Scope.Everywhere()),
        line.id(),
        Variable.OCCUPIED,
        7,
        "heel even",
        clock.instant().plusSeconds(2));
    waitUntilOccupied(before + 7);
    waitUntilOccupied(before);
    page.navigate("/locatie/" + site.code());
    assertThat(page.locator("[data-cell='s" + site.id() + ".icu.occ']").first())
        .hasText(String.valueOf(before));

    // withdraw, and the measured value stands as it was
    page.navigate("/invoer/regel/" + line.id());
    page.locator("form[action$='/intrekken'] button").first().click();
    waitUntilOccupied(before + 1);

    // back in time
    page.navigate("/locatie/" + site.code() + "?at=" + startedAt);
    assertThat(page.locator("body")).hasClass(java.util.regex.Pattern.compile(".*is-past.*"));
    noSideScroll(page);
    page.context().close();
  }

  private void waitUntilOccupied(int beds) throws InterruptedException {
    var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (occupied() != beds && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertThat(occupied()).isEqualTo(beds);
  }

  private static void noSideScroll(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth <= 0"))
        .as("%s scrolls sideways", page.url())
        .isEqualTo(true);
  }
}
