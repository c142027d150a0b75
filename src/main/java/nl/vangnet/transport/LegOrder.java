package nl.vangnet.transport;

import java.time.Instant;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;

/// What somebody orders. `vehicle` null asks for the best one; `returnLeg` says that the patient
/// goes back to where he came from.
public record LegOrder(
    String caseNumber,
    TransportNeed need,
    SiteId from,
    SiteId to,
    Instant readyAt,
    @Nullable Instant dueAt,
    @Nullable VehicleId vehicle,
    boolean returnLeg) {
  Leg.LegAsk ask() {
    return new Leg.LegAsk(caseNumber, need, from, to, readyAt, dueAt, returnLeg);
  }
}
