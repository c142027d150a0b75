package nl.vangnet.transport.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetOutcome;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Position;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.transport.CaseDesk;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegDesk;
import nl.vangnet.transport.LegId;
import nl.vangnet.transport.LegOrder;
import nl.vangnet.transport.LegOutcome;
import nl.vangnet.transport.LegRights;
import nl.vangnet.transport.OrderOutcome;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.transport.Precondition;
import nl.vangnet.transport.Reach;
import nl.vangnet.transport.TransportDesk;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Conflict;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Transport for programs: control rooms tell positions and what crews do, desks ask who could come
/// and order.
@RestController
@RequestMapping("/api/v1/transport")
@Tag(name = "transport")
class TransportJson {
  private static final int MOST_TO = 2_000;

  private final TransportDesk desk;
  private final LegDesk legs;
  private final CaseDesk cases;
  private final PlanningBoard board;
  private final LegRights rights;
  private final FleetRights fleetRights;
  private final FleetKeeper fleet;
  private final DutyDesk duty;
  private final Looks looks;
  private final Clock clock;
  private final JsonMapper json;

  TransportJson(
      TransportDesk desk,
      LegDesk legs,
      CaseDesk cases,
      PlanningBoard board,
      LegRights rights,
      FleetRights fleetRights,
      FleetKeeper fleet,
      DutyDesk duty,
      Looks looks,
      Clock clock,
      JsonMapper json) {
    this.desk = desk;
    this.legs = legs;
    this.cases = cases;
    this.board = board;
    this.rights = rights;
    this.fleetRights = fleetRights;
    this.fleet = fleet;
    this.duty = duty;
    this.looks = looks;
    this.clock = clock;
    this.json = json;
  }

  /// One vehicle. `onDutyUntil` is null when nobody is known to be on duty, `state` that of the leg
  /// that it does, `keptBy` the code of what keeps it from riding.
  record VehicleJson(
      String code,
      String name,
      String vehicleClass,
      String owner,
      boolean nationalPool,
      boolean invented,
      String home,
      double latitude,
      double longitude,
      @Nullable PositionJson position,
      @Nullable Instant onDutyUntil,
      @Nullable String keptBy,
      @Nullable String state) {}

  /// Where a vehicle was heard of, and when.
  record PositionJson(double latitude, double longitude, Instant at) {}

  /// One leg. The moments are those of the present plan, null while nobody was assigned.
  record LegJson(
      long id,
      String caseNumber,
      String state,
      Instant stateAt,
      NeedJson need,
      String from,
      String to,
      Instant readyAt,
      @Nullable Instant dueAt,
      @Nullable String vehicle,
      List<String> crews,
      @Nullable Instant departAt,
      @Nullable Instant pickupAt,
      @Nullable Instant leaveAt,
      @Nullable Instant arrivalAt,
      @Nullable Instant freeAt,
      List<String> checksOpen,
      int edition) {}

  /// What a patient asks on the road, with the names of the rules that decided.
  record NeedJson(
      String form,
      String vehicle,
      List<String> equipment,
      String urgency,
      boolean isolation,
      List<String> rules) {
    static NeedJson of(TransportNeed need) {
      return new NeedJson(
          Bodies.word(need.form()),
          need.vehicle().code(),
          need.equipment().stream().map(e -> e.code()).sorted().toList(),
          need.urgency().name(),
          need.isolation(),
          need.rules());
    }
  }

  /// Who could come to one destination, or the code of what stands in the way.
  record ReachJson(
      String to,
      @Nullable String vehicle,
      @Nullable String owner,
      boolean nationalPool,
      long kilometres,
      long driveMinutes,
      @Nullable Instant pickup,
      @Nullable Instant arrival,
      @Nullable String blockedBy) {}

  /// Legs or vehicles at a moment.
  record Vehicles(Instant at, List<VehicleJson> vehicles) {}

  /// Legs at a moment.
  record Legs(Instant at, List<LegJson> legs) {}

