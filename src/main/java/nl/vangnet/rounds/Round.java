package nl.vangnet.rounds;

import java.time.Instant;
import java.time.LocalDate;

/// One day of a data request. `shifted` says that its clock was moved because the exercise began in
/// the middle of the day.
public record Round(
    long id,
    String request,
    int version,
    LocalDate day,
    Times times,
    Instant openedAt,
    boolean shifted) {
  /// Whether figures may still be filed or corrected.
  public boolean isOpen(Instant now) {
    return !now.isBefore(openedAt) && now.isBefore(times.optionsDue());
  }

  /// Whether what was filed stands as it is.
  public boolean isFrozen(Instant now) {
    return !now.isBefore(times.optionsDue());
  }
}
