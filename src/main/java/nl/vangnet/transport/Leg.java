package nl.vangnet.transport;

import java.time.Instant;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// One patient in one vehicle from one site to another. `assignment` is null while nobody was
/// assigned; `edition` counts its steps.
public record Leg(
    LegId id,
    LegAsk ask,
    LegState state,
    Instant stateAt,
    @Nullable Assignment assignment,
    By orderedBy,
    Instant createdAt,
    int edition) {
  /// What was asked: the same for the whole life of a leg.
  public record LegAsk(
      String caseNumber,
      TransportNeed need,
      SiteId from,
      SiteId to,
      Instant readyAt,
      @Nullable Instant dueAt,
      boolean returnLeg) {}

  /// The case that this leg belongs to.
  public String caseNumber() {
    return ask.caseNumber();
  }

  /// When the patient is expected to be picked up; null while nobody was assigned.
  public @Nullable Instant expectedPickup() {
    return assignment == null ? null : assignment.plan().pickup();
  }

  /// When the patient is expected to arrive; null while nobody was assigned.
  public @Nullable Instant expectedArrival() {
    return assignment == null ? null : assignment.plan().arrival();
  }
}
