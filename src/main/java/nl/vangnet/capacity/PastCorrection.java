package nl.vangnet.capacity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A correction with what became of it: withdrawn by a person (then and by whom), or left to
/// expire.
public record PastCorrection(
    Correction correction, @Nullable Instant withdrawnAt, @Nullable String withdrawnBy) {
  /// Whether the correction counts at `now`.
  public boolean isInForce(Instant now) {
    return withdrawnAt == null && now.isBefore(correction.expiresAt());
  }
}
