package nl.vangnet.transport;

import java.time.*;
import java.util.*;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.SiteId;

public interface TransportDesk {
  Map<SiteId, Reach> reach(TransportNeed need, SiteId from, List<SiteId> to, Instant readyAt);

  OrderOutcome order(Actor by, LegOrder o);

  LegOutcome cancel(Actor by, LegId leg, String reason);

  Optional<Leg> find(LegId l);

  List<Leg> legsOf(String c);
}
