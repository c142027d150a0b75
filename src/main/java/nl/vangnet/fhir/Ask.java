package nl.vangnet.fhir;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/// One FHIR request: from HTTP or from an entry of a bundle. `type` and `id` are "" when the
/// address names none; `query` keeps the parameters in their order; `base` is the address of the
/// FHIR door as the caller sees it.
public record Ask(
    String base,
    String method,
    String type,
    String id,
    Map<String, List<String>> query,
    @Nullable Resource resource,
    String ifMatch,
    String ifNoneExist,
    String prefer) {
  /// A request that reads.
  public static Ask read(
      String base, String type, String id, Map<String, List<String>> query, String prefer) {
    return new Ask(base, "GET", type, id, query, null, "", "", prefer);
  }

  /// The interaction in the words of a CapabilityStatement.
  String interaction() {
    return switch (method) {
      case "GET" -> id.isEmpty() ? "search-type" : "read";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "DELETE" -> "delete";
      default -> method.toLowerCase(java.util.Locale.ROOT);
    };
  }

  /// The only value of a parameter; "" when absent.
  String one(String name) {
    var values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw FhirFault.parameter(name, "give it once; separate alternatives by commas");
    }
    return values.isEmpty() ? "" : values.getFirst().strip();
  }
}
