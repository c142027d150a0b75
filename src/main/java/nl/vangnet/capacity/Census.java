package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Service;

/// The census: who is where, folded from movements. A count is only as good as its start, so a
/// source first declares its baseline.
@Service
public class Census {
  Census() {}

  /// Applies a group of events, in order, inside the caller's transaction. Events of one site must
  /// come from one thread at a time. `heard` holds the last sign of life per source in this group.
  public CensusEvent.Effects apply(List<CensusEvent> events, Map<Long, Instant> heard) {
    return new CensusEvent.Effects(List.of());
  }

  /// Begins to rebuild the census of a source at a site: all its open stays end, its counts are
  /// unknown until `completeBaseline`. Needs SEND_OBSERVATIONS or MAP_AND_REPLAY at the site.
  public void beginBaseline(Actor actor, long source, SiteId site) {}

  /// Declares that the stays sent since `beginBaseline` are all there are.
  public void completeBaseline(Actor actor, long source, SiteId site) {}

  /// The present stays per place of a site: line id (null key absent; unplaced under LineId 0) to
  /// count.
  public Map<LineId, Integer> counts(SiteId site) {
    return Map.of();
  }

  /// A bed status message (A20): the bed at this location code of a line is closed or open.
  public void bedStatus(
      SiteId site, long source, LineId line, String locationCode, boolean closed, Instant at) {}
}
