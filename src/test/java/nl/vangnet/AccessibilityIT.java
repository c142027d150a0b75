package nl.vangnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
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
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Browser;
import nl.vangnet.testing.RoomTables;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every page of the product against WCAG 2.1 A and AA, as each role that may open it: wide and
/// light, narrow and dark, and never wider than the screen.
@AppTest
class AccessibilityIT {
  private static final Actor ADMIN =
      new Actor("person:9101", "Beheer", Role.ADMIN, new Scope.Everywhere());
  private static final Actor STEWARD =
      new Actor("person:9102", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  private static final Actor NATIONAL =
      new Actor("person:9103", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
  private static final String PASSWORD = "toegankelijk-voor-iedereen";
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  // Both walks run at once, each with a browser of its own: half the time is the browser's.
  private @Nullable Browser browser;

  @LocalServerPort private int port;
  @Autowired private Directory directory;
  @Autowired private People people;
  @Autowired private SourceSystems sources;
  @Autowired private CapacityBook book;
  @Autowired private Clock clock;

  private Site site;
  private Line line;
  private String region;

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void peopleAndFigures() {
    browser = Browser.open();
    synchronized (RULES) {
      var snapshot = directory.snapshot();
      site = snapshot.sites(CountryCode.NL).get(2);
      region = "BR";
      add("toegang-landelijk", Role.NATIONAL);
      add("toegang-gegevens", Role.STEWARD);
      add("toegang-beheer", Role.ADMIN);
      if (sources.list().stream().noneMatch(s -> s.code().equals("toegang"))) {
        assertThat(
                sources.add(
                    ADMIN,
                    new SourceDetails(
                        "toegang",
                        "EPD van de toegang",
                        CountryCode.NL,
                        site.organisation(),
                        "TOEGANG",
                        site.code(),
                        null,
                        java.time.ZoneId.of("Europe/Amsterdam"))))
            .isInstanceOf(SourceOutcome.Done.class);
      }
      var old = clock.instant().minus(Duration.ofDays(2));
      book.record(
          STEWARD,
          Method.MANUAL,
          List.of(
              reported("IC", "icu", "covid", Variable.STAFFED, 19, clock.instant()),
              reported("IC", "icu", "covid", Variable.OCCUPIED, 17, clock.instant()),
              reported("IC", "icu", "non_covid", Variable.STAFFED, 7, clock.instant()),
              reported("B2", "ward", "covid", Variable.STAFFED, 31, clock.instant()),
              reported("B2", "ward", "covid", Variable.OCCUPIED, 29, old)));
      line =
          book.lines(site.id()).stream()
              .filter(l -> l.category().equals("icu") && l.cohort().equals("covid"))
              .findFirst()
              .orElseThrow();
      book.correct(
          NATIONAL,
          line.id(),
          Variable.OCCUPIED,
          2,
          "twee berichten onderweg",
          clock.instant().plus(Duration.ofHours(1)));
    }
  }

  private void add(String login, Role role) {
    people.add(
        ADMIN,
        new PersonDetails(login, login, role, new Scope.Everywhere(), "nl", null, null),
        PASSWORD);
  }

  private Reported reported(
      String unit,
      String category,
      String cohort,
      Variable variable,
      int value,
      java.time.Instant observedAt) {
    return new Reported(site.id(), unit, category, cohort, variable, value, null, observedAt, null);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void everyPageIsForEveryoneWideAndLight() {
    assertThat(faults(1440, ColorScheme.LIGHT)).isEmpty();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void everyPageIsForEveryoneOnAPhoneInTheDark() {
    assertThat(faults(390, ColorScheme.DARK)).isEmpty();
  }

  private List<String> faults(int width, ColorScheme scheme) {
    var faults = new ArrayList<String>();
    try (var context = open(width, scheme)) {
      look(context.newPage(), pages("visitor"), faults);
    }
    for (var role : List.of("landelijk", "gegevens", "beheer")) {
      as("toegang-" + role, pages(role), width, scheme, faults);
    }
    return faults;
  }

  /// The pages of the tables in `src/test/resources/pages` that a role looks at.
  private List<String> pages(String role) {
    var source =
        sources.list().stream().filter(s -> s.code().equals("toegang")).findFirst().orElseThrow();
    var hour = clock.instant().minus(Duration.ofHours(1));
    try {
      return RoomTables.lines("pages").stream()
          .filter(l -> l.startsWith(role + " "))
          .map(l -> l.substring(role.length() + 1).strip())
          .map(l ->
              l.replace("{site}", site.code())
                  .replace("{site-id}", site.id().toString())
                  .replace("{organisation-id}", site.organisation().toString())
                  .replace("{region}", region)
                  .replace("{line}", line.id().toString())
                  .replace("{source}", Long.toString(source.id()))
                  .replace("{hour-ago}", hour.toString())
                  .replace("{today}", LocalDate.ofInstant(clock.instant(), Frame.ZONE).toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void as(
      String login, List<String> paths, int width, ColorScheme scheme, List<String> faults) {
    try (var context = open(width, scheme)) {
      var page = context.newPage();
      page.navigate("/login");
      page.fill("#username", login);
      page.fill("#password", PASSWORD);
      page.click("main button[type=submit]");
      page.waitForURL("**/");
      look(page, paths, faults);
    }
  }

  private BrowserContext open(int width, ColorScheme scheme) {
    return Objects.requireNonNull(browser).openContext("http://localhost:" + port, width, scheme);
  }

  /// The innermost elements that reach past the right edge and are not cut off by what holds them.
  private static final String TOO_WIDE =
      """
      () => [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
        .filter(e => ![...e.children].some(c => c.getBoundingClientRect().right > window.innerWidth + 1))
        .slice(0, 3).map(e => e.outerHTML.slice(0, 160)).join(' | ')
      """;

  /// Only what is wrong is told in full; what is right is most of every page.
  private static AxeRunOptions options() {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return options;
  }

  /// Waits until what the opened parts make scroll is marked by the page, a frame later or two
  /// seconds at most.
  private static final String MARKED =
      """
      () => new Promise(done => {
        const end = performance.now() + 2000;
        const look = () => {
          const left = [...document.querySelectorAll('main .table-wrap, main pre')].some(box =>
            (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
              && box.tabIndex < 0);
          if (left && performance.now() < end) requestAnimationFrame(look); else done();
        };
        requestAnimationFrame(() => requestAnimationFrame(look));
      })
      """;

  private static void look(Page page, List<String> paths, List<String> faults) {
    for (var path : paths) {
      var answer = page.navigate(path);
      if (!path.equals("/bestaat-niet") && (answer == null || !answer.ok())) {
        faults.add(path + " answers " + (answer == null ? "nothing" : answer.status()));
        continue;
      }
      page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)");
      page.evaluate(MARKED);
      for (var violation :
          new AxeBuilder(page)
              .options(options())
              .setLegacyMode(true)
              .withTags(RULES)
              .analyze()
              .getViolations()) {
        for (var node : violation.getNodes()) {
          faults.add(
              path + ": " + violation.getId() + " at " + node.getTarget() + ", " + node.getHtml());
        }
      }
      var wider =
          ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
              .intValue();
      if (wider > 0) {
        faults.add(
            path + " is " + wider + " pixels wider than the screen: " + page.evaluate(TOO_WIDE));
      }
    }
  }
}
