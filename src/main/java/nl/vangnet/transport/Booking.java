package nl.vangnet.transport;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.VehicleId;

/// The time that a leg takes of its vehicle and crews, and where it begins and ends.
record Booking(
    LegId leg,
    VehicleId vehicle,
    List<CrewId> crews,
    Instant from,
    Instant until,
    SiteId fromSite,
    SiteId toSite,
    Instant pickup) {
  Booking {
    crews = List.copyOf(crews);
  }
}
