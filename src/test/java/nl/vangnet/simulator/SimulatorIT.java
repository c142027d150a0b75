package nl.vangnet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.SiteId;
import nl.vangnet.testing.AppTest;
import nl.vangnet.transfer.CaseChanged;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.PastCases;
import nl.vangnet.transfer.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/// A small simulated country with many faults through the real doors: what the product counts is
/// what is true, for every line.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "vangnet.demo=true",
      "vangnet.simulator.hospitals=6",
      "vangnet.simulator.speed=600",
      "vangnet.simulator.faults=8",
      "vangnet.simulator.hold=1s",
      "vangnet.simulator.history=false",
      "vangnet.simulator.seed=17",
      "vangnet.pseudonym-key=a-test-key-for-pseudonyms-0123456789",
      "vangnet.intake-key=a-test-key-for-kept-messages-012345",
      "spring.datasource.hikari.maximum-pool-size=12"
    })
@ContextConfiguration(initializers = AppTest.FreshDatabase.class)
@DirtiesContext
class SimulatorIT {
  private static final long MESSAGES = 1_100;

  /// What must have gone wrong on the way, before what is counted is compared with what is true.
  private static final Set<Fault> WANTED = Set.of(Fault.DUPLICATE, Fault.LATE, Fault.SILENCE);

  @Autowired private Simulator simulator;
  @Autowired private Census census;
  @Autowired private LivePicture picture;
  @Autowired private Directory directory;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private TransactionOperations transaction;

  @DynamicPropertySource
  static void port(DynamicPropertyRegistry registry) throws IOException {
    try (var free = new ServerSocket(0)) {
      var port = free.getLocalPort();
      registry.add("vangnet.mllp.port", () -> port);
    }
  }

  @Test
  void thePictureEqualsTheTruthForEveryLineWithAllFaultsAndThreeSeeds() throws Exception {
    for (var seed : new long[] {17, 23, 4_011}) {
      if (seed != 17) {
        simulator.reseed(seed);
      }
      await(() -> {
        var status = simulator.status();
        return status.phase() == SimulatorStatus.Phase.LIVE
            && status.pace().seed() == seed
            && status.sent().messages() > MESSAGES
            && status.sent().faults().keySet().containsAll(WANTED);
      });
      simulator.drain(Duration.ofSeconds(60));

      assertThat(counted()).as("census, seed %d", seed).isEqualTo(truth());
      await(() -> shown().equals(truth()));
    }
  }

  /// The beds of the exercise follow cases: by the hospitals' own messages, at both ends.
  @Test
  void whoArrivedByACaseIsDischargedHereAndAdmittedThere() throws Exception {
    await(() -> simulator.status().phase() == SimulatorStatus.Phase.LIVE);
    simulator.drain(Duration.ofSeconds(60));
    var before = wards();
    var from = fullest(before, "");
    var to = fullest(before, from);
    var ridden =
        new PastCases(jdbc)
            .submit(site(from), "BR", clock.instant().minusSeconds(9_000))
            .takenUp(3)
            .ask(site(to), 4, "", PastCases.DESK, 7, Offer.State.ACCEPTED, Offer.Via.SCREEN, 11)
            .ride(20, 45, 110)
            .request();
    transaction.executeWithoutResult(status ->
        events.publishEvent(
            new CaseChanged(ridden.id(), ridden.number(), State.UNDER_WAY, State.ARRIVED)));
    var left = before.getOrDefault(from, 0) - 1;
    await(() -> wards().getOrDefault(from, -1) == left);
    assertThat(wards().get(to)).isEqualTo(before.getOrDefault(to, -1) + 1);
    simulator.drain(Duration.ofSeconds(60));
    assertThat(counted()).isEqualTo(truth());
    simulator.resume();
  }

  /// The patients with COVID on wards, by hospital.
  private Map<String, Integer> wards() {
    var found = new TreeMap<String, Integer>();
    simulator
        .truth()
        .present()
        .forEach((line, n) -> {
          if (line.category().equals("ward") && line.cohort().equals("covid")) {
            found.merge(line.site(), n, Integer::sum);
          }
        });
    return found;
  }

  private static String fullest(Map<String, Integer> wards, String butNot) {
    return wards.entrySet().stream()
        .filter(e -> !e.getKey().equals(butNot))
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private SiteId site(String code) {
    return directory.snapshot().findSite(CountryCode.NL, code).orElseThrow().id();
  }

  private Map<String, Integer> truth() {
    var truth = new TreeMap<String, Integer>();
    simulator.truth().present().forEach((line, n) -> truth.put(line.toString(), n));
    return truth;
  }

  /// The census of every line, from the record.
  private Map<String, Integer> counted() {
    var counted = new TreeMap<String, Integer>();
    truth().keySet().forEach(line -> counted.put(line, 0));
    var snapshot = directory.snapshot();
    for (var hospital : simulator.status().hospitals()) {
      var site = snapshot.findSite(CountryCode.NL, hospital.code()).orElseThrow();
      var lines = picture.current().site(site.id());
      census
          .counts(site.id())
          .forEach((id, n) -> {
            var name = "unplaced at " + hospital.code();
            if (lines != null) {
              for (var line : lines.lines()) {
                if (line.line().id().equals(id)) {
                  name =
                      hospital.code()
                          + "/"
                          + snapshot.findUnit(line.line().unit()).orElseThrow().code()
                          + "/"
                          + line.line().category()
                          + "/"
                          + line.line().cohort();
                }
              }
            }
            if (n != 0 || !name.startsWith("unplaced")) {
              counted.put(name, n);
            }
          });
    }
    return counted;
  }

  /// The occupied beds of every line, from the live picture.
  private Map<String, Integer> shown() {
    var shown = new TreeMap<String, Integer>();
    var snapshot = directory.snapshot();
    for (var hospital : simulator.status().hospitals()) {
      var site = snapshot.findSite(CountryCode.NL, hospital.code()).orElseThrow();
      var lines = picture.current().site(site.id());
      if (lines != null) {
        for (var line : lines.lines()) {
          var used = line.figure(Variable.OCCUPIED).used();
          shown.put(
              hospital.code()
                  + "/"
                  + snapshot.findUnit(line.line().unit()).orElseThrow().code()
                  + "/"
                  + line.line().category()
                  + "/"
                  + line.line().cohort(),
              used == null ? -1 : used);
        }
      }
    }
    return shown;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1_800 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).as("within 90 seconds").isTrue();
  }
}
