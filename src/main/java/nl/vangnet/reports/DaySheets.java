package nl.vangnet.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.vangnet.capacity.Variable;
import nl.vangnet.files.Column;
import nl.vangnet.files.Sheet;
import nl.vangnet.files.XlsxWriter;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// The day report as a workbook: figures as numbers, an unknown one as an empty cell with its
/// reason beside it.
final class DaySheets {
  private DaySheets() {}

  static byte[] write(DayReport report, Words words) {
    var wording = new Wording(words, report.frozen());
    return XlsxWriter.write(
        List.of(
            areas(report, wording),
            trends(report, wording),
            sites(report, wording),
            texts(report, wording)),
        report.fixedAt());
  }

  private static List<String> notes(DayReport report, Wording wording) {
    var words = wording.words();
    var head = report.frozen().head();
    return List.of(
        words.of("reports.day.title", wording.day(head.day())),
        DayPaper.foot(report, words),
        words.of("reports.picture-of", wording.moment(head.at()), wording.moment(head.knownAt())));
  }

  private static Sheet areas(DayReport report, Wording wording) {
    var words = wording.words();
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var area : report.frozen().areas()) {
      for (var group : area.groups()) {
        var sums = group.sums();
        rows.add(
            Arrays.asList(
                wording.area(area),
                wording.category(group.category()),
                wording.cohort(group.cohort()),
                sums.occupied().value(),
                sums.occupied().old() == 0 ? null : sums.occupied().stale(),
                sums.staffed().value(),
                sums.free().value(),
                sums.offered().value(),
                sums.reserve().value(),
                group.change().dayAgo(),
                group.change().weekAgo(),
                group.freshness().sites(),
                group.freshness().fresh(),
                wording.basis(sums.occupied())));
      }
    }
    return new Sheet(
        words.of("reports.sheet.areas"),
        notes(report, wording),
        List.of(
            Column.of(words.of("reports.region"), 26),
            Column.of(words.of("reports.category"), 18),
            Column.of(words.of("reports.cohort"), 16),
            Column.of(words.of("reports.occupied"), 10),
            Column.of(words.of("reports.stale-occupied"), 12),
            Column.of(words.of("reports.staffed"), 13),
            Column.of(words.of("reports.free"), 13),
            Column.of(words.of("reports.offered"), 12),
            Column.of(words.of("reports.reserve"), 10),
            Column.of(words.of("reports.change.day"), 12),
            Column.of(words.of("reports.change.week"), 12),
            Column.of(words.of("reports.sites"), 10),
            Column.of(words.of("reports.sites.fresh"), 12),
            Column.of(words.of("reports.basis.head"), 48)),
        rows);
  }

  private static Sheet trends(DayReport report, Wording wording) {
    var words = wording.words();
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var trend : report.frozen().trends()) {
      var area = report.frozen().findArea(trend.area());
      for (var day : trend.days()) {
        rows.add(
            Arrays.asList(
                area.map(wording::area).orElse(trend.area()),
                wording.category(trend.category()),
                wording.cohort(trend.cohort()),
                day.day(),
                day.value(),
                words.of("reports.status." + day.status().code()),
                day.low(),
                day.high()));
      }
    }
    return new Sheet(
        words.of("reports.sheet.trends"),
        List.of(words.of("reports.estimate.note")),
        List.of(
            Column.of(words.of("reports.region"), 26),
            Column.of(words.of("reports.category"), 18),
            Column.of(words.of("reports.cohort"), 16),
            Column.of(words.of("reports.day"), 12),
            Column.of(words.of("reports.occupied"), 10),
            Column.of(words.of("reports.status"), 12),
            Column.of(words.of("reports.low"), 12),
            Column.of(words.of("reports.high"), 12)),
        rows);
  }

  private static Sheet sites(DayReport report, Wording wording) {
    var words = wording.words();
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var site : report.frozen().sites()) {
      for (var line : site.lines()) {
        var occupied = line.values().get(Variable.OCCUPIED.code());
        var staffed = line.values().get(Variable.STAFFED.code());
        rows.add(
            Arrays.asList(
                site.region(),
                site.name(),
                line.unit(),
                wording.category(line.category()),
                wording.cohort(line.cohort()),
                occupied == null ? null : occupied.used(),
                age(occupied, words),
                staffed == null ? null : staffed.used(),
                age(staffed, words),
                line.free().beds(),
                occupied == null || occupied.origin() == null
                    ? null
                    : occupied.origin().confirmedAt()));
      }
    }
    return new Sheet(
        words.of("reports.sheet.sites"),
        List.of(words.of("reports.sheet.sites.note")),
        List.of(
            Column.of(words.of("reports.region"), 10),
            Column.of(words.of("reports.site"), 36),
            Column.of(words.of("reports.unit"), 14),
            Column.of(words.of("reports.category"), 18),
            Column.of(words.of("reports.cohort"), 16),
            Column.of(words.of("reports.occupied"), 10),
            Column.of(words.of("reports.age"), 12),
            Column.of(words.of("reports.staffed"), 13),
            Column.of(words.of("reports.age"), 12),
            Column.of(words.of("reports.free"), 13),
            Column.of(words.of("reports.heard"), 20)),
        rows);
  }

  private static String age(Frozen.@Nullable Value value, Words words) {
    return words.of("reports.age." + (value == null ? "unknown" : value.age()));
  }

  private static Sheet texts(DayReport report, Wording wording) {
    var words = wording.words();
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var note : report.notes()) {
      if (!note.body().isBlank()) {
        rows.add(
            Arrays.asList(
                note.region().isEmpty() ? words.of("reports.interpretation") : note.region(),
                note.version(),
                note.body(),
                note.written().by(),
                note.written().at()));
      }
    }
    return new Sheet(
        words.of("reports.sheet.texts"),
        List.of(),
        List.of(
            Column.of(words.of("reports.region"), 18),
            Column.of(words.of("reports.version"), 8),
            Column.of(words.of("reports.text"), 100),
            Column.of(words.of("reports.author"), 26),
            Column.of(words.of("reports.written"), 20)),
        rows);
  }
}
