package nl.vangnet.transport;

/// Identifies one leg; positive, never reused.
public record LegId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
