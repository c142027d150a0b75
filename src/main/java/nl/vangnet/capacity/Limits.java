package nl.vangnet.capacity;

import java.time.Duration;
import java.time.Instant;

/// When a figure stops being fresh and when it becomes stale. `freshFor` is shorter than
/// `staleAfter`.
public record Limits(Duration freshFor, Duration staleAfter) {
  public Limits {
    if (freshFor.isNegative() || freshFor.isZero() || freshFor.compareTo(staleAfter) >= 0) {
      throw new IllegalArgumentException(
          "fresh limit "
              + freshFor
              + " must be positive and shorter than stale limit "
              + staleAfter);
    }
  }

  /// The age at `now` of a value that last held at `confirmedAt`; a moment in the future is fresh.
  public Age ageOf(Instant confirmedAt, Instant now) {
    var since = Duration.between(confirmedAt, now);
    if (since.compareTo(freshFor) <= 0) {
      return Age.FRESH;
    }
    return since.compareTo(staleAfter) <= 0 ? Age.AGEING : Age.STALE;
  }
}
