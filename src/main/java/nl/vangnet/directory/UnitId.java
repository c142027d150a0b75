package nl.vangnet.directory;

/// Identifies one unit in the directory; positive, never reused.
public record UnitId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