  /// Answers to who could come.
  record Reaches(NeedJson need, List<ReachJson> reach) {}

  private static void needs(Actor actor, Permission... either) {
    for (var one : either) {
      if (actor.has(one)) {
        return;
      }
    }
    throw new NotAllowed(either[0], "transport");
  }

  @Operation(
      summary = "The vehicles in service",
      description =
          "With where they were last heard of, who is on duty and what they do. A source system sees"
              + " those of its own organisation.")
  @GetMapping("/vehicles")
  @Grant(Permission.SEE_PICTURE)
  Vehicles vehicles(
      @RequestParam(required = false) @Nullable String vehicleClass,
      @Parameter(hidden = true) Actor actor) {
    needs(actor, Permission.SEE_TRANSPORT, Permission.SEND_POSITIONS);
    var found = new ArrayList<VehicleJson>();
    for (var vehicle : fleet.fleet().vehicles()) {
      if ((vehicleClass == null || vehicle.build().vehicleClass().code().equals(vehicleClass))
          && (actor.has(Permission.SEE_TRANSPORT) || fleetRights.mayMove(actor, vehicle))) {
        found.add(vehicle(vehicle));
      }
    }
    return new Vehicles(clock.instant(), found);
  }

  private VehicleJson vehicle(Vehicle vehicle) {
    var now = clock.instant();
    var position = fleet.positions().get(vehicle.id());
    var at = vehicle.home().at();
    return new VehicleJson(
        vehicle.code(),
        vehicle.name(),
        vehicle.build().vehicleClass().code(),
        looks.owner(vehicle),
        fleetRights.isPool(vehicle),
        vehicle.record().invented(),
        vehicle.home().name(),
        at.latitude(),
        at.longitude(),
        position == null
            ? null
            : new PositionJson(
                position.where().latitude(), position.where().longitude(), position.at()),
        fleet.fleet().shifts(vehicle.id()).stream()
            .filter(s -> s.isOn(now))
            .map(s -> s.until())
            .max(java.util.Comparator.naturalOrder())
            .orElse(null),
        fleet.fleet().obstacles(vehicle).stream()
            .filter(o -> o.isOn(now))
            .map(o -> o.kind().code())
            .findFirst()
            .orElse(null),
        board
            .current(vehicle.id())
            .filter(l -> l.state().isRunning())
            .map(l -> l.state().code())
            .orElse(null));
  }

  @Operation(
      summary = "Tell where a vehicle is",
      description =
          "latitude, longitude and, when it is not now, at. For the systems and planners of the vehicle's"
              + " owner. An older position than the known one changes nothing. 200 with the vehicle.")
  @PostMapping("/vehicles/{code}/position")
  @Grant(Permission.SEE_PICTURE)
  VehicleJson position(
      @PathVariable String code,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    needs(actor, Permission.SEND_POSITIONS, Permission.PLAN_TRANSPORT);
    var vehicle =
        fleet.fleet().findVehicle(code).orElseThrow(() -> new NotFound("the vehicle " + code));
    var body = Bodies.read(request, json, "latitude", "longitude", "at");
    var at = Bodies.moment(body, "at", clock.instant());
    var outcome = duty.move(actor, new Position(vehicle.id(), at, Bodies.coordinates(body)));
    return switch (outcome) {
      case FleetOutcome.Done ignored -> vehicle(vehicle);
      case FleetOutcome.Refused(var refused, var advice) ->
          throw refused.equals("not-allowed")
              ? new NotAllowed(Permission.SEND_POSITIONS, "vehicle " + code)
              : new BadInput(refused, advice);
    };
  }

