package nl.vangnet.protocols;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/// One edition of a protocol. `ended` says why it is no longer used, empty while it is.
public record Protocol(
    long id, int version, Content content, String ended, String author, Instant at) {
  /// What it says, for whom, whose it is, and when it is looked at again: a text, a link to where
  /// it stands, or both.
  public record Content(
      String title,
      Set<Kind> kinds,
      Set<Audience> audience,
      String body,
      String link,
      String owner,
      LocalDate review) {
    public Content {
      kinds = Set.copyOf(kinds);
      audience = Set.copyOf(audience);
    }
  }

  /// Whether it is used.
  public boolean isCurrent() {
    return ended.isEmpty();
  }

  /// Whether it should have been looked at again by this day.
  public boolean isOverdue(LocalDate today) {
    return isCurrent() && content.review().isBefore(today);
  }
}
