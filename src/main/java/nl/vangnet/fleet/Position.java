package nl.vangnet.fleet;

import java.time.Instant;
import nl.vangnet.directory.Coordinates;

/// Where a vehicle was last heard of, and when.
public record Position(VehicleId vehicle, Instant at, Coordinates where) {}
