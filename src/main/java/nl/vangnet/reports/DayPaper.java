package nl.vangnet.reports;

import java.util.ArrayList;
import java.util.List;
import nl.vangnet.files.PdfWriter;
import nl.vangnet.web.Words;

/// The day report on A4 (CAP-15): made from the frozen picture, the texts and the edition only, so
/// that it is the same document whenever it is made.
final class DayPaper {
  /// The number of this form; an edition names it.
  static final int TEMPLATE = 1;

  private static final int HIGH = 70;

  private DayPaper() {}

  static byte[] write(DayReport report, Words words) {
    return PdfWriter.write(xhtml(report, words), report.fixedAt());
  }

  static String xhtml(DayReport report, Words words) {
    var wording = new Wording(words, report.frozen());
    var head = report.frozen().head();
    var title = words.of("reports.day.title", wording.day(head.day()));
    var paper = Paper.of(title, foot(report, words), words).put("h1", "", title);
    meta(paper, report, wording);
    report
        .note("")
        .ifPresent(
            n -> paper.put("h2", "", words.of("reports.interpretation")).paragraphs(n.body()));
    nation(paper, report.frozen(), wording);
    for (var category : List.of("icu", "ward")) {
      report
          .frozen()
          .findTrend(Frozen.NATION, category, Frozen.ALL)
          .ifPresent(t -> trend(paper, t, wording));
    }
    for (var category : List.of("icu", "ward")) {
      regions(paper, report.frozen(), category, wording);
    }
    remarks(paper, report, wording);
    rounds(paper, report.frozen(), wording);
    silent(paper, report.frozen().nation(), wording);
    ground(paper, report, wording);
    return paper.end();
  }

  static String foot(DayReport report, Words words) {
    var edition = report.edition();
    return edition == null
        ? words.of("reports.draft") + " · " + report.snapshot().sha256().substring(0, 16)
        : words.of("reports.edition-of", edition.number(), edition.day().toString())
            + " · "
            + report.snapshot().sha256().substring(0, 16);
  }

  static void meta(Paper paper, DayReport report, Wording wording) {
    var words = wording.words();
    var head = report.frozen().head();
    paper.put(
        "p",
        "meta",
        words.of("reports.picture-of", wording.moment(head.at()), wording.moment(head.knownAt())));
    var edition = report.edition();
    if (edition == null) {
      paper.put("p", "draft", words.of("reports.draft.long"));
      return;
    }
    paper.put(
        "p",
        "meta",
        words.of(
            "reports.published",
            edition.number(),
            wording.moment(edition.mark().published().at()),
            edition.mark().published().by()));
    if (!edition.reason().isEmpty()) {
      paper.put("p", "meta", words.of("reports.reason-is", edition.reason()));
    }
  }

  private static void nation(Paper paper, Frozen frozen, Wording wording) {
    var words = wording.words();
    paper.put("h2", "", words.of("reports.nation"));
    paper.table(heads(words, words.of("reports.category")), 1, groups(frozen.nation(), wording));
  }

  /// The heads of a table of groups.
  static List<String> heads(Words words, String first) {
    return List.of(
        first,
        words.of("reports.occupied"),
        words.of("reports.staffed"),
        words.of("reports.free"),
        words.of("reports.offered"),
        words.of("reports.reserve"),
        words.of("reports.change.day"),
        words.of("reports.change.week"),
        words.of("reports.fresh"));
  }

  /// A row per category, with its cohorts below it.
  static List<Paper.Row> groups(Frozen.Area area, Wording wording) {
    var rows = new ArrayList<Paper.Row>();
    for (var group : area.groups()) {
      var all = group.cohort().isEmpty();
      if (all || area.cohorts(group.category()).size() > 1) {
        rows.add(
            row(
                all ? "lead" : "sub",
                all ? wording.category(group.category()) : wording.cohort(group.cohort()),
                group,
                wording));
      }
    }
    return rows;
  }

  static Paper.Row row(String css, String name, Frozen.Group group, Wording wording) {
    var sums = group.sums();
    return new Paper.Row(
        css,
        List.of(
            name,
            wording.sum(sums.occupied()),
            wording.sum(sums.staffed()),
            wording.sum(sums.free()),
            wording.sum(sums.offered()),
            wording.sum(sums.reserve()),
            wording.change(group.change().dayAgo()),
            wording.change(group.change().weekAgo()),
            wording.percent(group.freshness().percent())));
  }

