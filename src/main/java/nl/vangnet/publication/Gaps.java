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
  static List<List<@Nullable Object>> fill(
      Dataset dataset, List<List<@Nullable Object>> published) {
    if (dataset == Dataset.REPORTING_STATUS || published.isEmpty()) {
      return published;
    }
    var keys = dataset.key().stream().filter(k -> !k.equals("date")).map(dataset::at).toList();
    var groups =
        new LinkedHashMap<
            List<@Nullable Object>, NavigableMap<LocalDate, List<@Nullable Object>>>();
    for (var row : published) {
      List<@Nullable Object> key = new ArrayList<>();
      keys.forEach(k -> key.add(row.get(k)));
      groups.computeIfAbsent(key, k -> new TreeMap<>()).put(OpenRows.day(row), row);
    }
    var first = published.stream().map(OpenRows::day).min(Comparator.naturalOrder()).orElseThrow();
    var last = published.stream().map(OpenRows::day).max(Comparator.naturalOrder()).orElseThrow();
    var all = new ArrayList<List<@Nullable Object>>();
    groups.values().forEach(days -> all.addAll(complete(dataset, days, first, last)));
    all.sort(
        Comparator.<List<@Nullable Object>, LocalDate>comparing(OpenRows::day)
            .thenComparing(r -> order(r, keys)));
    return all;
  }

  private static String order(List<@Nullable Object> row, List<Integer> keys) {
    var text = new StringBuilder();
    keys.forEach(k -> text.append(row.get(k)).append('\u0000'));
    return text.toString();
  }

  private static List<List<@Nullable Object>> complete(
      Dataset dataset,
      NavigableMap<LocalDate, List<@Nullable Object>> days,
      LocalDate first,
      LocalDate last) {
    var occupied = dataset.at("occupied");
    var status = dataset.at("status");
    NavigableMap<LocalDate, Integer> measured = new TreeMap<>();
    days.forEach((day, row) -> {
      if (OpenRows.MEASURED.equals(row.get(status)) && row.get(occupied) instanceof Integer value) {
        measured.put(day, value);
      }
    });
    var filled = new ArrayList<List<@Nullable Object>>();
    Map<LocalDate, DayValue> estimates = new LinkedHashMap<>();
    Estimates.fill(measured, first, last).forEach(d -> estimates.put(d.day(), d));
    for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
      var row = days.get(day);
      var estimate = estimates.get(day);
      var open = row == null || OpenRows.MISSING.equals(row.get(status));
      if (open && estimate != null && estimate.isEstimate()) {
        filled.add(estimated(dataset, days.firstEntry().getValue(), estimate));
      } else if (row != null) {
        filled.add(row);
      }
    }
    return filled;
  }

  private static List<@Nullable Object> estimated(
      Dataset dataset, List<@Nullable Object> like, DayValue estimate) {
    var row = new ArrayList<@Nullable Object>();
    for (var field : dataset.fields()) {
      row.add(
          switch (field.name()) {
            case "date" -> estimate.day().toString();
            case "occupied" -> estimate.value();
            case "low" -> estimate.low();
            case "high" -> estimate.high();
            case "status" -> OpenRows.ESTIMATE;
            case "category", "region", "region_name" -> like.get(dataset.at(field.name()));
            default -> null;
          });
    }
    return row;
  }
}
