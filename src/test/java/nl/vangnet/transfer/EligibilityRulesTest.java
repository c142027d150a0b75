package nl.vangnet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.vangnet.transfer.Eligibility.Ground;
import nl.vangnet.transport.Breathing;
import org.junit.jupiter.api.Test;

/// Who may be moved: the checklist of the FMS, looser per phase (SPR-08).
class EligibilityRulesTest {
  private static final Set<String> EXCLUDED = Set.of("dementia", "delirium");

  private static final CareNeed WARD = Cases.need("ward", "covid", Breathing.OXYGEN_LOW);
  private static final CareNeed ICU = Cases.need("icu", "covid", Breathing.INVASIVE);

  private static List<String> missing(Eligibility check, CareNeed need, boolean emergency) {
    return EligibilityRules.missing(check, need, emergency, EXCLUDED, Set.of("delirium"));
  }

  private static Eligibility against(boolean consulted, Ground... grounds) {
    var set = EnumSet.noneOf(Ground.class);
    set.addAll(List.of(grounds));
    return new Eligibility(true, true, true, set, consulted);
  }

  @Test
  void whoWasToldNothingCannotGo() {
    assertThat(missing(new Eligibility(false, true, false, Set.of(), false), WARD, false))
        .containsExactly("patient-not-informed", "gp-not-informed");
  }

  @Test
  void inTheEmergencyLanePeopleAreToldOnTheWay() {
    assertThat(missing(new Eligibility(false, false, false, Set.of(), false), WARD, true))
        .isEmpty();
  }

  @Test
  void aGroundThatPolicyExcludesStopsAMoveBetweenWards() {
    assertThat(missing(against(true, Ground.DEMENTIA), WARD, false))
        .containsExactly("excluded-dementia");
  }

  @Test
  void aConsultableGroundAsksForTheSpecialist() {
    assertThat(missing(against(false, Ground.DELIRIUM), WARD, false))
        .containsExactly("consult-delirium");
    assertThat(missing(against(true, Ground.DELIRIUM), WARD, false)).isEmpty();
  }

  @Test
  void aGroundThatPolicyDoesNotNameIsNoObstacle() {
    assertThat(missing(against(false, Ground.PSYCHIATRIC), WARD, false)).isEmpty();
  }

  @Test
  void intensiveCareHasCriteriaOfItsOwn() {
    assertThat(missing(against(false, Ground.DEMENTIA, Ground.DELIRIUM), ICU, false)).isEmpty();
  }

  @Test
  void anUnstablePatientGoesOnlyInTheEmergencyLane() {
    var unstable =
        new CareNeed(
            "ward",
            "covid",
            CareNeed.Isolation.DROPLET,
            WARD.lungs(),
            false,
            CareNeed.Stability.UNSTABLE,
            Set.of(),
            "",
            WARD.person(),
            CareNeed.TreatmentLimit.NONE);
    assertThat(missing(Cases.ALL_TOLD, unstable, false)).containsExactly("unstable");
    assertThat(missing(Cases.ALL_TOLD, unstable, true)).isEmpty();
  }
}
