package nl.vangnet.matching;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.Reach;
import nl.vangnet.transport.TransportNeed;

/// What the ranking asks of the vehicles: for each destination the best vehicle and crew, or what
/// keeps any from going.
@FunctionalInterface
interface Reaches {
  Map<SiteId, Reach> reach(TransportNeed need, SiteId from, List<SiteId> to, Instant readyAt);
}
