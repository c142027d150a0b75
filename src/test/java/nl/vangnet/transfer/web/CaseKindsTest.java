package nl.vangnet.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.protocols.Kind;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.transport.Breathing;
import org.junit.jupiter.api.Test;

/// Which protocols a case asks for (SPR-25).
class CaseKindsTest {
  private static final SiteId HERE = new SiteId(7);
  private static final SiteId THERE = new SiteId(31);

  private static CareNeed need(
      String category, String cohort, Breathing breathing, Set<CareNeed.Special> special) {
    return new CareNeed(
        category,
        cohort,
        CareNeed.Isolation.NONE,
        new CareNeed.Lungs(breathing, null, null, null),
        false,
        CareNeed.Stability.STABLE,
        special,
        "",
        new CareNeed.Person(
            CareNeed.AgeBand.FROM_60_TO_69, CareNeed.Sex.UNKNOWN, CareNeed.Weight.UNKNOWN),
        CareNeed.TreatmentLimit.NONE);
  }

  private static TransferRequest request(
      Content.Reason reason, boolean emergency, CareNeed need, SiteId from, State state) {
    var now = Instant.parse("2026-11-05T10:00:00Z");
    return new TransferRequest(
        3,
        number(),
        new TransferRequest.Origin(from, "B4", "LI", TransferRequest.Channel.SCREEN, "Wie"),
        new Content(
            reason,
            emergency,
            need,
            new Eligibility(true, true, true, EnumSet.noneOf(Eligibility.Ground.class), false),
            new Content.Contact("arts", "043-3876543"),
            Content.Wishes.NONE,
            ""),
        new TransferRequest.Progress(state, now, null, 1, 1, now, now, null),
        null,
        TransferRequest.Links.NONE);
  }

  private static CaseNumber number() {
    for (var digit = 0; digit < 10; digit++) {
      var found = CaseNumber.find("26-000001-" + digit);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("no check digit fits");
  }

  private static Set<Kind> kinds(TransferRequest request) {
    return CaseKinds.of(request, THERE::equals);
  }

  @Test
  void aPlainMoveAsksForWhatHoldsForEveryMove() {
    assertThat(
            kinds(
                request(
                    Content.Reason.CAPACITY,
                    false,
                    need("ward", "other", Breathing.NONE, Set.of()),
                    HERE,
                    State.REGIONAL_SEARCH)))
        .containsExactly(Kind.MOVING);
  }

  @Test
  void aVentilatedPatientWithEcmoInTheEmergencyLaneAsksForMore() {
    assertThat(
            kinds(
                request(
                    Content.Reason.HIGHER_CARE,
                    true,
                    need("icu", "covid", Breathing.INVASIVE, Set.of(CareNeed.Special.ECMO)),
                    HERE,
                    State.ACCEPTED)))
        .containsExactlyInAnyOrder(
            Kind.MOVING,
            Kind.EMERGENCY,
            Kind.INTENSIVE_CARE,
            Kind.COVID,
            Kind.VENTILATION,
            Kind.ECMO,
            Kind.TRANSPORT);
  }

  @Test
  void whoComesFromAbroadOrGoesBackAsksForThose() {
    assertThat(
            kinds(
                request(
                    Content.Reason.RETURN_HOME,
                    false,
                    need("ward", "other", Breathing.OXYGEN_LOW, Set.of()),
                    THERE,
                    State.SUBMITTED)))
        .containsExactlyInAnyOrder(
            Kind.MOVING, Kind.RETURN, Kind.OXYGEN, Kind.ABROAD, Kind.ELIGIBILITY);
  }
}
