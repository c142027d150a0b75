package nl.vangnet.feeds;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.vangnet.capacity.Measured;
import org.jspecify.annotations.Nullable;

/// What a form would change: per figure the value now and the value of the file, per fault the cell
/// and what to do, and the counts. `bad` names the rows with a fault; `done` is there once it was
/// recorded.
public record Preview(
    UUID id,
    String fileName,
    Instant uploadedAt,
    Instant expiresAt,
    FormSheets sheets,
    List<Line> lines,
    List<CellNote> faults,
    Set<String> bad,
    @Nullable Result done) {
  public Preview {
    bad = Set.copyOf(bad);
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
  }

  /// How a figure of the file stands to the record.
  public enum Change {
    /// The record holds nothing yet.
    NEW,
    /// The value differs.
    CHANGED,
    /// The same value; it is recorded only when asked to confirm it.
    SAME,
    /// The same value, counted from messages: it needs no hand and is never recorded from a form.
    COUNTED,
    /// The same value at a later moment that the file names: it still holds.
    AGAIN,
    /// Of a moment before what the record holds: it enters the history.
    EARLIER
  }

  /// One figure of the file beside the record.
  public record Line(FormFigure figure, String site, Change change, @Nullable Measured before) {}

  /// What was recorded.
  public record Result(
      int recorded, int alreadyKnown, int unchanged, int badRows, List<CellNote> faults) {
    public Result {
      faults = List.copyOf(faults);
    }
  }

  /// How many rows have a fault.
  public int badRows() {
    return bad.size();
  }

  /// Whether a figure stands in a row with a fault, and so is not recorded row by row.
  public boolean isHeld(Line line) {
    return bad.contains(line.figure().rowKey());
  }

  /// How many figures stand so.
  public long count(Change change) {
    return lines.stream().filter(l -> l.change() == change).count();
  }

  /// How many figures would be recorded without confirming the rest.
  public long toRecord() {
    return lines.size() - count(Change.SAME) - count(Change.COUNTED);
  }
}
