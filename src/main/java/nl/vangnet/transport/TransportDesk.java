package nl.vangnet.transport;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Transport for a case: who could come, ordering, calling off (SPR-15, TRA-01, TRA-02).
@Service
public class TransportDesk {
  private final Searches searches;
  private final LegStore store;
  private final LegKeeper keeper;
  private final LegWriter writer;
  private final LegRights rights;
  private final FleetKeeper fleet;
  private final Directory directory;

  TransportDesk(
      Searches searches,
      LegStore store,
      LegKeeper keeper,
      LegWriter writer,
      LegRights rights,
      FleetKeeper fleet,
      Directory directory) {
    this.searches = searches;
    this.store = store;
    this.keeper = keeper;
    this.writer = writer;
    this.rights = rights;
    this.fleet = fleet;
    this.directory = directory;
  }

  /// For each destination the best vehicle and crew that can do it, with pick-up and arrival; from
  /// memory. What it promises can be ordered as long as nobody was faster.
  public Map<SiteId, Reach> reach(
      TransportNeed need, SiteId from, List<SiteId> to, Instant readyAt) {
    return searches.reach(need, from, to, readyAt);
  }

  /// Orders a leg in the caller's transaction. Vehicle and crew are reserved when the actor may
  /// assign them: a planner those of the own service, the national desk all, and it alone the
  /// national pool (TRA-07). Otherwise the order waits for whoever may.
  @Transactional
  public OrderOutcome order(Actor by, LegOrder order) {
    var ask = whole(order.ask());
    var wrong = OrderRules.check(ask, directory.snapshot(), writer.now());
    if (wrong.isPresent()) {
      return Refusals.order(wrong.get());
    }
    if (!rights.mayAsk(by, ask)) {
      return Refusals.order("not-allowed");
    }
    var wanted = order.vehicle();
    var vehicle = wanted == null ? null : fleet.fleet().find(wanted).orElse(null);
    if (wanted != null && vehicle == null) {
      return Refusals.order("no-such-vehicle");
    }
    if (vehicle != null && !vehicle.build().vehicleClass().serves(ask.need().vehicle())) {
      return Refusals.order("wrong-class");
    }
    if (!by.has(Permission.PLAN_TRANSPORT)
        || (vehicle == null && rights.isForThePool(by, ask.need()))) {
      return new OrderOutcome.Requested(writer.begin(by, ask).id());
    }
    if (vehicle != null && !rights.mayAssign(by, vehicle)) {
      return Refusals.order(notMine(by, vehicle));
    }
    return assignNew(by, ask, vehicle == null ? null : vehicle.id());
  }

  private String notMine(Actor by, Vehicle vehicle) {
    return rights.isForThePool(by, vehicle) ? "pool-only-national" : "not-allowed";
  }

  private static Leg.LegAsk whole(Leg.LegAsk ask) {
    var due = ask.dueAt();
    return new Leg.LegAsk(
        ask.caseNumber().strip(),
        ask.need(),
        ask.from(),
        ask.to(),
        ask.readyAt().truncatedTo(ChronoUnit.SECONDS),
        due == null ? null : due.truncatedTo(ChronoUnit.SECONDS),
        ask.returnLeg());
  }

  private OrderOutcome assignNew(Actor by, Leg.LegAsk ask, @Nullable VehicleId wanted) {
    store.lockPlanning();
    var found = searches.proposals(ask, ask.readyAt(), keeper.fresh(), may(by, wanted));
    var fit = inTime(ask, allowed(by, found.proposals()));
    if (fit.isEmpty()) {
      return Refusals.order(why(by, ask, found));
    }
    var leg = writer.begin(by, ask);
    for (var proposal : fit) {
      if (store.book(leg.id(), proposal.assignment())) {
        return new OrderOutcome.Ordered(
            writer.step(by, leg, LegState.ORDERED, writer.now(), "", proposal.assignment()));
      }
    }
    // Everybody was taken between the search and the booking: the order waits for a planner.
    return new OrderOutcome.Requested(leg.id());
  }

  private Predicate<Vehicle> may(Actor by, @Nullable VehicleId wanted) {
    return vehicle ->
        (wanted == null || vehicle.id().equals(wanted)) && rights.mayAssign(by, vehicle);
  }

