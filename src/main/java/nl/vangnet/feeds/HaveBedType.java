package nl.vangnet.feeds;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The bed types of EDXL-HAVE (those of HAvBED) and the bed categories that mean the same. A type
/// whose category nobody has published maps nowhere yet.
enum HaveBedType {
  ADULT_ICU("AdultICU", "icu", "adult intensive care", "icu"),
  PEDIATRIC_ICU("PediatricICU", "picu", "paediatricicu"),
  NEONATAL_ICU("NeonatalICU", "nicu"),
  EMERGENCY_DEPARTMENT("EmergencyDepartment", "ed", "ed"),
  MEDICAL_SURGICAL("MedicalSurgical", "ward", "medsurg", "medical/surgical"),
  REHAB_LONG_TERM_CARE("RehabLongTermCare", "elv", "rehab"),
  NURSERY_BEDS("NurseryBeds", "nursery"),
  BURN("Burn", "burn"),
  PEDIATRICS("Pediatrics", "pediatrics", "paediatrics"),
  ADULT_PSYCHIATRIC("AdultPsychiatric", "psychiatry", "psychiatric"),
  PEDIATRIC_PSYCHIATRIC("PediatricPsychiatric", "pediatric-psychiatry"),
  NEGATIVE_FLOW_ISOLATION("NegativeFlowIsolation", ""),
  OTHER_ISOLATION("OtherIsolation", ""),
  OPERATING_ROOMS("OperatingRooms", "operating-room");

  private final String code;
  private final String category;
  private final List<String> otherNames;

  HaveBedType(String code, String category, String... otherNames) {
    this.code = code;
    this.category = category;
    this.otherNames = List.of(otherNames);
  }

  String code() {
    return code;
  }

  /// The bed category that means the same; "" when its beds are counted in other types already.
  String category() {
    return category;
  }

  static Optional<HaveBedType> find(String text) {
    var wanted = text.strip().toLowerCase(Locale.ROOT);
    var bare = wanted.replaceAll("[\\s_/-]+", "");
    for (var type : values()) {
      if (type.code.toLowerCase(Locale.ROOT).equals(bare) || type.otherNames.contains(wanted)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  static Optional<HaveBedType> ofCategory(String category) {
    for (var type : values()) {
      if (!category.isEmpty() && type.category.equals(category)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
