package nl.vangnet.desks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.policy.Rules;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The desks of the home country as the directory gives them: the nation, its regions, the
/// hospitals in each. A hospital with sites in two regions hears from the region of its first site.
@Component
public class DeskList {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Directory directory;
  private final Rules rules;
  private final Clock clock;
  private final CountryCode home;

  DeskList(
      Directory directory, Rules rules, Clock clock, @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.rules = rules;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  /// A desk with its name and, for a hospital, its region.
  public record Named(Desk desk, String name, @Nullable Region region) {}

  /// One region with its desk and the desks of its hospitals, by name.
  public record RegionDesks(Region region, Named desk, List<Named> hospitals) {}

  /// The regions, by name, with the desks in them.
  public List<RegionDesks> regions() {
    var snapshot = directory.snapshot();
    var now = clock.instant();
    var set =
        snapshot.findRegionSet(home, rules.regionSetKind(now), LocalDate.ofInstant(now, ZONE));
    if (set.isEmpty()) {
      return List.of();
    }
    var seen = new LinkedHashMap<OrganisationId, Region>();
    for (var site : snapshot.sites(home)) {
      if (site.type() == ProviderType.HOSPITAL) {
        snapshot
            .findRegionOf(site.id(), set.get())
            .ifPresent(region -> seen.putIfAbsent(site.organisation(), region));
      }
    }
    var found = new ArrayList<RegionDesks>();
    for (var region : snapshot.regions(set.get())) {
      var hospitals = new ArrayList<Named>();
      seen.forEach((organisation, in) -> {
        if (in.id().equals(region.id())) {
          snapshot
              .findOrganisation(organisation)
              .ifPresent(
                  o -> hospitals.add(new Named(new Desk.OfHospital(o.id()), o.name(), region)));
        }
      });
      hospitals.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
      found.add(
          new RegionDesks(
              region,
              new Named(new Desk.OfRegion(region.id()), "RCPS " + region.shortName(), region),
              hospitals));
    }
    return found;
  }

  /// The national desk.
  public Named national() {
    return new Named(new Desk.National(), "LCPS", null);
  }

  /// Every desk by its key: the nation first, each region before its hospitals.
  public Map<String, Named> all() {
    var found = new LinkedHashMap<String, Named>();
    found.put("national", national());
    for (var region : regions()) {
      found.put(region.desk().desk().key(), region.desk());
      region.hospitals().forEach(h -> found.put(h.desk().key(), h));
    }
    return found;
  }

  /// The desk that an actor sits at; overseers, stewards and administrators sit at none.
  public Optional<Desk> of(nl.vangnet.access.Actor actor) {
    return Desk.of(actor);
  }

  /// The desk with this key, when the directory still knows it.
  public Optional<Named> find(String key) {
    return Optional.ofNullable(all().get(key));
  }

  /// The desks of the hospitals of a region.
  public List<Named> hospitals(Desk.OfRegion of) {
    return regions().stream()
        .filter(r -> r.region().id().equals(of.region()))
        .flatMap(r -> r.hospitals().stream())
        .toList();
  }
}
