package nl.vangnet.transport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.fleet.Fleet;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.transport.Alert;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegId;
import nl.vangnet.transport.LegRights;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The planner's board: the day per vehicle as a drawn timeline, late legs on top.
@Controller
class BoardPages {
  static final int HOUR = 80;
  private static final int LANES = 60;
  private static final int TROUBLES = 8;

  private final PlanningBoard board;
  private final FleetKeeper fleet;
  private final FleetRights fleetRights;
  private final LegRights rights;
  private final Looks looks;

  BoardPages(
      PlanningBoard board,
      FleetKeeper fleet,
      FleetRights fleetRights,
      LegRights rights,
      Looks looks) {
    this.board = board;
    this.fleet = fleet;
    this.fleetRights = fleetRights;
    this.rights = rights;
    this.looks = looks;
  }

  @GetMapping("/vervoer")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView board(
      @RequestParam(defaultValue = "") String dag,
      @RequestParam(defaultValue = "") String van,
      @RequestParam(defaultValue = "") String uren,
      @RequestParam(required = false) @Nullable String eigenaar,
      @RequestParam(defaultValue = "") String klasse,
      @RequestParam(defaultValue = "") String alles,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    var own = looks.own(actor);
    var owner = eigenaar == null ? (own == null ? "" : own.code()) : eigenaar.strip();
    var day = day(dag, frame);
    var hours = uren.equals("24") ? 24 : uren.equals("6") ? 6 : 12;
    var stretch = stretch(frame, day, van, hours);
    var until = stretch.from().plus(Duration.ofHours(hours));
    var alerts = board.alerts();
    var byLeg = Looks.byLeg(alerts);
    var byVehicle = new HashMap<VehicleId, List<LegLook>>();
    for (var leg : board.legs(stretch.from(), until)) {
      var assignment = leg.assignment();
      if (assignment != null && leg.state() != LegState.CANCELLED) {
        byVehicle
            .computeIfAbsent(assignment.vehicle(), v -> new ArrayList<>())
            .add(looks.of(actor, leg, byLeg));
      }
    }
    var shown = shown(owner, klasse, alles.equals("ja"), byVehicle, stretch.from(), until);
    var lanes =
        shown.stream()
            .limit(LANES)
            .map(v -> lane(actor, frame, v, byVehicle.getOrDefault(v.id(), List.of()), stretch))
            .toList();
    var requests =
        board.requests().stream()
            .map(l -> looks.of(actor, l, byLeg))
            .filter(LegLook::open)
            .toList();
    var troubles = troubles(actor, alerts, byLeg, owner);
    var view =
        new BoardView(
            new BoardView.Choice(day, owner, klasse, alles.equals("ja"), looks.owners()),
            stretch,
            lanes,
            Math.max(0, shown.size() - LANES),
            troubles.stream().limit(TROUBLES).toList(),
            Math.max(0, troubles.size() - TROUBLES),
            requests,
            sums(troubles),
            Flash.of(request));
    return new ModelAndView("transport/web/board", Map.of("frame", frame, "view", view));
  }

