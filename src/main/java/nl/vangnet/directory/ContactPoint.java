package nl.vangnet.directory;

/// Where an organisation or site can be reached for `purpose`, for example the bed coordinator.
public record ContactPoint(long id, Kind kind, String purpose, String value) {
  /// The ways to reach somebody.
  public enum Kind {
    /// A telephone number.
    PHONE("\\+?[0-9][0-9 ()-]{4,24}"),
    /// An e-mail address.
    EMAIL("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]{2,}"),
    /// A web address.
    WEB("https://[^\\s\"'<>]{3,180}");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }

    /// Whether `value` has the form of this kind.
    public boolean accepts(String value) {
      return value.matches(pattern);
    }
  }
}
