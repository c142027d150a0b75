package nl.vangnet.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads a MeasureReport: which figures it gives for which lines of which site, what is kept with
/// the report only, and what is refused; every population gets one of these.
///
/// Groups of our own measure name unit, category, cohort and variables. The standard populations of
/// SANER stand for the lines of the unit "SANER" of the site, not split by cohort: intensive care
/// on `icu`, the other inpatient beds on `ward`. Where SANER counts both together, the ward is the
/// difference. They are refused for a category that the site already counts per unit, for then
/// every bed would count twice.
@Component
class MeasureReportReader {
  static final String UNIT = "SANER";
  private static final String COHORT = "all";
  private static final int MOST_POPULATIONS = 10_000;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final Set<String> OWN_ON_POPULATION =
      Set.of(
          Canonical.OBSERVED,
          Canonical.CONFIRMED,
          Canonical.METHOD,
          Canonical.NOTE,
          Canonical.SOURCE,
          Canonical.AGE,
          Canonical.DEFINITION,
          Canonical.CORRECTION);

  private final FhirPlaces places;
  private final LivePicture pictures;
  private final Clock clock;

  MeasureReportReader(FhirPlaces places, LivePicture pictures, Clock clock) {
    this.places = places;
    this.pictures = pictures;
    this.clock = clock;
  }

  /// What a report says.
  record Reading(Site site, Instant heldAt, List<Given> given, List<Issue> issues) {}

  /// One figure with the element that gives it.
  record Given(String expression, Reported figure) {}

  Reading read(MeasureReport report) {
    var site = site(report);
    check(report);
    var heldAt = heldAt(report);
    var given = new ArrayList<Given>();
    var issues = new ArrayList<Issue>();
    var hasLines = report.getGroup().stream().anyMatch(MeasureReportReader::isLine);
    var saner = new EnumMap<SanerCode, Standard>(SanerCode.class);
    for (var g = 0; g < report.getGroup().size(); g++) {
      var group = report.getGroup().get(g);
      var place = "MeasureReport.group[" + g + "]";
      if (isLine(group)) {
        line(site, group, place, heldAt, given, issues);
      } else {
        standard(group, place, hasLines, saner, issues);
      }
    }
    if (!hasLines) {
      new Standards(site, heldAt, saner, given, issues).read();
    }
    return new Reading(site, heldAt, given, issues);
  }

  private Site site(MeasureReport report) {
    if (!report.hasSubject()) {
      throw new FhirFault(
          422,
          "required",
          "subject-missing",
          "MeasureReport.subject",
          "Name the site: a reference such as Location/site-12, or an identifier that the"
              + " directory knows");
    }
    var subject = report.getSubject();
    var found = places.resolve(subject);
    if (found.isEmpty()) {
      throw new FhirFault(
          422,
          "not-found",
          "unknown-site",
          "MeasureReport.subject",
          "No single site carries this reference or identifier; let the data steward enter the"
              + " identifier as kind OTHER, written system|value");
    }
    if (!(found.get() instanceof Place.OfSite(var site))) {
      throw new FhirFault(
          422,
          "business-rule",
          "not-a-site",
          "MeasureReport.subject",
          "Figures are taken for one site; regions and the country are sums of sites");
    }
    if (subject.hasIdentifier()) {
      var value = subject.getIdentifier().getValue();
      var system = subject.getIdentifier().getSystem();
      var other =
          places.byIdentifier(system == null ? "" : system, value == null ? "" : value.strip());
      if (other.isPresent() && !other.get().equals(found.get())) {
        throw new FhirFault(
            422,
            "conflict",
            "subject-ambiguous",
            "MeasureReport.subject",
            "Reference and identifier name two different sites; leave one out or correct it");
      }
    }
    return site;
  }

  private static void check(MeasureReport report) {
    if (report.getType() != null && report.getType() != MeasureReport.MeasureReportType.SUMMARY) {
      throw new FhirFault(
          422,
          "suppressed",
          "not-a-summary",
          "MeasureReport.type",
          "Only summary reports are taken in: counts, never lists of persons");
    }
    if (report.getStatus() == MeasureReport.MeasureReportStatus.ERROR) {
      throw new FhirFault(
          422,
          "business-rule",
          "report-in-error",
          "MeasureReport.status",
          "A report in error gives no figures; send the corrected report as complete");
    }
    if (report.getGroup().isEmpty()) {
      throw new FhirFault(
          422,
          "required",
          "group-missing",
          "MeasureReport.group",
          "Give at least one group with populations");
    }
    if (MeasureReportWriter.populations(report).size() > MOST_POPULATIONS) {
      throw new FhirFault(
          413,
          "too-long",
          "too-many",
          "MeasureReport.group",
          "Give at most 10,000 populations in one report");
    }
  }

