package nl.vangnet.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.policy.TransportRules;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegChanged;
import nl.vangnet.transport.LegOrder;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.OrderOutcome;
import nl.vangnet.transport.Reach;
import nl.vangnet.transport.TransportDesk;
import nl.vangnet.transport.TransportNeed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// From the promised place to the arrival: orders transport, follows the leg, closes the case
/// (SPR-15, TRA-01).
@Service
public class MoveDesk {
  /// How long a bed stays held after the arrival: until the census counts the patient there.
  private static final Duration COUNTED = Duration.ofMinutes(15);

  private static final Actor LANE =
      new Actor(Actor.SYSTEM.id(), Actor.SYSTEM.name(), Role.NATIONAL, new Scope.Everywhere());

  private final CaseStore cases;
  private final OfferStore offers;
  private final CaseSteps steps;
  private final CaseSight sight;
  private final TransportDesk transport;
  private final TransportRules rules;
  private final Guard guard;

  MoveDesk(
      CaseStore cases,
      OfferStore offers,
      CaseSteps steps,
      CaseSight sight,
      TransportDesk transport,
      TransportRules rules,
      Guard guard) {
    this.cases = cases;
    this.offers = offers;
    this.steps = steps;
    this.sight = sight;
    this.transport = transport;
    this.rules = rules;
    this.guard = guard;
  }

