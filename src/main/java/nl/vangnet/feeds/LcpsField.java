package nl.vangnet.feeds;

import java.util.Optional;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// The fields of the LCPS capacity feed and what each means here: a bed category, a cohort (null:
/// all cohorts together) and a variable.
public enum LcpsField {
  /// Operational IC beds.
  IC_CAPACITEIT_TOTAAL("icu", null, Variable.STAFFED),
  /// IC beds with a COVID patient.
  IC_BEZETTING_COVID("icu", "covid", Variable.OCCUPIED),
  /// IC beds abroad with a COVID patient of ours; known when a cohort "international" is published.
  IC_BEZETTING_COVID_INTERNATIONAAL("icu", "international", Variable.OCCUPIED),
  /// IC beds with a patient who had COVID.
  IC_BEZETTING_COVID_ONTLABELD("icu", "delabelled", Variable.OCCUPIED),
  /// IC beds with any other patient.
  IC_BEZETTING_NONCOVID("icu", "other", Variable.OCCUPIED),
  /// COVID patients admitted to the IC in 24 hours.
  IC_OPNAMES_COVID("icu", "covid", Variable.ADMISSIONS_24H),
  /// Operational ward beds.
  KLINIEK_CAPACITEIT_TOTAAL("ward", null, Variable.STAFFED),
  /// Ward beds with a COVID patient.
  KLINIEK_BEZETTING_COVID("ward", "covid", Variable.OCCUPIED),
  /// Ward beds with a patient who had COVID.
  KLINIEK_BEZETTING_ONTLABELD("ward", "delabelled", Variable.OCCUPIED),
  /// Ward beds with any other patient.
  KLINIEK_BEZETTING_NONCOVID("ward", "other", Variable.OCCUPIED),
  /// COVID patients admitted to a ward in 24 hours.
  KLINIEK_OPNAMES_COVID("ward", "covid", Variable.ADMISSIONS_24H);

  private final String category;
  private final @Nullable String cohort;
  private final Variable variable;

  LcpsField(String category, @Nullable String cohort, Variable variable) {
    this.category = category;
    this.cohort = cohort;
    this.variable = variable;
  }

  /// The bed category.
  public String category() {
    return category;
  }

  /// The cohort; null when the field counts all cohorts.
  public @Nullable String cohort() {
    return cohort;
  }

  /// The variable.
  public Variable variable() {
    return variable;
  }

  /// The unit of figures that name none.
  String unit() {
    return category.equals("icu") ? "IC" : "KLINIEK";
  }

  static Optional<LcpsField> find(String name) {
    for (var field : values()) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
