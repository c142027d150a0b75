package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.BoardingPoint;
import nl.vangnet.fleet.Fleet;
import nl.vangnet.fleet.Position;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.travel.Journey;
import nl.vangnet.travel.Mode;
import nl.vangnet.travel.TravelTimes;
import org.jspecify.annotations.Nullable;

/// Finds who can do a leg, soonest and with the least empty driving, from one immutable fleet and
/// one book of legs. A vehicle that ends another leg near the patient goes before one that has to
/// come from its post, a vehicle of the class that is asked before one that could do more.
final class VehicleSearch {
  private static final Duration AHEAD = Duration.ofHours(24);
  private static final long WAITS = Duration.ofMinutes(60).toSeconds();
  private static final long EXCESS = Duration.ofMinutes(15).toSeconds();
  private static final long POSITION_AGE = Duration.ofMinutes(15).toSeconds();

  private final World world;
  private final TransportNeed need;
  private final LegTimes times;
  private final SiteId from;
  private final @Nullable Coordinates start;
  private final long ready;
  private final Map<Mode, List<Candidate>> candidates = new EnumMap<>(Mode.class);
  private String blockedBy = "no-vehicle-of-class";
  private int stage;

  /// What a search looks at.
  record World(
      Fleet fleet,
      Map<VehicleId, Position> positions,
      LegBook book,
      Function<SiteId, @Nullable Coordinates> places,
      TravelTimes.Estimates estimates,
      Duration longestDuty,
      Instant now) {}

  /// A vehicle in one of its windows, with the moment at which it can be with the patient.
  private record Candidate(
      Vehicle vehicle,
      Window window,
      long depart,
      long pickup,
      double emptyKilometres,
      long cost) {}

  /// A candidate that can do the whole leg, and what that costs in seconds.
  record Proposal(Vehicle vehicle, Assignment assignment, long cost, Duration drive) {}

  VehicleSearch(
      World world,
      TransportNeed need,
      LegTimes times,
      SiteId from,
      Instant readyAt,
      Predicate<Vehicle> may) {
    this.world = world;
    this.need = need;
    this.times = times;
    this.from = from;
    this.start = world.places().apply(from);
    this.ready = Math.max(seconds(readyAt), seconds(world.now()));
    if (start == null) {
      blockedBy = "unknown-coordinates";
    } else {
      gather(start, may);
    }
  }

  private void gather(Coordinates patient, Predicate<Vehicle> may) {
    var classes = need.vehicle().servedBy();
    for (var excess = 0; excess < classes.size(); excess++) {
      for (var vehicle : world.fleet().vehicles(classes.get(excess))) {
        if (may.test(vehicle)) {
          gather(patient, vehicle, excess);
        }
      }
    }
    candidates.values().forEach(list -> list.sort(Comparator.comparingLong(Candidate::cost)));
  }

  private void gather(Coordinates patient, Vehicle vehicle, int excess) {
    if (!Standard.carries(vehicle).containsAll(need.equipment())) {
      failed(1, "no-equipment");
      return;
    }
    var mode = vehicle.build().vehicleClass().mode();
    if (mode != Mode.ROAD && point(vehicle, from) == null) {
      failed(4, "no-landing-place");
      return;
    }
    var notice = seconds(world.now()) + vehicle.build().notice().toSeconds();
    var horizon = Math.max(ready, notice) + AHEAD.toSeconds();
    var found =
        new Availability(
                world.fleet(),
                world.book(),
                world.longestDuty(),
                Instant.ofEpochSecond(Math.min(notice, horizon)),
                Instant.ofEpochSecond(horizon))
            .of(vehicle, need.teams());
    if (found.blockedBy() != null) {
      failed(found.blockedBy().equals("no-crew") ? 3 : 2, found.blockedBy());
      return;
    }
    for (var window : found.windows()) {
      var candidate = candidate(patient, vehicle, window, excess);
      if (candidate == null) {
        failed(5, "no-time");
      } else {
        candidates.computeIfAbsent(mode, m -> new ArrayList<>()).add(candidate);
      }
    }
  }

