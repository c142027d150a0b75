package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.VehicleClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a patient asks on the road: one test per rule (TRA-01, NVIC 2019, field notes 2.6).
class TransportNeedTest {
  /// A patient who walks and breathes alone, changed by one thing at a time.
  private static final class Patient {
    private boolean intensiveCare;
    private Breathing breathing = Breathing.NONE;
    private @Nullable Integer fio2;
    private @Nullable Integer peep;
    private boolean support;
    private boolean stable = true;
    private boolean deterioration;
    private boolean ecmo;
    private boolean bariatric;
    private boolean isolation;
    private boolean lying;
    private boolean emergency;
    private boolean child;

    TravelProfile profile() {
      return new TravelProfile(
          intensiveCare,
          breathing,
          fio2,
          peep,
          support,
          stable,
          deterioration,
          ecmo,
          bariatric,
          isolation,
          lying,
          emergency,
          child);
    }

    TransportNeed need() {
      return TransportNeed.of(profile());
    }
  }

  private static Patient escorted() {
    var p = new Patient();
    p.intensiveCare = true;
    p.lying = true;
    p.breathing = Breathing.INVASIVE;
    p.fio2 = 50;
    p.peep = 5;
    return p;
  }

  private static String shown(TransportNeed need) {
    return need.form() + " " + need.vehicle() + " " + need.urgency() + " " + need.rules();
  }

  @Test
  void whoSitsAndBreathesAloneTakesTheTaxi() {
    assertThat(shown(new Patient().need())).isEqualTo("SEATED CARE_TAXI B2 [seated]");
  }

  @Test
  void whoLiesTakesTheCareAmbulance() {
    var p = new Patient();
    p.lying = true;
    assertThat(shown(p.need())).isEqualTo("CARE CARE_AMBULANCE B2 [lying]");
  }

  @Test
  void aLittleOxygenFitsTheCareAmbulance() {
    var p = new Patient();
    p.breathing = Breathing.OXYGEN_LOW;
    assertThat(shown(p.need())).isEqualTo("CARE CARE_AMBULANCE B2 [oxygen-low, bring-oxygen]");
    assertThat(p.need().equipment()).containsExactly(Equipment.OXYGEN);
  }

  @Test
  void muchOxygenAsksAnAmbulance() {
    var p = new Patient();
    p.breathing = Breathing.OXYGEN_HIGH;
    assertThat(shown(p.need())).isEqualTo("AMBULANCE AMBULANCE B1 [oxygen-high, bring-oxygen]");
  }

  @Test
  void highFlowAsksAnAmbulanceThatHasIt() {
    var p = new Patient();
    p.breathing = Breathing.HIGH_FLOW;
    assertThat(shown(p.need()))
        .isEqualTo("AMBULANCE AMBULANCE B1 [high-flow, bring-oxygen, bring-high-flow]");
    assertThat(p.need().equipment()).contains(Equipment.HIGH_FLOW);
  }

  @Test
  void whoMayGetWorseAsksAnAmbulance() {
    var p = new Patient();
    p.deterioration = true;
    assertThat(shown(p.need())).isEqualTo("AMBULANCE AMBULANCE B1 [deterioration]");
  }

  @Test
  void whoIsNotStableRidesFast() {
    var p = new Patient();
    p.stable = false;
    assertThat(shown(p.need())).isEqualTo("AMBULANCE AMBULANCE A2 [unstable]");
  }

  @Test
  void anEmergencyRidesWithLights() {
    var p = new Patient();
    p.emergency = true;
    assertThat(shown(p.need())).isEqualTo("AMBULANCE AMBULANCE A1 [emergency]");
  }

  @Test
  void pressorsOutsideIntensiveCareAskAMicu() {
    var p = new Patient();
    p.support = true;
    assertThat(shown(p.need())).isEqualTo("MICU MICU B1 [vasopressors, bring-pumps]");
    assertThat(p.need().equipment())
        .containsExactlyInAnyOrder(Equipment.MICU_TROLLEY, Equipment.SYRINGE_PUMPS);
  }

  @Test
  void ventilationOutsideIntensiveCareAsksAMicu() {
    var p = new Patient();
    p.breathing = Breathing.NON_INVASIVE;
    p.fio2 = 30;
    p.peep = 4;
    assertThat(shown(p.need()))
        .isEqualTo("MICU MICU B1 [ventilated, bring-oxygen, bring-ventilator]");
  }

  @Test
  void intensiveCareWithinTheCriteriaRidesAccompanied() {
    assertThat(shown(escorted().need()))
        .isEqualTo("ESCORTED_ICU AMBULANCE B1 [icu-escorted, bring-oxygen, bring-ventilator]");
    assertThat(escorted().need().teams()).isEmpty();
  }

