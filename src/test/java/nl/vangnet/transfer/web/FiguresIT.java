package nl.vangnet.transfer.web;

import static nl.vangnet.transfer.PastCases.DESK;
import static nl.vangnet.transfer.PastCases.ITSELF;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.StringReader;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Browser;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.PastCases;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferFigures;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The figures of a week of long ago, counted by hand: eleven cases from two regions and from
/// Germany, with their answers and trips (issue 4 D15, A5, B6; SPR-16, SPR-17, SPR-21).
@AppTest
class FiguresIT {
  private static final Actor NATIONAL =
      new Actor("person:9712", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
  private static final Actor OVERSIGHT =
      new Actor("person:9713", "Toezicht", Role.OVERSIGHT, new Scope.Everywhere());
  private static final String WEEK = "van=2023-03-06&tot=2023-03-12";
  private static final Instant FROM = Instant.parse("2023-03-05T23:00:00Z");
  private static final Instant TO = Instant.parse("2023-03-12T23:00:00Z");
  private static final CountryCode GERMANY = new CountryCode("DE");
  private static final String HOSTILE = "=2+5;Klinik";

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private FiguresDesk desk;
  @Autowired private HomeRegions regions;
  @Autowired private Directory directory;
  @Autowired private JdbcClient jdbc;

  private Region own;
  private Region other;
  private Site a;
  private Site b;
  private Site c;
  private Site d;
  private Site abroad;

  @BeforeEach
  void aWeekOfLongAgo() {
    own = regions.find("LI").orElseThrow();
    other = regions.find("BR").orElseThrow();
    var world = new World(app);
    a = world.hospitals(own).get(0);
    b = world.hospitals(own).get(1);
    c = world.hospitals(other).get(0);
    d = world.hospitals(other).get(1);
    var known = directory.snapshot().findSite(GERMANY, "FIG-DE");
    abroad = known.orElseGet(this::germany);
    if (known.isEmpty()) {
      cases();
      trips();
      world.person("cijfers-land", Role.NATIONAL, new Scope.Everywhere());
      world.person("cijfers-regio", Role.REGION, new Scope.InRegion(own.id()));
      world.person("cijfers-huis", Role.HOSPITAL, new Scope.InOrganisation(b.organisation()));
    }
  }

  private Site germany() {
    var organisation =
        jdbc.sql(
                "insert into directory.organisation (country, code, name, type)"
                    + " values ('DE', 'FIG-DE', 'Kliniken', 'HOSPITAL') returning id")
            .query(Long.class)
            .single();
    jdbc.sql(
            "insert into directory.site (organisation_id, country, code, name, city, type, class,"
                + " emergency_department)"
                + " values (?, 'DE', 'FIG-DE', ?, 'Ort', 'HOSPITAL', 'GENERAL', true)")
        .params(organisation, HOSTILE)
        .update();
    directory.refresh();
    return directory.snapshot().findSite(GERMANY, "FIG-DE").orElseThrow();
  }

  private void cases() {
    var past = new PastCases(jdbc);
    var begin = Instant.parse("2023-03-07T10:00:00Z");
    var accepted = Offer.State.ACCEPTED;
    var refused = Offer.State.REFUSED;
    past.submit(a.id(), "LI", begin)
        .takenUp(3)
        .ask(c.id(), 6, "", DESK, 7, accepted, Offer.Via.SCREEN, 31)
        .ride(40, 60, 150);
    // The transport was ordered for a bed that was lost; the next yes came later than that order.
    past.submit(a.id(), "LI", begin)
        .takenUp(5)
        .ask(b.id(), 2, "", DESK, 6, refused, Offer.Via.TELEPHONE, 16)
        .ask(d.id(), 1, "belde zelf", DESK, 16, Offer.State.LOST, Offer.Via.LINK, 47)
        .to(State.TRANSPORT_ORDERED, 50)
        .loseBed(70)
        .ask(c.id(), 5, "", ITSELF, 80, accepted, Offer.Via.API, 95);
    past.submit(a.id(), "LI", begin)
        .takenUp(11)
        .ask(abroad.id(), 4, "", DESK, 20, accepted, Offer.Via.TELEPHONE, 127)
        .ride(130, 150, 400);
    past.submit(a.id(), "LI", begin)
        .takenUp(2)
        .ask(b.id(), 3, "", DESK, 4, refused, Offer.Via.SCREEN, 22)
        .ask(b.id(), null, "nog eens gebeld", DESK, 25, Offer.State.EXPIRED, null, 40)
        .to(State.REGIONAL_SEARCH, 41)
        .to(State.REFUSED, 200, "no-place");
    past.submit(a.id(), "LI", begin).to(State.WITHDRAWN, 30, "improved");
    past.submit(c.id(), "BR", begin)
        .takenUp(1)
        .ask(a.id(), 8, "", DESK, 2, accepted, Offer.Via.SCREEN, 8)
        .ride(10, 30, 90);
    past.submit(c.id(), "BR", begin).to(State.EXPIRED, 500, "too-late");
    past.submit(c.id(), "BR", begin).takenUp(9);
    past.submit(c.id(), "BR", begin)
        .takenUp(4)
        .ask(a.id(), 0, "", DESK, 5, refused, Offer.Via.LINK, 20)
        .ask(d.id(), 7, "", DESK, 21, accepted, Offer.Via.SCREEN, 64)
        .ride(70, 80, 100);
    past.submit(abroad.id(), "DE", begin)
        .takenUp(1)
        .ask(d.id(), 7, "", DESK, 3, accepted, Offer.Via.FHIR, 13)
        .ride(20, 40, 300);
    past.submit(abroad.id(), "DE", begin)
        .takenUp(6)
        .ask(d.id(), 6, "", DESK, 9, accepted, Offer.Via.SCREEN, 101)
        .ride(110, 120, 380);
    // The last moment before the week, and the first after it.
    past.submit(a.id(), "LI", FROM.minusSeconds(1)).to(State.CANCELLED, 5, "died");
    past.submit(a.id(), "LI", TO).to(State.CANCELLED, 5, "weather");
  }

  private void trips() {
    trip("MICU", 81.5, 12, "2023-03-07T13:00:00Z");
    trip("AMBULANCE", 40, 7.5, "2023-03-08T01:00:00Z");
    trip("AMBULANCE", 55.2, 9, "2023-03-12T22:59:00Z");
    trip("AMBULANCE", 700, 300, "2023-03-12T23:00:00Z");
  }

  /// A leg that was ridden: made, booked, and led through its steps.
  private void trip(String type, double kilometres, double empty, String arrival) {
    var at = Timestamp.from(Instant.parse(arrival));
    var leg =
        jdbc.sql(
                """
                insert into transport.leg (case_number, form, class, equipment, urgency, isolation, rules,
                  from_site, to_site, ready_at, return_leg, author, author_name, created_at, state, state_at)
                values ('23-000000-0', 'AMBULANCE', :class, '{}', 'B1', false, '{}', :from, :to, :at, false,
                  'person:1', 'Wie', :at, 'REQUESTED', :at)
                returning id
                """)
            .param("class", type)
            .param("from", a.id().value())
            .param("to", c.id().value())
            .param("at", at)
            .query(Long.class)
            .single();
    jdbc.sql("insert into transport.vehicle_booking values (:leg, 900000 + :leg, :at, :at)")
        .param("leg", leg)
        .param("at", at)
        .update();
    jdbc.sql("insert into transport.crew_booking values (:leg, 900000 + :leg, 0, :at, :at)")
        .param("leg", leg)
        .param("at", at)
        .update();
    var before = "REQUESTED";
    for (var after :
        List.of("ORDERED", "ON_THE_WAY", "AT_BEDSIDE", "UNDER_WAY", "ARRIVED", "FREE")) {
      jdbc.sql(
              """
              insert into transport.leg_step (leg_id, before, after, at, recorded_at, author, author_name, reason,
                vehicle_id, crews, depart_at, pickup_at, leave_at, arrival_at, free_at, kilometres, empty_kilometres)
              values (:leg, :before, :after, :at, :at, 'person:1', 'Wie', '', 900000 + :leg,
                array[900000 + :leg], :at, :at, :at, :at, :at, :km, :empty)
              """)
          .param("leg", leg)
          .param("before", before)
          .param("after", after)
          .param("at", at)
          .param("km", kilometres)
          .param("empty", empty)
          .update();
      before = after;
    }
  }

  private static TransferFigures.StepTime time(TransferFigures figures, String stretch) {
    return figures.times().stream()
        .filter(t -> t.stretch().equals(stretch))
        .findFirst()
        .orElseThrow();
  }

  private static String line(TransferFigures.StepTime time) {
    return time.count() + " | " + time.q1() + " | " + time.median() + " | " + time.q3();
  }

  private static TransferFigures.SiteAnswers of(TransferFigures figures, Site site) {
    return figures.answers().stream()
        .filter(s -> s.site().equals(site.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String line(TransferFigures.RegionBalance region) {
    return region.sent() + " | " + region.received() + " | " + region.within();
  }

  @Test
  void theNationCountsWhatWasPlacedAndHowLongItTook() {
    var figures = desk.figures(NATIONAL, FROM, TO);
    assertThat(figures.placing()).isEqualTo(new TransferFigures.Placing(11, 7, 6, 1, 3));
    assertThat(figures.placing().placedPermille()).isEqualTo(700);
    assertThat(figures.unmet()).isEqualTo(2);
    assertThat(figures.unfulfilled())
        .isEqualTo(Map.of("no-place", 1, "too-late", 1, "improved", 1));
    assertThat(line(time(figures, "accepted"))).isEqualTo("7 | 22.0 | 64.0 | 98.0");
    // 150, 400, 90, 100, 300 and 380 less 60, 150, 30, 80, 40 and 120
    assertThat(line(time(figures, "driven"))).isEqualTo("6 | 67.5 | 170.0 | 257.5");
    assertThat(desk.figures(OVERSIGHT, FROM, TO)).isEqualTo(figures);
  }

  @Test
  void aRegionCountsItsOwnRequestsAndTheAnswersOfItsSites() {
    var reader = new Actor("person:9714", "Regio", Role.REGION, new Scope.InRegion(own.id()));
    var figures = desk.figures(reader, FROM, TO);
    assertThat(figures.placing()).isEqualTo(new TransferFigures.Placing(5, 3, 2, 0, 2));
    assertThat(line(time(figures, "taken-up"))).isEqualTo("4 | 2.75 | 4.0 | 6.5");
    assertThat(line(time(figures, "accepted"))).isEqualTo("3 | 63.0 | 95.0 | 111.0");
    assertThat(figures.channels()).isEqualTo(new TransferFigures.Channels(2, 1, 1, 2, 1));
    assertThat(figures.answers())
        .extracting(TransferFigures.SiteAnswers::site)
        .containsExactlyInAnyOrder(a.id(), b.id());
    assertThat(figures.regions()).isEqualTo(desk.figures(NATIONAL, FROM, TO).regions());
  }

  @Test
  void aPlaceThatWasLostAfterTheTransportWasOrderedGivesNoNegativeTime() {
    var reader = new Actor("person:9714", "Regio", Role.REGION, new Scope.InRegion(own.id()));
    var ordered = time(desk.figures(reader, FROM, TO), "ordered");
    // 9 and 3 minutes; the order that came 45 minutes before the last yes is none of it
    assertThat(line(ordered)).isEqualTo("2 | 4.5 | 6.0 | 7.5");
  }

  @Test
  void aHospitalSeesItsOwnAnswersAlone() {
    var reader =
        new Actor("person:9715", "Huis", Role.HOSPITAL, new Scope.InOrganisation(b.organisation()));
    var figures = desk.figures(reader, FROM, TO);
    assertThat(figures.answers()).hasSize(1);
    assertThat(of(figures, b))
        .isEqualTo(new TransferFigures.SiteAnswers(b.id(), 3, 0, 2, 2, 1, 0, 2.5, 14.0));
    assertThat(figures.placing().submitted()).isEqualTo(11);
  }

  @Test
  void aDeskOfARegionThatNobodyKnowsSeesNoRequest() {
    var reader =
        new Actor("person:9716", "Weg", Role.REGION, new Scope.InRegion(new RegionId(777_777)));
    var figures = desk.figures(reader, FROM, TO);
    assertThat(figures.placing().submitted()).isZero();
    assertThat(figures.answers()).isEmpty();
  }

  @Test
  void refusalsAreCountedAgainstTheBedsThatWereDeclaredFree() {
    var figures = desk.figures(NATIONAL, FROM, TO);
    assertThat(of(figures, a))
        .isEqualTo(new TransferFigures.SiteAnswers(a.id(), 2, 1, 1, 0, 0, 0, 0.0, 10.5));
    assertThat(of(figures, d))
        .isEqualTo(new TransferFigures.SiteAnswers(d.id(), 4, 3, 0, 0, 0, 1, null, 37.0));
    assertThat(of(figures, c).freeWhenRefused()).isNull();
  }

  @Test
  void anOverruledRankingIsMeasuredAgainstOneThatWasFollowed() {
    var figures = desk.figures(NATIONAL, FROM, TO);
    assertThat(figures.overruling()).isEqualTo(new TransferFigures.Overruling(11, 2, 2, 1, 9, 6));
    assertThat(figures.overruling().overruledPermille()).isEqualTo(500);
    assertThat(figures.overruling().followedPermille()).isEqualTo(667);
    assertThat(figures.channels()).isEqualTo(new TransferFigures.Channels(5, 2, 2, 2, 1));
    assertThat(figures.channels().callsAvoided()).isEqualTo(9);
  }

  @Test
  void whatRegionsAndCountriesSentAndReceivedIsInBalance() {
    var figures = desk.figures(NATIONAL, FROM, TO);
    var balances = new HashMap<String, String>();
    figures.regions().forEach(r -> balances.put(r.region(), line(r)));
    assertThat(balances).hasSize(regions.list().size());
    assertThat(balances.get("LI")).isEqualTo("2 | 1 | 0");
    assertThat(balances.get("BR")).isEqualTo("1 | 3 | 1");
    assertThat(figures.abroad()).containsExactly(new TransferFigures.Reciprocity(GERMANY, 1, 2, 0));
    assertThat(figures.abroad().getFirst().balance()).isEqualTo(1);
  }

  @Test
  void tripsAndKilometresAreCountedPerKindOfVehicle() {
    assertThat(desk.figures(NATIONAL, FROM, TO).trips())
        .containsExactly(
            new TransferFigures.Trips(VehicleClass.AMBULANCE, 2, 95.2, 16.5),
            new TransferFigures.Trips(VehicleClass.MICU, 1, 81.5, 12));
  }

  /// The table of a file by part, code and measure.
  private static Map<String, String> table(String file) throws Exception {
    var found = new HashMap<String, String>();
    try (var rows =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(';')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(file))) {
      for (var row : rows) {
        var key = row.get("part") + " " + row.get("code") + " " + row.get("measure");
        assertThat(found.put(key, row.get("value"))).as(key).isNull();
      }
    }
    return found;
  }

  private Visitor visitor(String login) throws Exception {
    return Visitor.signedIn(port, login, World.PASSWORD);
  }

  private static String page(Visitor visitor, String query) throws Exception {
    var answer = visitor.get("/overplaatsingen/cijfers?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void theFileSaysWhatThePageSays() throws Exception {
    var land = visitor("cijfers-land");
    var page = page(land, WEEK);
    var file = land.get("/overplaatsingen/cijfers.csv?" + WEEK);
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .contains("overplaatsingen-2023-03-06-2023-03-12.csv");
    var table = table(file.body());
    assertThat(table.get("placing  placed_share")).isEqualTo("70.0");
    assertThat(page).contains("data-cell=\"fg-0\">70,0 %<").contains("7 van 10 besliste");
    assertThat(table.get("time accepted median")).isEqualTo("64.0");
    assertThat(page).contains("data-cell=\"fg-1\">1 u 4 min<").contains("tussen 22 min en 1 u 38");
    assertThat(table.get("placing  unmet_share")).isEqualTo("20.0");
    assertThat(page).contains("data-cell=\"fg-2\">20,0 %<");
    assertThat(table.get("channel  calls_avoided")).isEqualTo("9");
    assertThat(page).contains("data-cell=\"fg-4\">9<");
    assertThat(table.get("cause improved stopped")).isEqualTo("1");
    assertThat(table.get("cause too-late unmet")).isEqualTo("1");
    assertThat(page).contains("verbeterd, verplaatsen niet meer nodig");
    assertThat(table.get("site " + b.code() + " refused_while_free")).isEqualTo("2");
    assertThat(table.get("site " + d.code() + " free_when_refused")).isEmpty();
    assertThat(table.get("region BR balance")).isEqualTo("2");
    assertThat(table.get("abroad DE received")).isEqualTo("2");
    assertThat(page).contains("Duitsland").contains("84 %").contains("33 en 116 min");
    assertThat(table.get("trips ambulance kilometres")).isEqualTo("95.2");
    assertThat(table.get("choice overruled accepted")).isEqualTo("1");
    assertThat(page).contains("50,0 %").contains("66,7 %");
  }

  @Test
  void whoSaysNoWhileBedsAreFreeStandsFirstUntilAnotherOrderIsAsked() throws Exception {
    var land = visitor("cijfers-land");
    assertThat(firstSite(page(land, WEEK))).isEqualTo(b.name());
    assertThat(firstSite(page(land, WEEK + "&volgorde=gevraagd"))).isEqualTo(d.name());
    assertThat(firstSite(page(land, WEEK + "&volgorde=traag"))).isEqualTo(HOSTILE);
    assertThat(firstSite(page(land, WEEK + "&volgorde=onzin"))).isEqualTo(b.name());
  }

  private static String firstSite(String page) {
    var from = page.indexOf("<th scope=\"row\">", page.indexOf("id=\"fg-sites\""));
    return page.substring(page.indexOf('>', from) + 1, page.indexOf("</th>", from))
        .replace("&#43;", "+")
        .replace("&amp;", "&");
  }

  @Test
  void aSpreadsheetExecutesNoNameOfASite() throws Exception {
    var file = visitor("cijfers-land").get("/overplaatsingen/cijfers.csv?" + WEEK).body();
    assertThat(file).contains(";\"'" + HOSTILE + "\";").doesNotContain(";" + HOSTILE);
  }

  @Test
  void aRegionAndAHospitalGetTheirOwnOnThePageAndInTheFile() throws Exception {
    var region = visitor("cijfers-regio");
    assertThat(page(region, WEEK)).contains("data-cell=\"fg-0\">60,0 %<").doesNotContain(HOSTILE);
    var ofRegion = table(region.get("/overplaatsingen/cijfers.csv?" + WEEK).body());
    assertThat(ofRegion)
        .containsEntry("placing  submitted", "5")
        .containsEntry("site " + a.code() + " refused", "1")
        .doesNotContainKey("site " + d.code() + " asked");
    var house = visitor("cijfers-huis");
    assertThat(page(house, WEEK)).contains("data-cell=\"fg-0\">70,0 %<").contains(b.name());
    var ofHouse = table(house.get("/overplaatsingen/cijfers.csv?" + WEEK).body());
    assertThat(ofHouse)
        .containsEntry("site " + b.code() + " silent", "1")
        .doesNotContainKey("site " + a.code() + " asked")
        .doesNotContainKey("site FIG-DE asked");
  }

  @Test
  void whatIsNotKnownYetIsNoZeroPercent() throws Exception {
    var land = visitor("cijfers-land");
    var page = page(land, "van=2022-03-06&tot=2022-03-12");
    assertThat(page).contains("nog geen").doesNotContain("0,0 %").doesNotContain(">0 min<");
    var table =
        table(land.get("/overplaatsingen/cijfers.csv?van=2022-03-06&tot=2022-03-12").body());
    assertThat(table)
        .containsEntry("placing  submitted", "0")
        .containsEntry("placing  placed_share", "")
        .containsEntry("time accepted median", "");
  }

  @Test
  void aTimeUnderOneMinuteIsNoZeroOnThePageAndExactInTheFile() throws Exception {
    new PastCases(jdbc)
        .submit(a.id(), "LI", Instant.parse("2021-05-04T10:00:00Z"))
        .takenUp(0)
        .ask(c.id(), 6, "", DESK, 0, Offer.State.ACCEPTED, Offer.Via.SCREEN, 0);
    var land = visitor("cijfers-land");
    assertThat(page(land, "van=2021-05-03&tot=2021-05-09"))
        .contains("data-cell=\"fg-1\">&lt; 1 min<")
        .contains("tussen &lt; 1 min en &lt; 1 min")
        .doesNotContain(">0 min<")
        .doesNotContain(" 0 min");
    var table =
        table(land.get("/overplaatsingen/cijfers.csv?van=2021-05-03&tot=2021-05-09").body());
    assertThat(table).containsEntry("time accepted median", "0.0");
  }

  @Test
  void aPeriodThatCannotBeReadIsSaidAndBreaksNothing() throws Exception {
    var land = visitor("cijfers-land");
    assertThat(page(land, "van=gisteren")).contains("Deze dag is niet te lezen");
    assertThat(page(land, "van=2023-03-12&tot=2023-03-06"))
        .contains("Kies een begin voor het eind");
    assertThat(page(land, "dagen=-4")).contains("hooguit 366 dagen");
    assertThat(land.get("/overplaatsingen/cijfers.csv?van=2023-13-01").statusCode()).isEqualTo(400);
    assertThat(land.get("/overplaatsingen/cijfers.csv?van=2021-01-01&tot=2023-01-01").statusCode())
        .isEqualTo(400);
    assertThat(land.get("/api/v1/transfers/figures?days=veel").statusCode()).isEqualTo(400);
  }

  @Test
  void aProgramGetsTheSameFigures() throws Exception {
    var answer =
        visitor("cijfers-land").get("/api/v1/transfers/figures?from=2023-03-06&to=2023-03-12");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"placedPermille\":700")
        .contains("\"unmetPermille\":200")
        .contains("\"stretch\":\"accepted\",\"count\":7,\"q1\":22.0,\"median\":64.0,\"q3\":98.0")
        .contains("{\"reason\":\"too-late\",\"cases\":1,\"unmet\":true}")
        .contains("{\"code\":\"DE\",\"sent\":1,\"received\":2,\"within\":0,\"balance\":1}")
        .contains("{\"code\":\"BR\",\"sent\":1,\"received\":3,\"within\":1,\"balance\":2}")
        .contains("\"callsAvoided\":9");
    assertThat(
            visitor("cijfers-regio")
                .get("/api/v1/transfers/figures?from=2023-03-06&to=2023-03-12")
                .body())
        .contains("\"submitted\":5")
        .doesNotContain("FIG-DE");
  }

  @Test
  void anOpenPageFollowsWhatHappensWithoutAReload() throws Exception {
    try (var browser = Browser.open();
        var context = browser.openContext("http://localhost:" + port, 390, ColorScheme.DARK)) {
      var page = context.newPage();
      page.navigate("/login");
      page.fill("#username", "cijfers-land");
      page.fill("#password", World.PASSWORD);
      page.click("main button[type=submit]");
      page.waitForURL("**/");
      page.navigate("/overplaatsingen/cijfers?dagen=1");
      PlaywrightAssertions.assertThat(page.locator("[data-conn]")).hasAttribute("data-conn", "on");
      page.evaluate("window.notReloaded = true");
      var handedIn = page.locator("[data-cell=fg-3]");
      var before = Integer.parseInt(handedIn.textContent());
      var sender = visitor("cijfers-huis");
      var answer = sender.post("/overplaatsingen/nieuw", FilledForm.ofWard(b));
      assertThat(answer.statusCode()).isEqualTo(303);
      PlaywrightAssertions.assertThat(handedIn).hasText(Integer.toString(before + 1));
      assertThat(page.evaluate("window.notReloaded === true")).isEqualTo(true);
    }
  }
}
