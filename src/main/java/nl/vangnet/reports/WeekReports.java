package nl.vangnet.reports;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.files.CsvWriter;
import nl.vangnet.files.PdfWriter;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The desk of the week report: seven frozen days side by side.
@Service
public class WeekReports {
  private static final List<String> LEADING = List.of("icu", "ward");
  private static final int PAST = 60;
  private static final int AFTER = 6;

  private final ReportStore store;
  private final DayReports days;

  WeekReports(ReportStore store, DayReports days) {
    this.store = store;
    this.days = days;
  }

  /// A week report as it is read, with the frozen picture of its last day (for the names) and the
  /// interpretation.
  public record Read(WeekReport report, Frozen last, Snapshot snapshot, @Nullable Note note) {}

  /// The report of a week; empty when no day of it was frozen. Readers see the days that were
  /// published or frozen by themselves. Needs SEE_PICTURE.
  public Optional<Read> find(Actor reader, WeekReport.Week week) {
    reader.require(Permission.SEE_PICTURE, "week:" + week);
    var official = store.official(week.monday(), week.sunday());
    if (official.isEmpty()) {
      return Optional.empty();
    }
    var last = days.frozen(official.getLast().snapshot());
    var measured =
        store.series(
            ReportStore.Of.OCCUPIED, week.monday().minusDays(PAST), week.sunday().plusDays(AFTER));
    var report =
        WeekReport.of(
            week,
            groups(last),
            measured,
            official.stream().map(ReportStore.Official::day).toList());
    var note =
        store.notes(subject(week)).stream()
            .findFirst()
            .filter(n -> !n.body().isBlank())
            .orElse(null);
    return Optional.of(
        new Read(report, last, store.find(official.getLast().snapshot()).orElseThrow(), note));
  }

  /// The subject of the texts of a week.
  public static String subject(WeekReport.Week week) {
    return "week:" + week;
  }

  private static List<ReportStore.Series> groups(Frozen last) {
    var groups = new ArrayList<ReportStore.Series>();
    for (var area : last.areas()) {
      for (var group : area.groups()) {
        if (LEADING.contains(group.category())
            && (area.code().isEmpty() || group.cohort().isEmpty())) {
          groups.add(new ReportStore.Series(area.code(), group.category(), group.cohort()));
        }
      }
    }
    return groups;
  }

  /// The week report on paper.
  public byte[] pdf(Read read, Words words) {
    var wording = new Wording(words, read.last());
    var week = read.report().week();
    var title = words.of("reports.week.title", week.toString());
    var paper =
        Paper.of(title, title, words)
            .put("h1", "", title)
            .put(
                "p",
                "meta",
                words.of(
                    "reports.week.of",
                    wording.day(week.monday()),
                    wording.day(week.sunday()),
                    read.report().counted().size()));
    var note = read.note();
    if (note != null) {
      paper.put("h2", "", words.of("reports.interpretation")).paragraphs(note.body());
    }
    for (var category : LEADING) {
      table(paper, read, category, wording);
    }
    paper.put("p", "meta", words.of("reports.estimate.note"));
    return PdfWriter.write(paper.end(), read.snapshot().frozen().at());
  }

  private static void table(Paper paper, Read read, String category, Wording wording) {
    var words = wording.words();
    var rows = new ArrayList<Paper.Row>();
    for (var row : read.report().rows()) {
      if (row.category().equals(category)) {
        var cells = new ArrayList<String>();
        cells.add(name(row, read.last(), wording));
        row.days().forEach(d -> cells.add(cell(d, wording)));
        cells.add(wording.number(row.median()));
        var peak = row.peak();
        cells.add(peak == null ? "—" : wording.number(peak.value()) + (peak.estimate() ? "*" : ""));
        rows.add(new Paper.Row(row.area().isEmpty() ? "lead" : "", cells));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    var heads = new ArrayList<String>();
    heads.add(words.of("reports.region"));
    for (var day = read.report().week().monday();
        !day.isAfter(read.report().week().sunday());
        day = day.plusDays(1)) {
      heads.add(Wording.shortDay(day, words));
    }
    heads.add(words.of("reports.median"));
    heads.add(words.of("reports.peak"));
    paper.put("h2", "", words.of("reports.week.occupied", wording.category(category)));
    paper.table(heads, 1, rows);
  }

  /// How a row is called: the region, or the country with the cohort.
  public static String name(WeekReport.Row row, Frozen last, Wording wording) {
    var area = last.findArea(row.area()).map(wording::area).orElse(row.area());
    return row.cohort().isEmpty() ? area : area + ", " + wording.cohort(row.cohort());
  }

  private static String cell(DayValue day, Wording wording) {
    return wording.number(day.value()) + (day.isEstimate() ? "*" : "");
  }

  /// The week report as CSV: one row per group and day.
  public byte[] csv(Read read) {
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var row : read.report().rows()) {
      for (var day : row.days()) {
        rows.add(
            Arrays.asList(
                read.report().week().toString(),
                day.day(),
                row.area().isEmpty() ? read.last().head().country() : row.area(),
                row.category(),
                row.cohort().isEmpty() ? "total" : row.cohort(),
                day.value(),
                day.status().code(),
                day.low(),
                day.high()));
      }
    }
    return CsvWriter.write(
            List.of(
                "week", "day", "area", "category", "cohort", "occupied", "status", "low", "high"),
            rows,
            ';')
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The week that holds today, and the last whole week before it.
  public WeekReport.Week latest() {
    return WeekReport.Week.of(days.today());
  }

  /// The newest week with a frozen day; this week when there is none.
  public WeekReport.Week newest() {
    LocalDate today = days.today();
    var official = store.official(today.minusDays(PAST), today);
    return official.isEmpty() ? latest() : WeekReport.Week.of(official.getLast().day());
  }
}
