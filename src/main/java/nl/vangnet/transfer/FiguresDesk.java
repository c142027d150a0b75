package nl.vangnet.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transport.PlanningBoard;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Counts what moving patients came to (SPR-16, SPR-17, SPR-21).
@Service
public class FiguresDesk {
  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

  private final FiguresStore store;
  private final CaseSight sight;
  private final HomeRegions regions;
  private final Directory directory;
  private final PlanningBoard trips;
  private final CountryCode home;

  FiguresDesk(
      FiguresStore store,
      CaseSight sight,
      HomeRegions regions,
      Directory directory,
      PlanningBoard trips,
      @Value("${vangnet.country:NL}") String home) {
    this.store = store;
    this.sight = sight;
    this.regions = regions;
    this.directory = directory;
    this.trips = trips;
    this.home = new CountryCode(home);
  }

  /// The figures of a period as a reader may see them: the nation and oversight all, a region its
  /// own requests and the answers of the sites in it, a hospital the answers of its own sites; sums
  /// over the nation, the balances and the trips are for everybody.
  @Transactional(readOnly = true)
  public TransferFigures figures(Actor reader, Instant from, Instant to) {
    reader.require(Permission.SEE_TRANSFERS, "transfer figures");
    var region = regionOf(reader);
    var answers =
        store.answers(from, to).stream()
            .filter(a ->
                reader.role() == Role.NATIONAL
                    || reader.role() == Role.OVERSIGHT
                    || sight.covers(reader, a.site()))
            .toList();
    var arrived = store.arrived(from, to);
    return new TransferFigures(
        from,
        to,
        store.placing(from, to, region),
        store.times(from, to, region),
        store.unfulfilled(from, to, region),
        answers,
        store.channels(from, to, region),
        store.overruling(from, to, region),
        balances(arrived),
        reciprocity(arrived),
        trips(from, to));
  }

  /// The region whose requests a reader sees, null for the whole nation; a region that is not in
  /// the directory has none.
  private @Nullable String regionOf(Actor reader) {
    return reader.scope() instanceof Scope.InRegion(var id)
        ? directory.snapshot().findRegion(id).map(Region::code).orElse("")
        : null;
  }

  private List<TransferFigures.RegionBalance> balances(List<FiguresStore.Arrived> arrived) {
    var sent = new TreeMap<String, Integer>();
    var received = new TreeMap<String, Integer>();
    var within = new TreeMap<String, Integer>();
    for (var move : arrived) {
      var to = regions.of(move.to()).map(Region::code).orElse("");
      if (to.equals(move.region())) {
        within.merge(to, 1, Integer::sum);
      } else {
        sent.merge(move.region(), 1, Integer::sum);
        received.merge(to, 1, Integer::sum);
      }
    }
    var found = new ArrayList<TransferFigures.RegionBalance>();
    for (var region : regions.list()) {
      found.add(
          new TransferFigures.RegionBalance(
              region.code(),
              sent.getOrDefault(region.code(), 0),
              received.getOrDefault(region.code(), 0),
              within.getOrDefault(region.code(), 0)));
    }
    found.sort(Comparator.comparing(TransferFigures.RegionBalance::region));
    return found;
  }

  private List<TransferFigures.Reciprocity> reciprocity(List<FiguresStore.Arrived> arrived) {
    var sent = new TreeMap<String, Integer>();
    var received = new TreeMap<String, Integer>();
    var homeward = new TreeMap<String, Integer>();
    for (var move : arrived) {
      var here = country(move.from());
      var there = country(move.to());
      var other = here.equals(home) ? there : here;
      if (here.equals(there) || other.isPractice()) {
        continue;
      }
      // Who goes back where he belongs was neither taken nor given.
      var counted = move.homeward() ? homeward : here.equals(home) ? sent : received;
      counted.merge(other.value(), 1, Integer::sum);
    }
    var countries = new TreeSet<>(sent.keySet());
    countries.addAll(received.keySet());
    countries.addAll(homeward.keySet());
    return countries.stream()
        .map(c ->
            new TransferFigures.Reciprocity(
                new CountryCode(c),
                sent.getOrDefault(c, 0),
                received.getOrDefault(c, 0),
                homeward.getOrDefault(c, 0)))
        .toList();
  }

  /// What was sent to and received from each country since the first case: the balance of
  /// reciprocity (SPR-21).
  @Transactional(readOnly = true)
  public List<TransferFigures.Reciprocity> reciprocity(Actor reader) {
    reader.require(Permission.SEE_TRANSFERS, "transfer figures");
    return reciprocity(store.arrived(BEGIN, END));
  }

  private CountryCode country(SiteId site) {
    return directory.snapshot().findSite(site).map(Site::country).orElse(home);
  }

  private List<TransferFigures.Trips> trips(Instant from, Instant to) {
    var counted = new EnumMap<VehicleClass, TransferFigures.Trips>(VehicleClass.class);
    for (var count : trips.trips(from, to)) {
      var before =
          counted.getOrDefault(
              count.vehicleClass(), new TransferFigures.Trips(count.vehicleClass(), 0, 0, 0));
      counted.put(
          count.vehicleClass(),
          new TransferFigures.Trips(
              count.vehicleClass(),
              before.trips() + count.trips(),
              before.kilometres() + count.kilometres(),
              before.emptyKilometres() + count.emptyKilometres()));
    }
    return List.copyOf(counted.values());
  }
}
