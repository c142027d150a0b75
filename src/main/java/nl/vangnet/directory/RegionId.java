package nl.vangnet.directory;

/// Identifies one region in the directory; positive, never reused.
public record RegionId(long value) implements java.io.Serializable {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
