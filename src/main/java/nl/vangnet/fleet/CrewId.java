package nl.vangnet.fleet;

/// Identifies one crew or special team; positive, never reused.
public record CrewId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
