package nl.vangnet.fleet;

import org.jspecify.annotations.Nullable;

/// One line of a fleet table: a vehicle or a crew as it should be, or the fault in it.
record FleetRow(
    int line,
    @Nullable VehicleDraft vehicle,
    @Nullable CrewDraft crew,
    FleetReport.@Nullable Fault fault) {
  static FleetRow of(int line, VehicleDraft vehicle) {
    return new FleetRow(line, vehicle, null, null);
  }

  static FleetRow of(int line, CrewDraft crew) {
    return new FleetRow(line, null, crew, null);
  }

  static FleetRow faulty(int line, FleetReport.Fault fault) {
    return new FleetRow(line, null, null, fault);
  }
}
