package nl.vangnet.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Set;
import nl.vangnet.directory.Site;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/// Makes the copy of a report that is kept: its codes, counts, reasons and our own extensions,
/// without any other text of the sender.
@Component
class KeptReports {
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
  private final MeasureReportWriter writer;
  private final LineGroups lineGroups;

  KeptReports(FhirPlaces places, MeasureReportWriter writer, LineGroups lineGroups) {
    this.places = places;
    this.writer = writer;
    this.lineGroups = lineGroups;
  }

  /// The report as it is kept.
  MeasureReport copy(MeasureReport report, Site site, Instant heldAt) {
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
                    new Identifier()
                        .setSystem(Canonical.UNIT_CODE)
                        .setValue(lineGroups.unit(site, group))));
      }
      for (var population : group.getPopulation()) {
        var one = copy.addPopulation().setCode(codes(population.getCode()));
        var count = population.getCountElement();
        if (count.getValue() != null) {
          one.setCount(count.getValue());
        } else {
          var value = CountValue.of(population);
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
}
