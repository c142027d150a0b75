package nl.vangnet.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.Ambulances;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// The doors of moving patients as a desk on the telephone and a program meet them: what is said by
/// telephone counts as what is typed (SPR-14), what is missing or not asked is named (IDX-05), and
/// a refusal speaks of sites by their codes.
@AppTest
class TransferDoorsIT {
  private static final String API = "/api/v1/transfers";
  private static final String WHOLE =
      """
      {"site":"%s","unit":"B4","reason":"capacity",
       "need":{"category":"ward","cohort":"other","breathing":"none","stability":"stable","age":"from-70-to-79"},
       "eligibility":{"patientInformed":true,"relativesInformed":true,"gpInformed":true},
       "contact":{"function":"zaalarts","callBack":"043-3876543"}}\
      """;

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private HomeRegions regions;
  @Autowired private FleetDesk fleet;
  @Autowired private FleetKeeper keeper;
  @Autowired private DutyDesk duty;
  @Autowired private Directory directory;
  @Autowired private CaseBook cases;
  @Autowired private FiguresDesk figures;
  @Autowired private Clock clock;

  private World world;
  private Site sender;
  private Site receiver;
  private Site second;
  private Actor region;
  private Web desk;
  private String key;

  @BeforeEach
  void aRegionWithTwoFreeHospitals() {
    world = new World(app);
    var own = regions.find("NHF").or(() -> regions.list().stream().findFirst()).orElseThrow();
    var sites =
        regions.sites(own).stream()
            .filter(s -> s.type() == ProviderType.HOSPITAL && s.coordinates() != null)
            .toList();
    sender = sites.getFirst();
    receiver = apart(sites, List.of(sender));
    second = apart(sites, List.of(sender, receiver));
    beds(sender, 11, 11);
    beds(receiver, 17, 4);
    beds(second, 13, 6);
    Ambulances.beside(fleet, duty, directory, sender, "DEUREN-1", clock.instant());
    World.until(() -> keeper.fleet().findVehicle("DEUREN-1").isPresent());
    region = of(own);
    desk = new Web(port).signIn(world.account(region));
    key = world.key(sender);
  }

  private static Actor of(Region region) {
    return new Actor("person:9611", "RCPS", Role.REGION, new Scope.InRegion(region.id()));
  }

  private static Site apart(List<Site> sites, List<Site> from) {
    return sites.stream()
        .filter(s -> from.stream().noneMatch(f -> f.organisation().equals(s.organisation())))
        .findFirst()
        .orElseThrow();
  }

  private void beds(Site site, int staffed, int occupied) {
    var now = clock.instant();
    world.record(
        List.of(
            World.figure(site, "B4/ward/other", Variable.STAFFED, staffed, now),
            World.figure(site, "B4/ward/other", Variable.OCCUPIED, occupied, now)));
    world.settle(site);
  }

  private CaseBook.CaseFile file(String number) {
    return cases.find(World.NATIONAL, new CaseNumber(number)).orElseThrow();
  }

