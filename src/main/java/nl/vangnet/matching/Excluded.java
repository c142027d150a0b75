package nl.vangnet.matching;

import java.util.List;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// A site that cannot take the patient: the first filter that it fails, with the numbers, and all
/// that would have to change together to make it a candidate (empty when nothing can). `line` is
/// the line that comes nearest, null when no line fits.
public record Excluded(
    SiteId site, @Nullable LineId line, Filter filter, List<Sentence> why, List<Change> unless) {
  public Excluded {
    why = List.copyOf(why);
    unless = List.copyOf(unless);
  }
}
