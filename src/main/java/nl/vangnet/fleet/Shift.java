package nl.vangnet.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One crew on duty, in a vehicle or, when `vehicle` is null, at its home for whatever vehicle
/// stands there.
public record Shift(
    long id, CrewId crew, @Nullable VehicleId vehicle, Instant from, Instant until) {
  /// Whether it holds at a moment.
  public boolean isOn(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
