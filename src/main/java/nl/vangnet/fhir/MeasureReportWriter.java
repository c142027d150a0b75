package nl.vangnet.fhir;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.function.Predicate;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the picture of a place as a MeasureReport: the SANER sums, and one group per capacity
/// line with every figure and its provenance. A sum of which a part is unknown is unknown; its
/// known part stands beside it.
@Component
class MeasureReportWriter {
  private static final Set<String> ABSENT_REASONS =
      Set.of(
          "unknown",
          "asked-unknown",
          "temp-unknown",
          "not-asked",
          "asked-declined",
          "masked",
          "not-applicable",
          "unsupported",
          "as-text",
          "error",
          "not-a-number",
          "negative-infinity",
          "positive-infinity",
          "not-performed",
          "not-permitted");
  private static final TimeZone ZONE = TimeZone.getTimeZone("Europe/Amsterdam");
  private static final DateTimeFormatter IN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(java.time.ZoneOffset.UTC);

  private final FhirPlaces places;

  MeasureReportWriter(FhirPlaces places) {
    this.places = places;
  }

  /// What a report shows: our own measure with every line, or the SANER sums only.
  enum Shape {
    LINES,
    SUMS;

    static Shape of(String measure) {
      return measure.startsWith(Canonical.SANER) ? SUMS : LINES;
    }
  }

  /// The report of a place; `past` tells that the picture is of an earlier moment.
  MeasureReport write(Place place, Picture picture, Shape shape, boolean past) {
    var sites = places.sites(place).stream().map(Site::id).toList();
    var lines = picture.lines(sites, line -> true);
    var report = new MeasureReport();
    report.setId(
        (shape == Shape.SUMS ? "saner-" : "")
            + place.id()
            + (past ? "-" + IN_ID.format(picture.at()) : ""));
    report.getMeta().addProfile(Canonical.SANER_PROFILE);
    report.getMeta().setLastUpdated(Date.from(picture.at()));
    report.setStatus(MeasureReport.MeasureReportStatus.COMPLETE);
    report.setType(MeasureReport.MeasureReportType.SUMMARY);
    report.setMeasure(
        shape == Shape.SUMS
            ? Canonical.SANER_MEASURE
            : Canonical.MEASURE + "|" + Canonical.MEASURE_VERSION);
    report.setSubject(subject(place));
    report.setDateElement(moment(picture.at()));
    report.setReporter(reporter(place));
    report.setPeriod(
        new Period()
            .setStartElement(moment(from(lines, picture.at())))
            .setEndElement(moment(picture.at())));
    sums(report, lines);
    if (shape == Shape.LINES
        && !(place instanceof Place.OfRegion || place instanceof Place.OfCountry)) {
      lines.forEach(line -> report.addGroup(group(line)));
    }
    return report;
  }

  private static Instant from(List<LinePicture> lines, Instant at) {
    return lines.stream()
        .flatMap(l -> l.figures().values().stream())
        .map(Figure::confirmedAt)
        .filter(java.util.Objects::nonNull)
        .map(java.util.Objects::requireNonNull)
        .filter(i -> i.isBefore(at))
        .min(Instant::compareTo)
        .orElse(at);
  }

  static DateTimeType moment(Instant at) {
    return new DateTimeType(Date.from(at), ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI, ZONE);
  }

