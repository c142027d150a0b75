package nl.vangnet.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.policy.HomeRegions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Counts what moving patients came to (SPR-16, SPR-17, SPR-21).
@Service
public class FiguresDesk {
  private final FiguresStore store;
  private final CaseSight sight;
  private final HomeRegions regions;
  private final Directory directory;
  private final CountryCode home;

  FiguresDesk(
      FiguresStore store,
      CaseSight sight,
      HomeRegions regions,
      Directory directory,
      @Value("${vangnet.country:NL}") String home) {
    this.store = store;
    this.sight = sight;
    this.regions = regions;
    this.directory = directory;
    this.home = new CountryCode(home);
  }

  /// The figures of a period as a reader may see them: the nation and oversight all, a region its
  /// own requests, a hospital the answers of its own sites; sums over regions are for everybody.
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
    return new TransferFigures(
        from,
        to,
        store.placing(from, to, region),
        store.times(from, to, region),
        store.unfulfilled(from, to, region),
        answers,
        store.channels(from, to),
        store.overruling(from, to),
        balances(from, to));
  }

  private @Nullable String regionOf(Actor reader) {
    return reader.scope() instanceof Scope.InRegion(var id)
        ? directory.snapshot().findRegion(id).map(Region::code).orElse(null)
        : null;
  }

  private List<TransferFigures.RegionBalance> balances(Instant from, Instant to) {
    var sent = new TreeMap<String, Integer>();
    var received = new TreeMap<String, Integer>();
    for (var region : regions.list()) {
      sent.put(region.code(), 0);
      received.put(region.code(), 0);
    }
    for (var move : store.arrived(from, to)) {
      sent.computeIfPresent(move.region(), (r, n) -> n + 1);
      regions
          .of(move.to())
          .map(Region::code)
          .ifPresent(r -> received.computeIfPresent(r, (x, n) -> n + 1));
    }
    var found = new ArrayList<TransferFigures.RegionBalance>();
    sent.forEach((code, count) ->
        found.add(new TransferFigures.RegionBalance(code, count, received.getOrDefault(code, 0))));
    return found;
  }

  /// What was sent to and received from one other country: the balance of reciprocity (SPR-21).
  public record Reciprocity(CountryCode country, int sent, int received) {}

  /// The balance with every other country in a period, by code.
  @Transactional(readOnly = true)
  public List<Reciprocity> reciprocity(Actor reader, Instant from, Instant to) {
    reader.require(Permission.SEE_TRANSFERS, "transfer figures");
    var sent = new TreeMap<String, Integer>();
    var received = new TreeMap<String, Integer>();
    var snapshot = directory.snapshot();
    for (var move : store.arrived(from, to)) {
      var here = snapshot.findSite(move.from()).map(s -> s.country()).orElse(home);
      var there = snapshot.findSite(move.to()).map(s -> s.country()).orElse(home);
      if (here.equals(home) && !there.equals(home)) {
        sent.merge(there.value(), 1, Integer::sum);
      } else if (!here.equals(home) && there.equals(home)) {
        received.merge(here.value(), 1, Integer::sum);
      }
    }
    var countries = new java.util.TreeSet<>(sent.keySet());
    countries.addAll(received.keySet());
    return countries.stream()
        .map(c ->
            new Reciprocity(
                new CountryCode(c), sent.getOrDefault(c, 0), received.getOrDefault(c, 0)))
        .toList();
  }
}
