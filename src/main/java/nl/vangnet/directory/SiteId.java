package nl.vangnet.directory;

/// Identifies one site in the directory; positive, never reused.
public record SiteId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
