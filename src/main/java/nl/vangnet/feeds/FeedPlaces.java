package nl.vangnet.feeds;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.NotFound;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The places that a feed can be about: sites by their code, the regions of the picture, the sites
/// of whoever asks.
@Component
public class FeedPlaces {
  static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Directory directory;
  private final DirectoryDesk register;
  private final Rules rules;
  private final Clock clock;
  private final String home;
  private volatile Known known = new Known(-1, LocalDate.EPOCH, Map.of());

  FeedPlaces(
      Directory directory,
      DirectoryDesk register,
      Rules rules,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.register = register;
    this.rules = rules;
    this.clock = clock;
    this.home = home;
  }

  /// Who carries a number today, as one version of the directory says.
  private record Known(long version, LocalDate day, Map<String, List<Holder>> holders) {}

  DirectorySnapshot snapshot() {
    return directory.snapshot();
  }

  /// The country that the product serves.
  public CountryCode home() {
    return new CountryCode(home);
  }

  /// The country with this code; the home country when none is given.
  public CountryCode country(String code) {
    try {
      return new CountryCode(code.isBlank() ? home : code);
    } catch (IllegalArgumentException e) {
      throw new BadInput("bad-country", "country: " + e.getMessage());
    }
  }

  Optional<RegionSet> regionSet(CountryCode country, Instant at) {
    var day = LocalDate.ofInstant(at, ZONE);
    return snapshot()
        .findRegionSet(country, rules.regionSetKind(at), day)
        .or(() ->
            snapshot().regionSets(country).stream().filter(s -> s.isValidOn(day)).findFirst());
  }

  /// The regions of the picture at a moment, by name.
  public List<Region> regions(Instant at) {
    return regionSet(home(), at).map(snapshot()::regions).orElse(List.of());
  }

  Optional<Region> findRegion(CountryCode country, String codeOrName, Instant at) {
    var wanted = codeOrName.strip().toLowerCase(Locale.ROOT);
    return regionSet(country, at)
        .flatMap(set ->
            snapshot().regions(set).stream()
                .filter(r ->
                    r.code().toLowerCase(Locale.ROOT).equals(wanted)
                        || r.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst());
  }

  /// The sites of one site, of one region, or of the country: the narrowest given.
  public List<Site> sites(CountryCode country, String region, String site) {
    if (!site.isBlank()) {
      return List.of(
          snapshot()
              .findSite(country, site.strip())
              .orElseThrow(() -> new NotFound("site: no site '" + cut(site) + "' in " + country)));
    }
    if (!region.isBlank()) {
      return snapshot()
          .sites(
              findRegion(country, region, clock.instant())
                  .orElseThrow(
                      () -> new NotFound("region: no region '" + cut(region) + "' in " + country)));
    }
    return snapshot().sites(country);
  }

  /// The sites that somebody works for, by name.
  public List<Site> sitesOf(Actor actor) {
    return switch (actor.scope()) {
      case Scope.InOrganisation(var organisation) -> snapshot().sites(organisation);
      case Scope.InRegion(var region) ->
          snapshot().findRegion(region).map(snapshot()::sites).orElse(List.of());
      case Scope.Everywhere() -> snapshot().sites(home());
    };
  }

  /// The site that somebody means by what they wrote: one of their own organisation by its code,
  /// whatever the country; else one of the country that the product serves, or of another one named
  /// before it (`BE:AZ-1`); else the only site that carries it as a number (AGB, URA or another).
  Optional<Site> findSite(Actor actor, String written) {
    if (actor.scope() instanceof Scope.InOrganisation(var organisation)) {
      var own =
          snapshot().sites(organisation).stream()
              .filter(
                  s -> s.code().equalsIgnoreCase(written) || written(s).equalsIgnoreCase(written))
              .findFirst();
      if (own.isPresent()) {
        return own;
      }
    }
    return byCountry(written)
        .or(() -> snapshot().findSite(home(), written))
        .or(() -> byNumber(written));
  }

  private Optional<Site> byCountry(String written) {
    var colon = written.indexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    try {
      return snapshot()
          .findSite(
              new CountryCode(written.substring(0, colon).strip().toUpperCase(Locale.ROOT)),
              written.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      // What stands before the colon is no country.
      return Optional.empty();
    }
  }

  private Optional<Site> byNumber(String written) {
    var sites = new LinkedHashSet<Site>();
    for (var holder : known().holders().getOrDefault(written.strip(), List.of())) {
      switch (holder) {
        case Holder.OfSite(var id) -> snapshot().findSite(id).ifPresent(sites::add);
        case Holder.OfOrganisation(var id) -> sites.addAll(snapshot().sites(id));
      }
    }
    return sites.size() == 1 ? Optional.of(sites.getFirst()) : Optional.empty();
  }

  private Known known() {
    var now = known;
    var version = snapshot().version();
    var today = LocalDate.ofInstant(clock.instant(), ZONE);
    if (now.version() == version && now.day().equals(today)) {
      return now;
    }
    var holders = new HashMap<String, List<Holder>>();
    register
        .identifiers()
        .forEach((holder, list) -> {
          for (var one : list) {
            holders.computeIfAbsent(one.value(), k -> new ArrayList<>()).add(holder);
          }
        });
    var fresh = new Known(version, today, holders);
    known = fresh;
    return fresh;
  }

  /// How a form writes a site: by its code, with its country before it when that is not ours.
  String written(Site site) {
    return site.country().equals(home()) ? site.code() : site.country() + ":" + site.code();
  }

  static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }
}
