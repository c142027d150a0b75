package nl.vangnet.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.AnswerLinks;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who sees and does what with a case, asked from outside over HTTP (issue 4 E19; SPR-01, SPR-03):
/// a hospital knows nothing of another hospital's case, a region nothing of another region's before
/// the national step, a signed link answers once and for a while, and oversight writes nothing.
@AppTest
class TransferRefusalsIT {
  private static final Actor NATIONAL =
      new Actor("person:9403", "Landelijk", Role.NATIONAL, new Scope.Everywhere());

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private HomeRegions regions;
  @Autowired private CaseBook cases;
  @Autowired private AnswerLinks links;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;

  private Site sender;
  private Site receiver;
  private Site stranger;
  private Region own;
  private Region other;

  @BeforeEach
  void hospitalsOfTwoRegions() throws Exception {
    own = regions.find("LI").orElseThrow();
    other = regions.find("BR").orElseThrow();
    var world = new World(app);
    var here = world.hospitals(own);
    sender = here.getFirst();
    receiver = here.get(1);
    stranger = world.hospitals(other).getFirst();
    world.beds(sender, "B4/ward/other", 11, 11);
    world.beds(receiver, "B4/ward/other", 17, 4);
    world.beds(stranger, "B4/ward/other", 23, 9);
    world.ambulance(sender, "WEIGER-1");
    world.person(
        "weiger-verzender", Role.HOSPITAL, new Scope.InOrganisation(sender.organisation()));
    world.person(
        "weiger-vreemde", Role.HOSPITAL, new Scope.InOrganisation(stranger.organisation()));
    world.person(
        "weiger-ontvanger", Role.HOSPITAL, new Scope.InOrganisation(receiver.organisation()));
    world.person("weiger-regio", Role.REGION, new Scope.InRegion(own.id()));
    world.person("weiger-andere-regio", Role.REGION, new Scope.InRegion(other.id()));
    world.person("weiger-toezicht", Role.OVERSIGHT, new Scope.Everywhere());
  }

  private Visitor visitor(String login) throws Exception {
    return Visitor.signedIn(port, login, World.PASSWORD);
  }

  /// A case that the sending hospital handed in through its form.
  private String handedIn() throws Exception {
    var answer =
        visitor("weiger-verzender").post("/overplaatsingen/nieuw", FilledForm.ofWard(sender));
    assertThat(answer.statusCode()).isEqualTo(303);
    var to = Visitor.to(answer);
    var number = to.substring(to.lastIndexOf('/') + 1);
    assertThat(state(number)).isEqualTo(State.SUBMITTED);
    return number;
  }

  private State state(String number) {
    return cases.peek(NATIONAL, new CaseNumber(number)).orElseThrow().state();
  }

  private Offer offer(String number) {
    return cases.find(NATIONAL, new CaseNumber(number)).orElseThrow().offers().getLast();
  }

  /// A case that was handed in, taken up, and of which the receiving hospital was asked.
  private String asked() throws Exception {
    var number = handedIn();
    var region = visitor("weiger-regio");
    assertThat(region.post(path(number, "oppakken"), Map.of()).statusCode()).isEqualTo(303);
    var asked =
        region.post(
            path(number, "vragen"),
            Map.of("site", receiver.code(), "overrule", "deze toets vraagt dit huis"));
    assertThat(asked.statusCode()).isEqualTo(303);
    assertThat(state(number)).isEqualTo(State.OFFERED);
    return number;
  }

  private static String path(String number, String act) {
    return "/overplaatsingen/" + number + "/" + act;
  }

