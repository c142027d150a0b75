package nl.vangnet.fhir;

import java.time.Instant;
import java.util.List;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/// Reads the groups that are capacity lines: unit, category, cohort and their variables.
@Component
class LineGroups {
  private static final String COHORT = "all";

  private final FhirPlaces places;

  LineGroups(FhirPlaces places) {
    this.places = places;
  }

  /// Whether a group is one of our own lines.
  static boolean isLine(MeasureReport.MeasureReportGroupComponent group) {
    return code(group.getCode(), Canonical.GROUP).equals("line");
  }

  private static String code(CodeableConcept concept, String system) {
    for (var coding : concept.getCoding()) {
      if (system.equals(coding.getSystem()) && coding.getCode() != null) {
        return coding.getCode();
      }
    }
    return "";
  }

  /// Reads the populations of a line.
  void line(
      Site site,
      MeasureReport.MeasureReportGroupComponent group,
      String place,
      Instant heldAt,
      List<MeasureReportReader.Given> given,
      List<Issue> issues) {
    var unit = unit(site, group);
    if (unit.isEmpty()) {
      issues.add(
          Issue.error(
              "required",
              "unit-missing",
              place + ".extension",
              "Name the unit by an extension " + Canonical.UNIT + " with the unit's code"));
      return;
    }
    var category = code(group.getCode(), Canonical.CATEGORY);
    var cohort = code(group.getCode(), Canonical.COHORT);
    if (category.isEmpty()) {
      issues.add(
          Issue.error(
              "required",
              "category-missing",
              place + ".code",
              "Name the bed category by a coding of " + Canonical.CATEGORY));
      return;
    }
    for (var p = 0; p < group.getPopulation().size(); p++) {
      var population = group.getPopulation().get(p);
      var element = place + ".population[" + p + "]";
      var code = code(population.getCode(), Canonical.VARIABLE);
      var variable = Variable.find(code);
      if (variable.isEmpty()) {
        issues.add(
            Issue.error(
                "code-invalid",
                "unknown-variable",
                element + ".code",
                "Use a code of " + Canonical.VARIABLE + " such as staffed or occupied"));
        continue;
      }
      var value = CountValue.of(population);
      if (value == null) {
        issues.add(noCount(element));
        continue;
      }
      given.add(
          new MeasureReportReader.Given(
              element,
              new Reported(
                  site.id(),
                  unit,
                  category,
                  cohort.isEmpty() ? COHORT : cohort,
                  variable.get(),
                  value.count(),
                  value.reason(),
                  held(population, heldAt),
                  CountValue.text(population, Canonical.NOTE))));
    }
  }

  /// Says that a population has neither a count nor a reason.
  static Issue noCount(String element) {
    return Issue.error(
        "required",
        "count-missing",
        element + ".count",
        "Give a whole number, or say why there is none by the extension " + Canonical.ABSENT);
  }

  /// The code of the unit that a group names; "" when it names none.
  String unit(Site site, MeasureReport.MeasureReportGroupComponent group) {
    var extension = group.getExtensionByUrl(Canonical.UNIT);
    if (extension == null) {
      return "";
    }
    if (extension.getValue() instanceof Reference reference) {
      var value = reference.getIdentifier().getValue();
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
      var address = places.plain(reference.getReference());
      if (address != null && address.startsWith("Location/")) {
        var found = places.find(address.substring("Location/".length()));
        if (found.isPresent()
            && found.get() instanceof Place.OfUnit(Unit unit)
            && unit.site().equals(site.id())) {
          return unit.code();
        }
      }
      return "";
    }
    var plain = extension.getValueAsPrimitive();
    return plain == null || plain.getValueAsString() == null
        ? ""
        : plain.getValueAsString().strip();
  }

  /// When the figure held: a census holds until its source was last heard, all else when it was
  /// seen.
  private static Instant held(
      MeasureReport.MeasureReportGroupPopulationComponent population, Instant report) {
    for (var url : List.of(Canonical.CONFIRMED, Canonical.OBSERVED)) {
      var extension = population.getExtensionByUrl(url);
      if (extension != null && extension.getValue() instanceof BaseDateTimeType at) {
        var moment = ReportHead.moment(at, report);
        if (moment != null) {
          return moment;
        }
      }
    }
    return report;
  }
}
