package nl.vangnet.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The regions of the home country by the set that the rules choose for the picture, and the sites
/// in them.
@Component
public class HomeRegions {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Directory directory;
  private final Rules rules;
  private final Clock clock;
  private final CountryCode home;

  HomeRegions(
      Directory directory, Rules rules, Clock clock, @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.rules = rules;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  private Optional<RegionSet> set() {
    var now = clock.instant();
    return directory
        .snapshot()
        .findRegionSet(home, rules.regionSetKind(now), LocalDate.ofInstant(now, ZONE));
  }

  /// The regions, by name.
  public List<Region> list() {
    return set().map(directory.snapshot()::regions).orElse(List.of());
  }

  /// The region with this code.
  public Optional<Region> find(String code) {
    return list().stream().filter(r -> r.code().equalsIgnoreCase(code)).findFirst();
  }

  /// The region of a site.
  public Optional<Region> of(SiteId site) {
    return set().flatMap(set -> directory.snapshot().findRegionOf(site, set));
  }

  /// All sites of the home country.
  public List<Site> sites() {
    return directory.snapshot().sites(home);
  }

  /// The sites of a region.
  public List<Site> sites(Region region) {
    return directory.snapshot().sites(region);
  }

  /// The site with this code.
  public Optional<Site> findSite(String code) {
    return directory.snapshot().findSite(home, code);
  }

  /// The site with this id.
  public Optional<Site> findSite(SiteId id) {
    return directory.snapshot().findSite(id);
  }
}
