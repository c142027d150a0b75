package nl.vangnet.plausibility;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Frame;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The sites of the home country and the regions that the picture uses.
@Component
public class HomeRegions {
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
        .findRegionSet(home, rules.regionSetKind(now), LocalDate.ofInstant(now, Frame.ZONE));
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
}
