package nl.vangnet.transfer;

import java.util.Set;
import nl.vangnet.transport.Breathing;

/// Hand-made requests for tests.
public final class Cases {
  private Cases() {}

  static final Eligibility ALL_TOLD = new Eligibility(true, true, true, Set.of(), false);

  static CareNeed need(String category, String cohort, Breathing breathing) {
    return new CareNeed(
        category,
        cohort,
        cohort.equals("covid") ? CareNeed.Isolation.DROPLET : CareNeed.Isolation.NONE,
        new CareNeed.Lungs(breathing, breathing == Breathing.OXYGEN_HIGH ? 12 : null, null, null),
        false,
        CareNeed.Stability.STABLE,
        Set.of(),
        "",
        new CareNeed.Person(
            CareNeed.AgeBand.FROM_60_TO_69, CareNeed.Sex.FEMALE, CareNeed.Weight.FROM_50_TO_100),
        CareNeed.TreatmentLimit.NONE);
  }

  static Content content(CareNeed need, Eligibility eligibility, boolean emergency) {
    return new Content(
        Content.Reason.CAPACITY,
        emergency,
        need,
        eligibility,
        new Content.Contact("dienstdoende longarts", "040-2399111"),
        Content.Wishes.NONE,
        "");
  }

  /// A patient with COVID on oxygen, for a ward.
  public static Content ward() {
    return content(need("ward", "covid", Breathing.OXYGEN_LOW), ALL_TOLD, false);
  }

  static Content icu() {
    return content(need("icu", "covid", Breathing.INVASIVE), ALL_TOLD, false);
  }
}
