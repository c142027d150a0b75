package nl.vangnet.rounds;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of the regional sign-off. Pure: each answers a refusal code, or nothing when allowed.
final class SignOffRules {
  private SignOffRules() {}

  /// A region signs when all have filed, or from the hospitals' deadline on; who signs without all
  /// says so, and names why.
  static Optional<String> sign(
      Round round,
      @Nullable SignOff last,
      int missing,
      boolean withoutMissing,
      @Nullable String remark,
      Instant now) {
    if (now.isBefore(round.openedAt())) {
      return Optional.of("not-open");
    }
    if (last != null && last.signed()) {
      return Optional.of("already-signed");
    }
    if (missing > 0 && !now.isAfter(round.times().hospitalDue())) {
      return Optional.of("too-early");
    }
    if (missing > 0 && !withoutMissing) {
      return Optional.of("missing-not-accepted");
    }
    return missing > 0 && (remark == null || remark.isBlank())
        ? Optional.of("remark-missing")
        : Optional.empty();
  }

  /// A sign-off can be withdrawn until the nation's deadline.
  static Optional<String> withdraw(Round round, @Nullable SignOff last, Instant now) {
    if (last == null || !last.signed()) {
      return Optional.of("not-signed");
    }
    return round.isFrozen(now) ? Optional.of("too-late") : Optional.empty();
  }
}
