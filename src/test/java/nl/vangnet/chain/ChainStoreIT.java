package nl.vangnet.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import javax.sql.DataSource;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.SiteId;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The record of the chain in a real database: what cannot be there is not there.
class ChainStoreIT {
  private static final Instant NOW = Instant.parse("2021-02-03T12:00:00Z");
  private static final By WHO = new By("person:1", "Wie");

  private DataSource database;
  private DiversionStore diversions;
  private ActivationStore activations;
  private SiteId site;
  private SiteId other;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    diversions = new DiversionStore(JdbcClient.create(database));
    activations = new ActivationStore(JdbcClient.create(database));
    var sites =
        Directory.on(database, Clock.fixed(NOW, ZoneOffset.UTC))
            .snapshot()
            .sites(new CountryCode("NL"));
    site = sites.get(3).id();
    other = sites.get(8).id();
  }

  private static Diversion.Ask ask(Instant expires) {
    return new Diversion.Ask(
        Diversion.Level.DIVERSION,
        Diversion.Reason.STAFF,
        Diversion.Extent.ALL,
        "Twee zieken",
        expires);
  }

  @Test
  void aReportEndsByItselfAndIsReadBackAsItWas() {
    var made = diversions.add(site, ask(NOW.plusSeconds(5400)), WHO, NOW, null);
    assertThat(diversions.find(made.id())).contains(made);
    assertThat(diversions.inForce(site, NOW)).contains(made);
    assertThat(diversions.inForce(site, NOW.plusSeconds(5399))).contains(made);
    assertThat(diversions.inForce(site, NOW.plusSeconds(5400))).isEmpty();
    assertThat(diversions.inForce(other, NOW)).isEmpty();
  }

  @Test
  void oneDepartmentNeverSaysTwoThingsAtOnce() {
    diversions.add(site, ask(NOW.plusSeconds(5400)), WHO, NOW, null);
    assertThatThrownBy(
            () -> diversions.add(site, ask(NOW.plusSeconds(9000)), WHO, NOW.plusSeconds(60), null))
        .isInstanceOf(DataAccessException.class);
    assertThat(diversions.add(other, ask(NOW.plusSeconds(9000)), WHO, NOW, null).id()).isPositive();
    assertThat(
            diversions.add(site, ask(NOW.plusSeconds(9000)), WHO, NOW.plusSeconds(5400), null).id())
        .isPositive();
  }

  @Test
  void anEndComesOnceAndNothingElseChanges() {
    var made = diversions.add(site, ask(NOW.plusSeconds(5400)), WHO, NOW, null);
    diversions.end(made.id(), NOW.plusSeconds(700), WHO, "Weer open");
    var ended = diversions.find(made.id()).orElseThrow();
    assertThat(ended.until()).isEqualTo(NOW.plusSeconds(700));
    assertThat(ended.end()).isEqualTo(new Diversion.End(WHO, "Weer open"));
    assertThatThrownBy(() -> diversions.end(made.id(), NOW.plusSeconds(800), WHO, "Nog eens"))
        .isInstanceOf(DataAccessException.class);
    var jdbc = new JdbcTemplate(database);
    assertThatThrownBy(() -> jdbc.update("update chain.diversion set note = 'anders'"))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> jdbc.update("delete from chain.diversion"))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void aRandomPastIsCountedAsItHappened() {
    var random = new Random(77);
    var at = NOW;
    var whole = Duration.ZERO;
    for (var i = 0; i < 60; i++) {
      at = at.plus(Duration.ofMinutes(5 + random.nextInt(90)));
      var lasting = Duration.ofMinutes(10 + random.nextInt(231));
      var made = diversions.add(site, ask(at.plus(lasting)), WHO, at, null);
      if (random.nextBoolean()) {
        lasting = Duration.ofMinutes(random.nextInt((int) lasting.toMinutes() + 1));
        diversions.end(made.id(), at.plus(lasting), WHO, "");
      }
      whole = whole.plus(lasting);
      at = at.plus(lasting);
    }
    var reports = diversions.list(null, NOW, at);
    assertThat(DiversionRecord.of(reports, NOW, at).getFirst().diverted()).isEqualTo(whole);
  }

  @Test
  void ordersKeepTheirStepsAndTakeEachButOpeningOnce() {
    var dormant =
        activations.add(
            new Dormant(
                0,
                site,
                "Cohort 2",
                14,
                72,
                new Dormant.Agreement("A-9", "ZN, ActiZ, GGD GHOR", LocalDate.of(2021, 11, 1)),
                "elv@example.nl",
                WHO,
                NOW,
                null));
    assertThat(activations.dormant()).containsExactly(dormant);
    var id = activations.order(dormant.id(), 11, "druk", WHO, NOW, NOW.plus(Duration.ofHours(72)));
    step(id, Activation.Kind.CONFIRM, 0);
    step(id, Activation.Kind.OPEN, 4);
    step(id, Activation.Kind.OPEN, 7);
    assertThatThrownBy(() -> step(id, Activation.Kind.CONFIRM, 0))
        .isInstanceOf(DataAccessException.class);
    var order = activations.find(id).orElseThrow();
    assertThat(order.state()).isEqualTo(Activation.State.OPEN);
    assertThat(order.opened()).isEqualTo(11);
    var jdbc = new JdbcTemplate(database);
    assertThatThrownBy(() -> jdbc.update("delete from chain.activation_step"))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> jdbc.update("update chain.activation set beds = 1"))
        .isInstanceOf(DataAccessException.class);
  }

  private void step(long id, Activation.Kind kind, int beds) {
    activations.step(id, new Activation.Step(kind, beds, "", WHO, NOW));
  }
}
