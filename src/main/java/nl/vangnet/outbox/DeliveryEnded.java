package nl.vangnet.outbox;

import org.jspecify.annotations.Nullable;

/// A message was taken by the other side, or given up; told in the transaction that records it.
/// `fault` is `GONE` when the address does not exist any more.
public record DeliveryEnded(long id, Delivery.State state, @Nullable String fault) {
  /// The browser took its permission back, or was thrown away.
  public static final String GONE = "gone";
}