  @Operation(
      summary = "Legs",
      description =
          "The open legs and those of the past hours that the asker may see, or with `case` all of one"
              + " case; with `state` those in one state.")
  @GetMapping("/legs")
  @Grant(Permission.SEE_PICTURE)
  Legs list(
      @RequestParam(name = "case", required = false) @Nullable String caseNumber,
      @RequestParam(required = false) @Nullable String state,
      @Parameter(hidden = true) Actor actor) {
    needs(actor, Permission.SEE_TRANSPORT, Permission.SEND_POSITIONS);
    var wanted = state == null ? null : Bodies.state(state);
    var found = caseNumber == null ? board.present() : desk.legsOf(caseNumber);
    return new Legs(
        clock.instant(),
        found.stream()
            .filter(l -> rights.maySee(actor, l) && (wanted == null || l.state() == wanted))
            .map(this::leg)
            .toList());
  }

  @Operation(summary = "One leg")
  @GetMapping("/legs/{id}")
  @Grant(Permission.SEE_PICTURE)
  LegJson one(@PathVariable String id, @Parameter(hidden = true) Actor actor) {
    needs(actor, Permission.SEE_TRANSPORT, Permission.SEND_POSITIONS);
    return leg(found(id, actor));
  }

  private Leg found(String id, Actor actor) {
    return desk.find(new LegId(Numbers.of(id)))
        .filter(l -> rights.maySee(actor, l))
        .orElseThrow(() -> new NotFound("the leg " + id));
  }

  private LegJson leg(Leg leg) {
    var assignment = leg.assignment();
    var plan = assignment == null ? null : assignment.plan();
    var now = fleet.fleet();
    var open = new ArrayList<>(Precondition.of(leg.ask().need()));
    if (leg.state().isEnd()) {
      open.clear();
    } else {
      open.removeAll(cases.checks(leg.id()).keySet());
    }
    return new LegJson(
        leg.id().value(),
        leg.caseNumber(),
        leg.state().code(),
        leg.stateAt(),
        NeedJson.of(leg.ask().need()),
        looks.site(leg.ask().from()).code(),
        looks.site(leg.ask().to()).code(),
        leg.ask().readyAt(),
        leg.ask().dueAt(),
        assignment == null ? null : now.find(assignment.vehicle()).map(Vehicle::code).orElse(null),
        assignment == null
            ? List.of()
            : assignment.crews().stream()
                .flatMap(c -> now.find(c).stream())
                .map(c -> c.code())
                .toList(),
        plan == null ? null : plan.depart(),
        plan == null ? null : plan.pickup(),
        plan == null ? null : plan.leave(),
        plan == null ? null : plan.arrival(),
        plan == null ? null : plan.free(),
        open.stream().map(Precondition::code).toList(),
        leg.edition());
  }

  @Operation(
      summary = "Order transport",
      description =
          "caseNumber, from, to (codes of sites), profile, readyAt and, if wanted, dueAt, vehicle (a code)"
              + " and returnLeg. 201 with the leg: ordered when the asker may assign the vehicle, else"
              + " requested. 409 with a code when nobody can.")
  @PostMapping("/legs")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<LegJson> order(
      @Parameter(hidden = true) Actor actor, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    needs(actor, Permission.ORDER_TRANSPORT, Permission.PLAN_TRANSPORT);
    var body =
        Bodies.read(
            request,
            json,
            "caseNumber",
            "from",
            "to",
            "readyAt",
            "dueAt",
            "returnLeg",
            "vehicle",
            "profile");
    var due = body.hasNonNull("dueAt") ? Bodies.moment(body, "dueAt", Instant.EPOCH) : null;
    var outcome =
        desk.order(
            actor,
            new LegOrder(
                Bodies.text(body, "caseNumber"),
                TransportNeed.of(Bodies.profile(body.path("profile"))),
                site(Bodies.text(body, "from")).id(),
                site(Bodies.text(body, "to")).id(),
                Bodies.moment(body, "readyAt", clock.instant()),
                due,
                body.hasNonNull("vehicle") ? vehicleId(Bodies.text(body, "vehicle")) : null,
                Bodies.truth(body, "returnLeg")));
    return switch (outcome) {
      case OrderOutcome.Ordered(var leg) ->
          ResponseEntity.status(HttpStatus.CREATED).body(leg(leg));
      case OrderOutcome.Requested(var id) ->
          ResponseEntity.status(HttpStatus.CREATED).body(leg(desk.find(id).orElseThrow()));
      case OrderOutcome.Refused(var code, var advice) -> throw refused(code, advice);
    };
  }

