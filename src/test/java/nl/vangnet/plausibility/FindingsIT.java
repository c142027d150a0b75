package nl.vangnet.plausibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.TestClock;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.AnswerBook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// Findings in the whole product: raised from the record, owned, resolved by those who may, and
/// back when the doubt is back (CAP-23).
@AppTest
@Import(TestClock.Installed.class)
@TestPropertySource(properties = "test.room=plausibility")
class FindingsIT {
  private static final String IC = "IC/icu/covid";

  @Autowired private ApplicationContext app;
  @Autowired private TestClock clock;
  @Autowired private FindingDesk desk;
  @Autowired private FindingWatch watch;
  @Autowired private GivingBook giving;
  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;

  private World world;
  private Site site;
  private Site other;

  @BeforeEach
  void hospitals() {
    clock.move(Duration.ofDays(60));
    world = new World(app);
    site = world.hospital("BR");
    other = world.hospital("LI");
  }

  private void occupied(int patients) {
    world.now(site, IC, Variable.OCCUPIED, patients);
  }

  private Finding only() {
    var all = desk.list(World.NATIONAL).stream().filter(l -> l.site().equals(site)).toList();
    assertThat(all).hasSize(1);
    return all.getFirst().finding();
  }

  private Finding raise() {
    world.now(site, IC, Variable.STAFFED, 17);
    occupied(21);
    clock.move(Duration.ofMinutes(31));
    assertThat(desk.look(site.id())).isEqualTo(1);
    return only();
  }

