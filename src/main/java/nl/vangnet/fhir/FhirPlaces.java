package nl.vangnet.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Census;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.Identifier;
import nl.vangnet.directory.IdentifierKind;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import nl.vangnet.policy.Rules;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Finds what a Location or Organization means, by logical id or by identifier.
@Component
class FhirPlaces {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final Pattern ID = Pattern.compile("(site|unit|region)-([1-9][0-9]{0,17})");
  private static final Pattern BED = Pattern.compile("bed-([1-9][0-9]{0,17})-[0-9a-f]{16}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final Directory directory;
  private final DirectoryDesk desk;
  private final Rules rules;
  private final CapacityBook book;
  private final Census census;
  private final Clock clock;
  private final String home;
  private final String baseUrl;
  private volatile Known known = new Known(-1, LocalDate.EPOCH, Map.of(), Map.of());

  FhirPlaces(
      Directory directory,
      DirectoryDesk desk,
      Rules rules,
      CapacityBook book,
      Census census,
      Clock clock,
      @Value("${vangnet.country:NL}") String home,
      @Value("${vangnet.base-url:}") String baseUrl) {
    this.directory = directory;
    this.desk = desk;
    this.rules = rules;
    this.book = book;
    this.census = census;
    this.clock = clock;
    this.home = home;
    this.baseUrl = baseUrl;
  }

  /// The identifiers of one version of the directory, both ways.
  private record Known(
      long version,
      LocalDate day,
      Map<Holder, List<Identifier>> byHolder,
      Map<String, List<Holder>> byNumber) {}

  DirectorySnapshot snapshot() {
    return directory.snapshot();
  }

  CountryCode home() {
    return new CountryCode(home);
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  /// The identifiers that this organisation or site carries today.
  List<Identifier> identifiers(Holder holder) {
    return known().byHolder().getOrDefault(holder, List.of());
  }

  private Known known() {
    var now = known;
    var version = directory.snapshot().version();
    var today = today();
    if (now.version() == version && now.day().equals(today)) {
      return now;
    }
    var byHolder = desk.identifiers();
    var byNumber = new HashMap<String, List<Holder>>();
    byHolder.forEach((holder, list) -> {
      for (var one : list) {
        byNumber.computeIfAbsent(key(one), k -> new ArrayList<>()).add(holder);
      }
    });
    var fresh = new Known(version, today, byHolder, byNumber);
    known = fresh;
    return fresh;
  }

  private static String key(Identifier identifier) {
    return identifier.kind() == IdentifierKind.OTHER
        ? identifier.value()
        : system(identifier.kind()) + "|" + value(identifier);
  }

  static String system(IdentifierKind kind) {
    return switch (kind) {
      case AGB -> Canonical.AGB;
      case URA -> Canonical.URA;
      case LPZ_OID -> Canonical.URI;
      case VESTIGINGSNUMMER -> Canonical.ESTABLISHMENT;
      case KVK -> Canonical.KVK;
      case OTHER -> "";
    };
  }

  static String value(Identifier identifier) {
    return identifier.kind() == IdentifierKind.LPZ_OID
        ? "urn:oid:" + identifier.value()
        : identifier.value();
  }

  /// The region set of the picture in force today.
  Optional<Region> regionOf(Site site) {
    var now = clock.instant();
    var snapshot = snapshot();
    return snapshot
        .findRegionSet(site.country(), rules.regionSetKind(now), today())
        .flatMap(set -> snapshot.findRegionOf(site.id(), set));
  }

  /// The regions of the picture in a country.
  List<Region> regions(CountryCode country) {
    var snapshot = snapshot();
    return snapshot
        .findRegionSet(country, rules.regionSetKind(clock.instant()), today())
        .map(snapshot::regions)
        .orElse(List.of());
  }

  /// The sites of a place, in the order of their ids.
  List<Site> sites(Place place) {
    var snapshot = snapshot();
    return switch (place) {
      case Place.OfCountry(var country) -> snapshot.sites(country);
      case Place.OfRegion(var region) -> snapshot.sites(region);
      case Place.OfSite(var site) -> List.of(site);
      case Place.OfUnit(var unit) -> snapshot.findSite(unit.site()).stream().toList();
      case Place.OfBed(var unit, var bed) -> snapshot.findSite(unit.site()).stream().toList();
    };
  }

  Optional<Organisation> findOrganisation(String id) {
    return NUMBER.matcher(id).matches()
        ? snapshot().findOrganisation(new OrganisationId(Long.parseLong(id)))
        : Optional.empty();
  }

  /// The place with this logical id.
  Optional<Place> find(String id) {
    var snapshot = snapshot();
    var bed = BED.matcher(id);
    if (bed.matches()) {
      return beds(new SiteId(Long.parseLong(bed.group(1)))).stream()
          .filter(b -> b.id().equals(id))
          .map(b -> (Place) b)
          .findFirst();
    }
    if (id.startsWith("country-")) {
      return snapshot.countries().stream()
          .filter(c -> c.value().equals(id.substring("country-".length())))
          .map(c -> (Place) new Place.OfCountry(c))
          .findFirst();
    }
    var matcher = ID.matcher(id);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var number = Long.parseLong(matcher.group(2));
    return switch (matcher.group(1)) {
      case "site" -> snapshot.findSite(new SiteId(number)).map(Place.OfSite::new);
      case "unit" -> snapshot.findUnit(new UnitId(number)).map(Place.OfUnit::new);
      default -> snapshot.findRegion(new RegionId(number)).map(Place.OfRegion::new);
    };
  }

  /// The beds of which a source gave the status, of one site or (null) of all.
  List<Place.OfBed> beds(@Nullable SiteId site) {
    var found = new ArrayList<Place.OfBed>();
    for (var bed : census.beds(site)) {
      book.findLine(bed.line())
          .flatMap(line -> snapshot().findUnit(line.unit()))
          .ifPresent(unit -> found.add(new Place.OfBed(unit, bed)));
    }
    return found;
  }

  static String bedId(Census.Bed bed) {
    return bedId(bed.site(), bed.source(), bed.locationCode());
  }

  static String bedId(SiteId site, long source, String locationCode) {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      var hash = digest.digest((source + "/" + locationCode).getBytes(StandardCharsets.UTF_8));
      return "bed-" + site + "-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The place that a reference means: by the code of a site, which is the same everywhere; else by
  /// its address here, else by its identifier.
  Optional<Place> resolve(Reference reference) {
    var system = text(reference.getIdentifier().getSystem());
    var value = text(reference.getIdentifier().getValue());
    if (system.startsWith(Canonical.SITE_CODE)) {
      return byIdentifier(system, value);
    }
    var address = plain(reference.getReference());
    if (address != null && address.startsWith("Location/")) {
      var found = find(address.substring("Location/".length()));
      if (found.isPresent()) {
        return found;
      }
    }
    return byIdentifier(system, value);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /// The address below `/fhir/` that a reference to this installation names; null for others.
  @Nullable String plain(@Nullable String reference) {
    if (reference == null) {
      return null;
    }
    var start = baseUrl + "/fhir/";
    return !baseUrl.isEmpty() && reference.startsWith(start)
        ? reference.substring(start.length())
        : reference;
  }

  /// The site that carries this identifier, or the only site of the organisation that does.
  Optional<Place> byIdentifier(String system, String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (system.startsWith(Canonical.SITE_CODE)) {
      return country(system.substring(Canonical.SITE_CODE.length()))
          .flatMap(c -> snapshot().findSite(c, value))
          .map(Place.OfSite::new);
    }
    if (system.equals(Canonical.COUNTRY)) {
      return country(value)
          .filter(c -> snapshot().countries().contains(c))
          .map(Place.OfCountry::new);
    }
    if (system.startsWith(Canonical.REGION_CODE)) {
      return country(system.substring(Canonical.REGION_CODE.length()))
          .flatMap(
              c -> regions(c).stream().filter(r -> r.code().equalsIgnoreCase(value)).findFirst())
          .map(Place.OfRegion::new);
    }
    var holders = known().byNumber().getOrDefault(system + "|" + value, List.of());
    var sites = new ArrayList<Site>();
    for (var holder : holders) {
      switch (holder) {
        case Holder.OfSite(var id) -> snapshot().findSite(id).ifPresent(sites::add);
        case Holder.OfOrganisation(var id) -> sites.addAll(snapshot().sites(id));
      }
    }
    return sites.size() == 1 ? Optional.of(new Place.OfSite(sites.getFirst())) : Optional.empty();
  }

  private static Optional<CountryCode> country(String text) {
    try {
      return Optional.of(new CountryCode(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
