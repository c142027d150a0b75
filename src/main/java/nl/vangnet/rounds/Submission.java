package nl.vangnet.rounds;

import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// What is handed in: typed values by the key of their field, explanations by line, and whether all
/// else holds as it is known. `known` holds, by field, the edition of the draft that the sender
/// saw.
public record Submission(
    Map<String, Typed> typed,
    List<Extra> extras,
    Map<Integer, String> explanations,
    Map<String, Integer> known,
    boolean restHolds,
    @Nullable String remark,
    @Nullable Integer seconds,
    Filing.Door door) {
  public Submission {
    typed = Map.copyOf(typed);
    extras = List.copyOf(extras);
    explanations = Map.copyOf(explanations);
    known = Map.copyOf(known);
  }

  /// The value of one field as text, the reason when it is not known, and its note.
  public record Typed(String value, String unknown, String note) {}

  /// A figure on a line that the site does not have yet; `place` names it in a refusal.
  public record Extra(
      String place, String unit, String category, String cohort, Variable variable, Typed typed) {}
}
