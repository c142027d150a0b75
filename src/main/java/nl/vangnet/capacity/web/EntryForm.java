package nl.vangnet.capacity.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// Reads what was typed into the form of a site: only fields that differ from what they showed
/// count as figures; each is either a figure for the record or a fault at its field.
final class EntryForm {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private EntryForm() {}

  /// One changed field: the figure, or the code of what is wrong with it.
  record Change(
      SiteFormView.LineForm line,
      SiteFormView.Field field,
      SiteFormView.Typed typed,
      @Nullable Reported figure,
      @Nullable String fault) {}

  /// What stands in the inputs of a field; null when the form did not hold the field.
  static SiteFormView.@Nullable Typed typed(Map<String, String> sent, String key) {
    var value = sent.get("v." + key);
    if (value == null) {
      return null;
    }
    return new SiteFormView.Typed(
        value.strip(),
        text(sent, "u." + key),
        text(sent, "n." + key),
        text(sent, "h." + key),
        text(sent, "d." + key));
  }

  /// The changed fields of the form, in its order.
  static List<Change> changes(
      SiteId site, List<SiteFormView.LineForm> lines, Map<String, String> sent, Instant now) {
    var changes = new ArrayList<Change>();
    for (var line : lines) {
      for (var field : line.fields()) {
        var typed = typed(sent, field.key());
        var was = sent.getOrDefault("was." + field.key(), field.was());
        if (typed != null && field.mode() == SiteFormView.Mode.OPEN && !typed.text().equals(was)) {
          changes.add(change(site, line, field, typed, was, now));
        }
      }
    }
    return changes;
  }

  private static Change change(
      SiteId site,
      SiteFormView.LineForm line,
      SiteFormView.Field field,
      SiteFormView.Typed typed,
      String was,
      Instant now) {
    var fault = fault(field.variable(), typed, was, LocalDate.ofInstant(now, ZONE));
    if (fault != null) {
      return new Change(line, field, typed, null, fault);
    }
    var unknown = typed.value().isEmpty();
    return new Change(
        line,
        field,
        typed,
        new Reported(
            site,
            line.unitCode(),
            line.category(),
            line.cohort(),
            field.variable(),
            unknown ? null : Integer.valueOf(typed.value()),
            unknown ? typed.unknown() : null,
            now,
            note(field.variable(), typed)),
        null);
  }

  private static @Nullable String fault(
      Variable variable, SiteFormView.Typed typed, String was, LocalDate today) {
    if (typed.value().isEmpty()) {
      return typed.unknown().isEmpty() ? "unknown-reason-missing" : null;
    }
    if (!typed.unknown().isEmpty() && !typed.unknown().equals(SiteFormView.Typed.unknownIn(was))) {
      return "value-and-unknown";
    }
    if (!typed.value().matches("-?[0-9]{1,9}")) {
      return "not-a-number";
    }
    if (Integer.parseInt(typed.value()) <= 0) {
      return null;
    }
    if (variable == Variable.CLOSED && typed.note().isEmpty()) {
      return "closed-reason-missing";
    }
    return variable == Variable.RESERVE ? reserveFault(typed, today) : null;
  }

  private static @Nullable String reserveFault(SiteFormView.Typed typed, LocalDate today) {
    if (typed.holder().isEmpty() || typed.note().isEmpty() || typed.review().isEmpty()) {
      return "reserve-incomplete";
    }
    var review = day(typed.review());
    if (review == null) {
      return "review-not-a-day";
    }
    return review.isBefore(today) ? "review-past" : null;
  }

  private static @Nullable String note(Variable variable, SiteFormView.Typed typed) {
    var note =
        variable == Variable.RESERVE
            ? new ReserveNote(typed.holder(), typed.note(), day(typed.review())).text()
            : typed.note();
    return note.isEmpty() ? null : note;
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String text(Map<String, String> sent, String name) {
    return sent.getOrDefault(name, "").strip().replaceAll("\\s+", " ");
  }
}