  private static LocalDate day(String text, Frame frame) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return LocalDate.ofInstant(frame.now(), Frame.ZONE);
    }
  }

  /// Today begins two hours ago, another day at six o'clock, unless an hour is asked for.
  private static BoardView.Stretch stretch(Frame frame, LocalDate day, String van, int hours) {
    var today = day.equals(LocalDate.ofInstant(frame.now(), Frame.ZONE));
    Instant from;
    if (van.matches("\\d|1\\d|2[0-3]")) {
      from = day.atTime(Integer.parseInt(van), 0).atZone(Frame.ZONE).toInstant();
    } else if (hours == 24) {
      from = day.atStartOfDay(Frame.ZONE).toInstant();
    } else if (today) {
      from = frame.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours == 6 ? 1 : 2));
    } else {
      from = day.atTime(6, 0).atZone(Frame.ZONE).toInstant();
    }
    var ticks = new ArrayList<BoardView.Tick>();
    for (var hour = 0; hour < hours; hour++) {
      ticks.add(new BoardView.Tick(hour * HOUR, frame.clock(from.plus(Duration.ofHours(hour)))));
    }
    var now = x(from, frame.now());
    return new BoardView.Stretch(
        from, hours, hours * HOUR, ticks, now >= 0 && now <= hours * HOUR ? now : null);
  }

  private static int x(Instant from, Instant at) {
    return (int) (Duration.between(from, at).toSeconds() * HOUR / 3600);
  }

  /// The vehicles with something to do; with a chosen owner also those on duty, and all on request.
  private List<Vehicle> shown(
      String owner,
      String type,
      boolean all,
      Map<VehicleId, List<LegLook>> legs,
      Instant from,
      Instant until) {
    var chosen = owner.isEmpty() ? null : looks.findOrganisation(owner).orElse(null);
    var now = fleet.fleet();
    return now.vehicles().stream()
        .filter(v -> owner.isEmpty() || (chosen != null && v.isOf(chosen.id())))
        .filter(v -> type.isEmpty() || v.build().vehicleClass().code().equals(type))
        .filter(v ->
            all || legs.containsKey(v.id()) || (!owner.isEmpty() && isOnDuty(now, v, from, until)))
        .sorted(
            Comparator.comparing((Vehicle v) -> v.build().vehicleClass() != VehicleClass.MICU)
                .thenComparing(v -> v.build().vehicleClass() != VehicleClass.HELICOPTER)
                .thenComparing(Vehicle::code))
        .toList();
  }

  private static boolean isOnDuty(Fleet now, Vehicle vehicle, Instant from, Instant until) {
    return now.shifts(vehicle.id()).stream()
        .anyMatch(s -> s.from().isBefore(until) && s.until().isAfter(from));
  }

  private BoardView.Lane lane(
      Actor actor, Frame frame, Vehicle vehicle, List<LegLook> legs, BoardView.Stretch stretch) {
    var now = fleet.fleet();
    var shifts = new ArrayList<BoardView.Band>();
    for (var shift : now.shifts(vehicle.id())) {
      band(stretch, shift.from(), shift.until(), () -> shiftLabel(frame, now, shift))
          .ifPresent(shifts::add);
    }
    var obstacles = new ArrayList<BoardView.Band>();
    for (var obstacle : now.obstacles(vehicle)) {
      band(
              stretch,
              obstacle.from(),
              obstacle.until(),
              () ->
                  frame.words().of("fleet.obstacle." + obstacle.kind().code())
                      + ": "
                      + obstacle.reason())
          .ifPresent(obstacles::add);
    }
    return new BoardView.Lane(
        vehicle,
        looks.owner(vehicle),
        fleetRights.isPool(vehicle),
        fleetRights.mayAssign(actor, vehicle),
        shifts,
        obstacles,
        legs.stream().map(l -> block(actor, frame, l, stretch)).toList());
  }

  private static String shiftLabel(Frame frame, Fleet now, nl.vangnet.fleet.Shift shift) {
    return now.find(shift.crew()).map(c -> c.name()).orElse("?")
        + " "
        + frame.clock(shift.from())
        + "–"
        + frame.clock(shift.until());
  }

  private static java.util.Optional<BoardView.Band> band(
      BoardView.Stretch stretch,
      Instant from,
      Instant until,
      java.util.function.Supplier<String> label) {
    var left = Math.max(0, x(stretch.from(), from));
    var right = Math.min(stretch.width(), x(stretch.from(), until));
    return right <= left
        ? java.util.Optional.empty()
        : java.util.Optional.of(new BoardView.Band(left, right - left, label.get()));
  }

  private BoardView.Block block(Actor actor, Frame frame, LegLook look, BoardView.Stretch stretch) {
    var assignment = look.leg().assignment();
    if (assignment == null) {
      throw new IllegalStateException("leg " + look.leg().id() + " has no vehicle to stand on");
    }
    var plan = assignment.plan();
    var from = stretch.from();
    var label = look.open() ? look.way() : frame.words().of("transport.taken");
    var spoken =
        look.open()
            ? frame
                .words()
                .of(
                    "transport.block",
                    look.leg().caseNumber(),
                    look.from().name(),
                    look.to().name(),
                    frame.clock(plan.pickup()),
                    frame.clock(plan.arrival()),
                    frame.words().of("transport.state." + look.leg().state().code()))
            : frame
                .words()
                .of("transport.block.taken", frame.clock(plan.depart()), frame.clock(plan.free()));
    return new BoardView.Block(
        look,
        x(from, plan.depart()),
        x(from, plan.pickup()),
        x(from, plan.leave()),
        x(from, plan.arrival()),
        x(from, plan.free()),
        look.open() && look.leg().state() == LegState.ORDERED && rights.mayPlan(actor, look.leg()),
        label,
        spoken);
  }

  /// What goes wrong with the legs that this person may see, of the chosen owner when there is one.
  private List<BoardView.Trouble> troubles(
      Actor actor, List<Alert> alerts, Map<LegId, List<Alert>> byLeg, String owner) {
    var chosen = owner.isEmpty() ? null : looks.findOrganisation(owner).orElse(null);
    var found = new ArrayList<BoardView.Trouble>();
    for (var alert : alerts) {
      if (!rights.maySee(actor, alert.leg())) {
        continue;
      }
      var look = looks.of(actor, alert.leg(), byLeg);
      var vehicle = look.vehicle();
      if (chosen == null || vehicle == null || vehicle.isOf(chosen.id())) {
        found.add(new BoardView.Trouble(alert, look));
      }
    }
    return found;
  }

  private BoardView.Sums sums(List<BoardView.Trouble> troubles) {
    var open = 0;
    var running = 0;
    var waiting = 0;
    for (Leg leg : board.present()) {
      if (leg.state().isRunning()) {
        running++;
      } else if (leg.state() == LegState.REQUESTED) {
        waiting++;
      } else if (leg.state() == LegState.ORDERED) {
        open++;
      }
    }
    var late = (int) troubles.stream().filter(t -> t.alert().kind() == Alert.Kind.LATE).count();
    return new BoardView.Sums(open, running, waiting, late);
  }
}
