package nl.vangnet.travel;

import java.time.Duration;

/// How far and how long it is from one point to another, and how we know.
public record Journey(double kilometres, Duration duration, Basis basis) {
  /// How a journey was found.
  public enum Basis {
    /// The great circle with the road factor and the speed bands of policy.
    ESTIMATE,
    /// A routing engine said so.
    ROUTED
  }

  public Journey {
    if (!(kilometres >= 0) || duration.isNegative()) {
      throw new IllegalArgumentException("a journey of " + kilometres + " km in " + duration);
    }
  }
}
