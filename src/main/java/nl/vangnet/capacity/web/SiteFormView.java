package nl.vangnet.capacity.web;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import org.jspecify.annotations.Nullable;

/// The form of a site: a block per line, what became of what was sent, and a way to add a line.
record SiteFormView(
    Site site,
    String organisation,
    String href,
    List<LineForm> lines,
    List<Result> results,
    @Nullable String notice,
    int unplaced,
    AddLine add) {
  SiteFormView {
    lines = List.copyOf(lines);
    results = List.copyOf(results);
  }

  /// The address of an act on this site.
  String action(String tail) {
    var query = href.indexOf('?');
    return query < 0 ? href + tail : href.substring(0, query) + tail + href.substring(query);
  }

  /// How many figures were recorded.
  long recorded() {
    return results.stream().filter(r -> r.kind().equals("recorded")).count();
  }

  /// How many figures were refused.
  long refused() {
    return results.stream().filter(r -> r.kind().equals("refused")).count();
  }

  /// One line of the form.
  record LineForm(
      LineId id,
      String title,
      String unitCode,
      String category,
      String cohort,
      String free,
      String freeAge,
      String explanation,
      int late,
      List<Group> groups) {
    LineForm {
      groups = List.copyOf(groups);
    }

    /// All fields of the line.
    List<Field> fields() {
      return groups.stream().flatMap(g -> g.fields().stream()).toList();
    }
  }

  /// Fields of one kind; those of the beds are always in sight.
  record Group(String key, boolean always, boolean open, List<Field> fields) {
    Group {
      fields = List.copyOf(fields);
    }
  }

  /// Whether a field takes a figure, and if not, why.
  enum Mode {
    OPEN,
    COUNTED,
    CORRECTED
  }

  /// One field: what is used now with its age and source, and what stands in the form.
  record Field(
      Variable variable,
      String key,
      String label,
      Mode mode,
      Typed typed,
      Typed shown,
      @Nullable String used,
      String age,
      @Nullable Instant since,
      @Nullable String origin,
      int corrected,
      @Nullable String wrong) {
    /// The parts that a change is seen by, as one hidden value.
    String was() {
      return shown.text();
    }

    boolean hasReason() {
      return variable == Variable.CLOSED;
    }

    boolean hasReserve() {
      return variable == Variable.RESERVE;
    }
  }

  /// What stands in the inputs of a field: the number, why it is not known, and the note (reason of
  /// a closure; for a reserve holder, reason and review date).
  record Typed(String value, String unknown, String note, String holder, String review) {
    private static final String MARK = "␟";

    /// The parts as one text.
    String text() {
      return String.join(MARK, value, unknown, note, holder, review);
    }

    /// The reason for not knowing in such a text.
    static String unknownIn(String text) {
      var parts = text.split(MARK, -1);
      return parts.length > 1 ? parts[1] : "";
    }
  }

  /// What became of one figure: kind is "recorded", "known" or "refused".
  record Result(String kind, String what, String text, String anchor) implements Serializable {}

  /// What may be chosen for a new line, and what was chosen when it was refused.
  record AddLine(
      List<Unit> units,
      List<Choice> categories,
      List<Choice> cohorts,
      String unit,
      String name,
      String category,
      String cohort,
      @Nullable String wrong) {
    AddLine {
      units = List.copyOf(units);
      categories = List.copyOf(categories);
      cohorts = List.copyOf(cohorts);
    }
  }

  /// One choice of a list.
  record Choice(String code, String name) {}
}
