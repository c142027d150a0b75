package nl.vangnet.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.Actor;
import nl.vangnet.testing.TestClock;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// Rosters, contact cards and work agreements: each desk keeps its own, and one page says who is
/// responsible now (SPR-06, CAP-28).
class DutyIT extends DesksDay {
  private DutyRole role(long id) {
    return duty.roles().stream().filter(r -> r.id() == id).findFirst().orElseThrow();
  }

  private DutyOutcome shift(Actor actor, long role, int from, int to, String who) {
    return duty.addShift(
        actor,
        role,
        clock.instant().plus(Duration.ofHours(from)),
        clock.instant().plus(Duration.ofHours(to)),
        who,
        "+31 30 123 4567");
  }

  @Test
  void onePageSaysWhoIsResponsibleNowAndWhereNobodyIs() {
    var region = world.desk("BR");
    var held = id(duty.addRole(region, key(region), "Coördinator " + brabant.code()));
    var empty = id(duty.addRole(region, key(region), "Arts van dienst " + brabant.code()));
    id(shift(region, held, -2, 6, "A. de Vries"));
    id(shift(region, held, 6, 14, "B. Jansen"));
    var page = new Web(port).signIn(world.account(World.of(limburg)));
    var words = page.get("/piket?regio=BR").words();
    assertThat(words)
        .contains("Coördinator " + brabant.code())
        .contains("A. de Vries")
        .contains("+31 30 123 4567")
        .contains("Arts van dienst " + brabant.code());
    assertThat(role(empty).at(clock.instant()).isNobody()).isTrue();
    clock.move(Duration.ofHours(7));
    assertThat(page.get("/piket?regio=BR").words()).contains("B. Jansen");
    assertThat(role(held).at(clock.instant()).now())
        .extracting(DutyRole.Shift::who)
        .isEqualTo("B. Jansen");
    clock.move(Duration.ofHours(8));
    assertThat(role(held).at(clock.instant()).isNobody()).isTrue();
    assertThat(page.get("/piket?regio=XX").status()).isEqualTo(404);
  }

  @Test
  void twoNeverHoldARoleAtOnceNotEvenWhenPlannedAtTheSameMoment() throws Exception {
    var region = world.desk("BR");
    var role = id(duty.addRole(region, key(region), "Piket " + brabant.code()));
    try (var pool = Executors.newFixedThreadPool(4)) {
      var plans = new ArrayList<Callable<DutyOutcome>>();
      for (var i = 0; i < 4; i++) {
        var who = "Dienst " + i;
        plans.add(() -> shift(region, role, 0, 8, who));
      }
      var codes = new ArrayList<String>();
      for (var one : pool.invokeAll(plans)) {
        codes.add(code(one.get()));
      }
      assertThat(codes).containsExactlyInAnyOrder("done", "overlap", "overlap", "overlap");
    }
    assertThat(code(shift(region, role, 7, 12, "Overlap"))).isEqualTo("overlap");
    assertThat(code(shift(region, role, 8, 12, "Aansluitend"))).isEqualTo("done");
    var first = role(role).shifts().getFirst();
    assertThat(code(duty.cancelShift(region, first.id()))).isEqualTo("done");
    assertThat(code(duty.cancelShift(region, first.id()))).isEqualTo("no-such-shift");
    assertThat(code(shift(region, role, 0, 8, "Vervanger"))).isEqualTo("done");
  }

  @Test
  void aShiftOverTheChangeOfTheClockLastsAsLongAsItLasts() {
    var region = world.desk("BR");
    var role = id(duty.addRole(region, key(region), "Nacht " + brabant.code()));
    var from = TestClock.at("2031-10-25T22:00");
    var to = TestClock.at("2031-10-26T07:00");
    assertThat(code(duty.addShift(region, role, from, to, "Nachtdienst", ""))).isEqualTo("done");
    assertThat(Duration.between(from, to)).isEqualTo(Duration.ofHours(10));
    assertThat(role(role).at(TestClock.at("2031-10-26T02:30")).now()).isNotNull();
  }

