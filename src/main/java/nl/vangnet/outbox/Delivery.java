package nl.vangnet.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one message. `fault` is what went wrong at the last attempt, null when nothing
/// did.
public record Delivery(
    long id,
    Kind kind,
    String address,
    String headline,
    State state,
    int attempts,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable String fault,
    String about) {
  /// How it goes.
  public enum Kind {
    EMAIL,
    WEBHOOK
  }

  /// How far it is.
  public enum State {
    /// Not sent yet; tried again at its time.
    WAITING,
    /// Taken by the other side.
    SENT,
    /// Given up after the last attempt.
    FAILED
  }
}
