package nl.vangnet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.policy.TransferRules.Step;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/// Rules about moving patients differ per region and phase (SPR-01, SPR-02, SPR-19, SPR-20,
/// ESC-11).
class TransferRulesIT {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Actor ADMIN =
      new Actor("person:7", "Beheerder", Role.ADMIN, new Scope.Everywhere());

  private final Rules rules =
      PolicyFixture.rules(TestDatabase.fresh(), Clock.fixed(NOW, ZoneOffset.UTC));
  private final TransferRules transfer = new TransferRules(rules);

  private void decide(String key, String value) {
    assertThat(rules.publish(ADMIN, new Decision(key, value, NOW, "LNAZ", "Besluit 7")))
        .as(key)
        .isInstanceOf(RuleOutcome.Published.class);
  }

  @Test
  void aRegionMayBeInAnotherPhaseThanTheNation() {
    assertThat(transfer.where("BR", NOW)).isEqualTo(new Where("BR", "2b"));
    decide("phase.current@BR", "2d");
    assertThat(transfer.where("BR", NOW).phase()).isEqualTo("2d");
    assertThat(transfer.where("LI", NOW).phase()).isEqualTo("2b");
    assertThat(transfer.where(null, NOW).phase()).isEqualTo("2b");
    assertThat(transfer.parallelOffers(transfer.where("BR", NOW), NOW)).isEqualTo(3);
    assertThat(transfer.parallelOffers(transfer.where("LI", NOW), NOW)).isEqualTo(1);
  }

  @Test
  void theMostSpecialVersionCounts() {
    var brabant = new Where("BR", "2c");
    decide("transfer.step.offered", "17");
    assertThat(transfer.deadline(Step.OFFERED, false, brabant, NOW))
        .isEqualTo(Duration.ofMinutes(17));
    decide("transfer.step.offered#2c", "13");
    assertThat(transfer.deadline(Step.OFFERED, false, brabant, NOW))
        .isEqualTo(Duration.ofMinutes(13));
    decide("transfer.step.offered@BR", "11");
    assertThat(transfer.deadline(Step.OFFERED, false, brabant, NOW))
        .isEqualTo(Duration.ofMinutes(11));
    decide("transfer.step.offered@BR#2c", "7");
    assertThat(transfer.deadline(Step.OFFERED, false, brabant, NOW))
        .isEqualTo(Duration.ofMinutes(7));
    assertThat(transfer.deadline(Step.OFFERED, true, brabant, NOW))
        .isEqualTo(Duration.ofSeconds(210));
    assertThat(transfer.deadline(Step.OFFERED, false, new Where("LI", "2b"), NOW))
        .isEqualTo(Duration.ofMinutes(17));
  }

  @Test
  void exclusionsLoosenPerPhase() {
    var calm = new Where("BR", "2b");
    var heavy = new Where("BR", "2d");
    assertThat(transfer.exclusions(calm, NOW)).contains("delirium", "dementia");
    assertThat(transfer.consultable(calm, NOW)).isEmpty();
    assertThat(transfer.consultable(heavy, NOW)).contains("delirium", "psychiatric");
  }

  @Test
  void hubsAreOffUntilARegionChoosesThem() {
    assertThat(transfer.hubs(new Where("BR", "2b"), NOW)).isEmpty();
    decide("hub.prefer@BR", "ETZ-TIL AMPHIA-BRE");
    assertThat(transfer.hubs(new Where("BR", "2b"), NOW))
        .containsExactlyInAnyOrder("ETZ-TIL", "AMPHIA-BRE");
    assertThat(transfer.hubs(new Where("LI", "2b"), NOW)).isEmpty();
  }

  @Test
  void overrideAuthorityIsOffByDefault() {
    assertThat(transfer.overrideAuthority(new Where(null, "3"), NOW)).isFalse();
  }

  @Test
  void aWeightThatIsLeftOutKeepsItsStart() {
    decide("match.weights", "drive=2 refusal=12.5");
    var weights = transfer.matchWeights(new Where("BR", "2b"), NOW);
    assertThat(weights.get("drive")).isEqualTo(2.0);
    assertThat(weights.get("refusal")).isEqualTo(12.5);
    assertThat(weights.get("pressure")).isEqualTo(60.0);
  }

  @Test
  void whatCannotBeReadIsRefused() {
    for (var bad :
        new String[][] {
          {"transfer.region-first", "yes"},
          {"transfer.parallel-offers", "0"},
          {"phase.current", "4a"},
          {"match.weights", "drive=1 drive=2"},
          {"hub.prefer", "ETZ;TIL"},
          {"intake.kept-days@BR", "14"},
          {"transfer.hold#9", "30"}
        }) {
      assertThat(rules.publish(ADMIN, new Decision(bad[0], bad[1], NOW, "LNAZ", "Besluit 8")))
          .as(bad[0] + "=" + bad[1])
          .isInstanceOf(RuleOutcome.Refused.class);
    }
  }
}