  private Instant heldAt(MeasureReport report) {
    var now = clock.instant();
    if (report.hasPeriod() && report.getPeriod().hasEnd()) {
      var end = moment(report.getPeriod().getEndElement(), now);
      if (end != null) {
        return end;
      }
    }
    var date = report.hasDate() ? moment(report.getDateElement(), now) : null;
    if (date == null) {
      throw new FhirFault(
          422,
          "required",
          "moment-missing",
          "MeasureReport.period.end",
          "Say when the figures held: a date and time with seconds and an offset");
    }
    return date;
  }

  /// The moment of a value; a day or month counts to its end, but not beyond now.
  private static @Nullable Instant moment(BaseDateTimeType value, Instant now) {
    var date = value.getValue();
    if (date == null) {
      return null;
    }
    var text = value.getValueAsString();
    if (text.length() > 10) {
      return exact(text, date);
    }
    var end =
        switch (text.length()) {
          case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1).plusYears(1);
          case 7 -> LocalDate.parse(text + "-01").plusMonths(1);
          default -> LocalDate.parse(text).plusDays(1);
        };
    var until = end.atStartOfDay(ZONE).toInstant().minusSeconds(1);
    return until.isAfter(now) ? now : until;
  }

  /// FHIR moments may carry microseconds; `Date` may not.
  private static Instant exact(String text, Date date) {
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (java.time.DateTimeException e) {
      return date.toInstant();
    }
  }

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

  // ---- our own lines

  private void line(
      Site site,
      MeasureReport.MeasureReportGroupComponent group,
      String place,
      Instant heldAt,
      List<Given> given,
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
      var value = Value.of(population);
      if (value == null) {
        issues.add(noCount(element));
        continue;
      }
      given.add(
          new Given(
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
                  text(population, Canonical.NOTE))));
    }
  }

  private static Issue noCount(String element) {
    return Issue.error(
        "required",
        "count-missing",
        element + ".count",
        "Give a whole number, or say why there is none by the extension " + Canonical.ABSENT);
  }

  private String unit(Site site, MeasureReport.MeasureReportGroupComponent group) {
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
        var moment = moment(at, report);
        if (moment != null) {
          return moment;
        }
      }
    }
    return report;
  }

  private static @Nullable String text(Element element, String url) {
    var extension = element.getExtensionByUrl(url);
    if (extension == null || !(extension.getValue() instanceof PrimitiveType<?> plain)) {
      return null;
    }
    var text = plain.getValueAsString();
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// What a count says: a number, or the reason why there is none.
  private record Value(@Nullable Integer count, @Nullable String reason) {
    static @Nullable Value of(MeasureReport.MeasureReportGroupPopulationComponent population) {
      IntegerType count = population.getCountElement();
      if (count.getValue() != null) {
        return new Value(count.getValue(), null);
      }
      for (Element element : List.<Element>of(count, population)) {
        var words = text(element, Canonical.UNKNOWN_REASON);
        var code = text(element, Canonical.ABSENT);
        if (code != null) {
          return new Value(null, words == null ? code : words);
        }
      }
      return null;
    }
  }

  // ---- the standard populations

  private record Standard(String element, Value value) {}

  private static void standard(
      MeasureReport.MeasureReportGroupComponent group,
      String place,
      boolean hasLines,
      Map<SanerCode, Standard> saner,
      List<Issue> issues) {
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
      var value = Value.of(population);
      if (value == null) {
        issues.add(noCount(element));
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

  /// Puts the standard populations on the lines of the unit SANER.
  private final class Standards {
    private final Site site;
    private final Instant heldAt;
    private final Map<SanerCode, Standard> saner;
    private final List<Given> given;
    private final List<Issue> issues;

    Standards(
        Site site,
        Instant heldAt,
        Map<SanerCode, Standard> saner,
        List<Given> given,
        List<Issue> issues) {
      this.site = site;
      this.heldAt = heldAt;
      this.saner = saner;
      this.given = given;
      this.issues = issues;
    }

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
          SanerCode.NUM_IMP_BEDS,
          SanerCode.NUM_BEDS,
          SanerCode.NUM_ICU_BEDS,
          Variable.STAFFED,
          ward);
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
                  "Kept with the report; the picture counts beds per category, not "
                      + code.code()));
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
        String element, String category, Variable variable, Value value, @Nullable String note) {
      given.add(
          new Given(
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
            new Value(null, reason == null ? "unknown" : reason),
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
            new Value(wholeCount - partCount, null),
            all.code() + " " + wholeCount + " - " + icu.code() + " " + partCount);
      }
    }
  }

  // ---- what is kept

  /// The report as it is kept: its codes, counts, reasons and our own extensions, without any other
  /// text of the sender.
  MeasureReport kept(MeasureReport report, MeasureReportWriter writer, Site site, Instant heldAt) {
    var kept = new MeasureReport();
    kept.setStatus(
        report.getStatus() == null
            ? MeasureReport.MeasureReportStatus.COMPLETE
            : report.getStatus());
    kept.setType(MeasureReport.MeasureReportType.SUMMARY);
    if (report.getMeasure() != null && report.getMeasure().length() <= 200) {
      kept.setMeasure(report.getMeasure());
    }
    var identifier = report.getIdentifierFirstRep();
    if (identifier.getValue() != null && identifier.getValue().length() <= 200) {
      kept.addIdentifier(
          new Identifier().setSystem(identifier.getSystem()).setValue(identifier.getValue()));
    }
    kept.setSubject(writer.subject(new Place.OfSite(site)));
    places
        .snapshot()
        .findOrganisation(site.organisation())
        .ifPresent(o -> kept.setReporter(MeasureReportWriter.organisation(o)));
    if (report.hasDate()) {
      kept.setDateElement(valid(report.getDateElement()));
    }
    if (report.hasPeriod()) {
      kept.getPeriod().setStartElement(valid(report.getPeriod().getStartElement()));
      kept.getPeriod().setEndElement(valid(report.getPeriod().getEndElement()));
    } else {
      kept.getPeriod().setEndElement(MeasureReportWriter.moment(heldAt));
    }
    for (var group : report.getGroup()) {
      var copy = kept.addGroup().setCode(codes(group.getCode()));
      var unit = group.getExtensionByUrl(Canonical.UNIT);
      if (unit != null) {
        copy.addExtension(
            Canonical.UNIT,
            new Reference()
                .setIdentifier(
                    new Identifier().setSystem(Canonical.UNIT_CODE).setValue(unit(site, group))));
      }
      for (var population : group.getPopulation()) {
        var one = copy.addPopulation().setCode(codes(population.getCode()));
        var count = population.getCountElement();
        if (count.getValue() != null) {
          one.setCount(count.getValue());
        } else {
          var value = Value.of(population);
          if (value != null && value.reason() != null) {
            absent(one.getCountElement(), value.reason());
          }
        }
        for (Extension extension : population.getExtension()) {
          if (OWN_ON_POPULATION.contains(extension.getUrl())
              && extension.getValue() instanceof PrimitiveType<?>) {
            one.addExtension(
                extension.getValue() instanceof BaseDateTimeType at
                    ? new Extension(extension.getUrl(), valid(at))
                    : extension.copy());
          }
        }
      }
    }
    return kept;
  }

  /// A moment as FHIR writes it: some leave out the seconds, which its parser reads and its writer
  /// does not.
  private static DateTimeType valid(BaseDateTimeType given) {
    if (given.getValue() == null) {
      return new DateTimeType();
    }
    return given.getPrecision() == TemporalPrecisionEnum.MINUTE
        ? MeasureReportWriter.exact(given.getValue().toInstant())
        : new DateTimeType(given.getValueAsString());
  }

  private static void absent(IntegerType count, String reason) {
    var code = MeasureReportWriter.absentCode(reason);
    count.addExtension(Canonical.ABSENT, new org.hl7.fhir.r4.model.CodeType(code));
    if (!code.equals(reason)) {
      count.addExtension(Canonical.UNKNOWN_REASON, new org.hl7.fhir.r4.model.StringType(reason));
    }
  }

  private static CodeableConcept codes(CodeableConcept concept) {
    var copy = new CodeableConcept();
    for (var coding : concept.getCoding()) {
      if (coding.getCode() != null
          && coding.getCode().length() <= 80
          && coding.getSystem() != null
          && coding.getSystem().length() <= 200) {
        copy.addCoding(new Coding(coding.getSystem(), coding.getCode(), null));
      }
    }
    return copy;
  }

  /// By which method figures of this actor count.
  static Method methodOf(nl.vangnet.access.Actor actor) {
    return actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
  }
}
