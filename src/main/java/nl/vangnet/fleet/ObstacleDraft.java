package nl.vangnet.fleet;

import java.time.Instant;

/// What somebody reports as keeping a vehicle or class from riding.
public record ObstacleDraft(Obstacle.Kind kind, Instant from, Instant until, String reason) {
  public ObstacleDraft {
    reason = reason.strip();
  }
}