  /// Keeps the reason of the vehicle that came nearest to being possible.
  private void failed(int at, String code) {
    if (at > stage) {
      stage = at;
      blockedBy = code;
    }
  }

  private @Nullable Candidate candidate(
      Coordinates patient, Vehicle vehicle, Window window, int excess) {
    var mode = vehicle.build().vehicleClass().mode();
    var home = vehicle.home().at();
    var penalty = excess * EXCESS;
    var before = window.before();
    var last = before == null ? null : world.places().apply(before.toSite());
    Candidate best = null;
    if (before != null && last != null) {
      // It may wait a while where its last leg ended, or go home first.
      var ended = seconds(before.until());
      var stays = candidate(vehicle, window, last, patient, mode, window.from(), 0, penalty);
      if (stays != null && stays.depart() - ended <= WAITS) {
        best = stays;
      }
      var way = world.estimates().between(last, home, mode).duration().toSeconds();
      var back = ended + way;
      // Going home first is driven for nothing, unless it is home already.
      var detour = back > seconds(world.now()) ? way / 2 : 0;
      best =
          better(
              best,
              candidate(
                  vehicle,
                  window,
                  home,
                  patient,
                  mode,
                  Math.max(window.from(), back),
                  times.turnout(),
                  penalty + detour));
      return best;
    }
    var position = world.positions().get(vehicle.id());
    if (position != null
        && window.from() <= seconds(world.now()) + 60
        && Math.abs(seconds(world.now()) - seconds(position.at())) <= POSITION_AGE) {
      var here =
          candidate(
              vehicle,
              window,
              position.where(),
              patient,
              mode,
              window.from(),
              times.turnout(),
              penalty);
      if (here != null && here.depart() - seconds(world.now()) <= WAITS) {
        return here;
      }
    }
    return candidate(vehicle, window, home, patient, mode, window.from(), times.turnout(), penalty);
  }

  private static @Nullable Candidate better(@Nullable Candidate a, @Nullable Candidate b) {
    return a == null ? b : b == null || a.cost() <= b.cost() ? a : b;
  }

  private @Nullable Candidate candidate(
      Vehicle vehicle,
      Window window,
      Coordinates place,
      Coordinates patient,
      Mode mode,
      long earliest,
      long turnout,
      long penalty) {
    var approach = world.estimates().between(place, patient, mode);
    var needed = turnout + approach.duration().toSeconds();
    var depart = Math.max(earliest, ready - needed);
    if (depart >= window.until()) {
      return null;
    }
    var pickup = depart + needed;
    var cost = pickup - ready + approach.duration().toSeconds() / 2 + penalty;
    return new Candidate(vehicle, window, depart, pickup, approach.kilometres(), cost);
  }

  /// Whether any vehicle of a mode is among the candidates, so that its journeys are needed.
  boolean uses(Mode mode) {
    return candidates.containsKey(mode);
  }

  /// The best way to a destination, given the journey there by each mode that is used; or why there
  /// is none.
  Answer answer(SiteId to, Function<Mode, Journey> journeys) {
    var there = world.places().apply(to);
    if (there == null) {
      return new Answer(null, "unknown-coordinates");
    }
    @Nullable Proposal best = null;
    var furthest = 0;
    var reason = blockedBy;
    for (var mode : candidates.entrySet()) {
      var journey = journeys.apply(mode.getKey());
      for (var candidate : mode.getValue()) {
        var fault = fault(candidate, to, there, journey);
        if (fault == null) {
          var proposal = proposal(candidate, to, journey);
          if (best == null || proposal.cost() < best.cost()) {
            best = proposal;
          }
          break;
        }
        if (fault.ordinal() + 1 > furthest) {
          furthest = fault.ordinal() + 1;
          reason = fault.code;
        }
      }
    }
    return new Answer(best, best == null ? reason : null);
  }

