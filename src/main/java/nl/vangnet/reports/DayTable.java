package nl.vangnet.reports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.vangnet.files.CsvWriter;
import org.jspecify.annotations.Nullable;

/// The day report as CSV with stable codes: one row per area, category, cohort and figure. An
/// unknown value is an empty cell with its reason; what is stale stands apart.
final class DayTable {
  private static final List<String> HEAD =
      List.of(
          "day",
          "edition",
          "area",
          "area_name",
          "category",
          "cohort",
          "figure",
          "value",
          "reason",
          "stale_value",
          "fresh",
          "ageing",
          "stale",
          "unknown",
          "change_day",
          "change_week");

  private DayTable() {}

  static byte[] write(DayReport report) {
    return write(report, report.frozen().areas());
  }

  static byte[] write(DayReport report, List<Frozen.Area> areas) {
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var area : areas) {
      for (var group : area.groups()) {
        var sums = group.sums();
        add(rows, report, area, group, "occupied", sums.occupied());
        add(rows, report, area, group, "staffed", sums.staffed());
        add(rows, report, area, group, "effective_free", sums.free());
        add(rows, report, area, group, "offered", sums.offered());
        add(rows, report, area, group, "reserve", sums.reserve());
      }
    }
    return CsvWriter.write(HEAD, rows, ';').getBytes(StandardCharsets.UTF_8);
  }

  private static void add(
      List<List<@Nullable Object>> rows,
      DayReport report,
      Frozen.Area area,
      Frozen.Group group,
      String figure,
      Frozen.Sum sum) {
    var edition = report.edition();
    var occupied = figure.equals("occupied");
    rows.add(
        Arrays.asList(
            report.frozen().head().day(),
            edition == null ? "draft" : Integer.valueOf(edition.number()),
            area.code().isEmpty() ? report.frozen().head().country() : area.code(),
            area.name(),
            group.category(),
            group.cohort().isEmpty() ? "total" : group.cohort(),
            figure,
            sum.value(),
            sum.value() != null ? "" : sum.old() > 0 ? "stale" : "not-reported",
            sum.old() == 0 ? null : sum.stale(),
            sum.fresh(),
            sum.ageing(),
            sum.old(),
            sum.unknown(),
            occupied ? group.change().dayAgo() : null,
            occupied ? group.change().weekAgo() : null));
  }
}
