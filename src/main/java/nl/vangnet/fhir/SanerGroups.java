package nl.vangnet.fhir;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MeasureReport;
import org.jspecify.annotations.Nullable;

/// Reads the standard populations of SANER of one report, onto the lines of the unit "SANER" of the
/// site, not split by cohort: intensive care on `icu`, the other inpatient beds on `ward`. Where
/// SANER counts both together, the ward is the difference. They are refused for a category that the
/// site already counts per unit, for then every bed would count twice.
final class SanerGroups {
  static final String UNIT = "SANER";
  private static final String COHORT = "all";

  private final FhirPlaces places;
  private final LivePicture pictures;
  private final Site site;
  private final Instant heldAt;
  private final List<MeasureReportReader.Given> given;
  private final List<Issue> issues;
  private final Map<SanerCode, Standard> saner = new EnumMap<>(SanerCode.class);

  SanerGroups(
      FhirPlaces places,
      LivePicture pictures,
      ReportHead.Head head,
      List<MeasureReportReader.Given> given,
      List<Issue> issues) {
    this.places = places;
    this.pictures = pictures;
    this.site = head.site();
    this.heldAt = head.heldAt();
    this.given = given;
    this.issues = issues;
  }

  private record Standard(String element, CountValue value) {}

  /// Hears a group; `hasLines` tells that the lines of the report count instead.
  void group(MeasureReport.MeasureReportGroupComponent group, String place, boolean hasLines) {
    for (var p = 0; p < group.getPopulation().size(); p++) {
      var population = group.getPopulation().get(p);
      var element = place + ".population[" + p + "]";
      var code = sanerCode(population.getCode());
      if (code.isEmpty()) {
        issues.add(
            Issue.error(
                "code-invalid",
                "unknown-population",
                element + ".code",
                "Use a code of " + Canonical.SANER_VALUES + " or a line group of Vangnet"));
        continue;
      }
      var value = CountValue.of(population);
      if (value == null) {
        issues.add(LineGroups.noCount(element));
        continue;
      }
      if (hasLines) {
        continue;
      }
      var known = SanerCode.find(code);
      if (known.isEmpty()) {
        issues.add(
            Issue.told(
                "kept-with-report",
                element,
                "Kept with the report; the picture of beds has no place for " + code));
      } else if (saner.putIfAbsent(known.get(), new Standard(element, value)) != null) {
        issues.add(
            Issue.error(
                "duplicate", "population-twice", element + ".code", "Give each population once"));
      }
    }
    if (hasLines) {
      issues.add(
          Issue.told(
              "sums-not-recorded",
              place,
              "The lines of this report count; sums over them are not recorded"));
    }
  }

  private static String sanerCode(CodeableConcept concept) {
    for (Coding coding : concept.getCoding()) {
      var system = coding.getSystem();
      if (system != null
          && system.endsWith("/saner/CodeSystem/MeasuredValues")
          && coding.getCode() != null
          && coding.getCode().matches("[A-Za-z0-9]{1,40}")) {
        return coding.getCode();
      }
    }
    return "";
  }

  /// Puts what was heard on the lines.
  void read() {
    if (saner.isEmpty()) {
      return;
    }
    var elsewhere = categoriesElsewhere();
    var icu = elsewhere.stream().anyMatch(SanerCode.ICU::contains);
    plain(SanerCode.NUM_ICU_BEDS, "icu", Variable.STAFFED, icu);
    plain(SanerCode.NUM_ICU_BEDS_OCC, "icu", Variable.OCCUPIED, icu);
    plain(SanerCode.NUM_ICU_BEDS_AVAIL, "icu", Variable.FREE, icu);
    plain(SanerCode.NUM_VENT, "icu", Variable.VENTILATORS, icu);
    var ward =
        elsewhere.stream()
            .anyMatch(c -> !SanerCode.ICU.contains(c) && !SanerCode.NOT_INPATIENT.contains(c));
    plain(SanerCode.NUM_IMP_BEDS_AVAIL, "ward", Variable.FREE, ward);
    ward(
        SanerCode.NUM_IMP_BEDS, SanerCode.NUM_BEDS, SanerCode.NUM_ICU_BEDS, Variable.STAFFED, ward);
    ward(
        SanerCode.NUM_IMP_BEDS_OCC,
        SanerCode.NUM_BEDS_OCC,
        SanerCode.NUM_ICU_BEDS_OCC,
        Variable.OCCUPIED,
        ward);
    for (var code :
        List.of(
            SanerCode.NUM_TOT_BEDS,
            SanerCode.NUM_TOT_BEDS_OCC,
            SanerCode.NUM_TOT_BEDS_AVAIL,
            SanerCode.NUM_VENT_USE,
            SanerCode.NUM_VENT_AVAIL)) {
      var one = saner.get(code);
      if (one != null) {
        issues.add(
            Issue.told(
                "kept-with-report",
                one.element(),
                "Kept with the report; the picture counts beds per category, not " + code.code()));
      }
    }
  }

