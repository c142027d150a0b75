package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.transfer.CaseAct;
import nl.vangnet.transfer.MoveDesk;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.transport.CaseDesk;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.Precondition;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the transport of a case.
@Component
class TransportViews {
  private static final int VEHICLES = 30;
  private static final List<LegState> COURSE =
      List.of(
          LegState.ORDERED,
          LegState.ON_THE_WAY,
          LegState.AT_BEDSIDE,
          LegState.UNDER_WAY,
          LegState.ARRIVED);

  private final MoveDesk moves;
  private final CaseDesk desk;
  private final FleetKeeper fleet;
  private final Directory directory;
  private final Places places;

  TransportViews(
      MoveDesk moves, CaseDesk desk, FleetKeeper fleet, Directory directory, Places places) {
    this.moves = moves;
    this.desk = desk;
    this.fleet = fleet;
    this.directory = directory;
    this.places = places;
  }

  TransportView view(Actor actor, Frame frame, TransferRequest request, Set<CaseAct> acts) {
    var need = moves.need(request.content());
    var legs = new ArrayList<TransportView.Leg>();
    for (var leg : moves.legs(request)) {
      legs.add(leg(frame, leg));
    }
    var orders = acts.contains(CaseAct.ORDER);
    var assigns = actor.has(Permission.PLAN_TRANSPORT);
    return new TransportView(
        need(frame, need),
        legs,
        orders ? best(frame, request) : null,
        orders && assigns ? vehicles(request, need) : List.of(),
        assigns);
  }

  /// What the road asks, in words.
  TransportView.Need need(Frame frame, TransportNeed need) {
    var equipment = new ArrayList<String>();
    need.equipment().stream()
        .sorted()
        .forEach(e -> equipment.add(frame.words().of("transfer.equipment." + e.code())));
    var rules = new ArrayList<String>();
    for (var rule : need.rules()) {
      rules.add(frame.words().of("transfer.rule." + rule));
    }
    return new TransportView.Need(
        Texts.word(frame, "form", need.form()),
        Texts.word(frame, "vehicle", need.vehicle()),
        need.urgency().name(),
        equipment,
        rules);
  }

  private TransportView.Leg leg(Frame frame, Leg leg) {
    var assignment = leg.assignment();
    var vehicle = assignment == null ? null : fleet.fleet().find(assignment.vehicle()).orElse(null);
    var plan = assignment == null ? null : assignment.plan();
    return new TransportView.Leg(
        frame.words().of("transfer.leg." + leg.state().code()),
        leg.state().code(),
        vehicle == null ? "" : vehicle.name(),
        vehicle == null ? "" : owner(vehicle.owner()),
        leg.expectedPickup(),
        leg.expectedArrival(),
        plan == null
            ? ""
            : frame.t(
                "transfer.match.travel",
                Texts.duration(frame, plan.drive()),
                Math.round(plan.kilometres())),
        leg.stateAt(),
        stops(frame, leg),
        leg.id().value(),
        leg.state().isEnd() || leg.state() == LegState.ARRIVED ? List.of() : checks(frame, leg));
  }

  private List<TransportView.Check> checks(Frame frame, Leg leg) {
    var confirmed = desk.checks(leg.id());
    var found = new ArrayList<TransportView.Check>();
    for (var point : Precondition.of(leg.ask().need())) {
      var by = confirmed.get(point);
      found.add(
          new TransportView.Check(
              point.code(),
              frame.words().of("transfer.before." + point.code()),
              by == null
                  ? ""
                  : frame.t("transfer.answer.by", by.by().name(), frame.clock(by.at()))));
    }
    return found;
  }

  private static List<TransportView.Stop> stops(Frame frame, Leg leg) {
    var found = new ArrayList<TransportView.Stop>();
    var place = COURSE.indexOf(leg.state() == LegState.FREE ? LegState.ARRIVED : leg.state());
    for (var state : COURSE) {
      var at = COURSE.indexOf(state);
      found.add(
          new TransportView.Stop(
              frame.words().of("transfer.leg." + state.code()),
              moment(leg, state),
              at < place || leg.state() == LegState.FREE,
              at == place && leg.state() != LegState.FREE));
    }
    return found;
  }

  private static @Nullable Instant moment(Leg leg, LegState state) {
    var assignment = leg.assignment();
    if (assignment == null) {
      return null;
    }
    var plan = assignment.plan();
    return switch (state) {
      case ON_THE_WAY -> plan.depart();
      case AT_BEDSIDE -> plan.pickup();
      case UNDER_WAY -> plan.leave();
      case ARRIVED -> plan.arrival();
      case FREE -> plan.free();
      case REQUESTED, ORDERED, CANCELLED -> null;
    };
  }

  private TransportView.@Nullable Best best(Frame frame, TransferRequest request) {
    var reach = moves.best(request).orElse(null);
    if (reach == null) {
      return null;
    }
    return new TransportView.Best(
        reach.vehicleName() == null ? "" : reach.vehicleName(),
        reach.owner() == null ? "" : reach.owner(),
        reach.pickup(),
        reach.arrival(),
        frame.t(
            "transfer.match.travel",
            Texts.duration(frame, reach.drive()),
            Math.round(reach.kilometres())),
        reach.blockedBy() == null ? "" : frame.words().of("transfer.blocked." + reach.blockedBy()));
  }

  /// The vehicles that can do it, the nearest to the patient first.
  private List<TransportView.Choice> vehicles(TransferRequest request, TransportNeed need) {
    var here = places.find(request.origin().site()).map(s -> s.coordinates()).orElse(null);
    var found = new ArrayList<nl.vangnet.fleet.Vehicle>();
    for (var kind : need.vehicle().servedBy()) {
      for (var vehicle : fleet.fleet().vehicles(kind)) {
        if (vehicle.build().equipment().containsAll(need.equipment())) {
          found.add(vehicle);
        }
      }
    }
    if (here != null) {
      found.sort(Comparator.comparingDouble(v -> v.home().at().distanceMetres(here)));
    }
    return found.stream()
        .limit(VEHICLES)
        .map(v -> new TransportView.Choice(v.id().value(), v.name() + ", " + owner(v.owner())))
        .toList();
  }

  private String owner(OrganisationId id) {
    return directory.snapshot().findOrganisation(id).map(o -> o.name()).orElse("");
  }

  /// The vehicle that was chosen in a form; null asks for the best.
  static @Nullable VehicleId vehicle(String text) {
    var id = Codes.number(text);
    return id <= 0 ? null : new VehicleId(id);
  }
}
