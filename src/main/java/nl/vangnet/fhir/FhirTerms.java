package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ProviderType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/// What the reports mean: the measures, the code systems and the map of bed types, made from the
/// definitions in force.
@Component
class FhirTerms {
  private final Definitions definitions;

  FhirTerms(Definitions definitions) {
    this.definitions = definitions;
  }

  // ---- measures

  Reply readMeasure(Ask ask) {
    return measures().stream()
        .filter(m -> m.getIdElement().getIdPart().equals(ask.id()))
        .findFirst()
        .map(Reply::of)
        .orElseThrow(() -> FhirFault.missing("No Measure with this id"));
  }

  Reply searchMeasures(Ask ask) {
    var url = ask.one("url");
    return Reply.of(
        Searchset.page(
            ask,
            measures().stream()
                .filter(m ->
                    url.isEmpty() || m.getUrl().equals(url) || url.equals(Canonical.SANER_MEASURE))
                .toList(),
            50,
            m -> m));
  }

  private List<Measure> measures() {
    return List.of(capacity(), saner());
  }

  private Measure capacity() {
    var measure = measure("capacity", "VangnetCapacity", "Beds and places per line");
    measure.setDescription(
        "Every capacity line of a site: unit, bed category and cohort, with each variable that was"
            + " reported. The SANER sums stand beside the lines.");
    measure
        .addRelatedArtifact()
        .setType(org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType.DERIVEDFROM)
        .setDisplay("SANER bed capacity")
        .setResource(Canonical.SANER_MEASURE);
    var group = measure.addGroup();
    group.setCode(
        new CodeableConcept().addCoding(new Coding(Canonical.GROUP, "line", "Capacity line")));
    for (var variable : Variable.values()) {
      population(group, Canonical.VARIABLE, variable.code(), variable.code());
    }
    return measure;
  }

  private static Measure saner() {
    var measure = measure("saner-bed-capacity", "SanerBedCapacity", "SANER bed capacity");
    measure
        .addRelatedArtifact()
        .setType(org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType.DERIVEDFROM)
        .setResource(Canonical.SANER_MEASURE);
    measure.setDescription(
        "The bed and ventilator populations of HL7 SANER as Vangnet gives and takes them. ICU: the"
            + " categories icu, picu and nicu; inpatient: these and all but ed and elv.");
    var beds = measure.addGroup();
    beds.setCode(
        new CodeableConcept().addCoding(new Coding(Canonical.SANER_GROUPS, "Beds", "Beds")));
    var ventilators = measure.addGroup();
    ventilators.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.SANER_GROUPS, "Ventilators", "Ventilators")));
    for (var code : SanerCode.values()) {
      population(
          code.isVentilator() ? ventilators : beds,
          Canonical.SANER_VALUES,
          code.code(),
          code.display());
    }
    return measure;
  }

  private static Measure measure(String id, String name, String title) {
    var measure = new Measure();
    measure.setId(id);
    measure.setUrl(Canonical.BASE + "Measure/" + id);
    measure.setVersion(Canonical.MEASURE_VERSION);
    measure.setName(name);
    measure.setTitle(title);
    measure.setStatus(PublicationStatus.ACTIVE);
    measure.setScoring(
        new CodeableConcept()
            .addCoding(
                new Coding(
                    Canonical.SANER + "CodeSystem/PublicHealthMeasureScoring",
                    "capacity",
                    "Capacity")));
    measure.setRateAggregation("point-in-time");
    return measure;
  }

  private static void population(
      Measure.MeasureGroupComponent group, String system, String code, String display) {
    group
        .addPopulation()
        .setCode(new CodeableConcept().addCoding(new Coding(system, code, display)))
        .setCriteria(
            new Expression().setLanguage("text/plain").setExpression("counted by the hospital"));
  }

  // ---- code systems

  Reply readCodes(Ask ask) {
    return systems().stream()
        .filter(s -> s.getIdElement().getIdPart().equals(ask.id()))
        .findFirst()
        .map(Reply::of)
        .orElseThrow(() -> FhirFault.missing("No CodeSystem with this id"));
  }

  Reply searchCodes(Ask ask) {
    var url = ask.one("url");
    return Reply.of(
        Searchset.page(
            ask,
            systems().stream().filter(s -> url.isEmpty() || s.getUrl().equals(url)).toList(),
            50,
            s -> (Resource) s));
  }

  private List<CodeSystem> systems() {
    var categories = system("category", "Bed categories");
    definitions.categories().stream()
        .sorted(Comparator.comparingInt(c -> c.rank()))
        .forEach(c -> {
          var concept =
              categories
                  .addConcept()
                  .setCode(c.code())
                  .setDisplay(c.nameEn())
                  .setDefinition(c.meaningEn());
          concept.addDesignation().setLanguage("nl").setValue(c.nameNl());
        });
    var cohorts = system("cohort", "Cohorts");
    definitions.cohorts().stream()
        .sorted(Comparator.comparingInt(c -> c.rank()))
        .forEach(c -> {
          var concept =
              cohorts
                  .addConcept()
                  .setCode(c.code())
                  .setDisplay(c.nameEn())
                  .setDefinition(c.meaningEn());
          concept.addDesignation().setLanguage("nl").setValue(c.nameNl());
        });
    var variables = system("variable", "What is counted on a line");
    for (var variable : Variable.values()) {
      variables.addConcept().setCode(variable.code()).setDisplay(variable.code());
    }
    var groups = system("group", "Kinds of group in a report");
    groups.addConcept().setCode("line").setDisplay("Capacity line");
    var types = system("provider-type", "Kinds of care provider");
    for (var type : ProviderType.values()) {
      types.addConcept().setCode(FhirOrganisations.code(type));
    }
    var all = new ArrayList<>(List.of(categories, cohorts, variables, groups, types));
    for (var facet : CareCodes.ALL) {
      var one = system(facet.id(), facet.title());
      facet.codes().forEach(code -> one.addConcept().setCode(code));
      all.add(one);
    }
    return all;
  }

  // ---- maps

  Reply readMap(Ask ask) {
    if (!ask.id().equals(BedTypeMap.ID)) {
      throw FhirFault.missing("No ConceptMap with this id");
    }
    return Reply.of(BedTypeMap.resource());
  }

  Reply searchMaps(Ask ask) {
    var url = ask.one("url");
    return Reply.of(
        Searchset.page(
            ask,
            List.of(BedTypeMap.resource()).stream()
                .filter(m -> url.isEmpty() || m.getUrl().equals(url))
                .toList(),
            50,
            m -> (Resource) m));
  }

  private static CodeSystem system(String id, String title) {
    var system = new CodeSystem();
    system.setId(id);
    system.setUrl(Canonical.BASE + "CodeSystem/" + id);
    system.setTitle(title);
    system.setName(title.replaceAll("[^A-Za-z]", ""));
    system.setStatus(PublicationStatus.ACTIVE);
    system.setCaseSensitive(true);
    system.setContent(CodeSystem.CodeSystemContentMode.COMPLETE);
    return system;
  }
}
