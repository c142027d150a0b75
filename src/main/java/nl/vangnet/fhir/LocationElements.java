package nl.vangnet.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.PrimitiveType;

/// What a Location that is sent says in its elements.
final class LocationElements {
  private static final Set<String> CLOSED = Set.of("C", "K");
  private static final Set<String> OPEN = Set.of("H", "I", "O", "U");

  private LocationElements() {}

  /// The code of the level: si, wa or bd; "" when there is none.
  static String level(Location resource) {
    for (var coding : resource.getPhysicalType().getCoding()) {
      if (coding.getCode() != null
          && (coding.getSystem() == null || coding.getSystem().equals(Canonical.PHYSICAL))) {
        return coding.getCode();
      }
    }
    return "";
  }

  /// The value of the identifier of a system; "" when there is none.
  static String code(Location resource, String system) {
    for (var one : resource.getIdentifier()) {
      if (system.equals(one.getSystem())) {
        return FhirOrganisations.text(one.getValue());
      }
    }
    return "";
  }

  /// The plain value of an extension; "" when there is none.
  static String extension(Location resource, String url) {
    var extension = resource.getExtensionByUrl(url);
    return extension != null && extension.getValue() instanceof PrimitiveType<?> plain
        ? FhirOrganisations.text(plain.getValueAsString())
        : "";
  }

  /// Whether the operational status says closed.
  static boolean isClosed(Location resource) {
    var code = FhirOrganisations.text(resource.getOperationalStatus().getCode());
    if (CLOSED.contains(code)) {
      return true;
    }
    if (OPEN.contains(code)) {
      return false;
    }
    throw new FhirFault(
        422,
        "code-invalid",
        "unknown-status",
        "Location.operationalStatus",
        "Use a code of " + Canonical.BED_STATUS + ": C, H, I, K, O or U");
  }
}