  static void trend(Paper paper, Frozen.Trend trend, Wording wording) {
    var words = wording.words();
    var top =
        trend.days().stream().mapToInt(d -> d.value() == null ? 0 : d.value()).max().orElse(0);
    if (top == 0) {
      return;
    }
    paper.put("h3", "", words.of("reports.trend.of", wording.category(trend.category()), top));
    var bars = new ArrayList<Paper.Bar>();
    for (var day : trend.days()) {
      var value = day.value();
      bars.add(
          new Paper.Bar(
              Integer.toString(day.day().getDayOfMonth()) + (day.isEstimate() ? "*" : ""),
              value == null ? 0 : Math.max(1, value * HIGH / top),
              day.isEstimate()));
    }
    paper.bars(bars);
    if (trend.days().stream().anyMatch(DayValue::isEstimate)) {
      paper.put("p", "meta", words.of("reports.estimate.note"));
    }
  }

  private static void regions(Paper paper, Frozen frozen, String category, Wording wording) {
    var rows = new ArrayList<Paper.Row>();
    for (var region : frozen.regions()) {
      region
          .find(category, Frozen.ALL)
          .ifPresent(g -> rows.add(row("", wording.area(region), g, wording)));
    }
    if (!rows.isEmpty()) {
      var words = wording.words();
      paper.put("h2", "", words.of("reports.per-region", wording.category(category)));
      paper.table(heads(words, words.of("reports.region")), 1, rows);
    }
  }

  private static void remarks(Paper paper, DayReport report, Wording wording) {
    var regions =
        report.frozen().regions().stream().filter(r -> report.note(r.code()).isPresent()).toList();
    if (!regions.isEmpty()) {
      paper.put("h2", "", wording.words().of("reports.remarks"));
      for (var region : regions) {
        paper.put("h3", "", wording.area(region));
        report.note(region.code()).ifPresent(n -> paper.paragraphs(n.body()));
      }
    }
  }

  private static void rounds(Paper paper, Frozen frozen, Wording wording) {
    var words = wording.words();
    for (var round : frozen.rounds()) {
      var name = words.isDutch() ? round.nameNl() : round.nameEn();
      var rows = new ArrayList<Paper.Row>();
      for (var area : frozen.areas()) {
        round
            .find(area.code())
            .ifPresent(f ->
                rows.add(
                    new Paper.Row(
                        area.code().isEmpty() ? "lead" : "",
                        List.of(
                            wording.area(area),
                            words.number(f.onTime()),
                            words.number(f.late()),
                            words.number(f.missing())))));
      }
      paper.put("h2", "", words.of("reports.round", name, wording.clock(round.due())));
      paper.table(
          List.of(
              words.of("reports.region"),
              words.of("reports.on-time"),
              words.of("reports.late"),
              words.of("reports.not-filed")),
          1,
          rows);
    }
  }

  static void silent(Paper paper, Frozen.Area area, Wording wording) {
    var words = wording.words();
    paper.put("h2", "", words.of("reports.silent"));
    if (area.silent().isEmpty()) {
      paper.put("p", "", words.of("reports.silent.none"));
      return;
    }
    var rows = new ArrayList<Paper.Row>();
    for (var one : area.silent()) {
      rows.add(
          new Paper.Row(
              "",
              List.of(
                  one.name(),
                  one.of() == 0
                      ? words.of("reports.silent.never")
                      : words.of("reports.silent.lines", one.lines(), one.of()),
                  one.since() == null ? "—" : wording.moment(one.since()))));
    }
    paper.table(
        List.of(
            words.of("reports.site"), words.of("reports.silent.what"), words.of("reports.heard")),
        3,
        rows);
  }

  static void ground(Paper paper, DayReport report, Wording wording) {
    var words = wording.words();
    var frozen = report.frozen();
    paper.put("h2", "", words.of("reports.ground"));
    paper.put("p", "", words.of("reports.ground.sums"));
    var division = frozen.basis().division();
    if (division != null) {
      paper.put("p", "", words.of("reports.ground.division", division.name()));
    }
    var versions = new ArrayList<String>();
    for (var definition : frozen.basis().definitions()) {
      if (definition.kind().equals("category")) {
        versions.add(wording.category(definition.code()) + " v" + definition.version());
      }
    }
    paper.put("p", "", words.of("reports.ground.definitions", String.join(", ", versions)));
    paper.put("p", "mono", "SHA-256 " + report.snapshot().sha256());
  }
}
