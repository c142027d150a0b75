package nl.vangnet.reports;

import java.time.Instant;
import java.time.LocalDate;

/// One frozen picture in the record, without its content. `kind` tells who froze it; `sha256` is
/// the fingerprint of the content.
public record Snapshot(
    long id, LocalDate day, Kind kind, Instant at, Signed frozen, String sha256) {
  /// Who froze it.
  public enum Kind {
    /// The product by itself, at the time of the day that policy names.
    DAY,
    /// A person.
    HAND
  }

  /// Who did something and when; `by` is the name for people to read.
  public record Signed(Instant at, String by) {}
}
