package nl.vangnet.transport.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Areas;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.fleet.Fleet;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.travel.TravelTimes;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Vehicles and legs on the map of the country.
@Controller
class MapPages {
  private static final Duration FRESH = Duration.ofMinutes(15);

  private final PlanningBoard board;
  private final FleetKeeper fleet;
  private final Areas areas;
  private final TravelTimes travel;
  private final Looks looks;

  MapPages(PlanningBoard board, FleetKeeper fleet, Areas areas, TravelTimes travel, Looks looks) {
    this.board = board;
    this.fleet = fleet;
    this.areas = areas;
    this.travel = travel;
    this.looks = looks;
  }

  /// What the map shows: legs as lines, vehicles as marks, and the same in a table.
  record MapView(
      CountryMap map, List<Line> lines, List<Mark> marks, String type, boolean routed, int idle) {}

  /// A leg from one site to the other.
  record Line(LegLook look, CountryMap.Point from, CountryMap.Point to) {}

  /// A vehicle: where it was heard of, or its post when it was not heard of lately.
  record Mark(
      Vehicle vehicle, CountryMap.Point at, @Nullable Instant heard, @Nullable LegLook leg) {
    boolean isHeard() {
      return heard != null;
    }
  }

  @GetMapping("/vervoer/kaart")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView map(@RequestParam(defaultValue = "") String klasse, Actor actor, Frame frame) {
    var now = fleet.fleet();
    var legs = new HashMap<VehicleId, LegLook>();
    var running = new ArrayList<LegLook>();
    for (var leg : board.present()) {
      if (leg.state().isRunning() || leg.state() == LegState.ORDERED) {
        var look = looks.of(actor, leg, Map.of());
        var vehicle = look.vehicle();
        if (vehicle == null || !isOf(vehicle, klasse) || !look.open()) {
          continue;
        }
        if (leg.state().isRunning()) {
          legs.put(vehicle.id(), look);
        }
        running.add(look);
      }
    }
    var map = new CountryMap(areas.outline(looks.home()), places(running));
    var marks = new ArrayList<Mark>();
    var idle = 0;
    for (var vehicle : now.vehicles()) {
      if (!isOf(vehicle, klasse)) {
        continue;
      }
      var position = fleet.positions().get(vehicle.id());
      var heard =
          position != null && position.at().plus(FRESH).isAfter(frame.now()) ? position : null;
      if (heard == null && !isOnDuty(now, vehicle, frame.now())) {
        idle++;
        continue;
      }
      marks.add(
          new Mark(
              vehicle,
              map.point(heard == null ? vehicle.home().at() : heard.where()),
              heard == null ? null : heard.at(),
              legs.get(vehicle.id())));
    }
    var lines = new ArrayList<Line>();
    for (var look : running) {
      var from = look.from().coordinates();
      var to = look.to().coordinates();
      if (from != null && to != null) {
        lines.add(new Line(look, map.point(from), map.point(to)));
      }
    }
    return new ModelAndView(
        "transport/web/map",
        Map.of(
            "frame",
            frame,
            "view",
            new MapView(map, lines, marks, klasse, travel.isRouted(), idle)));
  }

  private static boolean isOf(Vehicle vehicle, String type) {
    return type.isEmpty() || vehicle.build().vehicleClass() == VehicleClass.find(type).orElse(null);
  }

  private static boolean isOnDuty(Fleet now, Vehicle vehicle, Instant at) {
    return now.shifts(vehicle.id()).stream().anyMatch(s -> s.isOn(at));
  }

  private static List<Coordinates> places(List<LegLook> legs) {
    var found = new ArrayList<Coordinates>();
    for (var look : legs) {
      var from = look.from().coordinates();
      var to = look.to().coordinates();
      if (from != null) {
        found.add(from);
      }
      if (to != null) {
        found.add(to);
      }
    }
    return found;
  }
}
