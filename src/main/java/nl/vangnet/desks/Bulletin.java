package nl.vangnet.desks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message from a desk to the desks below it, with the copies it became, who read them and what
/// became of it (COM-06). `corrects` is the bulletin that this one takes the place of;
/// `correctedBy` the one that took its place.
public record Bulletin(
    long id,
    String sender,
    Content content,
    By by,
    Instant sentAt,
    @Nullable Long corrects,
    @Nullable Long correctedBy,
    @Nullable Withdrawal withdrawal,
    Map<String, Copy> copies) {
  /// What it says and asks.
  public record Content(String headline, String body, List<Link> links, Asks asks) {
    public Content {
      links = List.copyOf(links);
    }
  }

  /// What it asks of its readers: haste, a confirmation, passing on after so many minutes, a
  /// reminder after so many hours.
  public record Asks(boolean urgent, boolean confirm, int passMinutes, int remindHours) {}

  /// A link to a document; documents themselves are not kept.
  public record Link(String label, String url) {}

  /// Why and when it was withdrawn.
  public record Withdrawal(String reason, By by, Instant at) {}

  /// The copy of one desk. `via` is the desk that sent it there.
  public record Copy(
      String desk,
      String via,
      Instant deliveredAt,
      @Nullable Receipt read,
      @Nullable Receipt confirmed,
      @Nullable Pass pass,
      int reminders) {}

  /// Who read or confirmed, and when.
  public record Receipt(By by, Instant at) {}

  /// A region passed it on, with its own remark; `by` is null when the clock did.
  public record Pass(String remark, @Nullable By by, Instant at) {}

  public Bulletin {
    copies = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(copies));
  }

  /// Whether it still counts: not withdrawn and not corrected.
  public boolean isCurrent() {
    return withdrawal == null && correctedBy == null;
  }

  /// Whether a desk still owes a receipt.
  public boolean isOpenAt(String desk) {
    var copy = copies.get(desk);
    return copy != null && isCurrent() && owes(copy);
  }

  /// Whether a copy waits: unread, or unconfirmed where that is asked.
  public boolean owes(Copy copy) {
    return content.asks().confirm() ? copy.confirmed() == null : copy.read() == null;
  }

  /// Whether a desk should have read by now and has not.
  public boolean isOverdue(Copy copy, Instant now) {
    return isCurrent()
        && owes(copy)
        && copy.deliveredAt().plusSeconds(3600L * content.asks().remindHours()).isBefore(now);
  }

  /// Whether a region's copy should go on by itself now.
  boolean shouldPass(Copy copy, Instant now) {
    return isCurrent()
        && copy.desk().startsWith("region:")
        && copy.pass() == null
        && !now.isBefore(copy.deliveredAt().plusSeconds(60L * content.asks().passMinutes()));
  }

  /// How many desks owe nothing any more.
  public int done() {
    return (int) copies.values().stream().filter(c -> !owes(c)).count();
  }

  /// The remark of the region through which a desk got its copy; null when there is none.
  public @Nullable Pass remarkFor(String desk) {
    var copy = copies.get(desk);
    var via = copy == null ? null : copies.get(copy.via());
    return via == null || via.pass() == null || via.pass().remark().isEmpty() ? null : via.pass();
  }
}