  /// The categories that the site counts on other lines than those of SANER.
  private Set<String> categoriesElsewhere() {
    var picture = pictures.current().site(site.id());
    if (picture == null) {
      return Set.of();
    }
    var found = new java.util.HashSet<String>();
    for (var line : picture.lines()) {
      var unit = places.snapshot().findUnit(line.line().unit());
      if (unit.isPresent()
          && !unit.get().code().equals(UNIT)
          && line.figures().values().stream().anyMatch(f -> f.used() != null)) {
        found.add(line.line().category());
      }
    }
    return found;
  }

  private void plain(SanerCode code, String category, Variable variable, boolean elsewhere) {
    var one = saner.get(code);
    if (one == null) {
      return;
    }
    if (elsewhere) {
      issues.add(counted(one.element(), category));
      return;
    }
    add(one.element(), category, variable, one.value(), null);
  }

  private Issue counted(String element, String category) {
    return Issue.error(
        "business-rule",
        "counted-elsewhere",
        element,
        "This site counts its beds of category "
            + category
            + " per unit; give a line group, or these beds would count twice");
  }

  private void add(
      String element, String category, Variable variable, CountValue value, @Nullable String note) {
    given.add(
        new MeasureReportReader.Given(
            element,
            new Reported(
                site.id(),
                UNIT,
                category,
                COHORT,
                variable,
                value.count(),
                value.reason(),
                heldAt,
                note)));
  }

  /// The ward is given, or it is all inpatient beds less intensive care.
  private void ward(
      SanerCode own, SanerCode all, SanerCode icu, Variable variable, boolean elsewhere) {
    var given = saner.get(own);
    var whole = saner.get(all);
    if (given != null) {
      plain(own, "ward", variable, elsewhere);
      if (whole != null) {
        issues.add(
            Issue.told(
                "kept-with-report",
                whole.element(),
                "Kept with the report; " + own.code() + " gives the ward"));
      }
      return;
    }
    if (whole == null) {
      return;
    }
    if (elsewhere) {
      issues.add(counted(whole.element(), "ward"));
      return;
    }
    var part = saner.get(icu);
    if (part == null) {
      issues.add(
          Issue.error(
              "required",
              "icu-part-missing",
              whole.element(),
              all.code()
                  + " holds the ICU beds too: give "
                  + icu.code()
                  + " or "
                  + own.code()
                  + " as well"));
      return;
    }
    var wholeCount = whole.value().count();
    var partCount = part.value().count();
    if (wholeCount == null || partCount == null) {
      var reason = wholeCount == null ? whole.value().reason() : part.value().reason();
      add(
          whole.element(),
          "ward",
          variable,
          new CountValue(null, reason == null ? "unknown" : reason),
          wholeCount == null ? null : all.code() + " " + wholeCount);
    } else if (wholeCount < partCount) {
      issues.add(
          Issue.error(
              "business-rule",
              "part-above-whole",
              whole.element() + ".count",
              icu.code() + " is larger than " + all.code() + "; check both"));
    } else {
      add(
          whole.element(),
          "ward",
          variable,
          new CountValue(wholeCount - partCount, null),
          all.code() + " " + wholeCount + " - " + icu.code() + " " + partCount);
    }
  }
}
