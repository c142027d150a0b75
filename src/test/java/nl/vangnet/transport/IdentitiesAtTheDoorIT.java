package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetFixture;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.testing.Ambulances;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each door of transport that takes text, tried from outside with what tells who the patient is:
/// refused with words, and nowhere in the tables (the rule of every room: no name, no citizen
/// service number, no date of birth).
@AppTest
class IdentitiesAtTheDoorIT {
  private static final String BSN = "123456782";
  private static final String BORN = "geb. 12-3-1951";
  private static final String ORDER =
      "{\"caseNumber\":\"%s\",\"from\":\"UMCU\",\"to\":\"EMC\",\"profile\":{\"breathing\":\"oxygen-high\"}}";

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private Directory directory;
  @Autowired private TransportDesk desk;
  @Autowired private FleetDesk fleet;
  @Autowired private FleetKeeper keeper;
  @Autowired private DutyDesk duty;
  @Autowired private Clock clock;
  @Autowired private JdbcClient jdbc;

  private Web web;
  private Leg leg;

  @BeforeEach
  void anOrderedLeg() {
    web = new Web(port).signIn(new World(app).account(FleetFixture.NATIONAL));
    var code = "DEUR-" + System.nanoTime();
    var near = directory.snapshot().findSite(CountryCode.NL, "UMCU").orElseThrow();
    Ambulances.beside(fleet, duty, directory, near, code, clock.instant());
    World.until(() -> keeper.fleet().findVehicle(code).isPresent());
    var vehicle = keeper.fleet().findVehicle(code).orElseThrow();
    World.until(() -> !keeper.fleet().shifts(vehicle.id()).isEmpty());
    web.get("/vervoer");
    var answer =
        web.json(
            "/api/v1/transport/legs",
            ORDER.formatted(code).replace("}}", "},\"vehicle\":\"" + code + "\"}"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    leg = desk.legsOf(code).getFirst();
    assertThat(leg.state()).isEqualTo(LegState.ORDERED);
  }

  private void isNowhere(String what) {
    for (var table :
        new String[] {
          "transport.leg",
          "transport.leg_step",
          "transport.cost_line",
          "transport.pilot",
          "access.audit_event"
        }) {
      assertThat(
              jdbc.sql("select count(*) from " + table + " t where t::text like :what")
                  .param("what", "%" + what + "%")
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  private void refusedOnThePage(String path, Map<String, String> form, String words) {
    web.get("/vervoer/rit/" + leg.id());
    var answer = web.post(path, form);
    assertThat(answer.status()).as(path).isEqualTo(303);
    var back = answer.header("Location");
    assertThat(back).doesNotContain(BSN).doesNotContain("1951");
    assertThat(web.get(back.replaceFirst("^https?://[^/]+", "")).words()).as(path).contains(words);
  }

  private void refusedAsJson(String path, String body, String code) {
    var answer = web.json("/api/v1/transport/legs" + path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).as(path).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void noPageOfALegTakesWhatTellsWhoItIs() {
    var here = "/vervoer/rit/" + leg.id();
    var bsn = "Hier lijkt een BSN te staan";
    var born = "Hier lijkt een geboortedatum te staan";
    refusedOnThePage(here + "/afzeggen", Map.of("code", "weather", "note", BSN), bsn);
    refusedOnThePage(here + "/afzeggen", Map.of("code", BORN), born);
    refusedOnThePage(here + "/stap", Map.of("state", "on-the-way", "reason", BSN), bsn);
    refusedOnThePage(
        here + "/plan", Map.of("edition", edition(), "minutes", "3", "reason", BORN), born);
    refusedOnThePage(here + "/terug", Map.of("reason", BSN), bsn);
    var cost = new HashMap<String, String>();
    cost.put("kind", CostLine.Kind.values()[0].name().toLowerCase(java.util.Locale.ROOT));
    cost.put("amount", "12,50");
    cost.put("payer", BSN);
    refusedOnThePage(here + "/kosten", cost, bsn);
    cost.put("payer", "Land");
    cost.put("note", BORN);
    refusedOnThePage(here + "/kosten", cost, born);
    isNowhere(BSN);
    isNowhere("12-3-1951");
    assertThat(desk.find(leg.id()).orElseThrow().state()).isEqualTo(LegState.ORDERED);
  }

  private String edition() {
    return Integer.toString(leg.edition());
  }

  @Test
  void noOrderByTelephoneTakesANameOrANumberOfAPatient() {
    var form = new HashMap<String, String>();
    form.put("from", "UMCU");
    form.put("to", "EMC");
    form.put("breathing", "none");
    form.put("case", BSN);
    refusedOnThePage("/vervoer/nieuw", form, "Hier lijkt een BSN te staan");
    form.put("case", "Jansen");
    refusedOnThePage("/vervoer/nieuw", form, "Geen naam");
    isNowhere(BSN);
  }

  @Test
  void noPilotTakesWhatTellsWhoItIs() {
    var form = new HashMap<String, String>();
    form.put("name", "Proef");
    form.put("partner", "AZN");
    form.put("aim", "voor " + BSN);
    form.put("from", "2026-01-01");
    form.put("to", "2026-02-01");
    refusedOnThePage("/vervoer/pilots", form, "Hier lijkt een BSN te staan");
    isNowhere(BSN);
  }

  @Test
  void noJsonDoorOfALegTakesWhatTellsWhoItIs() {
    web.get("/vervoer/rit/" + leg.id());
    refusedAsJson("", ORDER.formatted(BSN), "looks-like-bsn");
    refusedAsJson("", ORDER.formatted("12-03-1951"), "looks-like-birth-date");
    refusedAsJson("", ORDER.formatted("Jansen"), "case-malformed");
    for (var door : new String[] {"/cancel", "/release", "/steps", "/plan"}) {
      var more =
          switch (door) {
            case "/steps" -> ",\"state\":\"on-the-way\"}";
            case "/plan" -> ",\"edition\":" + edition() + "}";
            default -> "}";
          };
      refusedAsJson("/" + leg.id() + door, "{\"reason\":\"" + BSN + "\"" + more, "looks-like-bsn");
      refusedAsJson(
          "/" + leg.id() + door, "{\"reason\":\"" + BORN + "\"" + more, "looks-like-birth-date");
    }
    isNowhere(BSN);
    isNowhere("12-3-1951");
  }
}