  /// Orders transport for a promised place; null lets the product choose the best vehicle. Who may
  /// not assign vehicles asks the planner: the case waits for the order then.
  @Transactional
  public TransferOutcome order(Actor by, CaseNumber number, @Nullable VehicleId vehicle) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !maySend(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.state() != State.ACCEPTED) {
      return new TransferOutcome.Stale(found);
    }
    if (hasLeg(found)) {
      return CaseSteps.refused("ordered-already");
    }
    return switch (order(found, vehicle, by)) {
      case OrderOutcome.Refused(var code, var advice) ->
          new TransferOutcome.Refused(code, List.of(advice));
      case OrderOutcome.Ordered ordered ->
          new TransferOutcome.Done(cases.find(found.id()).orElseThrow());
      case OrderOutcome.Requested requested -> {
        steps.note(by, "transfer.transport-asked", found, Map.of());
        yield new TransferOutcome.Done(cases.find(found.id()).orElseThrow());
      }
    };
  }

  /// In the emergency lane transport is ordered with the yes, for the national desk that stands
  /// behind the lane; the national pool is asked for and never taken (TRA-07). When nothing is to
  /// be had, the case waits for a person.
  void orderBest(TransferRequest accepted) {
    var need = TransportNeed.of(Questions.profile(accepted.content()));
    var pool = rules.nationalPool(steps.now()).contains(need.vehicle().code());
    order(accepted, null, pool ? Actor.SYSTEM : LANE);
  }

  private OrderOutcome order(TransferRequest request, @Nullable VehicleId vehicle, Actor by) {
    var placement = java.util.Objects.requireNonNull(request.placement());
    return transport.order(
        by,
        new LegOrder(
            request.number().value(),
            need(request.content()),
            request.origin().site(),
            placement.site(),
            ready(request),
            request.content().wishes().notAfter(),
            vehicle,
            request.content().isReturn()));
  }

  private Instant ready(TransferRequest request) {
    var from = request.content().wishes().notBefore();
    var now = steps.now();
    return from == null || from.isBefore(now) ? now : from;
  }

  /// What a request asks of the road.
  public TransportNeed need(Content content) {
    return TransportNeed.of(Questions.profile(content));
  }

  /// The best vehicle for the promised place as it looks now; empty when no place was promised.
  public Optional<Reach> best(TransferRequest request) {
    var placement = request.placement();
    return placement == null
        ? Optional.empty()
        : Optional.ofNullable(
            transport
                .reach(
                    need(request.content()),
                    request.origin().site(),
                    List.of(placement.site()),
                    ready(request))
                .get(placement.site()));
  }

  boolean hasLeg(TransferRequest request) {
    return transport.legsOf(request.number().value()).stream()
        .anyMatch(l -> l.state() != LegState.CANCELLED);
  }

  /// The legs of a case, oldest first.
  @Transactional(readOnly = true)
  public List<Leg> legs(TransferRequest request) {
    return transport.legsOf(request.number().value());
  }

  /// Transport that somebody arranged outside the platform: the own vehicle, another country's.
  @Transactional
  public TransferOutcome ownTransport(Actor by, CaseNumber number, String how) {
    return byHand(by, number, State.ACCEPTED, State.TRANSPORT_ORDERED, how, true);
  }

  /// The patient left, told by a person where no vehicle tells it.
  @Transactional
  public TransferOutcome depart(Actor by, CaseNumber number) {
    return byHand(by, number, State.TRANSPORT_ORDERED, State.UNDER_WAY, "", true);
  }

  /// The patient is there, told by a person of either side.
  @Transactional
  public TransferOutcome arrive(Actor by, CaseNumber number) {
    return byHand(by, number, State.UNDER_WAY, State.ARRIVED, "", false);
  }

  private TransferOutcome byHand(
      Actor by, CaseNumber number, State from, State to, String note, boolean sendingSide) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !(maySend(by, found) || (!sendingSide && mayReceive(by, found)))) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.state() != from) {
      return new TransferOutcome.Stale(found);
    }
    if (hasLeg(found) && to != State.ARRIVED) {
      return CaseSteps.refused("the-vehicle-tells");
    }
    if (to == State.TRANSPORT_ORDERED && note.isBlank()) {
      return CaseSteps.refused("note-missing");
    }
    var unfit = Notes.refusal(note);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    var reason = to == State.TRANSPORT_ORDERED ? "own-transport" : "";
    return new TransferOutcome.Done(moved(found, to, reason, note.strip(), null, by));
  }

  /// Closes an arrived case.
  @Transactional
  public TransferOutcome close(Actor by, CaseNumber number, String note) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !(maySend(by, found) || mayReceive(by, found))) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.state() != State.ARRIVED) {
      return new TransferOutcome.Stale(found);
    }
    var unfit = Notes.refusal(note);
    return unfit != null
        ? CaseSteps.refused(unfit)
        : new TransferOutcome.Done(steps.move(found, State.CLOSED, "", note.strip(), by));
  }

  /// Closes a case that arrived and that nobody closed in its time.
  void closeByItself(TransferRequest arrived) {
    steps.move(arrived, State.CLOSED, "closed-by-clock", "", Actor.SYSTEM);
  }

  boolean maySend(Actor by, TransferRequest request) {
    return guard.may(by, Permission.REQUEST_TRANSFER, request.origin().site())
        && sight.isSender(by, request);
  }

  boolean mayReceive(Actor by, TransferRequest request) {
    var placement = request.placement();
    return placement != null
        && by.has(Permission.ANSWER_OFFER)
        && by.role() != Role.SOURCE
        && sight.covers(by, placement.site());
  }

  private TransferRequest moved(
      TransferRequest request,
      State to,
      String reason,
      String note,
      @Nullable Instant due,
      Actor by) {
    if (to == State.ARRIVED && request.placement() != null) {
      offers.holdUntil(request.placement().offer(), steps.now().plus(COUNTED));
    }
    return steps.move(request, to, reason, note, due, by);
  }

  /// Cancels the vehicles of a case; those on the road with the patient go on.
  void cancelLegs(TransferRequest request, EndReason reason, Actor by) {
    for (var leg : transport.legsOf(request.number().value())) {
      if (leg.state() != LegState.CANCELLED
          && leg.state() != LegState.UNDER_WAY
          && leg.state() != LegState.ARRIVED
          && leg.state() != LegState.FREE) {
        transport.cancel(Actor.SYSTEM, leg.id(), reason.code());
      }
    }
  }

  /// A leg moved: the case moves with it, in the same transaction.
  @EventListener
  void follow(LegChanged leg) {
    var number = CaseNumber.find(leg.caseNumber()).orElse(null);
    var found = number == null ? null : cases.lock(number).orElse(null);
    if (found == null) {
      return;
    }
    var by = new Actor("transport:" + leg.leg(), leg.by(), Role.DISPATCH, new Scope.Everywhere());
    switch (leg.state()) {
      case ORDERED -> {
        if (found.state() == State.ACCEPTED) {
          moved(found, State.TRANSPORT_ORDERED, "", "", leg.expectedPickup(), by);
        }
      }
      case UNDER_WAY -> {
        if (found.state() == State.TRANSPORT_ORDERED) {
          moved(found, State.UNDER_WAY, "", "", leg.expectedArrival(), by);
        }
      }
      case ARRIVED -> {
        if (found.state() == State.UNDER_WAY) {
          moved(found, State.ARRIVED, "", "", null, by);
        }
      }
      case CANCELLED -> {
        if (found.state() == State.TRANSPORT_ORDERED) {
          moved(found, State.ACCEPTED, "transport-cancelled", "", null, by);
        }
      }
      case REQUESTED, ON_THE_WAY, AT_BEDSIDE, FREE -> steps.ring(found);
    }
  }
}
