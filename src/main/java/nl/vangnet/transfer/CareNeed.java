package nl.vangnet.transfer;

import java.util.EnumSet;
import java.util.Set;
import nl.vangnet.transport.Breathing;
import org.jspecify.annotations.Nullable;

/// What a patient needs, without saying who it is: bands instead of dates and numbers that could
/// tell one person (PMR, field notes 2.3). `category` and `cohort` are codes of the bed
/// definitions; `oxygenLitres` per minute, `fio2Percent` and `peep` are null when unknown or not
/// applicable; `language` is an ISO 639-1 code when an interpreter is needed, else empty.
public record CareNeed(
    String category,
    String cohort,
    Isolation isolation,
    Lungs lungs,
    boolean haemodynamicSupport,
    Stability stability,
    Set<Special> special,
    String language,
    Person person,
    TreatmentLimit limit) {
  public CareNeed {
    special =
        special.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(special));
  }

  /// How the patient breathes; litres of oxygen per minute, FiO2 in percent and PEEP in cm H2O are
  /// null when unknown.
  public record Lungs(
      Breathing breathing,
      @Nullable Integer oxygenLitres,
      @Nullable Integer fio2Percent,
      @Nullable Integer peep) {}

  /// What of the person matters for a place, in bands.
  public record Person(AgeBand age, Sex sex, Weight weight) {}

  /// What isolation the patient asks.
  public enum Isolation {
    NONE,
    CONTACT,
    DROPLET,
    AEROSOL,
    PROTECTIVE
  }

  /// Whether the patient can be moved and what is expected.
  public enum Stability {
    STABLE,
    STABLE_WORSENING_EXPECTED,
    UNSTABLE
  }

  /// Care that not every place has.
  public enum Special {
    DIALYSIS,
    ECMO,
    BARIATRIC,
    NEUROSURGERY,
    CARDIOLOGY_INTERVENTION,
    BURNS,
    OBSTETRIC
  }

  /// The age in a band of years.
  public enum AgeBand {
    UNDER_1,
    FROM_1_TO_17,
    FROM_18_TO_39,
    FROM_40_TO_59,
    FROM_60_TO_69,
    FROM_70_TO_79,
    FROM_80
  }

  /// The sex that matters for a shared room.
  public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
  }

  /// The weight in a class of kilograms: over 150 asks a bariatric bed and vehicle.
  public enum Weight {
    UNDER_50,
    FROM_50_TO_100,
    FROM_100_TO_150,
    OVER_150,
    UNKNOWN
  }

  /// What was agreed not to do.
  public enum TreatmentLimit {
    NONE,
    NO_RESUSCITATION,
    NO_INTENSIVE_CARE,
    COMFORT_ONLY
  }

  /// Whether this is a bed with intensive care.
  public boolean isIntensive() {
    return category.equals("icu") || category.equals("picu") || category.equals("nicu");
  }
}