  private Site site(String code) {
    return looks.findSite(code).orElseThrow(() -> new NotFound("the site " + code));
  }

  private VehicleId vehicleId(String code) {
    return fleet
        .fleet()
        .findVehicle(code)
        .map(Vehicle::id)
        .orElseThrow(() -> new NotFound("the vehicle " + code));
  }

  @Operation(
      summary = "Tell a step of a leg",
      description =
          "state (on-the-way, at-bedside, under-way, arrived, free) and, when it is not now, at. A patient"
              + " leaves when every check is confirmed, when the urgency is A0 or A1, or with a reason.")
  @PostMapping("/legs/{id}/steps")
  @Grant(Permission.SEE_PICTURE)
  LegJson step(
      @PathVariable String id,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    needs(actor, Permission.SEND_POSITIONS, Permission.PLAN_TRANSPORT);
    var body = Bodies.read(request, json, "state", "at", "reason");
    var state = Bodies.state(Bodies.text(body, "state"));
    var at = body.hasNonNull("at") ? Bodies.moment(body, "at", clock.instant()) : null;
    return answer(
        legs.advance(actor, found(id, actor).id(), state, at, Bodies.optional(body, "reason")));
  }

  @Operation(
      summary = "Confirm a check of a leg",
      description = "check: one of those in checksOpen.")
  @PostMapping("/legs/{id}/checks")
  @Grant(Permission.SEE_PICTURE)
  LegJson check(
      @PathVariable String id,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    needs(
        actor,
        Permission.SEND_POSITIONS,
        Permission.PLAN_TRANSPORT,
        Permission.ORDER_TRANSPORT,
        Permission.REQUEST_TRANSFER);
    var body = Bodies.read(request, json, "check");
    var item =
        Precondition.find(Bodies.text(body, "check"))
            .orElseThrow(
                () -> new BadInput("unknown-choice", "check: use one of those in checksOpen"));
    return answer(cases.confirm(actor, found(id, actor).id(), item));
  }

  @Operation(
      summary = "Assign a vehicle to a requested leg",
      description = "vehicle: a code; without it the best that the asker may assign.")
  @PostMapping("/legs/{id}/assignment")
  @Grant(Permission.PLAN_TRANSPORT)
  LegJson assign(
      @PathVariable String id,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    var body = Bodies.read(request, json, "vehicle");
    return answer(
        desk.assign(
            actor,
            found(id, actor).id(),
            body.hasNonNull("vehicle") ? vehicleId(Bodies.text(body, "vehicle")) : null));
  }

  @Operation(
      summary = "Plan an ordered leg anew",
      description =
          "edition as last read; pickupAt, vehicle or both; reason. 409 when it does not fit or somebody"
              + " was faster.")
  @PostMapping("/legs/{id}/plan")
  @Grant(Permission.PLAN_TRANSPORT)
  LegJson plan(
      @PathVariable String id,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    var body = Bodies.read(request, json, "edition", "pickupAt", "vehicle", "reason");
    var edition = body.path("edition");
    if (!edition.isIntegralNumber() || !edition.canConvertToInt()) {
      throw new BadInput("bad-number", "edition: write the edition as last read");
    }
    return answer(
        legs.replan(
            actor,
            found(id, actor).id(),
            new LegDesk.Replan(
                edition.asInt(),
                body.hasNonNull("pickupAt")
                    ? Bodies.moment(body, "pickupAt", clock.instant())
                    : null,
                body.hasNonNull("vehicle") ? vehicleId(Bodies.text(body, "vehicle")) : null,
                Bodies.optional(body, "reason"))));
  }

