package nl.vangnet.outbox.web;

import java.util.List;
import java.util.Map;
import nl.vangnet.outbox.Delivery;
import org.jspecify.annotations.Nullable;

/// What the page of sent messages shows.
public record OutboxView(
    Delivery.@Nullable State state,
    List<Delivery> deliveries,
    Map<Delivery.State, Integer> counts,
    boolean mailServer) {
  /// How many messages are in a state.
  public int count(Delivery.State of) {
    return counts.getOrDefault(of, 0);
  }
}
