package nl.vangnet.capacity;

/// Identifies one capacity line.
public record LineId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
