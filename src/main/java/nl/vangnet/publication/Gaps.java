package nl.vangnet.publication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import nl.vangnet.reports.DayValue;
import nl.vangnet.reports.Estimates;
import org.jspecify.annotations.Nullable;

/// Fills the missing days of an open dataset with estimates (B10), worked out from the published
/// values only: what stays away cannot come back as an estimate. The total is estimated; its parts
/// and the staffed beds stay empty. Pure.
final class Gaps {
  private Gaps() {}

  /// The rows of all days from the first to the last, each group complete, by day.
  static List<OpenRow> fill(Dataset dataset, List<OpenRow> published) {
    if (dataset == Dataset.REPORTING_STATUS || published.isEmpty()) {
      return published;
    }
    var keys = dataset.key().stream().filter(k -> !k.equals("date")).map(dataset::at).toList();
    var groups = new LinkedHashMap<String, NavigableMap<LocalDate, OpenRow>>();
    for (var row : published) {
      groups.computeIfAbsent(order(row, keys), k -> new TreeMap<>()).put(row.day(), row);
    }
    var first = published.stream().map(OpenRow::day).min(Comparator.naturalOrder()).orElseThrow();
    var last = published.stream().map(OpenRow::day).max(Comparator.naturalOrder()).orElseThrow();
    var all = new ArrayList<OpenRow>();
    groups.values().forEach(days -> all.addAll(complete(dataset, days, first, last)));
    all.sort(Comparator.comparing(OpenRow::day).thenComparing(r -> order(r, keys)));
    return all;
  }

  private static String order(OpenRow row, List<Integer> keys) {
    var text = new StringBuilder();
    keys.forEach(k -> text.append(row.cell(k)).append('\u0000'));
    return text.toString();
  }

  private static List<OpenRow> complete(
      Dataset dataset, NavigableMap<LocalDate, OpenRow> days, LocalDate first, LocalDate last) {
    var occupied = dataset.at("occupied");
    var status = dataset.at("status");
    NavigableMap<LocalDate, Integer> measured = new TreeMap<>();
    days.forEach((day, row) -> {
      if (OpenRows.MEASURED.equals(row.cell(status))
          && row.cell(occupied) instanceof Integer value) {
        measured.put(day, value);
      }
    });
    var filled = new ArrayList<OpenRow>();
    Map<LocalDate, DayValue> estimates = new LinkedHashMap<>();
    Estimates.fill(measured, first, last).forEach(d -> estimates.put(d.day(), d));
    for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
      var row = days.get(day);
      var estimate = estimates.get(day);
      var open = row == null || OpenRows.MISSING.equals(row.cell(status));
      if (open && estimate != null && estimate.isEstimate()) {
        filled.add(estimated(dataset, days.firstEntry().getValue(), estimate));
      } else if (row != null) {
        filled.add(row);
      }
    }
    return filled;
  }

  private static OpenRow estimated(Dataset dataset, OpenRow like, DayValue estimate) {
    List<@Nullable Object> row = new ArrayList<>();
    for (var field : dataset.fields()) {
      row.add(
          switch (field.name()) {
            case "date" -> estimate.day().toString();
            case "occupied" -> estimate.value();
            case "low" -> estimate.low();
            case "high" -> estimate.high();
            case "status" -> OpenRows.ESTIMATE;
            case "category", "region", "region_name" -> like.cell(dataset.at(field.name()));
            default -> null;
          });
    }
    return new OpenRow(row);
  }
}
