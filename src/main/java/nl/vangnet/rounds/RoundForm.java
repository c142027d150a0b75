package nl.vangnet.rounds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// The form of one site in a round: the lines that are asked, what is known of each variable now,
/// what was filed the last time, and what stands unsent in the drafts.
public record RoundForm(
    Round round,
    DataRequest request,
    Site site,
    List<FormLine> lines,
    Map<String, Draft> drafts,
    List<Filing> filings) {
  public RoundForm {
    lines = List.copyOf(lines);
    drafts = Map.copyOf(drafts);
    filings = List.copyOf(filings);
  }

  /// One line of beds with the variables that are asked.
  public record FormLine(Line line, String unitCode, String unitName, List<Field> fields) {
    public FormLine {
      fields = List.copyOf(fields);
    }

    /// The field of a variable, null when it is not asked.
    public @Nullable Field field(Variable variable) {
      return fields.stream().filter(f -> f.variable() == variable).findFirst().orElse(null);
    }
  }

  /// Whether a field takes a figure.
  public enum Mode {
    /// It takes one.
    OPEN,
    /// Counted from messages: taken over as it is.
    COUNTED,
    /// A correction stands on it: taken over as it is used.
    CORRECTED
  }

  /// One variable of a line. `known` is what the record holds (null: never reported), `used` the
  /// value with corrections; `before` is what was filed the last time.
  public record Field(
      String key,
      Variable variable,
      Mode mode,
      @Nullable Measured known,
      @Nullable Integer used,
      Age age,
      @Nullable Before before) {
    /// When the known value last held.
    public @Nullable Instant since() {
      return known == null ? null : known.confirmedAt();
    }

    /// The value that the form opens with: what is known now, else what was filed the last time.
    public @Nullable Integer suggested() {
      return known != null ? used : before == null ? null : before.value();
    }

    /// Whether a system reported the value freshly, so that it only needs a look (CAP-07).
    public boolean isFreshFromSystem() {
      return known != null
          && used != null
          && known.method() != Method.MANUAL
          && known.method() != Method.IMPORTED
          && (age == Age.FRESH || age == Age.AGEING);
    }
  }

  /// What was filed the last time; null `value` with its reason when it was not known then.
  public record Before(@Nullable Integer value, @Nullable String unknownReason) {}

  /// What somebody typed in a field and did not file yet. `edition` grows with every change.
  public record Draft(
      String field,
      String value,
      String unknown,
      String note,
      int edition,
      String author,
      String authorName,
      Instant savedAt) {}

  /// The last submission, null when there is none.
  public @Nullable Filing last() {
    return filings.isEmpty() ? null : filings.getLast();
  }
}
