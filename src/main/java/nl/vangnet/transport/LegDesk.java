package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What happens to a leg after it was ordered: the steps of the crew, and the planner who moves it
/// in time, gives it to another vehicle or gives it back.
@Service
public class LegDesk {
  private static final Duration FUTURE = Duration.ofMinutes(2);

  private final Searches searches;
  private final LegStore store;
  private final CaseStore cases;
  private final LegKeeper keeper;
  private final LegWriter writer;
  private final LegRights rights;
  private final FleetKeeper fleet;
  private final Attempts attempts;

  LegDesk(
      Searches searches,
      LegStore store,
      CaseStore cases,
      LegKeeper keeper,
      LegWriter writer,
      LegRights rights,
      FleetKeeper fleet,
      Attempts attempts) {
    this.searches = searches;
    this.store = store;
    this.cases = cases;
    this.keeper = keeper;
    this.writer = writer;
    this.rights = rights;
    this.fleet = fleet;
    this.attempts = attempts;
  }

  /// A step that the crew or its system tells: on the way, at the bedside, underway, arrived, free.
  /// `at` null is now. A patient leaves when everything on the checklist is confirmed, when every
  /// minute counts, or with a reason why not (SPR-08).
  public LegOutcome advance(
      Actor by, LegId id, LegState after, @Nullable Instant at, String reason) {
    return attempts.inTransaction(
        () -> advanceOnce(by, id, after, at, reason.strip()), () -> Refusals.leg("vehicle-busy"));
  }

  private LegOutcome advanceOnce(
      Actor by, LegId id, LegState after, @Nullable Instant at, String reason) {
    var leg = store.lock(id).orElse(null);
    if (leg == null) {
      return Refusals.leg("no-such-leg");
    }
    if (!rights.mayMove(by, leg)) {
      return Refusals.leg("not-allowed");
    }
    var assignment = leg.assignment();
    var isCrewStep = after.isRunning() || after == LegState.FREE;
    if (!isCrewStep || assignment == null || !leg.state().next().contains(after)) {
      return Refusals.leg("illegal-step");
    }
    var now = writer.now();
    var moment = at == null ? now : at;
    if (moment.isAfter(now.plus(FUTURE)) || moment.isBefore(leg.stateAt())) {
      return Refusals.leg("step-out-of-order");
    }
    if (after == LegState.ON_THE_WAY && store.isBusy(assignment.vehicle(), id)) {
      return Refusals.leg("vehicle-busy");
    }
    var unfit = FreeText.reason(reason);
    if (unfit.isPresent()) {
      return Refusals.leg(unfit.get());
    }
    if (after == LegState.UNDER_WAY && reason.isEmpty() && !isReady(leg)) {
      return Refusals.leg("checklist-open");
    }
    var plan = assignment.plan().after(after, moment);
    store.moveEnd(id, plan.free());
    var changed =
        writer.step(
            by,
            leg,
            after,
            moment,
            reason,
            new Assignment(assignment.vehicle(), assignment.crews(), plan));
    return new LegOutcome.Done(changed);
  }

  private boolean isReady(Leg leg) {
    var need = leg.ask().need();
    return !Precondition.isWaitedFor(need)
        || cases.checks(leg.id()).keySet().containsAll(Precondition.of(need));
  }

  /// Gives the vehicle back: the leg waits for another one, as when it broke down.
  public LegOutcome giveBack(Actor by, LegId id, String reason) {
    return attempts.inTransaction(
        () -> giveBackOnce(by, id, reason.strip()), () -> Refusals.leg("taken"));
  }

  private LegOutcome giveBackOnce(Actor by, LegId id, String reason) {
    var leg = store.lock(id).orElse(null);
    if (leg == null) {
      return Refusals.leg("no-such-leg");
    }
    if (!rights.mayPlan(by, leg)) {
      return Refusals.leg("not-allowed");
    }
    if (!leg.state().next().contains(LegState.REQUESTED)) {
      return Refusals.leg("illegal-step");
    }
    if (reason.isEmpty()) {
      return Refusals.leg("reason-missing");
    }
    var unfit = FreeText.reason(reason);
    if (unfit.isPresent()) {
      return Refusals.leg(unfit.get());
    }
    store.release(id);
    return new LegOutcome.Done(
        writer.step(by, leg, LegState.REQUESTED, writer.now(), reason, null));
  }

