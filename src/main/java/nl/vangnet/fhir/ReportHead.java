package nl.vangnet.fhir;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import nl.vangnet.directory.Site;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a MeasureReport says of itself: its site, its kind, the moment of its figures.
@Component
class ReportHead {
  private static final int MOST_POPULATIONS = 10_000;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private final FhirPlaces places;
  private final Clock clock;

  ReportHead(FhirPlaces places, Clock clock) {
    this.places = places;
    this.clock = clock;
  }

  /// Which site a report is about, and when its figures held.
  record Head(Site site, Instant heldAt) {}

  Head read(MeasureReport report) {
    var site = site(report);
    check(report);
    return new Head(site, heldAt(report));
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
  static @Nullable Instant moment(BaseDateTimeType value, Instant now) {
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
}
