package nl.vangnet.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.vangnet.directory.DirectoryFault.Kind;
import nl.vangnet.directory.DirectoryRow.OrganisationPart;
import nl.vangnet.directory.DirectoryRow.RegionPart;
import nl.vangnet.directory.DirectoryRow.SitePart;
import org.jspecify.annotations.Nullable;

/// Decides, without writing, what the rows of a file bring to a directory, and which rows
/// contradict it or each other. A row with a fault brings nothing.
class ImportPlan {
  private record Key(CountryCode country, String code) {
    static Key of(CountryCode country, String code) {
      return new Key(country, code.toLowerCase(Locale.ROOT));
    }
  }

  private record UnitKey(Key site, String code) {}

  private final DirectorySnapshot now;
  private final LocalDate regionsFrom;
  private final LocalDate today;
  private final String source;
  private final List<DirectoryFault> faults = new ArrayList<>();
  private final Map<Key, OrganisationPart> organisations = new LinkedHashMap<>();
  private final Map<Key, SitePart> sites = new LinkedHashMap<>();
  private final Map<Key, Key> organisationOfSite = new HashMap<>();
  private final Map<UnitKey, DirectoryStore.UnitRow> units = new LinkedHashMap<>();
  private final Map<Key, Boolean> bareOrganisations = new HashMap<>();
  private final Map<Key, Boolean> bareSites = new HashMap<>();
  private final Map<String, Key> holders = new HashMap<>();
  private final List<RegionSet> sets = new ArrayList<>();
  private final Map<String, Map<String, Region>> regions = new LinkedHashMap<>();
  private final Map<String, Map<String, Region>> knownRegions = new HashMap<>();
  private final Map<String, DirectoryStore.MemberRow> members = new LinkedHashMap<>();
  private int goodRows;

  private ImportPlan(DirectorySnapshot now, LocalDate regionsFrom, LocalDate today, String source) {
    this.now = now;
    this.regionsFrom = regionsFrom;
    this.today = today;
    this.source = source;
  }

  static ImportPlan of(
      DirectorySnapshot now,
      List<DirectoryRow> rows,
      LocalDate regionsFrom,
      LocalDate today,
      String source) {
    var plan = new ImportPlan(now, regionsFrom, today, source);
    for (var country : now.countries()) {
      for (var organisation : now.organisations(country)) {
        var key = Key.of(country, organisation.code());
        if (organisation.agb() != null) {
          plan.holders.put("AGB " + organisation.agb(), key);
        }
        if (organisation.ura() != null) {
          plan.holders.put("URA " + organisation.ura(), key);
        }
      }
    }
    rows.forEach(plan::take);
    return plan;
  }

  List<DirectoryFault> faults() {
    return faults;
  }

  int goodRows() {
    return goodRows;
  }

  ImportReport.Counts counts() {
    var newOrganisations =
        organisations.keySet().stream()
            .filter(key -> now.findOrganisation(key.country(), key.code()).isEmpty())
            .count();
    var newSites =
        sites.keySet().stream()
            .filter(key -> now.findSite(key.country(), key.code()).isEmpty())
            .count();
    var newUnits =
        units.keySet().stream()
            .filter(key ->
                now.findSite(key.site().country(), key.site().code())
                    .flatMap(site -> now.findUnit(site.id(), key.code()))
                    .isEmpty())
            .count();
    return new ImportReport.Counts(
        (int) newOrganisations,
        organisations.size() - (int) newOrganisations,
        (int) newSites,
        sites.size() - (int) newSites,
        (int) newUnits,
        sets.size(),
        regions.values().stream().mapToInt(Map::size).sum());
  }

  void write(DirectoryStore store) {
    store.putOrganisations(
        organisations.entrySet().stream()
            .map(e ->
                new DirectoryStore.OrganisationRow(
                    e.getKey().country(),
                    e.getValue().code(),
                    e.getValue().name(),
                    e.getValue().type()))
            .toList());
    store.putSites(
        sites.entrySet().stream()
            .map(e ->
                new DirectoryStore.SiteRow(
                    e.getKey().country(),
                    Objects.requireNonNull(organisationOfSite.get(e.getKey())).code(),
                    e.getValue().code(),
                    e.getValue().name(),
                    e.getValue().city(),
                    null,
                    e.getValue().siteClass(),
                    e.getValue().emergencyDepartment(),
                    e.getValue().coordinates()))
            .toList());
    store.putUnits(units.values());
    store.putIdentifiers(identifiers());
    store.putSets(sets);
    store.putRegions(regions.values().stream().flatMap(m -> m.values().stream()).toList());
    store.putMembers(members.values());
  }

