package nl.vangnet.onboarding;

import java.time.Instant;
import java.time.LocalDate;
import nl.vangnet.capacity.LineId;
import org.jspecify.annotations.Nullable;

/// A hospital's own count of the occupied beds of a line on a day, with what was measured at the
/// moment of counting (null when it was not known).
public record OwnCount(
    LocalDate day,
    LineId line,
    int own,
    @Nullable Integer measured,
    @Nullable String source,
    String author,
    Instant at) {
  /// How many beds the measured value lies above the own count; null when it was not known.
  public @Nullable Integer difference() {
    return measured == null ? null : measured - own;
  }
}
