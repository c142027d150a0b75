package nl.vangnet.plausibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.policy.Decision;
import nl.vangnet.policy.RuleOutcome;
import nl.vangnet.policy.Rules;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.TestClock;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.Cases;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// A hospital that declares free beds and says no when it is asked, with real cases: found, owned,
/// explained with its numbers, and resolved (CAP-23).
@AppTest
@Import(TestClock.Installed.class)
@TestPropertySource(properties = "test.room=plausibility")
class RefusedBedsIT {
  private static final String WARD = "B2/ward/covid";

  @Autowired private ApplicationContext app;
  @Autowired private TestClock clock;
  @Autowired private FindingDesk desk;
  @Autowired private GivingBook giving;
  @Autowired private RequestDesk requests;
  @Autowired private SearchDesk search;
  @Autowired private AnswerDesk answers;
  @Autowired private Rules rules;
  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;

  private static int ambulances;

  private World world;
  private Site site;
  private Site asking;

  @BeforeEach
  void hospitals() {
    clock.move(Duration.ofDays(60));
    world = new World(app);
    site = world.hospital("BR", SiteClass.GENERAL, new Coordinates(51.69, 5.30));
    asking = world.hospital("BR", SiteClass.GENERAL, new Coordinates(51.45, 5.47));
  }

  /// Somebody asks for a bed of the line while it declares so many; the answer is a yes when there
  /// is no reason.
  private void asked(int free, @Nullable RefusalReason no) {
    world.beds(site, WARD, 12, 12 - free);
    world.beds(asking, WARD, 9, 9);
    world.ambulance(asking, "WEIGERT-" + ambulances++);
    var region = world.desk("BR");
    var wish =
        new RequestDesk.Wish(
            asking.id(),
            "B2",
            Cases.ward(),
            TransferRequest.Channel.SCREEN,
            TransferRequest.Links.NONE);
    var number = done(requests.request(World.of(asking), wish)).number();
    done(search.takeUp(region, number));
    var request = done(search.ask(region, number, List.of(site.id()), "belde zelf", false));
    var offer =
        jdbc.queryForList(
                "select id from transfer.offer where request_id = ?", Long.class, request.id())
            .getFirst();
    var by = World.of(site);
    done(
        no == null
            ? answers.accept(by, offer, "B2 4", "dr. Haan", "", Offer.Via.SCREEN)
            : answers.refuse(by, offer, no, "", Offer.Via.SCREEN));
  }

  private static TransferRequest done(TransferOutcome outcome) {
    assertThat(outcome).isInstanceOf(TransferOutcome.Done.class);
    return ((TransferOutcome.Done) outcome).request();
  }

  private FindingDesk.Listed raise() {
    asked(3, RefusalReason.NO_STAFF);
    clock.move(Duration.ofDays(2));
    asked(5, RefusalReason.NO_BED);
    clock.move(Duration.ofDays(1));
    asked(4, RefusalReason.CARE_NOT_AVAILABLE);
    desk.look(site.id());
    assertThat(desk.list(World.of(site))).as("two in three days are bad luck").isEmpty();
    clock.move(Duration.ofDays(3));
    asked(2, RefusalReason.OWN_RESERVE);
    asked(2, null);
    assertThat(desk.look(site.id())).isEqualTo(1);
    var all = desk.list(World.of(site));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aHospitalThatDeclaresFreeBedsAndSaysNoAgainAndAgainIsAsked() {
    var found = raise();
    assertThat(found.finding().subject().check()).isEqualTo(Check.FREE_AGAINST_REFUSALS);
    assertThat(found.finding().suspicion().numbers())
        .isEqualTo(Map.of("refused", 3L, "asked", 5L, "declared", 3L, "days", 6L));
    assertThat(found.owner()).isEqualTo(Owner.HOSPITAL);
    assertThat(found.mine()).isTrue();
    var id = found.finding().id();
    assertThat(desk.list(world.desk("BR"))).anyMatch(l -> l.finding().id() == id);
    assertThatThrownBy(() -> desk.find(World.of(asking), id)).isInstanceOf(NotAllowed.class);
    assertThat(giving.of(List.of(site), "ward").refused()).isEqualTo(3);
    assertThat(giving.of(List.of(site, asking), "ward").refused()).isEqualTo(3);
    assertThat(giving.of(List.of(site), "icu").refused()).isZero();
    assertThat(giving.each(List.of(site, asking), "ward"))
        .hasEntrySatisfying(site, g -> assertThat(g.refused()).isEqualTo(3))
        .hasEntrySatisfying(asking, g -> assertThat(g.refused()).isZero());
    clock.move(Duration.ofHours(24));
    assertThat(desk.find(world.desk("BR"), id).orElseThrow().mine()).isTrue();
  }

  @Test
  void thePagesSayWhyAndTakeTheAnswerWhichCountsForTheRule() {
    var id = raise().finding().id();
    var page = new Web(port).signIn(world.account(World.of(site)));
    assertThat(page.get("/bevindingen").words())
        .contains("Vrij gemeld, toch geweigerd")
        .contains(
            "3 van 5 verzoeken geweigerd omdat er geen plek was, terwijl gemiddeld 3 vrij gemeld"
                + " waren (6 dagen).");
    assertThat(page.get("/bevindingen/" + id).words()).contains("Bindt het personeel?");
    assertThat(page.get("/geven?soort=ward").words()).contains("Geweigerd, vrij gemeld");
    page.post("/bevindingen/" + id, Map.of("hoe", "false-alarm", "reden", "bed stond net leeg"));
    assertThat(page.get("/bevindingen/" + id).words()).contains("Als vals alarm genoteerd");
    assertThat(desk.scores(World.of(site)))
        .contains(new RuleScore(Check.FREE_AGAINST_REFUSALS, 1, 0, 0, 0, 1, 0));
    assertThat(desk.look(site.id())).as("it still stands, and was judged").isZero();
    clock.move(Duration.ofDays(15));
    asked(4, null);
    assertThat(desk.look(site.id())).isEqualTo(1);
    assertThat(desk.find(World.NATIONAL, id).orElseThrow().finding().events().getLast().kind())
        .isEqualTo(Finding.Kind.SETTLED);
  }

  @Test
  void fromHowManyRefusalsOnIsDecidedByPolicy() {
    var id = raise().finding().id();
    publish("least=4 percent=50 days=14");
    try {
      assertThat(desk.look(site.id())).isEqualTo(1);
      assertThat(desk.find(World.NATIONAL, id).orElseThrow().finding().state())
          .isEqualTo(Finding.State.GONE);
    } finally {
      clock.move(Duration.ofMinutes(1));
      publish("least=3 percent=50 days=14");
    }
    assertThat(desk.look(site.id())).isEqualTo(1);
    assertThat(desk.find(World.NATIONAL, id).orElseThrow().finding().isOpen()).isTrue();
  }

  private void publish(String value) {
    assertThat(
            rules.publish(
                World.ADMIN,
                new Decision("finding.refusals", value, clock.instant(), "LNAZ", "Proef")))
        .isInstanceOf(RuleOutcome.Published.class);
  }
}
