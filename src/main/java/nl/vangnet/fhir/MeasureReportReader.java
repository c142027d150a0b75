package nl.vangnet.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.directory.Site;
import org.hl7.fhir.r4.model.MeasureReport;
import org.springframework.stereotype.Component;

/// Reads a MeasureReport: which figures it gives for which lines of which site, what is kept with
/// the report only, and what is refused; every population gets one of these. Groups of our own
/// measure name unit, category, cohort and variables; the standard populations are those of SANER.
@Component
class MeasureReportReader {
  private final ReportHead head;
  private final LineGroups lineGroups;
  private final FhirPlaces places;
  private final LivePicture pictures;

  MeasureReportReader(
      ReportHead head, LineGroups lineGroups, FhirPlaces places, LivePicture pictures) {
    this.head = head;
    this.lineGroups = lineGroups;
    this.places = places;
    this.pictures = pictures;
  }

  /// What a report says.
  record Reading(Site site, Instant heldAt, List<Given> given, List<Issue> issues) {}

  /// One figure with the element that gives it.
  record Given(String expression, Reported figure) {}

  Reading read(MeasureReport report) {
    var about = head.read(report);
    var given = new ArrayList<Given>();
    var issues = new ArrayList<Issue>();
    var hasLines = report.getGroup().stream().anyMatch(LineGroups::isLine);
    var saner = new SanerGroups(places, pictures, about, given, issues);
    for (var g = 0; g < report.getGroup().size(); g++) {
      var group = report.getGroup().get(g);
      var place = "MeasureReport.group[" + g + "]";
      if (LineGroups.isLine(group)) {
        lineGroups.line(about.site(), group, place, about.heldAt(), given, issues);
      } else {
        saner.group(group, place, hasLines);
      }
    }
    if (!hasLines) {
      saner.read();
    }
    return new Reading(about.site(), about.heldAt(), given, issues);
  }

  /// By which method figures of this actor count.
  static Method methodOf(nl.vangnet.access.Actor actor) {
    return actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
  }
}
