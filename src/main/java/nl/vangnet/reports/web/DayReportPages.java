package nl.vangnet.reports.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Region;
import nl.vangnet.reports.DayReport;
import nl.vangnet.reports.DayReports;
import nl.vangnet.reports.DayValue;
import nl.vangnet.reports.DistributionLists;
import nl.vangnet.reports.Edition;
import nl.vangnet.reports.Evaluation;
import nl.vangnet.reports.Evaluations;
import nl.vangnet.reports.Frozen;
import nl.vangnet.reports.ReportOutcome;
import nl.vangnet.reports.TrendChart;
import nl.vangnet.reports.Wording;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The day report: read, written, published, sent and looked back on (CAP-15, SPR-07).
@Controller
class DayReportPages {
  private static final int DAYS_SHOWN = 60;

  private final DayReports reports;
  private final Evaluations evaluations;
  private final DistributionLists lists;
  private final Clock clock;

  DayReportPages(
      DayReports reports, Evaluations evaluations, DistributionLists lists, Clock clock) {
    this.reports = reports;
    this.evaluations = evaluations;
    this.lists = lists;
    this.clock = clock;
  }

  @GetMapping("/dagrapport")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView latest(
      Actor actor,
      Frame frame,
      @RequestParam(name = "dag", required = false) @Nullable String day) {
    if (day != null && !day.isBlank()) {
      return ReportWeb.seeOther("/dagrapport/" + ReportWeb.day(day));
    }
    return page(actor, frame, newest(actor), null, ReportWeb.notice(frame));
  }

  private LocalDate newest(Actor actor) {
    var today = reports.today();
    var days = days(actor, today);
    return days.isEmpty() ? today : days.getFirst();
  }

  /// The days with something to read for this person, newest first.
  private List<LocalDate> days(Actor actor, LocalDate to) {
    var found = new TreeSet<LocalDate>();
    reports.newest(to.minusDays(DAYS_SHOWN), to).forEach(e -> found.add(e.day()));
    if (DayReports.seesDrafts(actor)) {
      reports.official(to.minusDays(DAYS_SHOWN), to).forEach(o -> found.add(o.day()));
      if (!reports.snapshots(to).isEmpty()) {
        found.add(to);
      }
    }
    return List.copyOf(found.descendingSet());
  }

  @GetMapping("/dagrapport/{date}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView day(Actor actor, Frame frame, @PathVariable String date) {
    return page(actor, frame, ReportWeb.day(date), null, ReportWeb.notice(frame));
  }

  private ModelAndView page(
      Actor actor,
      Frame frame,
      LocalDate day,
      Evaluation.@Nullable Body refused,
      DayView.Notice notice) {
    var report = find(actor, frame, day);
    var view =
        new DayView(
            day,
            report.map(r -> shown(r, frame)).orElse(null),
            new DayView.Choices(
                days(actor, reports.today()),
                reports.editions(day),
                DayReports.seesDrafts(actor) ? reports.snapshots(day) : List.of(),
                DayReports.seesDrafts(actor),
                reports.freezeAt(day)),
            new DayView.Writing(
                actor.has(Permission.WRITE_REPORT),
                reports.regions(day).stream()
                    .map(Region::code)
                    .filter(code -> reports.mayRemark(actor, code))
                    .toList(),
                DayReports.seesDrafts(actor) ? reports.versions("day:" + day) : List.of(),
                refused),
            afterwards(actor, day, report.map(DayReport::edition).orElse(null)),
            notice);
    return new ModelAndView("reports/web/day", Map.of("frame", frame, "view", view));
  }

  private Optional<DayReport> find(Actor actor, Frame frame, LocalDate day) {
    var draft = frame.query().get("concept");
    if (draft != null) {
      return reports.draft(actor, day, draft.isEmpty() ? null : Long.valueOf(number(draft)));
    }
    var edition = frame.query().get("uitgave");
    var found = reports.find(actor, day, edition == null ? null : number(edition));
    if (edition != null && found.isEmpty()) {
      throw new NotFound(day + ", " + edition);
    }
    return found.isEmpty() && DayReports.seesDrafts(actor)
        ? reports.draft(actor, day, null)
        : found;
  }

