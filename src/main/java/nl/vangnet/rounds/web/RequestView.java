package nl.vangnet.rounds.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.policy.RoundHours;
import nl.vangnet.rounds.DataRequest;
import org.jspecify.annotations.Nullable;

/// The definitions of the rounds.
record RequestView(
    List<Row> rows,
    RoundHours rule,
    String ruleDays,
    List<Holiday> holidays,
    @Nullable Form form,
    List<OptionView.Choice> categories,
    List<OptionView.Choice> variables,
    List<OptionView.Choice> types,
    @Nullable String wrong,
    @Nullable String notice) {
  RequestView {
    rows = List.copyOf(rows);
    holidays = List.copyOf(holidays);
    categories = List.copyOf(categories);
    variables = List.copyOf(variables);
    types = List.copyOf(types);
  }

  /// One request: its newest version, the clock that holds, the days to come and earlier versions.
  record Row(
      DataRequest request,
      String name,
      RoundHours hours,
      String days,
      List<String> next,
      List<String> asked,
      String recipients,
      List<DataRequest> earlier) {}

  /// A bank holiday to come.
  record Holiday(String day, String name, boolean held) {}

  /// The fields of the form; `asked` holds "icu.staffed".
  record Form(
      boolean isNew,
      String code,
      String nameNl,
      String nameEn,
      Set<String> asked,
      Set<String> types,
      String regions,
      String sites,
      Map<String, String> clock,
      String reminders,
      Set<String> days,
      boolean ownDays,
      boolean active) {}
}
