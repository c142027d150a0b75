package nl.vangnet.transport;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.policy.TransportRules;
import nl.vangnet.travel.Journey;
import nl.vangnet.travel.Mode;
import nl.vangnet.travel.TravelTimes;
import org.springframework.stereotype.Component;

/// Asks the search with the fleet, the rules and the journeys of this moment.
@Component
class Searches {
  private final FleetKeeper fleet;
  private final FleetRights rights;
  private final LegKeeper legs;
  private final Directory directory;
  private final TravelTimes travel;
  private final TransportRules rules;
  private final Clock clock;

  Searches(
      FleetKeeper fleet,
      FleetRights rights,
      LegKeeper legs,
      Directory directory,
      TravelTimes travel,
      TransportRules rules,
      Clock clock) {
    this.fleet = fleet;
    this.rights = rights;
    this.legs = legs;
    this.directory = directory;
    this.travel = travel;
    this.rules = rules;
    this.clock = clock;
  }

  private VehicleSearch search(
      TransportNeed need, SiteId from, Instant readyAt, LegBook book, Predicate<Vehicle> may) {
    var now = clock.instant();
    var snapshot = directory.snapshot();
    var world =
        new VehicleSearch.World(
            fleet.fleet(),
            fleet.positions(),
            book,
            site -> snapshot.findSite(site).map(Site::coordinates).orElse(null),
            travel.estimates(now),
            rules.longestShift(now),
            now);
    return new VehicleSearch(
        world, need, LegTimes.of(rules.minutes(now), need), from, readyAt, may);
  }

  Map<SiteId, Reach> reach(TransportNeed need, SiteId from, List<SiteId> to, Instant readyAt) {
    var search = search(need, from, readyAt, legs.book(), vehicle -> true);
    var journeys = journeys(search, from, to, clock.instant());
    var names = new Names();
    var found = new LinkedHashMap<SiteId, Reach>();
    for (var i = 0; i < to.size(); i++) {
      var place = i;
      var site = to.get(i);
      var answer = search.answer(site, mode -> journeys.of(mode, place));
      found.put(site, reach(site, answer, journeys, place, names));
    }
    return found;
  }

  private Reach reach(
      SiteId site, VehicleSearch.Answer answer, Journeys journeys, int place, Names names) {
    var proposal = answer.proposal();
    if (proposal == null) {
      var road = journeys.byRoad(place);
      return new Reach(
          site,
          null,
          null,
          null,
          false,
          road.kilometres(),
          road.duration(),
          null,
          null,
          answer.blockedBy());
    }
    var plan = proposal.assignment().plan();
    return new Reach(
        site,
        proposal.vehicle().id(),
        proposal.vehicle().name(),
        names.owner(proposal.vehicle()),
        names.isPool(proposal.vehicle()),
        plan.kilometres(),
        proposal.drive(),
        plan.pickup(),
        plan.arrival(),
        null);
  }

  /// All who could do a leg, the best first, or the code of why nobody can.
  Found proposals(Leg.LegAsk ask, Instant readyAt, LegBook book, Predicate<Vehicle> may) {
    var search = search(ask.need(), ask.from(), readyAt, book, may);
    var journeys = journeys(search, ask.from(), List.of(ask.to()), clock.instant());
    var proposals = search.proposals(ask.to(), mode -> journeys.of(mode, 0));
    if (!proposals.isEmpty()) {
      return new Found(proposals, "");
    }
    var code = search.answer(ask.to(), mode -> journeys.of(mode, 0)).blockedBy();
    return new Found(List.of(), code == null ? "no-time" : code);
  }

  /// Proposals, or the code of why there are none.
  record Found(List<VehicleSearch.Proposal> proposals, String blockedBy) {
    Found {
      proposals = List.copyOf(proposals);
    }
  }

  /// Owners' names and the pool, looked up once per question.
  private final class Names {
    private final Map<Object, String> owners = new java.util.HashMap<>();
    private final Map<Vehicle, Boolean> pool = new java.util.IdentityHashMap<>();

    String owner(Vehicle vehicle) {
      return owners.computeIfAbsent(
          vehicle.owner(),
          id ->
              directory
                  .snapshot()
                  .findOrganisation(vehicle.owner())
                  .map(o -> o.name())
                  .orElse("?"));
    }

    boolean isPool(Vehicle vehicle) {
      return pool.computeIfAbsent(vehicle, rights::isPool);
    }
  }

  /// The journeys from one site to many by the modes that a search uses.
  private record Journeys(Map<Mode, List<Journey>> byMode) {
    private static final Journey UNKNOWN =
        new Journey(0, java.time.Duration.ZERO, Journey.Basis.ESTIMATE);

    Journey of(Mode mode, int place) {
      return byMode.getOrDefault(mode, List.of()).isEmpty()
          ? UNKNOWN
          : byMode.getOrDefault(mode, List.of()).get(place);
    }

    Journey byRoad(int place) {
      return of(Mode.ROAD, place);
    }
  }

  private Journeys journeys(VehicleSearch search, SiteId from, List<SiteId> to, Instant now) {
    var snapshot = directory.snapshot();
    var start = snapshot.findSite(from).map(Site::coordinates).orElse(null);
    var byMode = new EnumMap<Mode, List<Journey>>(Mode.class);
    if (start == null) {
      return new Journeys(byMode);
    }
    // A place that is not known is looked up as the start itself; its answer says so.
    var places = new ArrayList<Coordinates>(to.size());
    for (var site : to) {
      places.add(snapshot.findSite(site).map(Site::coordinates).orElse(start));
    }
    for (var mode : Mode.values()) {
      if (mode == Mode.ROAD || search.uses(mode)) {
        byMode.put(mode, travel.fromOne(start, places, mode, now));
      }
    }
    return new Journeys(byMode);
  }
}