  /// The best proposal, or the code of what stands in the way.
  record Answer(@Nullable Proposal proposal, @Nullable String blockedBy) {}

  /// All ways to a destination, the best first.
  List<Proposal> proposals(SiteId to, Function<Mode, Journey> journeys) {
    var there = world.places().apply(to);
    var found = new ArrayList<Proposal>();
    if (there == null) {
      return found;
    }
    candidates.forEach((mode, list) -> {
      var journey = journeys.apply(mode);
      for (var candidate : list) {
        if (fault(candidate, to, there, journey) == null) {
          found.add(proposal(candidate, to, journey));
        }
      }
    });
    found.sort(Comparator.comparingLong(Proposal::cost));
    return found;
  }

  /// What keeps a candidate from a destination, the nearest to being possible last.
  private enum Fault {
    LANDING("no-landing-place"),
    RANGE("out-of-range"),
    HOURS("crew-hours"),
    TIME("no-time");

    private final String code;

    Fault(String code) {
      this.code = code;
    }
  }

  private @Nullable Fault fault(
      Candidate candidate, SiteId to, Coordinates there, Journey journey) {
    var vehicle = candidate.vehicle();
    var mode = vehicle.build().vehicleClass().mode();
    if (mode != Mode.ROAD && point(vehicle, to) == null) {
      return Fault.LANDING;
    }
    var range = vehicle.build().rangeKilometres();
    if (range != null && candidate.emptyKilometres() + journey.kilometres() > range) {
      return Fault.RANGE;
    }
    var window = candidate.window();
    var free = free(candidate, to, journey);
    if (free > window.until()) {
      return window.until() < window.homeBy() ? Fault.TIME : Fault.HOURS;
    }
    // The way home is looked up only where it could matter.
    var home = vehicle.home().at();
    if (free + world.estimates().between(there, home, mode).duration().toSeconds()
        > window.homeBy()) {
      return Fault.HOURS;
    }
    var next = window.next();
    var patient = next == null ? null : world.places().apply(next.fromSite());
    return next != null
            && patient != null
            && free + world.estimates().between(there, patient, mode).duration().toSeconds()
                > seconds(next.pickup())
        ? Fault.TIME
        : null;
  }

  private long leave(Candidate candidate) {
    return candidate.pickup() + times.bedside() + transfer(candidate.vehicle(), from);
  }

  private long drive(Candidate candidate, SiteId to, Journey journey) {
    return journey.duration().toSeconds() + transfer(candidate.vehicle(), to);
  }

  private long free(Candidate candidate, SiteId to, Journey journey) {
    return leave(candidate) + drive(candidate, to, journey) + times.handover() + times.cleaning();
  }

  private Proposal proposal(Candidate candidate, SiteId to, Journey journey) {
    var drive = drive(candidate, to, journey);
    var leave = leave(candidate);
    var plan =
        new LegPlan(
            Instant.ofEpochSecond(candidate.depart()),
            Instant.ofEpochSecond(candidate.pickup()),
            Instant.ofEpochSecond(leave),
            Instant.ofEpochSecond(leave + drive),
            Instant.ofEpochSecond(free(candidate, to, journey)),
            candidate.emptyKilometres(),
            journey.kilometres());
    return new Proposal(
        candidate.vehicle(),
        new Assignment(candidate.vehicle().id(), candidate.window().crews(), plan),
        candidate.cost() + drive,
        Duration.ofSeconds(drive));
  }

  private long transfer(Vehicle vehicle, SiteId site) {
    var point = point(vehicle, site);
    return point == null ? 0 : point.transferMinutes() * 60L;
  }

  private @Nullable BoardingPoint point(Vehicle vehicle, SiteId site) {
    return world.fleet().boardingPoint(vehicle.build().vehicleClass(), site).orElse(null);
  }

  private static long seconds(Instant at) {
    return at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
  }
}
