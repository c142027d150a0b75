package nl.vangnet.fleet;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What keeps one vehicle, or all of a class, from riding for a while, and why. One of `vehicle`
/// and `vehicleClass` is null.
public record Obstacle(
    long id,
    @Nullable VehicleId vehicle,
    @Nullable VehicleClass vehicleClass,
    Kind kind,
    Instant from,
    Instant until,
    String reason,
    By by) {
  /// The sort of obstacle.
  public enum Kind {
    /// Wind, snow, fog, ice.
    WEATHER,
    /// Not by night.
    NIGHT,
    /// Covers another area or task meanwhile.
    COVER,
    /// Broken down.
    BREAKDOWN,
    /// In the workshop.
    MAINTENANCE,
    /// No people for it.
    STAFF;

    /// The word of this kind in refusals and addresses.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether it concerns this vehicle.
  public boolean concerns(Vehicle other) {
    return other.id().equals(vehicle) || other.build().vehicleClass() == vehicleClass;
  }

  /// Whether it holds at a moment.
  public boolean isOn(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