  private String handedIn() {
    var answer = new Web(port).json(API, key, WHOLE.formatted(sender.code()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text().replaceFirst("(?s).*\"caseNumber\":\"([^\"]+)\".*", "$1");
  }

  private void act(String path, Map<String, String> form) {
    desk.get("/overplaatsingen");
    assertThat(desk.post(path, form).status()).as(path).isEqualTo(303);
  }

  private void ask(String number, Site... sites) {
    for (var site : sites) {
      act(
          "/overplaatsingen/" + number + "/vragen",
          Map.of("site", site.code(), "overrule", "dit huis belde zelf"));
    }
  }

  private Offer lastOffer(String number) {
    return file(number).offers().getLast();
  }

  /// One number is called; the desk writes the request, calls the hospitals, and writes what they
  /// say: the first no, the second yes.
  @Test
  void aRequestAndItsAnswersByTelephoneAreAsGoodAsTyped() {
    var page = desk.get("/overplaatsingen/nieuw?telefoon&van=" + sender.code());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("name=\"telefoon\"");
    var form = FilledForm.ofWard(sender);
    form.put("telefoon", "1");
    var answer = desk.post("/overplaatsingen/nieuw", form);
    assertThat(answer.status()).as(answer.words()).isEqualTo(303);
    var to = answer.header("Location");
    var number = to.substring(to.lastIndexOf('/') + 1);
    assertThat(file(number).request().origin().channel())
        .isEqualTo(TransferRequest.Channel.TELEPHONE);
    assertThat(file(number).request().state()).isEqualTo(State.SUBMITTED);

    act("/overplaatsingen/" + number + "/oppakken", Map.of());
    ask(number, receiver);
    act(
        "/overplaatsingen/aanbod/" + lastOffer(number).id() + "/nee",
        Map.of("reason", "no-staff", "note", "dienstdoende belde terug"));
    var refused =
        file(number).offers().stream()
            .filter(o -> o.site().equals(receiver.id()))
            .findFirst()
            .orElseThrow();
    assertThat(refused.state()).isEqualTo(Offer.State.REFUSED);
    assertThat(refused.answer())
        .extracting(Offer.Answer::via, Offer.Answer::reason, Offer.Answer::name)
        .containsExactly(Offer.Via.TELEPHONE, RefusalReason.NO_STAFF, region.name());

    if (file(number).offers().stream()
        .noneMatch(o -> o.site().equals(second.id()) && o.state() == Offer.State.OPEN)) {
      for (var open : file(number).offers()) {
        if (open.state() == Offer.State.OPEN) {
          act("/overplaatsingen/aanbod/" + open.id() + "/terug", Map.of());
        }
      }
      ask(number, second);
    }
    var offer =
        file(number).offers().stream()
            .filter(o -> o.site().equals(second.id()))
            .reduce((a, b) -> b)
            .orElseThrow();
    act(
        "/overplaatsingen/aanbod/" + offer.id() + "/ja",
        Map.of("bed", "C2 bed 9", "doctor", "dr. Haan"));
    var yes = file(number).offers().stream().filter(o -> o.id() == offer.id()).findFirst();
    assertThat(yes.orElseThrow().answer())
        .extracting(Offer.Answer::via, Offer.Answer::bed, Offer.Answer::doctor)
        .containsExactly(Offer.Via.TELEPHONE, "C2 bed 9", "dr. Haan");
    assertThat(file(number).request().state()).isEqualTo(State.ACCEPTED);
    assertThat(desk.get("/overplaatsingen/" + number).words())
        .contains("telefo")
        .contains("dr. Haan");
    var now = clock.instant();
    var told = figures.figures(region, now.minusSeconds(3600), now.plusSeconds(60)).channels();
    assertThat(told.telephone()).as("counted apart, and no call was avoided").isEqualTo(2);
  }

  private void bad(Web.Answer answer, String code, String named) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("\"code\":\"" + code + "\"").contains(named);
  }

  private Web.Answer asDesk(String path, String body) {
    desk.get("/overplaatsingen");
    return desk.json(API + path, body);
  }

  @Test
  void whatARequestMissesIsNamed() {
    var web = new Web(port);
    var whole = WHOLE.formatted(sender.code());
    bad(
        web.json(API, key, whole.replace("\"site\":\"" + sender.code() + "\",", "")),
        "field-missing",
        "site: ");
    bad(web.json(API, key, whole.replace("\"unit\":\"B4\",", "")), "field-missing", "unit: ");
    bad(
        web.json(API, key, whole.replace("\"reason\":\"capacity\",", "")),
        "field-missing",
        "reason: ");
    bad(
        web.json(API, key, whole.replace("\"breathing\":\"none\",", "")),
        "field-missing",
        "need.breathing: ");
    bad(
        web.json(API, key, whole.replace("\"unit\":\"B4\"", "\"unit\":4")),
        "field-malformed",
        "unit: ");
    bad(
        web.json(API, key, whole.replace("{\"function\"", "{\"name\":\"Jansen\",\"function\"")),
        "field-unknown",
        "contact.name");
    bad(
        web.json(API, key, whole.replace("\"reason\":", "\"channel\":\"fax\",\"reason\":")),
        "choice-unknown",
        "channel: ");
    bad(web.json(API, key, "[1]"), "unreadable-body", "object");
  }

  @Test
  void whatAnAnswerOrAnAskMissesOrHoldsTooMuchIsNamed() {
    var number = handedIn();
    var web = new Web(port);
    assertThat(asDesk("/" + number + "/take-up", "").status()).isEqualTo(200);
    var at = "/" + number;
    bad(asDesk(at + "/ask", "{}"), "field-missing", "sites: ");
    bad(asDesk(at + "/ask", "{\"sites\":[]}"), "field-missing", "sites: ");
    bad(asDesk(at + "/ask", "{\"sites\":\"X\"}"), "field-malformed", "sites: ");
    bad(asDesk(at + "/ask", "{\"sites\":[7]}"), "field-malformed", "sites: ");
    bad(asDesk(at + "/ask", "{\"sites\":[\"nergens\"]}"), "no-such-site", "nergens");
    bad(
        asDesk(at + "/ask", "{\"sites\":[\"" + receiver.code() + "\"],\"abroad\":\"ja\"}"),
        "field-malformed",
        "abroad: ");
    bad(
        asDesk(at + "/ask", "{\"sites\":[\"" + receiver.code() + "\"],\"to\":1}"),
        "field-unknown",
        "to ");
    bad(asDesk(at + "/national", "{}"), "field-missing", "reason: ");
    assertThat(file(number).request().state()).isEqualTo(State.REGIONAL_SEARCH);

    ask(number, receiver);
    var receiving = world.key(receiver);
    var offer = "/offers/" + lastOffer(number).id();
    bad(
        web.json(API + offer + "/accept", receiving, "{\"doctor\":\"dr. Haan\"}"),
        "field-missing",
        "bed: ");
    bad(
        web.json(API + offer + "/accept", receiving, "{\"bed\":\"C2\"}"),
        "field-missing",
        "doctor: ");
    bad(
        web.json(
            API + offer + "/accept",
            receiving,
            "{\"bed\":\"C2\",\"doctor\":\"dr. Haan\",\"patient\":\"Jansen\"}"),
        "field-unknown",
        "patient ");
    bad(
        web.json(
            API + offer + "/accept", receiving, "{\"bed\":\"123456782\",\"doctor\":\"dr. Haan\"}"),
        "looks-like-bsn",
        "citizen service number");
    bad(web.json(API + offer + "/refuse", receiving, "{}"), "field-missing", "reason: ");
    bad(
        web.json(API + offer + "/refuse", receiving, "{\"reason\":\"other\"}"),
        "field-missing",
        "note: ");
    bad(
        web.json(API + offer + "/refuse", receiving, "{\"reason\":\"no-bed\",\"why\":\"vol\"}"),
        "field-unknown",
        "why ");
    assertThat(lastOffer(number).state()).isEqualTo(Offer.State.OPEN);
    bad(web.json(API + at + "/withdraw", key, "{}"), "field-missing", "reason: ");
    bad(
        web.json(API + at + "/withdraw", key, "{\"reason\":\"mistake\",\"by\":\"mij\"}"),
        "field-unknown",
        "by ");
    bad(
        web.json(API + at + "/cancel", key, "{\"reason\":\"improved\",\"note\":7}"),
        "field-malformed",
        "note: ");
  }

  @Test
  void aRefusedAskSpeaksOfSitesByTheirCodes() {
    var number = handedIn();
    asDesk("/" + number + "/take-up", "");
    var answer = asDesk("/" + number + "/ask", "{\"sites\":[\"" + sender.code() + "\"]}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text())
        .contains("not-a-candidate: " + sender.code() + "\"")
        .doesNotContain("not-a-candidate: " + sender.id().value());
    desk.get("/overplaatsingen/" + number);
    var page = desk.post("/overplaatsingen/" + number + "/vragen", Map.of("site", sender.code()));
    assertThat(page.status()).isEqualTo(303);
    assertThat(desk.get("/overplaatsingen/" + number).words())
        .contains("Dit ziekenhuis kan deze patiënt nu niet nemen: " + sender.name());
  }
}
