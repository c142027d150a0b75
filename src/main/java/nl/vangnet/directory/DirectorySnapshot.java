package nl.vangnet.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The whole directory at one moment, immutable; a request reads one snapshot from start to end.
public final class DirectorySnapshot {
  /// The snapshot of an empty directory.
  public static final DirectorySnapshot EMPTY =
      new DirectorySnapshot(0, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  private final long version;
  private final Map<OrganisationId, Organisation> organisations;
  private final Map<SiteId, Site> sites;
  private final Map<UnitId, Unit> units;
  private final Map<SiteId, List<Unit>> unitsBySite;
  private final List<RegionSet> regionSets;
  private final Map<RegionId, Region> regions;
  private final Map<String, Map<SiteId, RegionId>> regionOfSite;
  private final Map<CountryKey, Site> siteByCode;
  private final Map<CountryKey, Organisation> organisationByCode;
  private final Map<UnitKey, Unit> unitByCode;

  private record CountryKey(CountryCode country, String code) {
    static CountryKey of(CountryCode country, String code) {
      return new CountryKey(country, code.toLowerCase(Locale.ROOT));
    }
  }

  private record UnitKey(SiteId site, String code) {
    static UnitKey of(SiteId site, String code) {
      return new UnitKey(site, code.toLowerCase(Locale.ROOT));
    }
  }

  /// Builds a snapshot from plain lists; `regionOfSite` holds, per region set code, the region of
  /// each site.
  public DirectorySnapshot(
      long version,
      List<Organisation> organisations,
      List<Site> sites,
      List<Unit> units,
      List<RegionSet> regionSets,
      List<Region> regions,
      Map<String, Map<SiteId, RegionId>> regionOfSite) {
    this.version = version;
    this.organisations = byId(organisations, Organisation::id);
    this.sites = byId(sites, Site::id);
    this.units = byId(units, Unit::id);
    this.unitsBySite =
        units.stream().collect(Collectors.groupingBy(Unit::site, Collectors.toUnmodifiableList()));
    this.regionSets = List.copyOf(regionSets);
    this.regions = byId(regions, Region::id);
    this.regionOfSite =
        regionOfSite.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Map.copyOf(e.getValue())));
    this.siteByCode = byId(sites, s -> CountryKey.of(s.country(), s.code()));
    this.organisationByCode = byId(organisations, o -> CountryKey.of(o.country(), o.code()));
    this.unitByCode = byId(units, u -> UnitKey.of(u.site(), u.code()));
  }

  private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> id) {
    return values.stream().collect(Collectors.toUnmodifiableMap(id, Function.identity()));
  }

  /// Grows with every change of the directory.
  public long version() {
    return version;
  }

  /// The countries that have at least one site, in order of their code.
  public List<CountryCode> countries() {
    return sites.values().stream()
        .map(Site::country)
        .distinct()
        .sorted((a, b) -> a.value().compareTo(b.value()))
        .toList();
  }

  /// All organisations of `country`, by name.
  public List<Organisation> organisations(CountryCode country) {
    return organisations.values().stream()
        .filter(o -> o.country().equals(country))
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .toList();
  }

  /// All sites of `country`, by name.
  public List<Site> sites(CountryCode country) {
    return sites.values().stream()
        .filter(s -> s.country().equals(country))
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .toList();
  }

  /// The sites of one organisation, by name.
  public List<Site> sites(OrganisationId organisation) {
    return sites.values().stream()
        .filter(s -> s.organisation().equals(organisation))
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .toList();
  }

  /// The units of a site, by code; empty when the site has none.
  public List<Unit> units(SiteId site) {
    return unitsBySite.getOrDefault(site, List.of()).stream()
        .sorted((a, b) -> a.code().compareToIgnoreCase(b.code()))
        .toList();
  }

  /// The organisation with this id.
  public Optional<Organisation> findOrganisation(OrganisationId id) {
    return Optional.ofNullable(organisations.get(id));
  }

  /// The site with this id.
  public Optional<Site> findSite(SiteId id) {
    return Optional.ofNullable(sites.get(id));
  }

  /// The site with this code in `country`, ignoring case.
  public Optional<Site> findSite(CountryCode country, String code) {
    return Optional.ofNullable(siteByCode.get(CountryKey.of(country, code)));
  }

  /// The organisation with this code in `country`, ignoring case.
  public Optional<Organisation> findOrganisation(CountryCode country, String code) {
    return Optional.ofNullable(organisationByCode.get(CountryKey.of(country, code)));
  }

  /// The unit with this id.
  public Optional<Unit> findUnit(UnitId id) {
    return Optional.ofNullable(units.get(id));
  }

  /// The unit with this code at `site`, ignoring case.
  public Optional<Unit> findUnit(SiteId site, String code) {
    return Optional.ofNullable(unitByCode.get(UnitKey.of(site, code)));
  }

  /// The region with this id.
  public Optional<Region> findRegion(RegionId id) {
    return Optional.ofNullable(regions.get(id));
  }

  /// All region sets of `country`, oldest first.
  public List<RegionSet> regionSets(CountryCode country) {
    return regionSets.stream()
        .filter(s -> s.country().equals(country))
        .sorted((a, b) -> a.validFrom().compareTo(b.validFrom()))
        .toList();
  }

  /// The set of this kind in force on `day`.
  public Optional<RegionSet> findRegionSet(CountryCode country, String kind, LocalDate day) {
    return regionSets(country).stream()
        .filter(s -> s.kind().equals(kind) && s.isValidOn(day))
        .findFirst();
  }

  /// The regions of a set, by name.
  public List<Region> regions(RegionSet set) {
    return regions.values().stream()
        .filter(r -> r.setCode().equals(set.code()))
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .toList();
  }

  /// The region of a site in a set; empty when the site was given none.
  public Optional<Region> findRegionOf(SiteId site, RegionSet set) {
    return Optional.ofNullable(regionOfSite.getOrDefault(set.code(), Map.of()).get(site))
        .map(id -> Objects.requireNonNull(regions.get(id)));
  }

  /// The sites of a region, by name.
  public List<Site> sites(Region region) {
    var members = new TreeMap<String, Site>(String.CASE_INSENSITIVE_ORDER);
    regionOfSite
        .getOrDefault(region.setCode(), Map.of())
        .forEach((site, in) -> {
          var found = sites.get(site);
          if (in.equals(region.id()) && found != null) {
            members.put(found.name() + '\u0000' + found.code(), found);
          }
        });
    return List.copyOf(members.values());
  }

  /// Whether `site` belongs to `region`.
  public boolean isIn(SiteId site, RegionId region) {
    var r = regions.get(region);
    return r != null && region.equals(regionOfSite.getOrDefault(r.setCode(), Map.of()).get(site));
  }
}
