package nl.vangnet.alerts;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nl.vangnet.outbox.Delivery;
import org.jspecify.annotations.Nullable;

/// What became of one message: the desks that it reached, by which ways, and who read it. `sender`
/// is the desk of whoever told it, empty for none; `by` the name.
public record Told(
    long id,
    AlertText content,
    String about,
    boolean urgent,
    String sender,
    String by,
    Instant toldAt,
    @Nullable Instant withdrawnAt,
    List<Copy> copies) {
  /// One desk that it reached; `via` is the desk that left it unread, empty for the first.
  public record Copy(
      String desk, String via, Instant toldAt, List<Way> ways, List<Receipt> receipts) {
    public Copy {
      ways = List.copyOf(ways);
      receipts = List.copyOf(receipts);
    }
  }

  /// One address that it was sent to, and what became of that; null while that is not known.
  public record Way(String who, Step step, Instant toldAt, @Nullable Delivery delivery) {}

  /// Why an address was told.
  public enum Step {
    /// On duty at that moment, or everybody where the roster names no one.
    ON_DUTY,
    /// Next in the escalation order of the desk.
    CARD,
    /// Everybody at the desk.
    EVERYBODY
  }

  public Told {
    copies = List.copyOf(copies);
  }

  /// The first who read it; null when nobody did.
  public @Nullable Receipt firstReceipt() {
    return copies.stream()
        .flatMap(c -> c.receipts().stream())
        .min(java.util.Comparator.comparing(Receipt::at))
        .orElse(null);
  }

  /// Whether it went on to another desk.
  public boolean wentOn() {
    return copies.size() > 1;
  }

  /// How many of its messages were given up.
  public long failed() {
    return copies.stream()
        .flatMap(c -> c.ways().stream())
        .flatMap(w -> Stream.ofNullable(w.delivery()))
        .filter(d -> d.state() == Delivery.State.FAILED)
        .count();
  }

  /// Whether a desk is a party to it: it sent it or got it.
  public boolean isFor(String desk) {
    return sender.equals(desk) || copies.stream().anyMatch(c -> c.desk().equals(desk));
  }
}
