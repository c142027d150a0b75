package nl.vangnet.directory;

/// Identifies one organisation in the directory; positive, never reused.
public record OrganisationId(long value) implements java.io.Serializable {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