  static DateTimeType exact(Instant at) {
    // The record keeps microseconds; a FHIR moment may carry them too.
    var type = new DateTimeType();
    type.setValueAsString(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            at.truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                .atZone(ZONE.toZoneId())
                .toOffsetDateTime()));
    return type;
  }

  Reference subject(Place place) {
    var reference = new Reference("Location/" + place.id());
    switch (place) {
      case Place.OfSite(var site) -> {
        reference.setIdentifier(
            new Identifier().setSystem(Canonical.SITE_CODE + site.country()).setValue(site.code()));
        reference.setDisplay(site.name());
      }
      case Place.OfRegion(var region) -> {
        var sites = places.sites(place);
        var country = sites.isEmpty() ? places.home() : sites.getFirst().country();
        reference.setIdentifier(
            new Identifier().setSystem(Canonical.REGION_CODE + country).setValue(region.code()));
        reference.setDisplay(region.name());
      }
      case Place.OfCountry(var country) -> {
        reference.setIdentifier(
            new Identifier().setSystem(Canonical.COUNTRY).setValue(country.value()));
        reference.setDisplay(country.value());
      }
      case Place.OfUnit(var unit) -> reference.setDisplay(unit.name());
      case Place.OfBed(var unit, var bed) -> reference.setDisplay(bed.locationCode());
    }
    return reference;
  }

  private Reference reporter(Place place) {
    if (place instanceof Place.OfSite(var site)) {
      var organisation = places.snapshot().findOrganisation(site.organisation());
      if (organisation.isPresent()) {
        return organisation(organisation.get());
      }
    }
    return new Reference().setDisplay("Vangnet");
  }

  static Reference organisation(nl.vangnet.directory.Organisation organisation) {
    return new Reference("Organization/" + organisation.id())
        .setIdentifier(
            new Identifier()
                .setSystem(Canonical.ORGANISATION_CODE + organisation.country())
                .setValue(organisation.code()))
        .setDisplay(organisation.name());
  }

  // ---- the SANER sums

  private static void sums(MeasureReport report, List<LinePicture> all) {
    var icu = of(all, c -> SanerCode.ICU.contains(c));
    var inpatient = of(all, c -> !SanerCode.NOT_INPATIENT.contains(c));
    var ward = of(inpatient, c -> !SanerCode.ICU.contains(c));
    var total = of(all, c -> !c.equals("elv"));
    var beds = report.addGroup().setCode(sanerGroup("Beds"));
    for (var code : SanerCode.values()) {
      switch (code) {
        case NUM_TOT_BEDS -> sum(beds, code, total, MeasureReportWriter::standing);
        case NUM_TOT_BEDS_OCC -> sum(beds, code, total, used(Variable.OCCUPIED));
        case NUM_TOT_BEDS_AVAIL -> sum(beds, code, total, MeasureReportWriter::free);
        case NUM_BEDS -> sum(beds, code, inpatient, used(Variable.STAFFED));
        case NUM_BEDS_OCC -> sum(beds, code, inpatient, used(Variable.OCCUPIED));
        case NUM_ICU_BEDS -> sum(beds, code, icu, used(Variable.STAFFED));
        case NUM_ICU_BEDS_OCC -> sum(beds, code, icu, used(Variable.OCCUPIED));
        case NUM_ICU_BEDS_AVAIL -> sum(beds, code, icu, MeasureReportWriter::free);
        case NUM_IMP_BEDS -> sum(beds, code, ward, used(Variable.STAFFED));
        case NUM_IMP_BEDS_OCC -> sum(beds, code, ward, used(Variable.OCCUPIED));
        case NUM_IMP_BEDS_AVAIL -> sum(beds, code, ward, MeasureReportWriter::free);
        case NUM_VENT, NUM_VENT_USE, NUM_VENT_AVAIL -> {}
      }
    }
    var ventilators = report.addGroup().setCode(sanerGroup("Ventilators"));
    sum(ventilators, SanerCode.NUM_VENT, icu, used(Variable.VENTILATORS));
    // Vangnet counts what ventilators can serve, not which of them run.
    absent(population(ventilators, SanerCode.NUM_VENT_USE).getCountElement(), "unsupported");
    absent(population(ventilators, SanerCode.NUM_VENT_AVAIL).getCountElement(), "unsupported");
  }

  private static List<LinePicture> of(Collection<LinePicture> lines, Predicate<String> category) {
    return lines.stream().filter(l -> category.test(l.line().category())).toList();
  }

  private static Function<LinePicture, @Nullable Integer> used(Variable variable) {
    return line -> {
      var figure = line.figure(variable);
      return figure.age() == Age.STALE ? null : figure.used();
    };
  }

  private static @Nullable Integer standing(LinePicture line) {
    var physical = used(Variable.PHYSICAL).apply(line);
    return physical == null ? used(Variable.STAFFED).apply(line) : physical;
  }

  private static @Nullable Integer free(LinePicture line) {
    return line.free().age() == Age.STALE ? null : line.free().beds();
  }

  private static void sum(
      MeasureReport.MeasureReportGroupComponent group,
      SanerCode code,
      List<LinePicture> lines,
      Function<LinePicture, @Nullable Integer> value) {
    var count = population(group, code).getCountElement();
    var sum = 0;
    var unknown = 0;
    for (var line : lines) {
      var one = value.apply(line);
      if (one == null) {
        unknown++;
      } else {
        sum += one;
      }
    }
    if (lines.isEmpty()) {
      absent(count, "unknown");
    } else if (unknown > 0) {
      absent(count, "unknown");
      if (unknown < lines.size()) {
        count.addExtension(Canonical.KNOWN_PART, new IntegerType(sum));
      }
    } else {
      count.setValue(sum);
    }
  }

  private static MeasureReport.MeasureReportGroupPopulationComponent population(
      MeasureReport.MeasureReportGroupComponent group, SanerCode code) {
    var population = group.addPopulation();
    population.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.SANER_VALUES, code.code(), code.display()))
            .addCoding(
                new Coding(
                    Canonical.POPULATION,
                    code == SanerCode.NUM_TOT_BEDS || code == SanerCode.NUM_VENT
                        ? "initial-population"
                        : "measure-population",
                    null)));
    return population;
  }

  private static CodeableConcept sanerGroup(String code) {
    return new CodeableConcept().addCoding(new Coding(Canonical.SANER_GROUPS, code, code));
  }

  private static void absent(IntegerType count, String reason) {
    count.addExtension(Canonical.ABSENT, new CodeType(reason));
  }

  // ---- the lines

  private MeasureReport.MeasureReportGroupComponent group(LinePicture picture) {
    var line = picture.line();
    var group = new MeasureReport.MeasureReportGroupComponent();
    group.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.GROUP, "line", "Capacity line"))
            .addCoding(new Coding(Canonical.CATEGORY, line.category(), null))
            .addCoding(new Coding(Canonical.COHORT, line.cohort(), null)));
    var unit = places.snapshot().findUnit(line.unit());
    unit.ifPresent(u ->
        group.addExtension(
            Canonical.UNIT,
            new Reference("Location/unit-" + u.id())
                .setIdentifier(new Identifier().setSystem(Canonical.UNIT_CODE).setValue(u.code()))
                .setDisplay(u.name())));
    var free = picture.free().beds();
    if (free != null) {
      group.setMeasureScore(
          new Quantity()
              .setValue(free)
              .setUnit("beds")
              .setSystem("http://unitsofmeasure.org")
              .setCode("{beds}"));
    }
    picture.figures().values().forEach(figure -> add(group, figure));
    return group;
  }

  private static void add(MeasureReport.MeasureReportGroupComponent group, Figure figure) {
    var measured = figure.measured();
    if (measured == null) {
      return;
    }
    var population = group.addPopulation();
    population.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.VARIABLE, figure.variable().code(), null))
            .addCoding(new Coding(Canonical.POPULATION, "measure-population", null)));
    var count = population.getCountElement();
    var value = measured.value();
    if (value == null) {
      var reason = measured.unknownReason() == null ? "unknown" : measured.unknownReason();
      absent(count, absentCode(reason));
      if (!ABSENT_REASONS.contains(reason)) {
        count.addExtension(Canonical.UNKNOWN_REASON, new StringType(reason));
      }
    } else {
      count.setValue(value);
    }
    population.addExtension(Canonical.OBSERVED, exact(measured.observedAt()));
    if (!measured.confirmedAt().equals(measured.observedAt())) {
      population.addExtension(Canonical.CONFIRMED, exact(measured.confirmedAt()));
    }
    population.addExtension(
        Canonical.METHOD,
        new CodeType(measured.method().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    population.addExtension(
        Canonical.AGE, new CodeType(figure.age().name().toLowerCase(Locale.ROOT)));
    population.addExtension(
        Canonical.DEFINITION, new PositiveIntType(measured.definitionVersion()));
    population.addExtension(Canonical.SOURCE, new StringType(measured.source()));
    if (figure.corrected() != 0) {
      population.addExtension(Canonical.CORRECTION, new IntegerType(figure.corrected()));
    }
    if (measured.note() != null && !measured.note().isBlank()) {
      population.addExtension(Canonical.NOTE, new StringType(measured.note()));
    }
  }

  /// The FHIR code for a reason in words.
  static String absentCode(String reason) {
    if (ABSENT_REASONS.contains(reason)) {
      return reason;
    }
    return reason.equals("census-rebuilding") ? "temp-unknown" : "unknown";
  }

  /// All populations of a report, for counting.
  static List<MeasureReport.MeasureReportGroupPopulationComponent> populations(
      MeasureReport report) {
    var found = new ArrayList<MeasureReport.MeasureReportGroupPopulationComponent>();
    report.getGroup().forEach(g -> found.addAll(g.getPopulation()));
    return found;
  }
}
