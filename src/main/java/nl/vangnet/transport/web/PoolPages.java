package nl.vangnet.transport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Obstacle;
import nl.vangnet.fleet.Position;
import nl.vangnet.fleet.Shift;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.transport.CaseDesk;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.Pilot;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The national pool: special vehicles and teams with place and availability (TRA-06, TRA-07), and
/// the pilots with partners (TRA-10).
@Controller
class PoolPages {
  private final PlanningBoard board;
  private final CaseDesk cases;
  private final FleetKeeper fleet;
  private final FleetRights rights;
  private final Looks looks;

  PoolPages(
      PlanningBoard board, CaseDesk cases, FleetKeeper fleet, FleetRights rights, Looks looks) {
    this.board = board;
    this.cases = cases;
    this.fleet = fleet;
    this.rights = rights;
    this.looks = looks;
  }

  /// What the pool's page shows; `assigns` is whether the one who looks is the national desk.
  record PoolView(
      List<LegLook> requests, List<VehicleRow> vehicles, List<TeamRow> teams, boolean assigns) {
    long freeVehicles() {
      return vehicles.stream().filter(VehicleRow::isFree).count();
    }

    long freeTeams() {
      return teams.stream().filter(t -> t.leg() == null && t.now() != null).count();
    }
  }

  /// One vehicle of the pool.
  record VehicleRow(
      Vehicle vehicle,
      String owner,
      @Nullable Shift now,
      @Nullable Obstacle obstacle,
      @Nullable LegLook leg,
      @Nullable Position position) {
    boolean isFree() {
      return now != null && obstacle == null && (leg == null || !leg.leg().state().isRunning());
    }
  }

  /// One special team.
  record TeamRow(
      Crew crew, String owner, @Nullable Shift now, @Nullable Shift next, @Nullable LegLook leg) {}

  @GetMapping("/vervoer/pool")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView pool(Actor actor, Frame frame) {
    var now = fleet.fleet();
    var requests =
        board.requests().stream()
            .filter(l -> rights.isPool(l.ask().need().vehicle()))
            .map(l -> looks.of(actor, l, Map.of()))
            .filter(LegLook::open)
            .toList();
    var vehicles =
        now.vehicles().stream()
            .filter(rights::isPool)
            .map(v -> vehicle(actor, v, frame.now()))
            .sorted(
                Comparator.comparing((VehicleRow r) -> r.vehicle().build().vehicleClass())
                    .thenComparing(r -> r.vehicle().code()))
            .toList();
    var teams =
        now.crews().stream()
            .filter(c -> c.kind().isSpecial())
            .map(c -> team(actor, c, frame.now()))
            .filter(t -> t.now() != null || t.next() != null || !t.crew().record().invented())
            .sorted(
                Comparator.comparing((TeamRow r) -> r.crew().kind())
                    .thenComparing(r -> r.crew().code()))
            .toList();
    return new ModelAndView(
        "transport/web/pool",
        Map.of(
            "frame",
            frame,
            "view",
            new PoolView(requests, vehicles, teams, actor.has(Permission.ASSIGN_POOL))));
  }

  private VehicleRow vehicle(Actor actor, Vehicle vehicle, Instant at) {
    var now = fleet.fleet();
    return new VehicleRow(
        vehicle,
        looks.owner(vehicle),
        on(now.shifts(vehicle.id()), at),
        now.obstacles(vehicle).stream().filter(o -> o.isOn(at)).findFirst().orElse(null),
        board.current(vehicle.id()).map(l -> looks.of(actor, l, Map.of())).orElse(null),
        fleet.positions().get(vehicle.id()));
  }

  private TeamRow team(Actor actor, Crew crew, Instant at) {
    var shifts = fleet.fleet().shifts(crew.id());
    return new TeamRow(
        crew,
        looks.owner(crew.owner()),
        on(shifts, at),
        shifts.stream().filter(s -> s.from().isAfter(at)).findFirst().orElse(null),
        board.present().stream()
            .filter(l -> !l.state().isEnd() && rides(l, crew.id()))
            .findFirst()
            .map(l -> looks.of(actor, l, Map.of()))
            .orElse(null));
  }

  private static boolean rides(Leg leg, CrewId crew) {
    var assignment = leg.assignment();
    return assignment != null && assignment.crews().contains(crew);
  }

  private static @Nullable Shift on(List<Shift> shifts, Instant at) {
    return shifts.stream().filter(s -> s.isOn(at)).findFirst().orElse(null);
  }

  /// The register of pilots.
  record PilotView(List<Pilot> pilots, boolean mayKeep, @Nullable Flash flash) {}

  @GetMapping("/vervoer/pilots")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView pilots(Actor actor, Frame frame, HttpServletRequest request) {
    return new ModelAndView(
        "transport/web/pilots",
        Map.of(
            "frame",
            frame,
            "view",
            new PilotView(cases.pilots(), cases.mayKeepPilots(actor), Flash.of(request))));
  }

  @PostMapping("/vervoer/pilots")
  @Grant(Permission.ORDER_TRANSPORT)
  ModelAndView addPilot(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    try {
      return LegPages.noted(
          cases.addPilot(
              actor,
              form.getOrDefault("name", ""),
              form.getOrDefault("partner", ""),
              form.getOrDefault("aim", ""),
              LocalDate.parse(form.getOrDefault("from", "")),
              LocalDate.parse(form.getOrDefault("to", ""))),
          redirect,
          frame,
          "transport.done.pilot",
          "/vervoer/pilots");
    } catch (DateTimeParseException e) {
      return LegPages.REFUSALS.leave(redirect, frame, "unreadable-moment", "", "/vervoer/pilots");
    }
  }

  @PostMapping("/vervoer/pilots/{id}/conclusie")
  @Grant(Permission.ORDER_TRANSPORT)
  ModelAndView conclude(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    for (var verdict : Pilot.Verdict.values()) {
      if (verdict.name().toLowerCase(Locale.ROOT).equals(form.get("verdict"))) {
        return LegPages.noted(
            cases.concludePilot(
                actor, Numbers.of(id), verdict, form.getOrDefault("conclusion", "")),
            redirect,
            frame,
            "transport.done.concluded",
            "/vervoer/pilots");
      }
    }
    return LegPages.REFUSALS.leave(redirect, frame, "text-length", "", "/vervoer/pilots");
  }
}