  @Test
  void aHospitalKnowsNothingOfTheCaseOfAnother() throws Exception {
    var number = handedIn();
    var stranger = visitor("weiger-vreemde");
    assertThat(stranger.get("/overplaatsingen/" + number).statusCode()).isEqualTo(404);
    assertThat(stranger.get("/overplaatsingen?q=" + number).body())
        .doesNotContain("/overplaatsingen/" + number + "\"");
    assertThat(stranger.get(path(number, "wijzigen")).statusCode()).isEqualTo(404);
    for (var act :
        List.of("intrekken", "stoppen", "bericht", "eigen-vervoer", "afsluiten", "bed-kwijt")) {
      var answer =
          stranger.post(
              path(number, act),
              Map.of("reason", "died", "note", "dat gaat u niets aan", "text", "hallo"));
      if (act.equals("intrekken")) {
        answer = stranger.post(path(number, act), Map.of("reason", "mistake"));
      }
      assertThat(answer.statusCode()).as(act).isEqualTo(404);
    }
    assertThat(state(number)).isEqualTo(State.SUBMITTED);
    var sender = visitor("weiger-verzender").get("/overplaatsingen/" + number);
    assertThat(sender.statusCode()).isEqualTo(200);
    assertThat(sender.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }

  @Test
  void aHospitalWritesNoRequestForTheSiteOfAnother() throws Exception {
    var foreign = visitor("weiger-vreemde");
    var form = FilledForm.ofWard(sender);
    assertThat(foreign.post("/overplaatsingen/nieuw", form).statusCode()).isEqualTo(403);
    assertThat(foreign.get("/overplaatsingen/nieuw?van=" + sender.code()).statusCode())
        .isEqualTo(403);
    form.put("count1", "3");
    form.put("reason", "brand");
    assertThat(foreign.post("/overplaatsingen/evacuatie", form).statusCode()).isEqualTo(403);
  }

  @Test
  void aRegionKnowsNothingOfAnotherRegionsCaseBeforeTheNationalStep() throws Exception {
    var number = handedIn();
    var elsewhere = visitor("weiger-andere-regio");
    assertThat(elsewhere.get("/overplaatsingen/" + number).statusCode()).isEqualTo(404);
    assertThat(elsewhere.post(path(number, "oppakken"), Map.of()).statusCode()).isEqualTo(404);
    assertThat(
            elsewhere
                .post(path(number, "landelijk"), Map.of("reason", "no-regional-option"))
                .statusCode())
        .isEqualTo(404);
    assertThat(elsewhere.get("/overplaatsingen").body())
        .doesNotContain("/overplaatsingen/" + number + "\"");

    var step =
        visitor("weiger-regio")
            .post(
                path(number, "landelijk"),
                Map.of("reason", "no-regional-option", "note", "alle huizen zijn gebeld en vol"));
    assertThat(step.statusCode()).isEqualTo(303);
    assertThat(state(number)).isEqualTo(State.NATIONAL_SEARCH);
    assertThat(elsewhere.get("/overplaatsingen/" + number).statusCode()).isEqualTo(200);
  }

  @Test
  void aHospitalDoesNotSearchWhereItHasNoMandate() throws Exception {
    var number = handedIn();
    var sending = visitor("weiger-verzender");
    assertThat(sending.post(path(number, "oppakken"), Map.of()).statusCode()).isEqualTo(403);
    assertThat(sending.post(path(number, "landelijk"), Map.of("reason", "fair-share")).statusCode())
        .isEqualTo(403);
    assertThat(sending.get("/overplaatsingen/" + number).body())
        .doesNotContain(path(number, "oppakken"))
        .doesNotContain(path(number, "vragen"));
  }

  @Test
  void theAskedHospitalSeesTheCaseAndItsOwnQuestionOnly() throws Exception {
    var number = handedIn();
    var receiving = visitor("weiger-ontvanger");
    assertThat(receiving.get("/overplaatsingen/" + number).statusCode()).isEqualTo(404);

    var asked = asked();
    var page = receiving.get("/overplaatsingen/" + asked);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("/overplaatsingen/aanbod/" + offer(asked).id() + "/ja")
        .doesNotContain(path(asked, "intrekken"));
    var sending = visitor("weiger-verzender");
    assertThat(
            sending
                .post(
                    "/overplaatsingen/aanbod/" + offer(asked).id() + "/ja",
                    Map.of("bed", "12", "doctor", "dr. Smeets"))
                .statusCode())
        .as("the sender does not answer for the receiver")
        .isEqualTo(404);
    assertThat(state(asked)).isEqualTo(State.OFFERED);
  }

  @Test
  void aSignedLinkAnswersOnceAndNeedsTheTokenOfItsPage() throws Exception {
    var number = asked();
    var token = links.make(offer(number), "beddenbureau@ontvanger.example");
    var visitor = new Visitor(port);
    assertThat(visitor.postWithoutToken("/antwoord/" + token + "/nee").statusCode())
        .isIn(302, 401, 403);
    var page = visitor.get("/antwoord/" + token);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.body()).contains("70–79 jaar").contains("043-3876543");

    var wrong = visitor.post("/antwoord/" + token + "/nee", Map.of("reason", "other"));
    assertThat(wrong.statusCode()).isEqualTo(303);
    assertThat(state(number)).as("a no without its reason is none").isEqualTo(State.OFFERED);
    assertThat(visitor.get("/antwoord/" + token).body()).contains("Schrijf een korte toelichting");
    var answer =
        visitor.post("/antwoord/" + token + "/nee", Map.of("reason", "no-staff", "note", "griep"));
    assertThat(answer.statusCode()).isEqualTo(303);
    var refused = cases.find(NATIONAL, new CaseNumber(number)).orElseThrow().offers().getFirst();
    assertThat(refused.state()).isEqualTo(Offer.State.REFUSED);

    assertThat(visitor.get("/antwoord/" + token).body()).as("thanks, once").contains("Dank u");
    assertThat(new Visitor(port).get("/antwoord/" + token).statusCode()).isEqualTo(410);
    visitor.post("/antwoord/" + token + "/ja", Map.of("bed", "12", "doctor", "dr. Smeets"));
    assertThat(
            cases.find(NATIONAL, new CaseNumber(number)).orElseThrow().offers().getFirst().state())
        .isEqualTo(Offer.State.REFUSED);
  }