  @Operation(
      summary = "Give the vehicle of a leg back",
      description = "reason. The leg waits for another vehicle.")
  @PostMapping("/legs/{id}/release")
  @Grant(Permission.PLAN_TRANSPORT)
  LegJson release(
      @PathVariable String id,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    var body = Bodies.read(request, json, "reason");
    return answer(legs.giveBack(actor, found(id, actor).id(), Bodies.optional(body, "reason")));
  }

  @Operation(summary = "Call a leg off", description = "reason: a code or a few words.")
  @PostMapping("/legs/{id}/cancel")
  @Grant(Permission.SEE_PICTURE)
  LegJson cancel(
      @PathVariable String id,
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    needs(
        actor, Permission.ORDER_TRANSPORT, Permission.PLAN_TRANSPORT, Permission.REQUEST_TRANSFER);
    var body = Bodies.read(request, json, "reason");
    return answer(desk.cancel(actor, found(id, actor).id(), Bodies.optional(body, "reason")));
  }

  @Operation(
      summary = "What a patient needs on the road",
      description = "profile. Nothing is kept.")
  @PostMapping("/need")
  @Grant(Permission.SEE_PICTURE)
  NeedJson need(
      @Parameter(hidden = true) Actor actor, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    needs(actor, Permission.SEE_TRANSPORT, Permission.SEND_POSITIONS);
    return NeedJson.of(
        TransportNeed.of(Bodies.profile(Bodies.read(request, json, "profile").path("profile"))));
  }

  @Operation(
      summary = "Who could come",
      description =
          "profile, from, to (a list of at most 2,000 codes of sites), readyAt. For each destination the"
              + " best vehicle with pick-up and arrival, or the code of what stands in the way.")
  @PostMapping("/reach")
  @Grant(Permission.SEE_TRANSPORT)
  Reaches reach(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
    var body = Bodies.read(request, json, "profile", "from", "to", "readyAt");
    var need = TransportNeed.of(Bodies.profile(body.path("profile")));
    var from = site(Bodies.text(body, "from"));
    var to = body.path("to");
    if (!to.isArray() || to.isEmpty() || to.size() > MOST_TO) {
      throw new BadInput("field-missing", "to: write a list of 1 to 2,000 codes of sites");
    }
    var sites = new ArrayList<Site>();
    for (var code : to) {
      sites.add(site(code.isString() ? code.asString() : "?"));
    }
    var found =
        desk.reach(
            need,
            from.id(),
            sites.stream().map(Site::id).toList(),
            Bodies.moment(body, "readyAt", clock.instant()));
    var answers = new ArrayList<ReachJson>();
    for (var site : sites) {
      var reach = found.get(site.id());
      if (reach != null) {
        answers.add(reach(site, reach));
      }
    }
    return new Reaches(NeedJson.of(need), answers);
  }

  private ReachJson reach(Site site, Reach reach) {
    var vehicle = reach.vehicle();
    return new ReachJson(
        site.code(),
        vehicle == null ? null : fleet.fleet().find(vehicle).map(Vehicle::code).orElse(null),
        reach.owner(),
        reach.poolVehicle(),
        Math.round(reach.kilometres()),
        reach.drive().toMinutes(),
        reach.pickup(),
        reach.arrival(),
        reach.blockedBy());
  }

  private LegJson answer(LegOutcome outcome) {
    return switch (outcome) {
      case LegOutcome.Done(var leg) -> leg(leg);
      case LegOutcome.Refused(var code, var advice) -> throw refused(code, advice);
    };
  }

  private static RuntimeException refused(String code, String advice) {
    return switch (code) {
      case "not-allowed", "pool-only-national" ->
          new NotAllowed(Permission.PLAN_TRANSPORT, "transport: " + code);
      case "no-such-leg", "no-such-vehicle", "unknown-site" -> new NotFound(advice);
      case "case-missing",
          "case-malformed",
          "looks-like-bsn",
          "looks-like-birth-date",
          "same-site",
          "due-before-ready",
          "ready-out-of-range",
          "reason-missing",
          "reason-too-long",
          "step-out-of-order" ->
          new BadInput(code, advice);
      default -> new Conflict(code, advice);
    };
  }
}
