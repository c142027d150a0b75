package nl.vangnet.rounds;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a hospital stands in a round (CAP-01).
public enum FilingState {
  /// Filed by the deadline; a later correction does not change that.
  ON_TIME,
  /// Filed after the deadline.
  LATE,
  /// Not filed, and the deadline has not passed.
  WAITING,
  /// Not filed, and the deadline has passed.
  MISSING;

  /// Decides by the clock: `firstFiledAt` is the first submission, null when there is none.
  public static FilingState of(Times times, @Nullable Instant firstFiledAt, Instant now) {
    if (firstFiledAt != null) {
      return firstFiledAt.isAfter(times.hospitalDue()) ? LATE : ON_TIME;
    }
    return now.isAfter(times.hospitalDue()) ? MISSING : WAITING;
  }

  /// Whether a submission stands.
  public boolean isFiled() {
    return this == ON_TIME || this == LATE;
  }

  /// The word in addresses, classes and keys: "on-time".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