  /// What a planner wants changed of an ordered leg: another pick-up (null: as planned), another
  /// vehicle (null: the same). `edition` is the leg as the planner saw it.
  public record Replan(
      int edition, @Nullable Instant pickup, @Nullable VehicleId vehicle, String reason) {}

  /// Plans an ordered leg anew. The whole plan must fit: the schedule of vehicle and crews, their
  /// hours, the patient's ready moment.
  public LegOutcome replan(Actor by, LegId id, Replan wish) {
    return attempts.inTransaction(() -> replanOnce(by, id, wish), () -> Refusals.leg("taken"));
  }

  private LegOutcome replanOnce(Actor by, LegId id, Replan wish) {
    store.lockPlanning();
    var leg = store.lock(id).orElse(null);
    if (leg == null) {
      return Refusals.leg("no-such-leg");
    }
    if (!rights.mayPlan(by, leg)) {
      return Refusals.leg("not-allowed");
    }
    var assignment = leg.assignment();
    if (leg.state() != LegState.ORDERED || assignment == null) {
      return Refusals.leg("illegal-step");
    }
    if (leg.edition() != wish.edition()) {
      return Refusals.leg("stale");
    }
    var unfit = FreeText.reason(wish.reason());
    if (unfit.isPresent()) {
      return Refusals.leg(unfit.get());
    }
    var vehicle =
        fleet
            .fleet()
            .find(Objects.requireNonNullElse(wish.vehicle(), assignment.vehicle()))
            .orElse(null);
    if (vehicle == null) {
      return Refusals.leg("no-such-vehicle");
    }
    if (!rights.mayAssign(by, vehicle)) {
      return Refusals.leg(rights.isForThePool(by, vehicle) ? "pool-only-national" : "not-allowed");
    }
    if (!vehicle.build().vehicleClass().serves(leg.ask().need().vehicle())) {
      return Refusals.leg("wrong-class");
    }
    var wanted = wish.pickup();
    if (wanted != null && wanted.isBefore(leg.ask().readyAt())) {
      return Refusals.leg("before-ready");
    }
    return move(by, leg, vehicle.id(), wish);
  }

  private LegOutcome move(Actor by, Leg leg, VehicleId vehicle, Replan wish) {
    var wanted = wish.pickup();
    var found =
        searches.proposals(
            leg.ask(),
            wanted == null ? leg.ask().readyAt() : wanted,
            keeper.fresh().without(leg.id()),
            v -> v.id().equals(vehicle));
    var fit = exact(found.proposals(), wanted);
    if (fit.isEmpty()) {
      return Refusals.leg(found.proposals().isEmpty() ? found.blockedBy() : "no-time");
    }
    store.release(leg.id());
    for (var proposal : fit) {
      if (rights.mayAssign(by, proposal.vehicle(), proposal.assignment())
          && store.book(leg.id(), proposal.assignment())) {
        return new LegOutcome.Done(
            writer.step(
                by,
                leg,
                LegState.ORDERED,
                writer.now(),
                wish.reason().strip(),
                proposal.assignment()));
      }
    }
    var before = Objects.requireNonNull(leg.assignment());
    if (!store.book(leg.id(), before)) {
      throw new IllegalStateException("leg " + leg.id() + " lost its booking while it was locked");
    }
    return Refusals.leg("taken");
  }

  /// A planner who names a moment means that moment; one who names a vehicle takes what it can do.
  private static List<VehicleSearch.Proposal> exact(
      List<VehicleSearch.Proposal> proposals, @Nullable Instant wanted) {
    return wanted == null
        ? proposals
        : proposals.stream().filter(p -> p.assignment().plan().pickup().equals(wanted)).toList();
  }
}