  private List<DirectoryStore.IdentifierRow> identifiers() {
    var rows = new ArrayList<DirectoryStore.IdentifierRow>();
    organisations.forEach((key, part) -> {
      if (part.agb() != null) {
        rows.add(identifier(key, IdentifierKind.AGB, part.agb()));
      }
      if (part.ura() != null) {
        rows.add(identifier(key, IdentifierKind.URA, part.ura()));
      }
    });
    return rows;
  }

  private DirectoryStore.IdentifierRow identifier(Key key, IdentifierKind kind, String value) {
    return new DirectoryStore.IdentifierRow(key.country(), key.code(), kind, value, today);
  }

  private void take(DirectoryRow row) {
    var before = faults.size();
    var organisation = Key.of(row.country(), row.organisation().code());
    checkOrganisation(row, organisation);
    var site = row.site();
    var siteKey = site == null ? null : Key.of(row.country(), site.code());
    if (site != null && siteKey != null) {
      checkSite(row, site, siteKey, organisation);
    }
    checkDuplicate(row, organisation, siteKey);
    var places = site == null ? Map.<RegionSet, RegionPart>of() : regions(row, site);
    if (faults.size() > before) {
      return;
    }
    goodRows++;
    keep(row, organisation, siteKey);
    if (site != null) {
      places.forEach((set, region) -> keepMember(row, site, set, region));
    }
  }

  private void checkOrganisation(DirectoryRow row, Key key) {
    var part = row.organisation();
    var earlier = organisations.get(key);
    if (earlier != null) {
      conflict(row, "organisation_name", earlier.name(), part.name());
      conflict(row, "provider_type", earlier.type(), part.type());
      conflict(row, "agb", earlier.agb(), part.agb());
      conflict(row, "ura", earlier.ura(), part.ura());
    }
    var known = now.findOrganisation(key.country(), key.code());
    var type =
        part.type() != null
            ? part.type()
            : known.map(Organisation::type).orElse(ProviderType.HOSPITAL);
    checkIdentifier(row, key, "agb", IdentifierKind.AGB, part.agb(), type);
    checkIdentifier(row, key, "ura", IdentifierKind.URA, part.ura(), type);
  }

  private void checkIdentifier(
      DirectoryRow row,
      Key key,
      String column,
      IdentifierKind kind,
      @Nullable String value,
      ProviderType type) {
    if (value == null) {
      return;
    }
    var holder = holders.get(kind + " " + value);
    if (!kind.accepts(value, type)) {
      fault(row, column, value, Kind.BAD_IDENTIFIER);
    } else if (holder != null && !holder.equals(key)) {
      fault(row, column, value, Kind.IDENTIFIER_TAKEN);
    }
  }

  private void checkSite(DirectoryRow row, SitePart part, Key key, Key organisation) {
    var earlier = sites.get(key);
    if (earlier != null) {
      if (!organisation.equals(organisationOfSite.get(key))) {
        fault(row, "organisation_code", row.organisation().code(), Kind.CONFLICT);
      }
      conflict(row, "site_name", earlier.name(), part.name());
      conflict(row, "city", blankToNull(earlier.city()), blankToNull(part.city()));
      conflict(row, "class", earlier.siteClass(), part.siteClass());
      conflict(
          row, "emergency_department", earlier.emergencyDepartment(), part.emergencyDepartment());
      conflict(row, "lat", earlier.coordinates(), part.coordinates());
    }
    var known = now.findSite(key.country(), key.code());
    if (known.isPresent()) {
      var owner = now.findOrganisation(known.get().organisation()).orElseThrow();
      if (!Key.of(owner.country(), owner.code()).equals(organisation)) {
        fault(row, "site_code", part.code(), Kind.OTHER_ORGANISATION);
      }
    }
  }

  private void checkDuplicate(DirectoryRow row, Key organisation, @Nullable Key site) {
    var unit = row.unit();
    if (site == null) {
      if (bareOrganisations.containsKey(organisation)) {
        fault(row, "organisation_code", row.organisation().code(), Kind.DUPLICATE);
      }
    } else if (unit == null) {
      if (bareSites.containsKey(site)) {
        fault(row, "site_code", site.code(), Kind.DUPLICATE);
      }
    } else if (units.containsKey(unitKey(site, unit.code()))) {
      fault(row, "unit_code", unit.code(), Kind.DUPLICATE);
    }
  }

  private Map<RegionSet, RegionPart> regions(DirectoryRow row, SitePart site) {
    var places = new LinkedHashMap<RegionSet, RegionPart>();
    var from = row.regionsFrom() == null ? regionsFrom : row.regionsFrom();
    row.regions()
        .forEach((kind, part) -> {
          var known = now.findRegionSet(row.country(), kind, from);
          var set = known.orElseGet(() -> newSet(row.country(), kind, from));
          var earlier = members.get(memberKey(set, site));
          if (earlier != null) {
            conflict(
                row,
                "region:" + kind,
                earlier.region().toLowerCase(Locale.ROOT),
                part.code().toLowerCase(Locale.ROOT));
          }
          places.put(set, part);
          if (known.isPresent()) {
            var codes = knownCodes(set);
            if (!codes.containsKey(part.code().toLowerCase(Locale.ROOT)) && part.name() == null) {
              fault(row, "region:" + kind, part.code(), Kind.UNKNOWN_REGION);
            }
          }
        });
    return places;
  }

