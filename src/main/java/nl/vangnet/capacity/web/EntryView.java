package nl.vangnet.capacity.web;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// The sites for which somebody enters figures, with what waits there.
record EntryView(List<Row> own, boolean anyLate) {
  EntryView {
    own = List.copyOf(own);
  }

  /// One site: the open tasks with the moment of the oldest, the figures by age, the last sign of
  /// life.
  record Row(
      Site site,
      String href,
      int lines,
      int late,
      @Nullable Instant lateSince,
      int stale,
      int unknown,
      @Nullable Instant lastHeard) {}
}