  @Test
  void aSignedLinkEndsByItselfAndAnUnknownOneLooksTheSame() throws Exception {
    var number = asked();
    var token = "dit-is-een-sleutel-die-net-te-oud-geworden-is";
    var hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8)));
    var now = clock.instant();
    jdbc.sql(
            """
            insert into transfer.answer_link (token_hash, offer_id, sent_to, created_at, expires_at)
            values (:hash, :offer, 'oud@ontvanger.example', :then, :ended)
            """)
        .param("hash", hash)
        .param("offer", offer(number).id())
        .param("then", Timestamp.from(now.minusSeconds(1200)))
        .param("ended", Timestamp.from(now.minusSeconds(7)))
        .update();
    var visitor = new Visitor(port);
    var page = visitor.get("/antwoord/" + token);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("tel:0433876543").doesNotContain("70–79 jaar");
    new Visitor(port).get("/antwoord/" + token);
    visitor.get("/login");
    visitor.post("/antwoord/" + token + "/ja", Map.of("bed", "3", "doctor", "dr. Smeets"));
    assertThat(state(number)).isEqualTo(State.OFFERED);

    var unknown = new Visitor(port).get("/antwoord/bestaat-niet");
    assertThat(unknown.statusCode()).isEqualTo(410);
    assertThat(unknown.body()).doesNotContain("043-3876543");
  }

  @Test
  void oversightReadsAndWritesNothing() throws Exception {
    var number = asked();
    var oversight = visitor("weiger-toezicht");
    assertThat(oversight.get("/overplaatsingen/" + number).statusCode()).isEqualTo(200);
    assertThat(oversight.get("/overplaatsingen").statusCode()).isEqualTo(200);
    assertThat(oversight.get("/overplaatsingen/nieuw").statusCode()).isEqualTo(403);
    assertThat(oversight.get("/overplaatsingen/" + number).body())
        .doesNotContain("method=\"post\" action=\"/overplaatsingen");
    for (var act :
        List.of(
            "intrekken",
            "stoppen",
            "bericht",
            "oppakken",
            "afwijzen",
            "landelijk",
            "vragen",
            "vervoer",
            "bed-kwijt",
            "besluit")) {
      assertThat(
              oversight
                  .post(path(number, act), Map.of("text", "meekijken", "reason", "mistake"))
                  .statusCode())
          .as(act)
          .isEqualTo(403);
    }
    assertThat(
            oversight
                .post("/overplaatsingen/aanbod/" + offer(number).id() + "/ja", Map.of())
                .statusCode())
        .isEqualTo(403);
    assertThat(state(number)).isEqualTo(State.OFFERED);
  }
}
