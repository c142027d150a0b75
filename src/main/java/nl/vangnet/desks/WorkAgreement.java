package nl.vangnet.desks;

import java.time.Instant;
import java.time.LocalDate;

/// How a desk works: a short text with an owner and the day on which it is looked at again
/// (CAP-28).
public record WorkAgreement(
    long id,
    String desk,
    String title,
    String body,
    String owner,
    LocalDate reviewOn,
    int edition,
    By by,
    Instant at) {
  /// Whether its review is due.
  public boolean isDue(LocalDate today) {
    return !reviewOn.isAfter(today);
  }
}
