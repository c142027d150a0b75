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
    WEBHOOK,
    /// To a browser, through the push service of its maker.
    PUSH
  }

  /// How far it is.
  public enum State {
    /// Not sent yet; tried again at its time.
    WAITING,
    /// Taken by the other side.
    SENT,
    /// Given up after the last attempt.
    FAILED,
    /// Taken back before it was sent.
    WITHDRAWN
  }

  /// The address as it may be shown: whoever knows the whole address of a browser could write to
  /// it, so only the push service and the last characters are told.
  public String shownAddress() {
    if (kind != Kind.PUSH) {
      return address;
    }
    var host = address.replaceFirst("^[a-z]+://([^/:?#]*).*$", "$1");
    return host + " …" + address.substring(Math.max(0, address.length() - 6));
  }
}
