package nl.vangnet.fleet;

/// Identifies one vehicle; positive, never reused.
public record VehicleId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
