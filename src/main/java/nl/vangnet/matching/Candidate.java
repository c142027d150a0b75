package nl.vangnet.matching;

import java.util.List;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.Reach;
import org.jspecify.annotations.Nullable;

/// A place that can take the patient. `rank` counts from 1; `why` are short sentences with the
/// numbers.
public record Candidate(
    int rank, SiteId site, Bed bed, Reach reach, Score score, List<Sentence> why) {
  public Candidate {
    why = List.copyOf(why);
  }

  /// The line where the patient would lie.
  public LineId line() {
    return bed.line();
  }

  /// Free beds after holds and reserve, null when unknown.
  public @Nullable Integer free() {
    return bed.free();
  }

  /// Whether something hard about the place is not known; it stands below every certain one.
  public boolean uncertain() {
    return score.uncertain();
  }
}
