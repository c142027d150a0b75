package nl.vangnet.exercise;

import java.util.Set;
import java.util.random.RandomGenerator;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transport.Breathing;

/// Invents what is asked in a wave: 28 % intensive care, 52 % a ward for the cohort, the rest an
/// ordinary ward; 6 % in the emergency lane.
public final class InventedRequests {
  /// The number that invented doctors leave.
  public static final String CALL_BACK = "088-0000000";

  private static final CareNeed.AgeBand[] AGES = {
    CareNeed.AgeBand.FROM_60_TO_69, CareNeed.AgeBand.FROM_70_TO_79
  };

  private InventedRequests() {}

  /// A request for more room.
  public static Content content(RandomGenerator random) {
    var draw = random.nextInt(100);
    var icu = draw < 28;
    var covid = draw < 80;
    return new Content(
        Content.Reason.CAPACITY,
        random.nextInt(100) < 6,
        new CareNeed(
            icu ? "icu" : "ward",
            icu || covid ? "covid" : "other",
            covid ? CareNeed.Isolation.DROPLET : CareNeed.Isolation.NONE,
            lungs(icu, covid),
            icu && random.nextInt(3) == 0,
            CareNeed.Stability.STABLE,
            Set.of(),
            "",
            new CareNeed.Person(
                AGES[random.nextInt(AGES.length)],
                CareNeed.Sex.UNKNOWN,
                CareNeed.Weight.FROM_50_TO_100),
            CareNeed.TreatmentLimit.NONE),
        new Eligibility(true, true, true, Set.of(), false),
        new Content.Contact("dienstdoende arts", CALL_BACK),
        Content.Wishes.NONE,
        "");
  }

  private static CareNeed.Lungs lungs(boolean icu, boolean covid) {
    if (icu) {
      return new CareNeed.Lungs(Breathing.INVASIVE, null, 45, 8);
    }
    return covid
        ? new CareNeed.Lungs(Breathing.OXYGEN_LOW, 4, null, null)
        : new CareNeed.Lungs(Breathing.NONE, null, null, null);
  }
}