  private List<VehicleSearch.Proposal> allowed(Actor by, List<VehicleSearch.Proposal> proposals) {
    return proposals.stream()
        .filter(p -> rights.mayAssign(by, p.vehicle(), p.assignment()))
        .toList();
  }

  private static List<VehicleSearch.Proposal> inTime(
      Leg.LegAsk ask, List<VehicleSearch.Proposal> proposals) {
    var due = ask.dueAt();
    return due == null
        ? proposals
        : proposals.stream().filter(p -> !p.assignment().plan().arrival().isAfter(due)).toList();
  }

  private String why(Actor by, Leg.LegAsk ask, Searches.Found found) {
    if (found.proposals().isEmpty()) {
      return found.blockedBy();
    }
    return allowed(by, found.proposals()).isEmpty() ? "pool-only-national" : "too-late";
  }

  /// Assigns a vehicle (null: the best that the actor may assign) to a request.
  @Transactional
  public LegOutcome assign(Actor by, LegId id, @Nullable VehicleId wanted) {
    store.lockPlanning();
    var leg = store.lock(id).orElse(null);
    if (leg == null) {
      return Refusals.leg("no-such-leg");
    }
    if (!by.has(Permission.PLAN_TRANSPORT) || !rights.maySee(by, leg)) {
      return Refusals.leg("not-allowed");
    }
    if (leg.state() != LegState.REQUESTED) {
      return Refusals.leg("illegal-step");
    }
    var vehicle = wanted == null ? null : fleet.fleet().find(wanted).orElse(null);
    if (wanted != null && vehicle == null) {
      return Refusals.leg("no-such-vehicle");
    }
    if (vehicle != null && !vehicle.build().vehicleClass().serves(leg.ask().need().vehicle())) {
      return Refusals.leg("wrong-class");
    }
    if (vehicle == null
        ? rights.isForThePool(by, leg.ask().need())
        : !rights.mayAssign(by, vehicle)) {
      return Refusals.leg(vehicle == null ? "pool-only-national" : notMine(by, vehicle));
    }
    var found = searches.proposals(leg.ask(), leg.ask().readyAt(), keeper.fresh(), may(by, wanted));
    for (var proposal : allowed(by, found.proposals())) {
      if (store.book(id, proposal.assignment())) {
        return new LegOutcome.Done(
            writer.step(by, leg, LegState.ORDERED, writer.now(), "", proposal.assignment()));
      }
    }
    return Refusals.leg(
        found.proposals().isEmpty()
            ? found.blockedBy()
            : allowed(by, found.proposals()).isEmpty() ? "pool-only-national" : "taken");
  }

  /// Calls a leg off, as long as the patient is not on the road. What the vehicle already used
  /// stays in the record.
  @Transactional
  public LegOutcome cancel(Actor by, LegId id, String reasonCode) {
    var leg = store.lock(id).orElse(null);
    if (leg == null) {
      return Refusals.leg("no-such-leg");
    }
    if (!rights.mayCancel(by, leg)) {
      return Refusals.leg("not-allowed");
    }
    if (!leg.state().next().contains(LegState.CANCELLED)) {
      return Refusals.leg("illegal-step");
    }
    var reason = reasonCode.strip();
    if (reason.isEmpty()) {
      return Refusals.leg("reason-missing");
    }
    var unfit = FreeText.reason(reason);
    if (unfit.isPresent()) {
      return Refusals.leg(unfit.get());
    }
    var now = writer.now();
    if (leg.state().isRunning()) {
      store.endBooking(id, now);
    } else {
      store.release(id);
    }
    return new LegOutcome.Done(
        writer.step(by, leg, LegState.CANCELLED, now, reason, leg.assignment()));
  }

  /// The leg with this id.
  @Transactional(readOnly = true)
  public Optional<Leg> find(LegId leg) {
    return store.find(leg);
  }

  /// All legs of a case, the first ordered first.
  @Transactional(readOnly = true)
  public List<Leg> legsOf(String caseNumber) {
    return store.legsOf(caseNumber);
  }

  /// The whole history of a leg, oldest first.
  @Transactional(readOnly = true)
  public List<LegStep> history(LegId leg) {
    return store.steps(leg);
  }
}
