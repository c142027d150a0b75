package nl.vangnet.fhir;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What can be done with one type of resource: the table behind both the capability statement and
/// the refusal of all else. `parameters` gives each search parameter its FHIR kind.
record Offer(String type, List<String> interactions, Map<String, String> parameters) {
  private static final Map<String, String> ALWAYS =
      Map.of("_id", "token", "_count", "number", "_offset", "number");

  static final List<Offer> ALL =
      List.of(
          new Offer(
              "Organization",
              List.of("read", "search-type", "create", "update"),
              with(
                  "identifier",
                  "token",
                  "name",
                  "string",
                  "type",
                  "token",
                  "address-country",
                  "string")),
          new Offer(
              "Location",
              List.of("read", "search-type", "create", "update"),
              with(
                  "identifier",
                  "token",
                  "name",
                  "string",
                  "type",
                  "token",
                  "partof",
                  "reference",
                  "organization",
                  "reference",
                  "operational-status",
                  "token")),
          new Offer(
              "MeasureReport",
              List.of("read", "search-type", "create", "update"),
              with(
                  "subject",
                  "reference",
                  "subject.partof",
                  "reference",
                  "measure",
                  "reference",
                  "period",
                  "date",
                  "date",
                  "date",
                  "identifier",
                  "token",
                  "reporter",
                  "reference")),
          new Offer(
              "ServiceRequest",
              List.of("read", "search-type", "create", "update"),
              with("identifier", "token", "status", "token")),
          new Offer(
              "Task",
              List.of("read", "search-type", "update"),
              with("owner", "reference", "focus", "reference", "status", "token")),
          new Offer("Measure", List.of("read", "search-type"), with("url", "uri")),
          new Offer("CodeSystem", List.of("read", "search-type"), with("url", "uri")),
          new Offer("ConceptMap", List.of("read", "search-type"), with("url", "uri")),
          new Offer(
              "Subscription",
              List.of("read", "search-type", "create", "update", "delete"),
              with("status", "token", "criteria", "string")));

  private static Map<String, String> with(String... pairs) {
    var map = new TreeMap<>(ALWAYS);
    for (var i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Offer of(String type) {
    return ALL.stream()
        .filter(o -> o.type().equals(type))
        .findFirst()
        .orElseThrow(() ->
            new FhirFault(
                404,
                "not-supported",
                "unknown-type",
                "",
                "Use one of "
                    + String.join(", ", ALL.stream().map(Offer::type).toList())
                    + "; see metadata"));
  }

  /// Refuses what this type does not offer.
  void check(Ask ask) {
    if (!interactions.contains(ask.interaction())) {
      throw new FhirFault(
          405,
          "not-supported",
          "not-supported",
          "",
          type + " offers " + String.join(", ", interactions));
    }
    if (!ask.interaction().equals("search-type")) {
      return;
    }
    for (var name : ask.query().keySet()) {
      var plain = name.replaceFirst(":.*", "");
      var known =
          parameters.containsKey(name)
              || (parameters.containsKey(plain) && isModifier(name.substring(plain.length())))
              || (name.equals("subject:Location.partof") && type.equals("MeasureReport"))
              || List.of("_format", "_pretty", "_total").contains(name);
      if (!known && !ask.prefer().contains("handling=lenient")) {
        throw FhirFault.parameter(
            name.matches("[A-Za-z0-9_.:-]{1,40}") ? name : "parameter",
            "not a search parameter of "
                + type
                + "; use "
                + String.join(", ", parameters.keySet()));
      }
    }
  }

  private static boolean isModifier(String modifier) {
    return List.of(":contains", ":identifier").contains(modifier);
  }
}
