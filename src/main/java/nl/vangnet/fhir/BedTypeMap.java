package nl.vangnet.fhir;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/// The bed types of HAvBED, as SANER maps them to the role codes of HL7, and the bed categories
/// that mean the same here. An empty role or category means that there is none.
enum BedTypeMap {
  ADULT_ICU("AdultICU", "ICU", "icu"),
  PEDIATRIC_ICU("PediatricICU", "PEDICU", "picu"),
  NEONATAL_ICU("NeonatalICU", "PEDNICU", "nicu"),
  EMERGENCY("ED", "ER", "ed"),
  MEDICAL_SURGICAL("MedicalSurgical", "HU", "ward"),
  REHAB_LONG_TERM_CARE("RehabLongTermCare", "RHU", "elv"),
  PEDIATRICS("Pediatrics", "PEDU", ""),
  PSYCHIATRIC("Psychiatric", "PHU", ""),
  BURN("Burn", "", ""),
  NURSERY("NurseryBeds", "", ""),
  OPERATING_ROOMS("OperatingRooms", "", ""),
  NEGATIVE_FLOW_ISOLATION("NegativeFlowIsolation", "", ""),
  OTHER_ISOLATION("OtherIsolation", "", ""),
  NOT_ISOLATION("NONISO", "", "");

  static final String ID = "bed-types";
  private static final String HAVBED = "https://archive.ahrq.gov/prep/havbed2/";

  private final String code;
  private final String role;
  private final String category;

  BedTypeMap(String code, String role, String category) {
    this.code = code;
    this.role = role;
    this.category = category;
  }

  String code() {
    return code;
  }

  String role() {
    return role;
  }

  /// The role code that fits a bed category best; null when none does.
  static @Nullable String roleOf(String category) {
    return switch (category) {
      case "ccu" -> "CCU";
      // High care is no type of its own in HAvBED: its beds are ward beds with more around them.
      case "hc" -> "HU";
      default ->
          Stream.of(values())
              .filter(t -> t.category.equals(category) && !t.role.isEmpty())
              .map(BedTypeMap::role)
              .findFirst()
              .orElse(null);
    };
  }

  /// The map as FHIR says it.
  static ConceptMap resource() {
    var map = new ConceptMap();
    map.setId(ID);
    map.setUrl(Canonical.BASE + "ConceptMap/" + ID);
    map.setVersion(Canonical.MEASURE_VERSION);
    map.setName("BedTypes");
    map.setTitle("Bed types of HAvBED, role codes of HL7 and bed categories");
    map.setStatus(PublicationStatus.ACTIVE);
    map.setSource(new UriType(HAVBED));
    var roles = map.addGroup().setSource(HAVBED).setTarget(Canonical.ROLE);
    var categories = map.addGroup().setSource(HAVBED).setTarget(Canonical.CATEGORY);
    for (var type : values()) {
      target(roles.addElement().setCode(type.code), type.role);
      target(categories.addElement().setCode(type.code), type.category);
    }
    return map;
  }

  private static void target(ConceptMap.SourceElementComponent element, String code) {
    var target = element.addTarget();
    Optional.of(code).filter(c -> !c.isEmpty()).ifPresent(target::setCode);
    target.setEquivalence(
        code.isEmpty() ? ConceptMapEquivalence.UNMATCHED : ConceptMapEquivalence.EQUIVALENT);
  }
}