  private static Integer number(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new BadInput("bad-number", "'" + text + "' is no number of an edition; write 1.");
    }
    return Integer.valueOf(text);
  }

  private DayView.Shown shown(DayReport report, Frame frame) {
    var wording = new Wording(frame.words(), report.frozen());
    var charts = new ArrayList<DayView.Drawn>();
    for (var category : List.of("icu", "ward")) {
      var drawn = drawn(report.frozen(), Frozen.NATION, category, wording);
      if (drawn != null) {
        charts.add(drawn);
      }
    }
    var edition = report.edition();
    return new DayView.Shown(
        report,
        wording,
        charts,
        new DayView.Files(
            edition == null ? List.of() : reports.files(edition),
            edition != null && frame.query().containsKey("controle")
                ? reports.check(edition)
                : Map.of()));
  }

  /// The drawing of one area and category: all cohorts together, and each apart when there are
  /// more.
  static DayView.@Nullable Drawn drawn(
      Frozen frozen, String area, String category, Wording wording) {
    var series = new ArrayList<TrendChart.Named>();
    frozen.trends().stream()
        .filter(t -> t.area().equals(area) && t.category().equals(category))
        .limit(4)
        .forEach(t -> series.add(new TrendChart.Named(wording.cohort(t.cohort()), t.days())));
    var chart = TrendChart.of(series, wording.words());
    return chart == null
        ? null
        : new DayView.Drawn(wording.category(category), chart, table(series));
  }

  static List<DayView.Drawn.Row> table(List<TrendChart.Named> series) {
    var rows = new ArrayList<DayView.Drawn.Row>();
    var days = series.getFirst().days();
    for (var i = days.size() - 1; i >= 0; i--) {
      var values = new ArrayList<DayValue>();
      for (var one : series) {
        values.add(one.days().get(i));
      }
      rows.add(new DayView.Drawn.Row(days.get(i).day(), values));
    }
    return rows;
  }

  private DayView.Afterwards afterwards(Actor actor, LocalDate day, @Nullable Edition edition) {
    var writes = actor.has(Permission.WRITE_REPORT);
    return new DayView.Afterwards(
        evaluations.list(day),
        writes && edition != null ? lists.sent(actor, edition) : List.of(),
        writes ? lists.list(actor) : List.of(),
        lists.hasMailServer());
  }

  // Changes ---------------------------------------------------------------------------------------

  @PostMapping("/dagrapport/{date}/vastleggen")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView freeze(
      Actor actor, @PathVariable String date, @RequestParam Map<String, String> sent) {
    var day = ReportWeb.day(date);
    var now = clock.instant();
    var at = moment(sent.getOrDefault("om", ""), day, now);
    return ReportWeb.after("/dagrapport/" + day + "?concept=", reports.freeze(actor, at), "frozen");
  }

  /// The time that was chosen on a day; now when none was.
  private static Instant moment(String clock, LocalDate day, Instant now) {
    if (clock.isBlank()) {
      return LocalDate.ofInstant(now, Frame.ZONE).equals(day)
          ? now
          : day.atTime(12, 30).atZone(Frame.ZONE).toInstant();
    }
    if (!clock.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      throw new BadInput("bad-time", "'" + clock + "' is no time; write 12:30.");
    }
    return day.atTime(java.time.LocalTime.parse(clock)).atZone(Frame.ZONE).toInstant();
  }

  @PostMapping("/dagrapport/{date}/duiding")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView interpret(
      Actor actor, @PathVariable String date, @RequestParam(defaultValue = "") String tekst) {
    var day = ReportWeb.day(date);
    return ReportWeb.after(
        "/dagrapport/" + day + "?concept=",
        reports.interpret(actor, "day:" + day, tekst),
        "written");
  }

  @PostMapping("/dagrapport/{date}/opmerking")
  @Grant(Permission.WRITE_REGION_REMARK)
  ModelAndView remark(
      Actor actor,
      @PathVariable String date,
      @RequestParam(defaultValue = "") String regio,
      @RequestParam(defaultValue = "") String tekst) {
    var day = ReportWeb.day(date);
    return ReportWeb.after(
        "/dagrapport/" + day + "?concept=", reports.remark(actor, day, regio, tekst), "written");
  }

  @PostMapping("/dagrapport/{date}/publiceren")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView publish(
      Actor actor,
      @PathVariable String date,
      @RequestParam(defaultValue = "") String beeld,
      @RequestParam(defaultValue = "") String reden) {
    var day = ReportWeb.day(date);
    var snapshot = beeld.isEmpty() ? null : Long.valueOf(number(beeld));
    return ReportWeb.after(
        "/dagrapport/" + day, reports.publish(actor, day, snapshot, reden), "published");
  }

  @PostMapping("/dagrapport/{date}/verzenden")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView send(
      Actor actor,
      @PathVariable String date,
      @RequestParam(defaultValue = "") String uitgave,
      @RequestParam(defaultValue = "") String lijst,
      @RequestParam(defaultValue = "") String opnieuw) {
    var day = ReportWeb.day(date);
    var edition =
        reports.editions(day).stream()
            .filter(e -> e.number() == number(uitgave))
            .findFirst()
            .orElseThrow(() -> new NotFound(day + ", " + uitgave));
    var outcome =
        opnieuw.isEmpty()
            ? lists.send(actor, edition, number(lijst))
            : lists.sendAgain(actor, edition, number(opnieuw));
    return ReportWeb.after("/dagrapport/" + day + "?uitgave=" + edition.number(), outcome, "sent");
  }

  @PostMapping("/dagrapport/{date}/evaluatie")
  @Grant(Permission.WRITE_REGION_REMARK)
  ModelAndView evaluate(
      Actor actor, Frame frame, @PathVariable String date, @RequestParam Map<String, String> sent) {
    var day = ReportWeb.day(date);
    var actions = new ArrayList<Evaluation.Action>();
    for (var i = 0; i < 20; i++) {
      var what = sent.getOrDefault("actie" + i, "").strip();
      if (!what.isEmpty()) {
        var due = sent.getOrDefault("voor" + i, "");
        actions.add(
            new Evaluation.Action(
                what,
                sent.getOrDefault("wie" + i, "").strip(),
                due.isBlank() ? null : ReportWeb.day(due),
                sent.containsKey("klaar" + i)));
      }
    }
    var body =
        new Evaluation.Body(
            sent.getOrDefault("goed", "").strip(), sent.getOrDefault("beter", "").strip(), actions);
    return switch (evaluations.write(actor, day, sent.getOrDefault("regio", ""), body)) {
      case ReportOutcome.Done done -> ReportWeb.after("/dagrapport/" + day, done, "evaluated");
      case ReportOutcome.Refused(var reason) -> {
        var page =
            page(
                actor,
                frame,
                day,
                body,
                new DayView.Notice(null, "reports.refused." + reason.code()));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }
}
