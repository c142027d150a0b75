package nl.vangnet.reports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.vangnet.directory.Region;
import nl.vangnet.files.CsvWriter;
import nl.vangnet.files.PdfWriter;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// The region sheet: one region of a day report with its sites, on paper and as a file.
public final class RegionSheets {
  private RegionSheets() {}

  /// The sites of a region in a frozen picture, by name.
  public static List<Frozen.SitePart> sites(Frozen frozen, Frozen.Area region) {
    return frozen.sites().stream().filter(s -> s.region().equals(region.code())).toList();
  }

  /// The sheet on A4.
  public static byte[] pdf(DayReport report, Frozen.Area region, Words words) {
    var wording = new Wording(words, report.frozen());
    var title =
        words.of(
            "reports.region.title",
            Region.shortName(region.name()),
            wording.day(report.frozen().head().day()));
    var paper = Paper.of(title, DayPaper.foot(report, words), words).put("h1", "", title);
    DayPaper.meta(paper, report, wording);
    report
        .note(region.code())
        .ifPresent(n -> paper.put("h2", "", words.of("reports.remark")).paragraphs(n.body()));
    paper.put("h2", "", words.of("reports.region.sums"));
    paper.table(
        DayPaper.heads(words, words.of("reports.category")), 1, DayPaper.groups(region, wording));
    for (var category : List.of("icu", "ward")) {
      report
          .frozen()
          .findTrend(region.code(), category, Frozen.ALL)
          .ifPresent(t -> DayPaper.trend(paper, t, wording));
    }
    for (var category : region.categories()) {
      var rows = new ArrayList<Paper.Row>();
      for (var site : sites(report.frozen(), region)) {
        site.find(category, Frozen.ALL)
            .ifPresent(g -> rows.add(DayPaper.row("", site.name(), g, wording)));
      }
      if (!rows.isEmpty()) {
        paper.put("h2", "", words.of("reports.per-site", wording.category(category)));
        paper.table(DayPaper.heads(words, words.of("reports.site")), 1, rows);
      }
    }
    DayPaper.silent(paper, region, wording);
    DayPaper.ground(paper, report, wording);
    return PdfWriter.write(paper.end(), report.fixedAt());
  }

  /// The sheet as CSV: one row per site, category and cohort.
  public static byte[] csv(DayReport report, Frozen.Area region) {
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var site : sites(report.frozen(), region)) {
      for (var group : site.groups()) {
        var sums = group.sums();
        rows.add(
            Arrays.asList(
                report.frozen().head().day(),
                region.code(),
                site.code(),
                site.name(),
                group.category(),
                group.cohort().isEmpty() ? "total" : group.cohort(),
                sums.occupied().value(),
                sums.staffed().value(),
                sums.free().value(),
                sums.offered().value(),
                sums.reserve().value(),
                reason(sums.occupied())));
      }
    }
    return CsvWriter.write(
            List.of(
                "day",
                "region",
                "site",
                "site_name",
                "category",
                "cohort",
                "occupied",
                "staffed",
                "effective_free",
                "offered",
                "reserve",
                "reason"),
            rows,
            ';')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String reason(Frozen.Sum sum) {
    return sum.value() != null && sum.isComplete()
        ? ""
        : sum.old() > 0 ? "stale" : sum.unknown() > 0 ? "not-reported" : "";
  }
}