  @Test
  void anExcessThatHoldsIsRaisedOnceWhateverTheNumberOfNodes() throws Exception {
    world.now(site, IC, Variable.STAFFED, 17);
    occupied(21);
    assertThat(desk.look(site.id())).as("a change of shift is no finding").isZero();
    clock.move(Duration.ofMinutes(31));
    try (var nodes = Executors.newFixedThreadPool(6)) {
      var looks = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < 6; i++) {
        looks.add(() -> desk.look(site.id()));
      }
      var changed = 0;
      for (var look : nodes.invokeAll(looks)) {
        changed += look.get();
      }
      assertThat(changed).isEqualTo(1);
    }
    var finding = only();
    assertThat(finding.state()).isEqualTo(Finding.State.OPEN);
    assertThat(finding.suspicion().numbers())
        .isEqualTo(Map.of("occupied", 21L, "staffed", 17L, "minutes", 31L));
  }

  @Test
  void theHospitalItsRegionTheNationAndTheStewardResolveAndNobodyElse() {
    var id = raise().id();
    for (var stranger : List.of(World.of(other), world.desk("LI"), World.OVERSIGHT, World.ADMIN)) {
      assertThatThrownBy(() -> desk.resolve(stranger, id, Finding.Resolution.EXPLAINED, "zomaar"))
          .as(stranger.name())
          .isInstanceOf(NotAllowed.class);
    }
    assertThatThrownBy(() -> desk.find(World.of(other), id)).isInstanceOf(NotAllowed.class);
    assertThat(desk.list(World.of(other))).noneMatch(l -> l.site().equals(site));
    assertThat(desk.list(world.desk("LI"))).noneMatch(l -> l.site().equals(site));
    assertThat(only().isOpen()).isTrue();
    for (var friend : List.of(world.desk("BR"), World.NATIONAL, World.STEWARD, World.of(site))) {
      assertThat(desk.may(friend, site.id())).as(friend.name()).isTrue();
    }
    assertThat(desk.resolve(World.of(site), id, Finding.Resolution.EXPLAINED, "  "))
        .isInstanceOfSatisfying(
            ResolveOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("reason-missing"));
    assertThat(desk.resolve(World.of(site), id, Finding.Resolution.EXPLAINED, "x".repeat(501)))
        .isInstanceOfSatisfying(
            ResolveOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("text-too-long"));
    assertThat(
            desk.resolve(World.of(site), id, Finding.Resolution.EXPLAINED, " boven de formatie "))
        .isInstanceOf(ResolveOutcome.Done.class);
    var judged = only();
    assertThat(judged.state()).isEqualTo(Finding.State.EXPLAINED);
    assertThat(judged.judgement())
        .satisfies(j -> {
          assertThat(j.reason()).isEqualTo("boven de formatie");
          assertThat(j.by().actor()).isEqualTo(World.of(site).id());
        });
    assertThat(desk.resolve(World.NATIONAL, id, Finding.Resolution.FALSE_ALARM, "te laat"))
        .isInstanceOfSatisfying(
            ResolveOutcome.Refused.class, r -> assertThat(r.code()).isEqualTo("not-open"));
    assertThat(
            jdbc.queryForObject(
                "select count(*) from access.audit_event where action = 'plausibility.resolve'"
                    + " and subject = ?",
                Integer.class,
                "finding:" + id))
        .isEqualTo(1);
  }

  @Test
  void itComesBackWhenTheDoubtComesBackAndTheFalseAlarmsAreCounted() {
    var id = raise().id();
    desk.resolve(World.of(site), id, Finding.Resolution.FALSE_ALARM, "gastbedden tellen niet mee");
    clock.move(Duration.ofMinutes(20));
    assertThat(desk.look(site.id())).as("it still stands, and was judged").isZero();
    occupied(16);
    clock.move(Duration.ofMinutes(1));
    assertThat(desk.look(site.id())).isEqualTo(1);
    assertThat(only().events().getLast().kind()).isEqualTo(Finding.Kind.SETTLED);
    assertThat(only().state()).isEqualTo(Finding.State.FALSE_ALARM);
    occupied(22);
    clock.move(Duration.ofMinutes(45));
    assertThat(desk.look(site.id())).isEqualTo(1);
    var back = only();
    assertThat(back.id()).isEqualTo(id);
    assertThat(back.isOpen()).isTrue();
    assertThat(back.times()).isEqualTo(2);
    assertThat(back.suspicion().numbers()).containsEntry("occupied", 22L);
    assertThat(desk.scores(World.of(site)))
        .filteredOn(s -> s.check() == Check.OCCUPIED_ABOVE_STAFFED)
        .containsExactly(new RuleScore(Check.OCCUPIED_ABOVE_STAFFED, 2, 1, 0, 0, 1, 0));
    occupied(15);
    clock.move(Duration.ofMinutes(1));
    desk.look(site.id());
    assertThat(only().state()).isEqualTo(Finding.State.GONE);
  }

  @Test
  void whatGoesStaleStaysOpen() {
    raise();
    clock.move(Duration.ofDays(9));
    assertThat(desk.look(site.id())).isZero();
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void theTurnPassesFromTheHospitalToTheRegionToTheSteward() {
    var id = raise().id();
    var turns = new ArrayList<String>();
    for (var hours : List.of(0, 23, 1, 47, 1)) {
      clock.move(Duration.ofHours(hours));
      var waiting = new ArrayList<String>();
      for (Actor who : List.of(World.of(site), world.desk("BR"), World.STEWARD, World.NATIONAL)) {
        if (desk.find(who, id).orElseThrow().mine()) {
          waiting.add(who.role().name());
        }
      }
      turns.add(desk.find(World.NATIONAL, id).orElseThrow().owner() + " " + waiting);
    }
    assertThat(turns)
        .containsExactly(
            "HOSPITAL [HOSPITAL]",
            "HOSPITAL [HOSPITAL]",
            "REGION [REGION]",
            "REGION [REGION]",
            "STEWARD [STEWARD]");
  }

  private void days(String line, Variable variable, @Nullable Integer... values) {
    var figures = new ArrayList<Reported>();
    var last = clock.instant().minus(Duration.ofMinutes(10));
    for (var i = 0; i < values.length; i++) {
      figures.add(
          World.figure(
              site,
              line,
              variable,
              values[i],
              last.minus(Duration.ofDays(values.length - 1L - i))));
    }
    world.record(figures);
  }

  @Test
  void theRecordOfWeeksIsReadByDay() {
    clock.local(
        TestClock.at("2026-01-01T08:40").isAfter(clock.instant())
            ? "2026-06-01T08:40"
            : java.time.LocalDate.ofInstant(clock.instant(), TestClock.AMSTERDAM).plusDays(1)
                + "T08:40");
    days(IC, Variable.STAFFED, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28);
    days(IC, Variable.OCCUPIED, 19, 21, 20, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23);
    days("B3/ward/other", Variable.OCCUPIED, 31, 33, 30, 32, 34, 33, 31, 32, 33, 31, 30, 320);
    desk.look(site.id());
    var found =
        desk.list(World.of(site)).stream()
            .map(l -> l.finding().subject().check() + " " + l.finding().suspicion().numbers())
            .sorted()
            .toList();
    assertThat(found).hasSize(2);
    assertThat(found.getFirst()).isEqualTo("JUMP {from=30, to=320, usual=2, days=11}");
    assertThat(found.getLast()).startsWith("NEVER_CHANGES {value=23, days=12, reports=12, oneIn=");
  }

  @Test
  void theCensusIsHeldAgainstWhatSomebodyReported() {
    var line = world.now(site, IC, Variable.STAFFED, 28);
    // What the census counted, as its own room writes it.
    jdbc.update(
        "insert into capacity.observation (line_id, variable, method, definition_version, value,"
            + " observed_at, received_at, source) values (?, ?, 0, 1, 19, ?, ?, 'source:epd')",
        line.value(),
        Variable.OCCUPIED.ordinal(),
        java.sql.Timestamp.from(clock.instant().minusSeconds(3600)),
        java.sql.Timestamp.from(clock.instant().minusSeconds(3600)));
    occupied(12);
    clock.move(Duration.ofMinutes(3));
    desk.look(site.id());
    assertThat(only().subject().check()).isEqualTo(Check.CENSUS_AGAINST_REPORT);
    assertThat(only().suspicion().numbers())
        .isEqualTo(Map.of("reported", 12L, "counted", 19L, "gap", 7L));
  }

  @Test
  void theWatchLooksSoonAfterAFigureAndElseOnceAnHour() {
    world.now(site, IC, Variable.STAFFED, 17);
    occupied(12);
    world.settle(site);
    while (watch.due(clock.instant()).contains(site.id())) {
      watch.look();
    }
    clock.move(Duration.ofMinutes(6));
    assertThat(watch.due(clock.instant())).doesNotContain(site.id());
    world.now(site, IC, Variable.OFFERED, 2);
    world.settle(site);
    clock.move(Duration.ofSeconds(1));
    assertThat(watch.due(clock.instant())).contains(site.id());
    while (watch.due(clock.instant()).contains(site.id())) {
      watch.look();
    }
    clock.move(Duration.ofMinutes(61));
    assertThat(watch.due(clock.instant())).contains(site.id());
  }

  @Test
  void whatWasFoundIsNeverRewritten() {
    raise();
    for (var sql :
        List.of(
            "update plausibility.event set reason = 'anders'",
            "delete from plausibility.event",
            "update plausibility.finding set rule = 'JUMP'",
            "delete from plausibility.finding")) {
      assertThatThrownBy(() -> jdbc.update(sql)).isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void everyGiverSeesWhatTheOthersGive() {
    for (var one : List.of(site, other)) {
      world.now(one, IC, Variable.STAFFED, one == site ? 20 : 10);
      world.now(one, IC, Variable.PHYSICAL, 24);
      world.now(one, IC, Variable.OCCUPIED, one == site ? 14 : 9);
      world.now(one, IC, Variable.RESERVE, one == site ? 2 : 0);
    }
    world.now(site, IC, Variable.OFFERED, 3);
    world.settle(site);
    world.settle(other);
    var own = giving.of(List.of(site), "icu");
    assertThat(own.free().value()).isEqualTo(4);
    assertThat(own.reserveShare()).isEqualTo(10);
    assertThat(own.offeredShare()).isEqualTo(75);
    var silent = giving.of(List.of(other), "icu");
    assertThat(silent.offered().value()).as("who never offered has no unknown offer").isNull();
    assertThat(silent.offeredShare()).isNull();
    assertThat(silent.offered().figures()).isZero();
  }

  @Test
  void theFortnightCountsDaysWithFreeBedsAndDaysWithAnOffer() {
    clock.local(
        java.time.LocalDate.ofInstant(clock.instant(), TestClock.AMSTERDAM).plusDays(1) + "T08:40");
    days(IC, Variable.STAFFED, 20, 20, 20, 20, 20);
    days(IC, Variable.OCCUPIED, 18, 20, 17, 16, 19);
    days(IC, Variable.OFFERED, 0, 0, 2, 0, 1);
    world.settle(site);
    var book =
        new GivingBook(
            app.getBean(LivePicture.class),
            app.getBean(nl.vangnet.capacity.History.class),
            app.getBean(AnswerBook.class),
            clock);
    assertThat(book.of(List.of(site), "icu").fortnight()).isEqualTo(new Giving.Fortnight(5, 4, 2));
  }

  @Test
  void thePageExplainsAndTheFormResolves() {
    var id = raise().id();
    var page = new Web(port).signIn(world.account(World.of(site)));
    assertThat(page.get("/bevindingen").words())
        .contains("Wacht op u")
        .contains("21 bezet op 17 operationele bedden, al 31 min.");
    assertThat(page.get("/bevindingen/" + id).words())
        .contains("Meer bezet dan operationeel")
        .contains("Zijn er bedden geopend");
    var empty = page.post("/bevindingen/" + id, Map.of("hoe", "explained", "reden", " "));
    assertThat(empty.status()).isEqualTo(303);
    assertThat(page.get("/bevindingen/" + id).words()).contains("Geef in een paar woorden");
    page.post(
        "/bevindingen/" + id, Map.of("hoe", "explained", "reden", "opgevangen <b>op de gang</b>"));
    var done = page.get("/bevindingen/" + id);
    assertThat(done.words()).contains("Uitgelegd. Dank u.");
    assertThat(done.text())
        .contains("&lt;b&gt;op de gang&lt;/b&gt;")
        .doesNotContain("<b>op de gang");
    assertThat(page.get("/bevindingen?stand=opgelost").words()).contains("op de gang");
    var stranger = new Web(port).signIn(world.account(World.of(other)));
    assertThat(stranger.get("/bevindingen/" + id).status()).isEqualTo(403);
    assertThat(
            stranger.post("/bevindingen/" + id, Map.of("hoe", "explained", "reden", "x")).status())
        .isEqualTo(403);
    assertThat(page.get("/bevindingen/nummer").status()).isEqualTo(404);
    assertThat(page.get("/bevindingen?regel=onzin").status()).isEqualTo(404);
    assertThat(page.get("/geven?soort=onzin").status()).isEqualTo(404);
    assertThat(page.get("/geven").status()).isEqualTo(200);
  }

  @Test
  void programsReadWhatConcernsThem() {
    raise();
    var own = new Web(port);
    var body = own.get("/api/v1/findings", Map.of("X-API-Key", world.key(site))).text();
    assertThat(body)
        .contains("\"site\":\"" + site.code() + "\"")
        .contains("\"rule\":\"occupied-above-staffed\"")
        .contains("\"numbers\":{\"occupied\":21,\"staffed\":17,\"minutes\":31}")
        .contains("\"owner\":\"hospital\"");
    assertThat(own.get("/api/v1/findings", Map.of("X-API-Key", world.key(other))).text())
        .doesNotContain(site.code());
    assertThat(own.get("/api/v1/findings?state=x", Map.of("X-API-Key", world.key(site))).status())
        .isEqualTo(400);
    assertThat(own.get("/api/v1/findings").status()).isEqualTo(401);
  }
}
