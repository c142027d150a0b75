package nl.vangnet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {3, 41, 977})
  void whoeverListensToAllMessagesKnowsTheTruth(long seed) {
    var simulation = simulation(12, seed, 6);
    var listener = listener(simulation);
    var sent = new ArrayList<Outgoing>();
    simulation.populate(START);
    sent.addAll(simulation.take());
    sent.addAll(live(simulation, 200, 0.7));
    simulation.settle(START.plus(Duration.ofHours(3)));
    sent.addAll(simulation.take());
    listener.hear(sent);

    var counted = listener.count();
    assertThat(counted.remove(null)).as("patients at unmapped places").isNull();
    simulation.truth().present().forEach((line, n) -> counted.putIfAbsent(line, 0));
    assertThat(counted).isEqualTo(new HashMap<>(simulation.truth().present()));
    assertThat(listener.kinds.keySet())
        .contains(
            "A01",
            "A02",
            "A03",
            "A04",
            "A08",
            "A11",
            "A12",
            "A13",
            "A16",
            "A17",
            "A20",
            "A21",
            "A22",
            "unreadable",
            "duplicate");
    assertThat(simulation.injected().keySet()).containsExactlyInAnyOrder(Fault.values());
  }

  @Test
  void aPatientGoesWhereACaseTakesHim() {
    var simulation = simulation(12, 41, 0);
    var listener = listener(simulation);
    simulation.populate(START);
    listener.hear(simulation.take());
    var lines = simulation.truth().present();
    var from = line(lines, "icu", "covid", null);
    var to = line(lines, "icu", "covid", from.site());
    var moved = new Moved(from.site(), to.site(), to.unit(), "icu", "covid");

    assertThat(simulation.follow(moved, START.plusSeconds(60))).isTrue();
    var messages = simulation.take();
    assertThat(messages.stream().map(SimulationTest::kind)).containsExactly("A03", "A01");
    assertThat(messages.stream().map(m -> simulation.hospitals().get(m.hospital()).plan().place()))
        .extracting(Country.Place::site)
        .containsExactly(from.site(), to.site());
    var after = simulation.truth().present();
    assertThat(icu(after, from.site())).isEqualTo(icu(lines, from.site()) - 1);
    assertThat(after.get(to)).isEqualTo(lines.getOrDefault(to, -1) + 1);
    assertThat(simulation.violations()).isEmpty();
    assertThat(simulation.followed()).isEqualTo(1);

    listener.hear(messages);
    listener.hear(live(simulation, 90, 0.7));
    simulation.settle(START.plus(Duration.ofHours(3)));
    listener.hear(simulation.take());
    var counted = listener.count();
    simulation.truth().present().forEach((line, n) -> counted.putIfAbsent(line, 0));
    assertThat(counted).isEqualTo(new HashMap<>(simulation.truth().present()));
  }

  @Test
  void aCaseToOrFromElsewhereMovesOneSideAndNobodyMovesNobody() {
    var simulation = simulation(12, 41, 0);
    simulation.populate(START);
    simulation.take();
    var lines = simulation.truth().present();
    var ward = line(lines, "ward", "other", null);
    var now = START.plusSeconds(60);
    assertThat(simulation.follow(new Moved(ward.site(), "ABROAD", "", "ward", "other"), now))
        .isTrue();
    assertThat(simulation.take().stream().map(SimulationTest::kind)).containsExactly("A03");
    var icu = line(lines, "icu", "covid", null);
    assertThat(simulation.follow(new Moved("ABROAD", icu.site(), "", "icu", "covid"), now))
        .isTrue();
    assertThat(simulation.take().stream().map(SimulationTest::kind)).containsExactly("A01");
    for (var nobody :
        List.of(
            new Moved("ABROAD", "ELSEWHERE", "", "ward", "other"),
            new Moved(ward.site(), ward.site(), "", "ward", "other"),
            new Moved(ward.site(), "ABROAD", "", "elv", "other"),
            new Moved(ward.site(), "ABROAD", "", "ward", "measles"))) {
      assertThat(simulation.follow(nobody, now)).as("%s", nobody).isFalse();
    }
    assertThat(simulation.take()).isEmpty();
    assertThat(simulation.violations()).isEmpty();
  }

  private static boolean isIcuOf(LineKey line, String site) {
    return line.site().equals(site) && line.category().equals("icu");
  }

  private static int icu(Map<LineKey, Integer> lines, String site) {
    return lines.entrySet().stream()
        .filter(e -> isIcuOf(e.getKey(), site) && e.getKey().cohort().equals("covid"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /// The fullest line of a kind, at another site than one.
  private static LineKey line(
      Map<LineKey, Integer> lines, String category, String cohort, @Nullable String apartFrom) {
    return lines.entrySet().stream()
        .filter(e -> e.getKey().category().equals(category) && e.getKey().cohort().equals(cohort))
        .filter(e -> !e.getKey().site().equals(apartFrom))
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private static String kind(Outgoing outgoing) {
    return ((Outgoing.Message) outgoing).kind();
  }

  @Test
  void theSameSeedSendsTheSameMessages() {
    assertThat(everything(5)).isEqualTo(everything(5));
    assertThat(everything(5)).isNotEqualTo(everything(6));
  }

  private static List<Outgoing> everything(long seed) {
    var simulation = simulation(5, seed, 1);
    simulation.populate(START);
    return live(simulation, 40, 1.3);
  }

  @Test
  void aPatientLiesInAtMostOneBedAndNoUnitOverflows() {
    var simulation = simulation(20, 11, 1);
    simulation.populate(START);
    for (int step = 1; step < 400; step++) {
      simulation.advance(600 + step * 1.7, START.plusSeconds(step * 40L), 2.4);
      assertThat(simulation.violations()).as("after step %d", step).isEmpty();
    }
  }

  @Test
  void theWholeCountryFollowsTheWave() {
    var simulation = simulation(88, 2, 1);
    simulation.populate(START);
    var sent = simulation.take().stream().filter(Outgoing.Message.class::isInstance).count();
    assertThat(sent).isBetween(5_000L, 12_000L);
    assertFollows(simulation, 25);
    live(simulation, 15 * 24, 6);
    assertFollows(simulation, 40);
    assertThat(simulation.violations()).isEmpty();
  }

  private static void assertFollows(Simulation simulation, double day) {
    var truth = simulation.truth();
    var icu = truth.total("icu", "covid") + truth.total("icu", "delabelled");
    var ward = truth.total("ward", "covid") + truth.total("ward", "delabelled");
    var what =
        "day %s: %d icu, %d ward, %d other icu, %d other ward, %d turned away, %d transferred"
            .formatted(
                day,
                icu,
                ward,
                truth.total("icu", "other"),
                truth.total("ward", "other"),
                simulation.turnedAway(),
                simulation.transferred());
    assertThat((double) icu).as(what).isBetween(0.85 * Wave.icu(day), 1.15 * Wave.icu(day));
    assertThat((double) ward).as(what).isBetween(0.85 * Wave.ward(day), 1.15 * Wave.ward(day));
    assertThat((double) truth.total("icu", "other"))
        .as(what)
        .isBetween(0.85 * Wave.otherIcu(day), 1.15 * Wave.otherIcu(day));
  }

  @Test
  void everyPersonInAMessageIsInvented() {
    var simulation = simulation(4, 9, 1);
    simulation.populate(START);
    assertThat(simulation.take())
        .filteredOn(Outgoing.Message.class::isInstance)
        .allSatisfy(m -> assertThat(((Outgoing.Message) m).text()).contains("PID|1||1"));
  }

  @Test
  void aSilentHospitalSendsItsBacklogLater() {
    var simulation = simulation(3, 4, 0);
    simulation.populate(START);
    simulation.take();
    simulation.silence(1, Duration.ofMinutes(10), START);
    simulation.advance(604, START.plusSeconds(100), 2.4);
    var sent = simulation.take().stream().filter(o -> o.hospital() == 1).toList();
    assertThat(sent).isNotEmpty();
    assertThat(sent).allMatch(o -> o.releaseAt().equals(START.plus(Duration.ofMinutes(10))));
  }

  private static Simulation simulation(int hospitals, long seed, double faults) {
    return new Simulation(
        Sites.country(hospitals, seed),
        new Simulation.Setting(seed, 600, 1, faults, Duration.ofMinutes(6), "R1"));
  }

  private static Listener listener(Simulation simulation) {
    var listener = new Listener();
    simulation.hospitals().forEach(h -> listener.map(h.plan().number(), h.mappings()));
    return listener;
  }

  private static List<Outgoing> live(Simulation simulation, double hours, double step) {
    var sent = new ArrayList<Outgoing>();
    var from = simulation.hour();
    for (var done = step; done <= hours; done += step) {
      simulation.advance(from + done, START.plusMillis((long) (done * 60_000 / 2.4)), 2.4);
      sent.addAll(simulation.take());
    }
    return sent;
  }
}