  private Map<String, Region> knownCodes(RegionSet set) {
    return knownRegions.computeIfAbsent(
        set.code(),
        code -> {
          var codes = new HashMap<String, Region>();
          now.regions(set).forEach(r -> codes.put(r.code().toLowerCase(Locale.ROOT), r));
          return codes;
        });
  }

  private RegionSet newSet(CountryCode country, String kind, LocalDate from) {
    return plannedSet(country, kind, from)
        .orElseGet(() ->
            new RegionSet(
                country + "-" + kind.toUpperCase(Locale.ROOT) + "-" + from,
                country,
                kind,
                kind,
                from,
                now.regionSets(country).stream()
                    .filter(s -> s.kind().equals(kind) && s.validFrom().isAfter(from))
                    .map(RegionSet::validFrom)
                    .findFirst()
                    .orElse(null),
                source));
  }

  private Optional<RegionSet> plannedSet(CountryCode country, String kind, LocalDate from) {
    return sets.stream()
        .filter(s -> s.country().equals(country) && s.kind().equals(kind) && s.isValidOn(from))
        .findFirst();
  }

  private void keep(DirectoryRow row, Key organisation, @Nullable Key siteKey) {
    var part = row.organisation();
    organisations.merge(organisation, part, ImportPlan::both);
    if (part.agb() != null) {
      holders.put("AGB " + part.agb(), organisation);
    }
    if (part.ura() != null) {
      holders.put("URA " + part.ura(), organisation);
    }
    var site = row.site();
    var unit = row.unit();
    if (site == null || siteKey == null) {
      bareOrganisations.put(organisation, true);
      return;
    }
    sites.merge(siteKey, site, ImportPlan::both);
    organisationOfSite.put(siteKey, organisation);
    if (unit == null) {
      bareSites.put(siteKey, true);
    } else {
      units.put(
          unitKey(siteKey, unit.code()),
          new DirectoryStore.UnitRow(row.country(), site.code(), unit.code(), unit.name()));
    }
  }

  private void keepMember(DirectoryRow row, SitePart site, RegionSet set, RegionPart part) {
    if (now.findRegionSet(set.country(), set.kind(), set.validFrom()).isEmpty()
        && !sets.contains(set)) {
      sets.add(set);
    }
    var code = part.code().toLowerCase(Locale.ROOT);
    var known = knownCodes(set).get(code);
    var region = known;
    if (region == null) {
      var planned = regions.computeIfAbsent(set.code(), s -> new LinkedHashMap<>());
      var earlier = planned.get(code);
      var name = part.name() == null ? part.code() : part.name();
      region =
          earlier != null && part.name() == null
              ? earlier
              : new Region(
                  new RegionId(0),
                  set.code(),
                  earlier == null ? part.code() : earlier.code(),
                  name);
      planned.put(code, region);
    }
    var from = row.regionsFrom() == null ? regionsFrom : row.regionsFrom();
    members.put(
        memberKey(set, site),
        new DirectoryStore.MemberRow(row.country(), site.code(), set.code(), region.code(), from));
  }

  private static OrganisationPart both(OrganisationPart a, OrganisationPart b) {
    return new OrganisationPart(
        a.code(), a.name(), or(a.type(), b.type()), or(a.agb(), b.agb()), or(a.ura(), b.ura()));
  }

  private static SitePart both(SitePart a, SitePart b) {
    return new SitePart(
        a.code(),
        a.name(),
        a.city().isEmpty() ? b.city() : a.city(),
        or(a.siteClass(), b.siteClass()),
        or(a.emergencyDepartment(), b.emergencyDepartment()),
        or(a.coordinates(), b.coordinates()));
  }

  private static <T> @Nullable T or(@Nullable T a, @Nullable T b) {
    return a == null ? b : a;
  }

  private static String memberKey(RegionSet set, SitePart site) {
    return set.code() + " " + site.code().toLowerCase(Locale.ROOT);
  }

  private static UnitKey unitKey(Key site, String code) {
    return new UnitKey(site, code.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String blankToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private void conflict(
      DirectoryRow row, String column, @Nullable Object earlier, @Nullable Object value) {
    if (earlier != null && value != null && !earlier.equals(value)) {
      fault(row, column, value.toString(), Kind.CONFLICT);
    }
  }

  private void fault(DirectoryRow row, String column, String value, Kind kind) {
    faults.add(new DirectoryFault(row.line(), column, value, kind));
  }
}
