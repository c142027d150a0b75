package nl.vangnet.feeds.web;

import java.util.List;
import java.util.Map;
import nl.vangnet.directory.Region;
import nl.vangnet.feeds.Monitor;
import org.jspecify.annotations.Nullable;

/// The monitors of others, and the form to register one.
record MonitorsView(
    List<Row> rows,
    boolean mayImport,
    List<Region> regions,
    Map<String, String> typed,
    @Nullable String wrong) {
  MonitorsView {
    rows = List.copyOf(rows);
    regions = List.copyOf(regions);
    typed = Map.copyOf(typed);
  }

  /// One monitor and the name of its region.
  record Row(Monitor monitor, String region) {}

  /// What was typed into a field.
  String typed(String field) {
    return typed.getOrDefault(field, "");
  }
}
