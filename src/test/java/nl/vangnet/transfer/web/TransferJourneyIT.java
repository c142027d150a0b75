package nl.vangnet.transfer.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Browser;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.AnswerLinks;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.State;
import nl.vangnet.transport.LegDesk;
import nl.vangnet.transport.LegOutcome;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.TransportDesk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/// The whole life of one case in real browsers that are open at once (issue 4 E20; SPR-01, SPR-14,
/// SPR-15, SPR-16): a hospital asks, its region searches, one hospital says no, the next says yes
/// and loses the bed, the nation searches on, a hospital answers by a link without an account,
/// transport is ordered and rides, and the patient arrives. Nobody reloads a page.
@AppTest
@TestPropertySource(properties = "test.room=transfer-journey")
class TransferJourneyIT {
  private static final Actor NATIONAL =
      new Actor("person:9503", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
  private static final String LINE = "D3/ward/delabelled";

  private static Browser browser;

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private HomeRegions regions;
  @Autowired private CaseBook cases;
  @Autowired private AnswerLinks links;
  @Autowired private TransportDesk transport;
  @Autowired private LegDesk legs;

  private final List<Page> open = new ArrayList<>();
  private World world;
  private Site sender;
  private List<Site> near;
  private Site far;

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
  void aCountryWithThreeFreeBeds() throws Exception {
    var own = regions.find("ZWN").or(() -> regions.list().stream().findFirst()).orElseThrow();
    world = new World(app);
    var here = world.hospitals(own);
    sender = here.getFirst();
    near = here.subList(1, 3);
    far = world.hospitals(otherThan(own)).getFirst();
    world.beds(sender, LINE, 13, 13);
    world.beds(near.get(0), LINE, 17, 4);
    world.beds(near.get(1), LINE, 19, 6);
    world.beds(far, LINE, 23, 9);
    world.ambulance(sender, "REIS-1");
    world.person("reis-verzender", Role.HOSPITAL, new Scope.InOrganisation(sender.organisation()));
    world.person("reis-een", Role.HOSPITAL, new Scope.InOrganisation(near.get(0).organisation()));
    world.person("reis-twee", Role.HOSPITAL, new Scope.InOrganisation(near.get(1).organisation()));
    world.person("reis-regio", Role.REGION, new Scope.InRegion(own.id()));
    world.person("reis-land", Role.NATIONAL, new Scope.Everywhere());
  }

  private Region otherThan(Region own) {
    return regions.list().stream()
        .filter(r -> !r.id().equals(own.id()) && !world.hospitals(r).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private Page signIn(String login, int width) {
    var page = browser.openContext("http://localhost:" + port, width, ColorScheme.LIGHT).newPage();
    open.add(page);
    page.navigate("/login");
    page.fill("#username", login);
    page.fill("#password", World.PASSWORD);
    page.click("main button[type=submit]");
    page.waitForURL("**/");
    return page;
  }

  /// Marks a page, so that a reload would be seen.
  private static void stay(Page page) {
    page.evaluate("window.notReloaded = true");
  }

  private static void stayed(Page page) {
    assertThat(page.evaluate("window.notReloaded === true"))
        .as("%s was not reloaded", page.url())
        .isEqualTo(true);
  }

  /// Sends a form and waits for the page that answers.
  private static void posts(Page page, String button) {
    page.evaluate("window.old = true");
    page.click(button);
    page.waitForFunction("window.old !== true && document.readyState === 'complete'");
  }

  private void stands(String number, State state) throws InterruptedException {
    var until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (state(number) != state && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertThat(state(number)).isEqualTo(state);
  }

  private State state(String number) {
    return cases.peek(NATIONAL, new CaseNumber(number)).orElseThrow().state();
  }

  private Offer lastOffer(String number) {
    return cases.find(NATIONAL, new CaseNumber(number)).orElseThrow().offers().getLast();
  }

  private static void shows(Page page, String state) {
    assertThat(page.locator(".tf-case-head .tf-state")).hasText(state);
  }

  @Test
  void aPatientGoesFromARequestToAnArrivalPastARefusalAndALostBed() throws Exception {
    var sending = signIn("reis-verzender", 1440);
    var region = signIn("reis-regio", 1440);
    var nation = signIn("reis-land", 1440);
    var first = signIn("reis-een", 390);
    var second = signIn("reis-twee", 390);
    for (var page : List.of(region, nation, first, second)) {
      page.navigate("/overplaatsingen");
      assertThat(page.locator("[data-conn]")).hasAttribute("data-conn", "on");
      stay(page);
    }

    // a hospital asks
    sending.navigate("/overplaatsingen/nieuw");
    assertThat(sending.evaluate("document.activeElement.id")).isEqualTo("f-unit");
    sending.selectOption("#f-category", "ward");
    sending.selectOption("#f-cohort", "delabelled");
    sending.locator(".tf-tap", text("60–69 jaar")).click();
    sending.locator(".tf-tap", text("ademt zelf")).click();
    sending.fill("#f-function", "zaalarts");
    sending.fill("#f-callBack", "010-4639222");
    sending.click(".save-bar .primary");
    assertThat(sending.locator("#fouten")).containsText("Informeer eerst de patiënt");
    for (var told : List.of("informedPatient", "informedRelatives", "informedGp")) {
      sending.check("[name=" + told + "]");
    }
    sending.click(".save-bar .primary");
    sending.waitForURL("**/overplaatsingen/*-*-*");
    var number = sending.url().substring(sending.url().lastIndexOf('/') + 1);
    shows(sending, "Ingediend");
    stay(sending);

    // the region hears of it, its board stays where it is until asked, and it takes the case up
    assertThat(region.locator("nav.side .nav-count").first()).isVisible();
    if (region.locator("[data-card='" + number + "']").count() == 0) {
      region.locator("[data-news-show]").click();
    }
    region.locator("[data-card='" + number + "'] a").click();
    region.waitForURL("**/" + number);
    region.click("button:has-text('Oppakken en zoeken')");
    shows(region, "Regio zoekt");
    shows(sending, "Regio zoekt");

    // the best place is asked, with its reasons
    region.locator(".tf-candidate").first().locator("summary").click();
    assertThat(region.locator(".tf-candidate").first().locator(".tf-bars")).isVisible();
    region.locator(".tf-candidate").first().locator("input[name=site]").check();
    assertThat(region.locator("[data-overrule]")).isHidden();
    region.click("[data-ask-button]");
    shows(region, "Gevraagd");
    stay(region);
    var asked = lastOffer(number).site();
    var firstAsked = near.get(0).id().equals(asked) ? first : second;
    var nextAsked = firstAsked == first ? second : first;

    // one says no on a phone, and the next is asked by itself
    card(firstAsked, number).click();
    firstAsked.waitForURL("**/" + number);
    noSideScroll(firstAsked);
    firstAsked.locator(".tf-no select").selectOption("no-staff");
    firstAsked.click("button:has-text('Nee, weigeren')");
    assertThat(firstAsked.locator(".tf-offer.refused")).containsText("geen personeel");
    assertThat(region.locator(".tf-offer.refused")).containsText("geen personeel");
    shows(sending, "Gevraagd");
    assertThat(lastOffer(number).site()).isNotEqualTo(asked);

    // the next says yes, with a bed and a doctor; the sender knows at once
    card(nextAsked, number).click();
    nextAsked.waitForURL("**/" + number);
    nextAsked.locator(".tf-yes input[name=bed]").fill("D3 bed 8");
    nextAsked.locator(".tf-yes input[name=doctor]").fill("dr. Verhoeven");
    nextAsked.click("button:has-text('Ja, accepteren')");
    shows(nextAsked, "Geaccepteerd");
    shows(sending, "Geaccepteerd");
    assertThat(sending.locator(".tf-case-way")).containsText("D3 bed 8");

    // the parties talk, and each sees who read it
    sending.fill("#say", "Brief is verstuurd, patiënt is klaar om 15 uur.");
    sending.click("button:has-text('Plaats')");
    assertThat(region.locator(".tf-thread")).containsText("klaar om 15 uur");
    stay(sending);

    // the bed is lost again: the search goes on
    nextAsked.click("summary:has-text('Bed is er niet meer')");
    nextAsked.fill("#lose-note", "spoedopname via de SEH");
    nextAsked.click("#act-lose button");
    shows(sending, "Regio zoekt");
    shows(region, "Regio zoekt");
    assertThat(region.locator(".tf-steps")).containsText("bed kwijt");

    // no place is left in the region: the nation searches, and not before
    assertThat(nation.locator("[data-card='" + number + "'] .tf-marks:has-text('landelijk')"))
        .hasCount(0);
    region.click("summary:has-text('Landelijk zoeken')");
    region.selectOption("#nat-reason", "no-regional-option");
    region.fill("#nat-note", "beide huizen in de regio vielen af");
    region.click("#act-national button");
    shows(region, "Land zoekt");
    shows(sending, "Land zoekt");
    stayed(sending);

    nation.navigate("/overplaatsingen/" + number);
    var candidate = nation.locator(".tf-candidate", text(far.name())).first();
    candidate.locator("input[name=site]").check();
    if (nation.locator("[data-overrule]").isVisible()) {
      nation.fill("#overrule", "dit huis belde zelf met een bed");
    }
    nation.click("[data-ask-button]");
    shows(nation, "Gevraagd");
    stay(nation);

    // the asked hospital answers by a link, without an account
    var token = links.make(lastOffer(number), "bedden@ver.example");
    var visitor = browser.openContext("http://localhost:" + port, 390, ColorScheme.DARK).newPage();
    open.add(visitor);
    visitor.navigate("/antwoord/" + token);
    accessible(visitor);
    noSideScroll(visitor);
    visitor.fill("input[name=bed]", "C2");
    visitor.fill("input[name=doctor]", "dr. Haan");
    visitor.click("button:has-text('Ja, accepteren')");
    assertThat(visitor.locator("h1")).containsText("Dank u");
    accessible(visitor);
    shows(nation, "Geaccepteerd");
    shows(sending, "Geaccepteerd");

    // transport: ordered, confirmed, told by the crew
    posts(nation, "button:has-text('Vervoer bestellen')");
    stay(nation);
    shows(nation, "Vervoer geregeld");
    shows(sending, "Vervoer geregeld");
    for (var box : sending.locator(".tf-before input").all()) {
      box.check();
    }
    posts(sending, "button:has-text('Bevestigen')");
    assertThat(sending.locator(".tf-before input")).hasCount(0);
    stay(sending);
    var leg = transport.legsOf(number).getLast().id();
    for (var step :
        List.of(LegState.ON_THE_WAY, LegState.AT_BEDSIDE, LegState.UNDER_WAY, LegState.ARRIVED)) {
      assertThat(legs.advance(NATIONAL, leg, step, null, "")).isInstanceOf(LegOutcome.Done.class);
    }
    stands(number, State.ARRIVED);
    shows(sending, "Aangekomen");
    shows(nation, "Aangekomen");
    stayed(sending);
    stayed(nation);

    // closed, with the whole course on the page
    sending.click("button:has-text('Afsluiten')");
    shows(sending, "Afgesloten");
    for (var word :
        List.of("Ingediend", "Regio zoekt", "Gevraagd", "bed kwijt", "Land zoekt", "Onderweg")) {
      assertThat(sending.locator(".tf-steps")).containsText(word);
    }
    noSideScroll(sending);
    accessible(sending);
    open.forEach(p -> p.context().close());
  }

  /// The card of a case on a board that is open; what came new is shown when it is asked for.
  private static com.microsoft.playwright.Locator card(Page board, String number) {
    var card = board.locator("[data-card='" + number + "'] a");
    var news = board.locator("[data-news-show]");
    board.waitForCondition(() -> card.count() > 0 || news.isVisible());
    if (card.count() == 0) {
      news.click();
    }
    if (!card.isVisible()) {
      var column =
          String.valueOf(
              board.evaluate(
                  "n => document.querySelector(`[data-card='${n}']`).closest('[data-col]').dataset.col",
                  number));
      board.locator("[data-tab='" + column + "']").click();
    }
    return card;
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void accessible(Page page) {
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))");
    var faults =
        new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .analyze()
                .getViolations()
                .stream()
                .map(v -> v.getId() + " " + v.getNodes().getFirst().getHtml())
                .toList();
    assertThat(faults).isEmpty();
  }

  private static void noSideScroll(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth <= 0"))
        .as("%s scrolls sideways", page.url())
        .isEqualTo(true);
  }
}
