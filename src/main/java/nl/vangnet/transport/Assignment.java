package nl.vangnet.transport;

import java.util.List;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.VehicleId;

/// Who does a leg: the vehicle, its crews (first who drives, then who rides along) and the plan.
public record Assignment(VehicleId vehicle, List<CrewId> crews, LegPlan plan) {
  public Assignment {
    crews = List.copyOf(crews);
  }
}
