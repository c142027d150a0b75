package nl.vangnet.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Variable;
import nl.vangnet.matching.FairShare.Position;
import org.junit.jupiter.api.Test;

/// Loads against fair shares (SPR-17, peers' gap 7).
class FairShareTest {
  @Test
  void theTargetIsThePartOfTheWholeLoad() {
    var shares =
        FairShare.of(
            Map.of("BR", 200.0, "LI", 120.0, "NN", 80.0), Map.of("BR", 71, "LI", 30, "NN", 19));
    var brabant = share(shares, "BR");
    assertThat(brabant.part()).isEqualTo(0.5);
    assertThat(brabant.target()).isEqualTo(60.0);
    assertThat(brabant.percent()).isEqualTo(18);
    assertThat(share(shares, "LI").percent()).isEqualTo(-17);
    assertThat(shares.position("BR", 10)).isEqualTo(Position.ABOVE);
    assertThat(shares.position("BR", 20)).isEqualTo(Position.INSIDE);
    assertThat(shares.position("LI", 10)).isEqualTo(Position.BELOW);
    assertThat(shares.position(null, 10)).isEqualTo(Position.UNKNOWN);
  }

  @Test
  void aRegionOfWhichTheLoadIsUnknownIsInNoTableAndTakesNoPart() {
    var shares =
        FairShare.of(
            Map.of("BR", 200.0, "LI", 120.0, "NN", 80.0, "ZW", 0.0),
            Map.of("BR", 71, "NN", 19, "ZW", 4, "XX", 7));
    assertThat(shares.regions()).containsOnlyKeys("BR", "NN");
    assertThat(share(shares, "NN").target()).isEqualTo(90.0 * 80 / 280, within(1e-9));
    assertThat(shares.position("LI", 10)).isEqualTo(Position.UNKNOWN);
  }

  @Test
  void lessThanOnePatientIsNoBreach() {
    var shares = FairShare.of(Map.of("BR", 3.0, "LI", 2.0), Map.of("BR", 1, "LI", 2));
    assertThat(share(shares, "LI").percent()).isEqualTo(67);
    assertThat(shares.position("LI", 10)).isEqualTo(Position.INSIDE);
  }

  @Test
  void nothingCarriedIsNoDeviation() {
    var shares = FairShare.of(Map.of("BR", 3.0, "LI", 2.0), Map.of("BR", 0, "LI", 0));
    assertThat(share(shares, "BR").deviation()).isZero();
    assertThat(FairShare.of(Map.of(), Map.of()).regions()).isEmpty();
  }

  @Test
  void theLoadOfAHazardIsItsPatientsAgainstAllBeds() {
    var world = new TestWorld();
    var first = world.site(2, "ETZ", "BR");
    first.beds(7, 5);
    first.line("icu", "other").with(Variable.STAFFED, 14).with(Variable.OCCUPIED, 9);
    world
        .site(3, "MUMC", "LI")
        .line("icu", "other")
        .with(Variable.STAFFED, 11)
        .with(Variable.OCCUPIED, 10);
    assertThat(shown(world))
        .containsOnly(Map.entry("BR", "5 of 66 %"), Map.entry("LI", "0 of 34 %"));
    world.cohort = "other";
    assertThat(shown(world))
        .containsOnly(Map.entry("BR", "14 of 66 %"), Map.entry("LI", "10 of 34 %"));
  }

  @Test
  void aSiteCountsWholeOrNotAtAll() {
    var world = new TestWorld();
    world.site(2, "ETZ", "BR").beds(7, 5);
    world.site(3, "JBZ", "BR").beds(30, 20).aged(Age.STALE);
    world.site(4, "AMP", "BR").beds(30, 20).without(Variable.OCCUPIED);
    world
        .site(5, "VIE", "LI")
        .line("icu", "all")
        .with(Variable.STAFFED, 13)
        .with(Variable.OCCUPIED, 12);
    world.site(6, "MUMC", "LI").beds(21, 3);
    world.site(7, "LOS", null).beds(90, 3);
    world.abroad(8, "UKA").beds(90, 3);
    assertThat(shown(world))
        .containsOnly(Map.entry("BR", "5 of 25 %"), Map.entry("LI", "3 of 75 %"));
  }

  private static FairShare.Share share(FairShare shares, String region) {
    return Objects.requireNonNull(shares.share(region));
  }

  private static Map<String, String> shown(TestWorld world) {
    var shown = new HashMap<String, String>();
    world
        .rank()
        .fairShare()
        .regions()
        .forEach((region, share) ->
            shown.put(region, share.load() + " of " + Math.round(share.part() * 100) + " %"));
    return shown;
  }

  @Test
  void theLedgerWeighsTakenAgainstShareAndGivenHalf() {
    var ledger = new Ledger(Map.of("BR", 6, "LI", 10), Map.of("BR", 9, "LI", 7));
    assertThat(ledger.moves()).isEqualTo(16);
    assertThat(ledger.excess("BR", 0.5)).isEqualTo(2.0);
    assertThat(ledger.excess("LI", 0.5)).isEqualTo(-2.0);
    assertThat(ledger.excess("NN", 0.25)).as("took and gave nothing").isEqualTo(-2.0);
  }
}
