package nl.vangnet.reports.web;

import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.reports.DayReport;
import nl.vangnet.reports.DayReports;
import nl.vangnet.reports.Frozen;
import nl.vangnet.reports.RegionSheets;
import nl.vangnet.reports.WeekReports;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The reports as files.
@Controller
class ReportJson {
  private final DayReports reports;
  private final WeekReports weeks;

  ReportJson(DayReports reports, WeekReports weeks) {
    this.reports = reports;
    this.weeks = weeks;
  }

  @GetMapping("/dagrapport/{date}.pdf")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> dayPdf(Actor actor, Frame frame, @PathVariable String date) {
    return day(actor, frame, date, language(frame) + ".pdf", MediaType.APPLICATION_PDF);
  }

  @GetMapping("/dagrapport/{date}.xlsx")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> dayXlsx(Actor actor, Frame frame, @PathVariable String date) {
    return day(actor, frame, date, language(frame) + ".xlsx", ReportWeb.XLSX);
  }

  @GetMapping("/dagrapport/{date}.csv")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> dayCsv(Actor actor, Frame frame, @PathVariable String date) {
    return day(actor, frame, date, "csv", ReportWeb.CSV);
  }

  private static String language(Frame frame) {
    return frame.words().isDutch() ? "nl" : "en";
  }

  private ResponseEntity<byte[]> day(
      Actor actor, Frame frame, String date, String name, MediaType type) {
    var report = report(actor, frame, date);
    var edition = report.edition();
    return ReportWeb.file(
        reports.file(report, name),
        type,
        "dagrapport-"
            + report.frozen().head().day()
            + (edition == null ? "-concept" : "-" + edition.number())
            + "."
            + name.substring(name.indexOf('.') + 1));
  }

  /// The report that the address chooses: an edition, or a draft for those who write.
  private DayReport report(Actor actor, Frame frame, String date) {
    var day = ReportWeb.day(date);
    var draft = frame.query().get("concept");
    if (draft != null) {
      return reports
          .draft(actor, day, draft.isEmpty() ? null : Long.valueOf(number(draft)))
          .orElseThrow(() -> new NotFound(date));
    }
    var edition = frame.query().get("uitgave");
    return reports
        .find(actor, day, edition == null ? null : number(edition))
        .orElseThrow(() -> new NotFound(date));
  }

  private static Integer number(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new BadInput("bad-number", "'" + text + "' is no number of an edition; write 1.");
    }
    return Integer.valueOf(text);
  }

  @GetMapping("/weekrapport/{week}.pdf")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> weekPdf(Actor actor, Frame frame, @PathVariable String week) {
    var read = week(actor, week);
    return ReportWeb.file(
        weeks.pdf(read, frame.words()),
        MediaType.APPLICATION_PDF,
        "weekrapport-" + read.report().week() + ".pdf");
  }

  @GetMapping("/weekrapport/{week}.csv")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> weekCsv(Actor actor, @PathVariable String week) {
    var read = week(actor, week);
    return ReportWeb.file(
        weeks.csv(read), ReportWeb.CSV, "weekrapport-" + read.report().week() + ".csv");
  }

  private WeekReports.Read week(Actor actor, String code) {
    return weeks.find(actor, WeekReportPages.week(code)).orElseThrow(() -> new NotFound(code));
  }

  @GetMapping("/regioblad/{region}/{date}.pdf")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> regionPdf(
      Actor actor, Frame frame, @PathVariable String region, @PathVariable String date) {
    var report = report(actor, frame, date);
    var area = area(report, region);
    return ReportWeb.file(
        RegionSheets.pdf(report, area, frame.words()),
        MediaType.APPLICATION_PDF,
        name(report, area) + ".pdf");
  }

  @GetMapping("/regioblad/{region}/{date}.csv")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> regionCsv(
      Actor actor, Frame frame, @PathVariable String region, @PathVariable String date) {
    var report = report(actor, frame, date);
    var area = area(report, region);
    return ReportWeb.file(
        RegionSheets.csv(report, area), ReportWeb.CSV, name(report, area) + ".csv");
  }

  private static Frozen.Area area(DayReport report, String region) {
    return report
        .frozen()
        .findArea(region)
        .filter(a -> !a.code().isEmpty())
        .orElseThrow(() -> new NotFound(region));
  }

  private static String name(DayReport report, Frozen.Area area) {
    return "regioblad-" + area.code().toLowerCase(Locale.ROOT) + "-" + report.frozen().head().day();
  }
}
