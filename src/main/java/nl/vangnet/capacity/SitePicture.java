package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// The lines of one site, with the last sign of life from any of its sources (null when never
/// heard) and the number of present patients whose location no mapping knows.
public record SitePicture(
    SiteId site, List<LinePicture> lines, @Nullable Instant lastHeard, int unplaced) {
  public SitePicture {
    lines = List.copyOf(lines);
  }
}
