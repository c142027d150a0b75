package nl.vangnet.capacity.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Line;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// One line: its two truths side by side, the corrections, and what was recorded last.
record LineView(
    Site site,
    Line line,
    String title,
    Free free,
    List<Truth> truths,
    List<Row> corrections,
    List<Observed> recent,
    @Nullable StepChart chart,
    CorrectForm form,
    Acts acts,
    @Nullable Ended ended,
    @Nullable String notice,
    @Nullable String refused) {
  LineView {
    truths = List.copyOf(truths);
    corrections = List.copyOf(corrections);
    recent = List.copyOf(recent);
  }

  /// The effective free beds with their age and the reason why.
  record Free(String beds, String age, String explanation) {}

  /// What the reader may do here, and where figures are entered.
  record Acts(boolean enter, boolean correct, boolean end, String entryHref) {}

  /// That the line is no longer used; `isBack` when a later figure brought it back.
  record Ended(Instant at, String reason, String author, boolean isBack) {}

  /// One variable: measured, corrected, used.
  record Truth(
      String code,
      String label,
      @Nullable String measured,
      @Nullable String reason,
      @Nullable String note,
      String method,
      String giver,
      Instant observedAt,
      Instant receivedAt,
      Instant confirmedAt,
      int corrected,
      @Nullable String used,
      String age) {}

  /// One correction; state is "in-force", "expired" or "withdrawn".
  record Row(
      long id,
      String variable,
      int amount,
      String reason,
      String author,
      Instant createdAt,
      Instant expiresAt,
      String state,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawnBy) {}

  /// One recorded value.
  record Observed(
      String variable,
      @Nullable String value,
      @Nullable String reason,
      String method,
      String giver,
      Instant observedAt,
      Instant receivedAt) {}

  /// The form of a correction: what may be chosen, what was typed, what was wrong.
  record CorrectForm(
      List<SiteFormView.Choice> variables,
      int longestHours,
      String latest,
      Map<String, String> typed,
      @Nullable String wrongField,
      @Nullable String wrong) {
    CorrectForm {
      variables = List.copyOf(variables);
      typed = Map.copyOf(typed);
    }

    String typed(String name, String usual) {
      return typed.getOrDefault(name, usual);
    }

    boolean isWrong(String field) {
      return field.equals(wrongField);
    }
  }
}
