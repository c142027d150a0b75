package nl.vangnet.exchange.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.Site;
import nl.vangnet.exchange.IntakeDesk;
import nl.vangnet.exchange.MaskedMessage;
import nl.vangnet.exchange.Outcome;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// What the intake page shows.
record IntakeView(
    List<SourceRow> sources,
    SourceRow sum,
    List<CauseRow> causes,
    List<IntakeDesk.UnknownLocation> unknown,
    List<IntakeDesk.KeptMessage> kept,
    @Nullable Long older,
    @Nullable Opened opened,
    @Nullable SourceRow chosen,
    List<CensusRow> census,
    String cause,
    List<Choice> categories,
    List<Choice> cohorts,
    boolean mayMap,
    @Nullable Notice notice) {

  /// One source with its counts of the last 24 hours per outcome, and the total.
  record SourceRow(
      long id, String name, @Nullable Instant lastHeard, Map<Outcome, Long> day, long total) {
    long day(Outcome outcome) {
      return day.getOrDefault(outcome, 0L);
    }
  }

  /// One cause of the chosen source.
  record CauseRow(Outcome outcome, String cause, long recent, long day, long total) {}

  /// A kept message that was opened.
  record Opened(IntakeDesk.KeptMessage message, MaskedMessage content) {}

  /// A site of the chosen source and whether its census counts.
  record CensusRow(Site site, boolean complete) {}

  /// A choice of a form.
  record Choice(String code, String name) {}

  /// What was just done, in words, and whether it was refused.
  record Notice(String key, List<Object> arguments, boolean refused) {}

  /// The words for a cause; its code where there are none.
  static String words(Frame frame, String cause) {
    if (cause.isEmpty()) {
      return "";
    }
    if (cause.startsWith("type-")) {
      return frame.t("exchange.cause.type", cause.substring(5));
    }
    if (cause.startsWith("event-")) {
      return frame.t("exchange.cause.event", cause.substring(6));
    }
    if (cause.startsWith("pending-")) {
      return frame.t("exchange.cause.pending", cause.substring(8));
    }
    var words = frame.t("exchange.cause." + cause);
    return words.startsWith("exchange.cause.") ? cause : words;
  }
}