  @Test
  void anOxygenShareAboveHalfAsksAMicu() {
    var p = escorted();
    p.fio2 = 51;
    assertThat(p.need().rules()).startsWith("icu-micu", "fio2-above-50");
    assertThat(p.need().form()).isEqualTo(Form.MICU);
  }

  @Test
  void anOxygenShareThatNobodyKnowsAsksAMicu() {
    var p = escorted();
    p.fio2 = null;
    assertThat(p.need().rules()).startsWith("icu-micu", "fio2-unknown");
  }

  @Test
  void aPressureOfSixAsksAMicu() {
    var p = escorted();
    p.peep = 6;
    assertThat(p.need().rules()).startsWith("icu-micu", "peep-6-or-more");
  }

  @Test
  void aPressureThatNobodyKnowsAsksAMicu() {
    var p = escorted();
    p.peep = null;
    assertThat(p.need().rules()).startsWith("icu-micu", "peep-unknown");
  }

  @Test
  void pressorsInIntensiveCareAskAMicu() {
    var p = escorted();
    p.support = true;
    assertThat(p.need().rules()).startsWith("icu-micu", "on-vasopressors");
    assertThat(p.need().teams()).containsExactly(CrewKind.MICU);
  }

  @Test
  void anUnstablePatientInIntensiveCareAsksAMicuSoon() {
    var p = escorted();
    p.stable = false;
    assertThat(p.need().rules()).startsWith("icu-micu", "not-stable");
    assertThat(p.need().urgency()).isEqualTo(Urgency.A2);
  }

  @Test
  void whoMayGetWorseInIntensiveCareAsksAMicu() {
    var p = escorted();
    p.deterioration = true;
    assertThat(p.need().rules()).startsWith("icu-micu", "may-deteriorate");
  }

  @Test
  void anEmergencyInIntensiveCareDoesNotWaitForTheMicu() {
    var p = escorted();
    p.fio2 = 80;
    p.emergency = true;
    assertThat(shown(p.need()))
        .isEqualTo("EMERGENCY_ICU AMBULANCE A1 [icu-emergency, bring-oxygen, bring-ventilator]");
  }

  @Test
  void ecmoAlwaysAsksAMicuThatCanCarryIt() {
    var p = escorted();
    p.ecmo = true;
    p.emergency = true;
    assertThat(p.need().form()).isEqualTo(Form.MICU);
    assertThat(p.need().rules()).startsWith("ecmo").contains("bring-ecmo");
    assertThat(p.need().equipment()).contains(Equipment.ECMO);
  }

  @Test
  void aHeavyPatientTakesTheVehicleForHeavyPatients() {
    var p = new Patient();
    p.lying = true;
    p.bariatric = true;
    assertThat(shown(p.need())).isEqualTo("CARE BARIATRIC B2 [lying, bariatric]");
    p.support = true;
    assertThat(p.need().vehicle()).isEqualTo(VehicleClass.MICU);
    assertThat(p.need().equipment()).contains(Equipment.BARIATRIC_STRETCHER);
  }

  @Test
  void aChildInAMicuTakesTheTeamForChildren() {
    var p = escorted();
    p.fio2 = 70;
    p.child = true;
    assertThat(p.need().teams()).isEqualTo(Set.of(CrewKind.PICU));
    assertThat(p.need().equipment()).contains(Equipment.PAEDIATRIC);
  }

  @Test
  void isolationIsToldAlong() {
    var p = new Patient();
    p.isolation = true;
    assertThat(p.need().isolation()).isTrue();
    assertThat(p.need().rules()).containsExactly("seated", "isolation");
  }

  @Test
  void everyProfileHasANeedAndNoHarmEverAsksForLess() {
    var random = new Random(5);
    for (var i = 0; i < 5_000; i++) {
      var p = new Patient();
      p.intensiveCare = random.nextInt(3) == 0;
      p.breathing = Breathing.values()[random.nextInt(6)];
      p.fio2 = random.nextBoolean() ? null : 21 + random.nextInt(80);
      p.peep = random.nextBoolean() ? null : random.nextInt(15);
      p.support = random.nextInt(4) == 0;
      p.stable = random.nextBoolean();
      p.deterioration = random.nextInt(4) == 0;
      p.bariatric = random.nextInt(6) == 0;
      p.lying = random.nextBoolean();
      p.child = random.nextInt(6) == 0;
      var before = p.need().form();
      p.support = true;
      assertThat(p.need().form()).isGreaterThanOrEqualTo(before);
      p.fio2 = 95;
      assertThat(p.need().form()).isEqualTo(Form.MICU);
    }
  }
}