  @Test
  void eachDeskKeepsItsOwnAndNobodyElses() {
    var region = world.desk("BR");
    var own = key(region);
    var role = id(duty.addRole(region, own, "Rol " + brabant.code()));
    var shift = id(shift(region, role, 0, 8, "Wie"));
    var card =
        id(
            duty.addCard(
                region,
                new ContactCard(
                    0, own, "Desk", "030 123 4567", "", "24/7", false, clock.instant())));
    var agreement = agreement(own, "Eerst bellen " + brabant.code());
    var id = id(duty.agree(region, agreement, 0));
    for (var who :
        List.of(
            World.of(brabant),
            world.desk("LI"),
            World.NATIONAL,
            World.OVERSIGHT,
            World.STEWARD,
            World.ADMIN)) {
      var name = who.name();
      assertThat(code(duty.addRole(who, own, "x"))).as(name).isEqualTo("not-allowed");
      assertThat(code(duty.removeRole(who, role))).as(name).isEqualTo("not-allowed");
      assertThat(code(shift(who, role, 20, 22, "x"))).as(name).isEqualTo("not-allowed");
      assertThat(code(duty.cancelShift(who, shift))).as(name).isEqualTo("not-allowed");
      assertThat(code(duty.handOver(who, role, "x"))).as(name).isEqualTo("not-allowed");
      assertThat(code(duty.removeCard(who, card))).as(name).isIn("not-allowed", "no-such-card");
      assertThat(code(duty.agree(who, agreement, 0))).as(name).isEqualTo("not-allowed");
      assertThat(code(duty.endAgreement(who, id))).as(name).isEqualTo("not-allowed");
    }
    assertThat(duty.cards()).extracting(ContactCard::id).contains(card);
    assertThat(code(duty.removeCard(region, card))).isEqualTo("done");
    assertThat(duty.cards()).extracting(ContactCard::id).doesNotContain(card);
  }

  private WorkAgreement agreement(String desk, String title) {
    return new WorkAgreement(
        0,
        desk,
        title,
        "Eerst de regio, dan het land.",
        "Hoofd RCPS",
        LocalDate.of(2031, 6, 1),
        0,
        new By("", ""),
        clock.instant());
  }

  @Test
  void anAgreementHasEditionsAndTheNewestHolds() {
    var region = world.desk("BR");
    var first = id(duty.agree(region, agreement(key(region), "Bellen " + brabant.code()), 0));
    var second =
        id(duty.agree(region, agreement(key(region), "Bellen eerst " + brabant.code()), first));
    assertThat(duty.agreements())
        .filteredOn(a -> a.title().endsWith(brabant.code()))
        .singleElement()
        .satisfies(a -> {
          assertThat(a.id()).isEqualTo(second);
          assertThat(a.edition()).isEqualTo(2);
          assertThat(a.by().actor()).isEqualTo(region.id());
        });
    assertThat(code(duty.agree(region, agreement(key(region), "Te laat"), first)))
        .as("it changed meanwhile")
        .isEqualTo("no-such-agreement");
    assertThat(code(duty.endAgreement(region, second))).isEqualTo("done");
    assertThat(duty.agreements()).noneMatch(a -> a.title().endsWith(brabant.code()));
  }

  @Test
  void eachRefusalNamesWhatIsWrong() {
    var region = world.desk("BR");
    var own = key(region);
    assertThat(code(duty.addRole(region, own, " "))).isEqualTo("field-missing");
    var role = id(duty.addRole(region, own, "Rol " + brabant.code()));
    assertThat(code(duty.addRole(region, own, "ROL " + brabant.code()))).isEqualTo("role-known");
    assertThat(code(shift(region, role, 4, 4, "x"))).isEqualTo("bad-period");
    assertThat(code(shift(region, role, 0, 15 * 24, "x"))).isEqualTo("shift-too-long");
    assertThat(code(shift(region, role, 0, 4, " "))).isEqualTo("field-missing");
    assertThat(
            code(
                duty.addShift(
                    region,
                    role,
                    clock.instant(),
                    clock.instant().plusSeconds(60),
                    "x",
                    "bel maar")))
        .isEqualTo("bad-phone");
    assertThat(
            code(
                duty.addShift(
                    region, 999_999, clock.instant(), clock.instant().plusSeconds(60), "x", "")))
        .isEqualTo("no-such-role");
    for (var no : List.of("geen nummer", "12")) {
      assertThat(
              code(
                  duty.addCard(
                      region, new ContactCard(0, own, "Desk", no, "", "", false, clock.instant()))))
          .isEqualTo("bad-phone");
    }
    assertThat(
            code(
                duty.addCard(
                    region, new ContactCard(0, own, "Desk", "", "", "", false, clock.instant()))))
        .isEqualTo("no-way-to-reach");
    assertThat(
            code(
                duty.addCard(
                    region,
                    new ContactCard(0, own, "Desk", "", "geen-adres", "", false, clock.instant()))))
        .isEqualTo("bad-address");
  }

