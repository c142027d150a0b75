package nl.vangnet.reports;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of the note on how a day went (SPR-07): what went well, what did not, and who does
/// what about it. `region` "" is the nation. Versions are kept.
public record Evaluation(
    LocalDate day, String region, int version, Body body, Snapshot.Signed written) {
  /// What the note says.
  public record Body(String well, String notWell, List<Action> actions) {
    public Body {
      actions = List.copyOf(actions);
    }

    /// Whether it says nothing.
    boolean isEmpty() {
      return well.isBlank() && notWell.isBlank() && actions.isEmpty();
    }
  }

  /// One thing to do, with its owner; `due` is null when no day was agreed.
  public record Action(String what, String owner, @Nullable LocalDate due, boolean done) {}
}
