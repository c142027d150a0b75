package nl.vangnet.alerts;

import java.time.Instant;
import java.util.List;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// A message as one desk sees it. `via` is the desk that left it unread, empty when it came here
/// first; `goesOnAt` when it goes on to the next, null when it does not.
public record AlertView(
    long id,
    AlertText content,
    String about,
    String href,
    String call,
    boolean urgent,
    String via,
    Instant toldAt,
    List<Receipt> receipts,
    @Nullable Instant withdrawnAt,
    @Nullable Instant goesOnAt) {
  public AlertView {
    receipts = List.copyOf(receipts);
  }

  /// The subject.
  public String head(Words words) {
    return content.head(words);
  }

  /// The message.
  public String text(Words words) {
    return content.text(words);
  }

  /// What it asks; empty when it asks nothing.
  public String ask(Words words) {
    return content.ask(words);
  }

  /// Whether somebody at the desk read it.
  public boolean isRead() {
    return !receipts.isEmpty();
  }

  /// Whether it waits: it holds and nobody at the desk read it.
  public boolean isUnread() {
    return withdrawnAt == null && receipts.isEmpty();
  }
}