  @Test
  void thePagesOfTheDesksWorkForThoseWhoSitThere() {
    var region = new Web(port).signIn(world.account(world.desk("BR")));
    region.get("/piket/rooster");
    assertThat(region.post("/piket/rol", Map.of("name", "Triage " + brabant.code())).status())
        .isEqualTo(303);
    var roster = region.get("/piket/rooster");
    assertThat(roster.words()).contains("Triage " + brabant.code());
    var role =
        duty.roles().stream()
            .filter(r -> r.name().equals("Triage " + brabant.code()))
            .findFirst()
            .orElseThrow();
    var today = LocalDate.ofInstant(clock.instant(), TestClock.AMSTERDAM);
    assertThat(
            region
                .post(
                    "/piket/rol/" + role.id() + "/dienst",
                    Map.of(
                        "from",
                        today + "T00:00",
                        "to",
                        today + "T23:59",
                        "who",
                        "C. Bakker <script>",
                        "phone",
                        ""))
                .status())
        .isEqualTo(303);
    var page = region.get("/piket?regio=BR");
    assertThat(page.text()).contains("C. Bakker &lt;script&gt;").doesNotContain("Bakker <script>");
    region.get("/piket/rooster");
    region.post("/piket/rol/" + role.id() + "/dienst", Map.of("from", "gisteren", "to", "morgen"));
    assertThat(region.get("/piket/rooster").text()).contains("notice error");
    var watcher = new Web(port).signIn(world.account(World.OVERSIGHT));
    assertThat(watcher.get("/piket").status()).isEqualTo(200);
    assertThat(watcher.get("/contacten").status()).isEqualTo(200);
    assertThat(watcher.get("/piket/rooster").status()).isEqualTo(403);
    assertThat(watcher.post("/piket/rol", Map.of("name", "x")).status()).isEqualTo(403);
    assertThat(watcher.post("/contacten", Map.of("duty", "x")).status()).isEqualTo(403);
  }

  @Test
  void aBulletinIsWrittenReadAndConfirmedOnItsPagesAndARefusalKeepsTheText() {
    var nation = new Web(port).signIn(world.account(World.NATIONAL));
    nation.get("/bulletins/nieuw");
    var refused =
        nation.post(
            "/bulletins",
            Map.of(
                "headline", "Kop & staart",
                "body", "Een lange tekst <die> niet weg mag.",
                "url1", "http://onveilig.example"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains("value=\"Kop &amp; staart\"")
        .contains("Een lange tekst &lt;die&gt; niet weg mag.")
        .contains("http://onveilig.example");
    var sent =
        nation.post(
            "/bulletins",
            Map.of(
                "headline",
                "Lees mij " + brabant.code(),
                "body",
                "Tekst",
                "confirm",
                "1",
                "pass",
                "0",
                "remind",
                "4"));
    assertThat(sent.status()).isEqualTo(303);
    bulletins.tick();
    var hospital = new Web(port).signIn(world.account(World.of(brabant)));
    assertThat(hospital.get("/help").words())
        .as("the reminder on screen")
        .contains("1 bulletin te lezen");
    assertThat(hospital.get("/bulletins").words()).contains("Lees mij " + brabant.code());
    var id = bulletins.list(World.of(brabant)).getFirst().id();
    assertThat(hospital.get("/bulletins/" + id).status()).isEqualTo(200);
    assertThat(hospital.post("/bulletins/" + id + "/gelezen", Map.of("confirm", "1")).status())
        .isEqualTo(303);
    World.until(() -> !hospital.get("/help").words().contains("bulletin te lezen"));
    assertThat(hospital.post("/bulletins/" + id + "/intrekken", Map.of("reason", "x")).status())
        .isEqualTo(403);
    assertThat(nation.get("/bulletins/" + id).words()).contains(World.of(brabant).name());
    assertThat(hospital.get("/bulletins/999999").status()).isEqualTo(404);
    assertThat(hospital.get("/bulletins/abc").status()).isEqualTo(404);
  }
}
