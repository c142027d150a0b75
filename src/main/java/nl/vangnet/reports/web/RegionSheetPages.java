package nl.vangnet.reports.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Region;
import nl.vangnet.reports.DayReport;
import nl.vangnet.reports.DayReports;
import nl.vangnet.reports.Frozen;
import nl.vangnet.reports.Note;
import nl.vangnet.reports.RegionSheets;
import nl.vangnet.reports.Wording;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The region sheet: one region of a day report with its sites.
@Controller
class RegionSheetPages {
  private final DayReports reports;

  RegionSheetPages(DayReports reports) {
    this.reports = reports;
  }

  @GetMapping("/regioblad/{region}/{date}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView sheet(
      Actor actor, Frame frame, @PathVariable String region, @PathVariable String date) {
    var day = ReportWeb.day(date);
    var report = reports.find(actor, day, null).orElse(null);
    if (report == null && DayReports.seesDrafts(actor)) {
      report = reports.draft(actor, day, null).orElse(null);
    }
    var name =
        reports.regions(day).stream()
            .filter(r -> r.code().equalsIgnoreCase(region))
            .findFirst()
            .map(r -> Region.shortName(r.name()))
            .orElseThrow(() -> new NotFound(region));
    var view =
        new SheetView(
            day,
            region,
            name,
            report == null ? null : shown(report, region, frame),
            reports.mayRemark(actor, region),
            reports.mayRemark(actor, region)
                ? reports.versions("day:" + day).stream()
                    .filter(n -> n.region().equalsIgnoreCase(region))
                    .toList()
                : List.of());
    return new ModelAndView("reports/web/region", Map.of("frame", frame, "view", view));
  }

  private static SheetView.Shown shown(DayReport report, String region, Frame frame) {
    var area =
        report
            .frozen()
            .findArea(region)
            .filter(a -> !a.code().isEmpty())
            .orElseThrow(() -> new NotFound(region));
    var wording = new Wording(frame.words(), report.frozen());
    var charts = new ArrayList<DayView.Drawn>();
    for (var category : List.of("icu", "ward")) {
      var drawn = DayReportPages.drawn(report.frozen(), area.code(), category, wording);
      if (drawn != null) {
        charts.add(drawn);
      }
    }
    return new SheetView.Shown(
        report, area, wording, charts, RegionSheets.sites(report.frozen(), area));
  }
}

/// What the page of a region sheet shows; `shown` is null when there is no report for this reader.
record SheetView(
    LocalDate day,
    String region,
    String name,
    @Nullable Shown shown,
    boolean mayRemark,
    List<Note> versions) {
  /// The region in the report of the day.
  record Shown(
      DayReport report,
      Frozen.Area area,
      Wording wording,
      List<DayView.Drawn> charts,
      List<Frozen.SitePart> sites) {}

  /// The remark as it stands.
  String body() {
    return versions.stream().findFirst().map(Note::body).orElse("");
  }
}
