package nl.vangnet.situation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The moment that a page looks at: now when `at` is null. `known` limits the past to what had been
/// received by then.
public record Moment(@Nullable Instant at, @Nullable Instant known) {
  /// The present.
  public static final Moment NOW = new Moment(null, null);

  /// Whether this looks at the past.
  public boolean isPast() {
    return at != null;
  }
}
