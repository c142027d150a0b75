package nl.vangnet.transport;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Vehicle;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Records steps: the step, the audit trail, the bell and the event, in one transaction.
@Component
class LegWriter {
  static final int LONGEST_REASON = 500;

  private final LegStore store;
  private final LegKeeper keeper;
  private final FleetKeeper fleet;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  LegWriter(
      LegStore store,
      LegKeeper keeper,
      FleetKeeper fleet,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.keeper = keeper;
    this.fleet = fleet;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// Tells all nodes that something beside the steps changed.
  void ring() {
    keeper.changed();
  }

  /// Records a new leg, which is a request until somebody is assigned.
  Leg begin(Actor by, Leg.LegAsk ask) {
    var id = store.add(ask, By.of(by), now());
    var leg = store.find(id).orElseThrow();
    tell(by, leg, "transport.request");
    return leg;
  }

  /// Records a step to a state with the plan that holds from then on.
  Leg step(
      Actor by,
      Leg leg,
      LegState after,
      Instant at,
      String reason,
      @Nullable Assignment assignment) {
    var now = now();
    // Steps of two clocks may come within the same second: the later one never lies before.
    var moment = at.isBefore(leg.stateAt()) ? leg.stateAt() : at;
    store.step(
        leg.id(),
        leg.state(),
        after,
        new LegStep(0, leg.state(), after, moment, now, By.of(by), reason, assignment));
    var changed = store.find(leg.id()).orElseThrow();
    tell(by, changed, leg.state() == after ? "transport.replan" : "transport.step");
    return changed;
  }

  private void tell(Actor by, Leg leg, String action) {
    var assignment = leg.assignment();
    var owner =
        assignment == null
            ? null
            : fleet.fleet().find(assignment.vehicle()).map(Vehicle::owner).orElse(null);
    audit.record(
        by,
        action,
        "leg:" + leg.id() + " case:" + leg.caseNumber(),
        owner,
        Map.of(
            "state",
            leg.state().code(),
            "vehicle",
            assignment == null ? "" : assignment.vehicle().toString()));
    keeper.changed();
    events.publishEvent(
        new LegChanged(
            leg.id(),
            leg.caseNumber(),
            leg.state(),
            leg.stateAt(),
            leg.expectedPickup(),
            leg.expectedArrival(),
            by.name()));
  }
}
