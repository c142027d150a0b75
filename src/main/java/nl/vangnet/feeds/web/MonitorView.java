package nl.vangnet.feeds.web;

import java.time.LocalDate;
import java.util.List;
import nl.vangnet.feeds.Comparison;
import nl.vangnet.feeds.Monitor;
import org.jspecify.annotations.Nullable;

/// One monitor: its own words, and one of its indicators beside ours per day.
record MonitorView(
    Monitor monitor,
    String region,
    boolean mayImport,
    List<String> indicators,
    String indicator,
    @Nullable Comparison comparison,
    String ours,
    List<Side> sides,
    @Nullable MonitorChart chart,
    Choices choices,
    @Nullable String notice,
    List<PreviewView.Fault> faults,
    @Nullable String wrong) {
  MonitorView {
    indicators = List.copyOf(indicators);
    sides = List.copyOf(sides);
    faults = List.copyOf(faults);
  }

  /// Their figure beside ours; `why` says what is missing, "" when nothing is.
  record Side(
      LocalDate day,
      String area,
      String theirs,
      String reason,
      String ours,
      String difference,
      String why) {}

  /// A value of a list with its name.
  record Choice(String code, String name) {}

  /// What an indicator can be compared with.
  record Choices(List<Choice> categories, List<Choice> cohorts, List<Choice> variables) {
    Choices {
      categories = List.copyOf(categories);
      cohorts = List.copyOf(cohorts);
      variables = List.copyOf(variables);
    }
  }
}
