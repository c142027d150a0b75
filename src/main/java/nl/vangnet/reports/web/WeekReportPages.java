package nl.vangnet.reports.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.reports.DayReports;
import nl.vangnet.reports.Note;
import nl.vangnet.reports.TrendChart;
import nl.vangnet.reports.WeekReport;
import nl.vangnet.reports.WeekReports;
import nl.vangnet.reports.Wording;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The week report.
@Controller
class WeekReportPages {
  private final WeekReports weeks;
  private final DayReports reports;

  WeekReportPages(WeekReports weeks, DayReports reports) {
    this.weeks = weeks;
    this.reports = reports;
  }

  @GetMapping("/weekrapport")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView latest(Actor actor, Frame frame) {
    return page(actor, frame, weeks.newest());
  }

  @GetMapping("/weekrapport/{week}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView week(Actor actor, Frame frame, @PathVariable String week) {
    return page(actor, frame, week(week));
  }

  static WeekReport.Week week(String code) {
    return WeekReport.Week.find(code)
        .orElseThrow(() -> new BadInput("bad-week", "'" + code + "' is no week; write 2021-W05."));
  }

  private ModelAndView page(Actor actor, Frame frame, WeekReport.Week week) {
    var read = weeks.find(actor, week).orElse(null);
    var charts = new ArrayList<DayView.Drawn>();
    @Nullable Wording wording = null;
    if (read != null) {
      wording = new Wording(frame.words(), read.last());
      for (var category : List.of("icu", "ward")) {
        var series = new ArrayList<TrendChart.Named>();
        for (var row : read.report().rowsOf("")) {
          if (row.category().equals(category)) {
            series.add(new TrendChart.Named(wording.cohort(row.cohort()), row.days()));
          }
        }
        var chart = TrendChart.of(series, frame.words());
        if (chart != null) {
          charts.add(new DayView.Drawn(wording.category(category), chart, List.of()));
        }
      }
    }
    var versions = reports.versions(WeekReports.subject(week));
    var view =
        new WeekView(
            week,
            read,
            wording,
            charts,
            actor.has(Permission.WRITE_REPORT) ? versions : List.of(),
            ReportWeb.notice(frame));
    return new ModelAndView("reports/web/week", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/weekrapport/{week}/duiding")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView interpret(
      Actor actor, @PathVariable String week, @RequestParam(defaultValue = "") String tekst) {
    var found = week(week);
    return ReportWeb.after(
        "/weekrapport/" + found,
        reports.interpret(actor, WeekReports.subject(found), tekst),
        "written");
  }
}

/// What the page of a week shows; `read` is null when no day of it was frozen.
record WeekView(
    WeekReport.Week week,
    WeekReports.@Nullable Read read,
    @Nullable Wording wording,
    List<DayView.Drawn> charts,
    List<Note> versions,
    DayView.Notice notice) {
  /// The rows of a category.
  List<WeekReport.Row> rows(String category) {
    return read == null
        ? List.of()
        : read.report().rows().stream().filter(r -> r.category().equals(category)).toList();
  }

  /// The interpretation as it stands.
  String body() {
    return versions.stream().findFirst().map(Note::body).orElse("");
  }
}
