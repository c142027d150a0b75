package nl.vangnet.fhir;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.Unit;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// FhirPlaces as Location: country, region, site, unit and bed. Sites and units are written by
/// whoever keeps the directory; the status of a bed or a whole unit by the source of the hospital,
/// which counts as a bed status message.
@Component
class FhirLocations {
  private static final Set<String> CLOSED = Set.of("C", "K");
  private static final Set<String> OPEN = Set.of("H", "I", "O", "U");

  private final FhirPlaces places;
  private final Directory directory;
  private final DirectoryDesk desk;
  private final AuditTrail audit;
  private final CapacityBook book;
  private final Census census;
  private final LivePicture pictures;
  private final SourceSystems sources;
  private final Guard guard;
  private final Clock clock;

  FhirLocations(
      FhirPlaces places,
      Directory directory,
      DirectoryDesk desk,
      AuditTrail audit,
      CapacityBook book,
      Census census,
      LivePicture pictures,
      SourceSystems sources,
      Guard guard,
      Clock clock) {
    this.places = places;
    this.directory = directory;
    this.desk = desk;
    this.audit = audit;
    this.book = book;
    this.census = census;
    this.pictures = pictures;
    this.sources = sources;
    this.guard = guard;
    this.clock = clock;
  }

  Reply read(Ask ask) {
    var place =
        places.find(ask.id()).orElseThrow(() -> FhirFault.missing("No Location with this id"));
    return place instanceof Place.OfSite(var site)
        ? Reply.of(write(place), edition(site))
        : Reply.of(write(place));
  }

  private int edition(Site site) {
    return desk.findSheet(site.id()).map(s -> s.edition()).orElse(1);
  }

  Reply search(Ask ask) {
    return Reply.of(Searchset.page(ask, list(ask), 500, this::write));
  }

  private List<Place> list(Ask ask) {
    var ids = List.of(ask.one("_id").split(","));
    var name = ask.one("name").toLowerCase(Locale.ROOT);
    var contains = ask.one("name:contains").toLowerCase(Locale.ROOT);
    var partOf = ask.one("partof").replaceFirst("^Location/", "");
    var organisation = ask.one("organization").replaceFirst("^Organization/", "");
    var status = ask.one("operational-status");
    var type = ask.one("type");
    var identifier = ask.one("identifier");
    return (ids.getFirst().isEmpty() ? all(partOf) : some(ids))
        .stream()
            .filter(p -> partOf.isEmpty() || partOf.equals(parent(p)))
            .filter(p -> organisation.isEmpty() || organisation.equals(organisation(p)))
            .filter(p -> {
              var title = name(p).toLowerCase(Locale.ROOT);
              return title.startsWith(name) && title.contains(contains);
            })
            .filter(p -> matches(p, status, type, identifier))
            .toList();
  }

  private boolean matches(Place place, String status, String type, String identifier) {
    if (status.isEmpty() && type.isEmpty() && identifier.isEmpty()) {
      return true;
    }
    var location = write(place);
    var state = location.getOperationalStatus();
    if (!status.isEmpty() && !Searchset.fits(status, pairs(List.of(state)))) {
      return false;
    }
    var types = new ArrayList<Coding>();
    location.getType().forEach(t -> types.addAll(t.getCoding()));
    types.addAll(location.getPhysicalType().getCoding());
    if (!type.isEmpty() && !Searchset.fits(type, pairs(types))) {
      return false;
    }
    return identifier.isEmpty()
        || Searchset.fits(
            identifier,
            location.getIdentifier().stream()
                .map(i ->
                    new String[] {
                      FhirOrganisations.text(i.getSystem()), FhirOrganisations.text(i.getValue())
                    })
                .toList());
  }

  private static List<String[]> pairs(List<Coding> codings) {
    return codings.stream()
        .filter(c -> c.getCode() != null)
        .map(c -> new String[] {FhirOrganisations.text(c.getSystem()), c.getCode()})
        .toList();
  }

  private List<Place> some(List<String> ids) {
    return ids.stream()
        .limit(500)
        .flatMap(id -> places.find(id.strip()).stream())
        .sorted(Comparator.comparing(Place::id))
        .toList();
  }

  private List<Place> all(String partOf) {
    var snapshot = places.snapshot();
    var found = new ArrayList<Place>();
    for (var country : snapshot.countries()) {
      found.add(new Place.OfCountry(country));
      places.regions(country).forEach(r -> found.add(new Place.OfRegion(r)));
      for (var site : snapshot.sites(country)) {
        found.add(new Place.OfSite(site));
        snapshot.units(site.id()).forEach(u -> found.add(new Place.OfUnit(u)));
      }
    }
    if (!partOf.startsWith("site-") && !partOf.startsWith("region-")) {
      found.addAll(places.beds(null));
    }
    return found;
  }

  private @Nullable String parent(Place place) {
    return switch (place) {
      case Place.OfCountry country -> null;
      case Place.OfRegion(var region) -> {
        var sites = places.sites(place);
        yield "country-" + (sites.isEmpty() ? places.home() : sites.getFirst().country());
      }
      case Place.OfSite(var site) ->
          places.regionOf(site).map(r -> "region-" + r.id()).orElse("country-" + site.country());
      case Place.OfUnit(var unit) -> "site-" + unit.site();
      case Place.OfBed(var unit, var bed) -> "unit-" + unit.id();
    };
  }

  private @Nullable String organisation(Place place) {
    return switch (place) {
      case Place.OfCountry country -> null;
      case Place.OfRegion region -> null;
      case Place.OfSite(var site) -> site.organisation().toString();
      case Place.OfUnit(var unit) -> organisation(unit.site());
      case Place.OfBed(var unit, var bed) -> organisation(unit.site());
    };
  }

  private @Nullable String organisation(SiteId site) {
    return places.snapshot().findSite(site).map(s -> s.organisation().toString()).orElse(null);
  }

  private static String name(Place place) {
    return switch (place) {
      case Place.OfCountry(var country) -> country.value();
      case Place.OfRegion(var region) -> region.name();
      case Place.OfSite(var site) -> site.name();
      case Place.OfUnit(var unit) -> unit.name();
      case Place.OfBed(var unit, var bed) -> unit.name() + " " + bed.locationCode();
    };
  }

  // ---- writing them as resources

  Location write(Place place) {
    var location = new Location();
    location.setId(place.id());
    location.setStatus(Location.LocationStatus.ACTIVE);
    location.setMode(Location.LocationMode.INSTANCE);
    location.setName(name(place));
    var parent = parent(place);
    if (parent != null) {
      location.setPartOf(new Reference("Location/" + parent));
    }
    var organisation = organisation(place);
    if (organisation != null) {
      location.setManagingOrganization(new Reference("Organization/" + organisation));
    }
    switch (place) {
      case Place.OfCountry(var country) -> {
        physical(location, "jdn", "Jurisdiction");
        location.addIdentifier(
            new Identifier().setSystem(Canonical.COUNTRY).setValue(country.value()));
      }
      case Place.OfRegion(var region) -> {
        physical(location, "jdn", "Jurisdiction");
        var sites = places.sites(place);
        location.addIdentifier(
            new Identifier()
                .setSystem(
                    Canonical.REGION_CODE
                        + (sites.isEmpty() ? places.home() : sites.getFirst().country()))
                .setValue(region.code()));
      }
      case Place.OfSite(var site) -> site(location, site);
      case Place.OfUnit(var unit) -> unit(location, unit);
      case Place.OfBed(var unit, var bed) -> bed(location, bed);
    }
    return location;
  }

  private static void physical(Location location, String code, String display) {
    location.setPhysicalType(
        new CodeableConcept().addCoding(new Coding(Canonical.PHYSICAL, code, display)));
  }

  private void site(Location location, Site site) {
    physical(location, "si", "Site");
    location.addIdentifier(
        new Identifier().setSystem(Canonical.SITE_CODE + site.country()).setValue(site.code()));
    places
        .identifiers(new Holder.OfSite(site.id()))
        .forEach(i -> location.addIdentifier(FhirOrganisations.identifier(i)));
    var type = new CodeableConcept();
    if (site.type() == ProviderType.HOSPITAL) {
      type.addCoding(new Coding(Canonical.ROLE, "HOSP", "Hospital"));
    }
    location.addType(
        type.addCoding(
            new Coding(Canonical.PROVIDER_TYPE, FhirOrganisations.code(site.type()), null)));
    location.addExtension(
        Canonical.SITE_CLASS, new CodeType(FhirOrganisations.code(site.siteClass())));
    location.addExtension(Canonical.EMERGENCY, new BooleanType(site.emergencyDepartment()));
    location.getAddress().setCity(site.city()).setCountry(site.country().value());
    var at = site.coordinates();
    if (at != null) {
      location
          .getPosition()
          .setLatitude(BigDecimal.valueOf(at.latitude()))
          .setLongitude(BigDecimal.valueOf(at.longitude()));
    }
  }

  private void unit(Location location, Unit unit) {
    physical(location, "wa", "Ward");
    location.addIdentifier(new Identifier().setSystem(Canonical.UNIT_CODE).setValue(unit.code()));
    var categories = new java.util.TreeSet<String>();
    lines(unit).forEach(l -> categories.add(l.category()));
    for (var category : categories) {
      var type = new CodeableConcept();
      var role = BedTypeMap.roleOf(category);
      if (role != null) {
        type.addCoding(new Coding(Canonical.ROLE, role, null));
      }
      location.addType(type.addCoding(new Coding(Canonical.CATEGORY, category, null)));
    }
    if (isClosed(unit)) {
      location.setOperationalStatus(new Coding(Canonical.BED_STATUS, "C", "Closed"));
      location.setStatus(Location.LocationStatus.SUSPENDED);
    }
  }

  private List<Line> lines(Unit unit) {
    return book.lines(unit.site()).stream().filter(l -> l.unit().equals(unit.id())).toList();
  }

  /// Whether all staffed beds of the unit are closed.
  private boolean isClosed(Unit unit) {
    var site = pictures.current().site(unit.site());
    if (site == null) {
      return false;
    }
    var any = false;
    for (var line : site.lines()) {
      if (!line.line().unit().equals(unit.id())) {
        continue;
      }
      var closed = line.figure(Variable.CLOSED).used();
      var beds = line.figure(Variable.PHYSICAL).used();
      if (beds == null) {
        beds = line.figure(Variable.STAFFED).used();
      }
      if (closed == null || beds == null || closed == 0 || closed < beds) {
        return false;
      }
      any = true;
    }
    return any;
  }

  private void bed(Location location, Census.Bed bed) {
    physical(location, "bd", "Bed");
    location.addIdentifier(
        new Identifier().setSystem(Canonical.BED_CODE).setValue(bed.locationCode()));
    book.findLine(bed.line())
        .ifPresent(line ->
            location.addType(
                new CodeableConcept()
                    .addCoding(new Coding(Canonical.CATEGORY, line.category(), null))
                    .addCoding(new Coding(Canonical.COHORT, line.cohort(), null))));
    location.getMeta().setLastUpdated(java.util.Date.from(bed.at()));
    if (bed.closed()) {
      location.setOperationalStatus(new Coding(Canonical.BED_STATUS, "C", "Closed"));
      location.setStatus(Location.LocationStatus.SUSPENDED);
    }
  }

  // ---- writing them into the directory and the record

  Reply create(Actor actor, Ask ask, Location resource) {
    requireAny(actor);
    var same = Conditional.find(ask, this::list);
    if (same.isPresent()) {
      return Conditional.existing(ask, same.get().id(), write(same.get()));
    }
    return switch (level(resource)) {
      case "si" -> addSite(actor, ask, resource);
      case "wa" -> addUnit(actor, ask, resource);
      case "bd" -> bedStatus(actor, ask, resource, true);
      default ->
          throw new FhirFault(
              422,
              "business-rule",
              "unknown-level",
              "Location.physicalType",
              "Use si (site), wa (ward) or bd (bed)");
    };
  }

  private static void requireAny(Actor actor) {
    if (!actor.has(Permission.EDIT_DIRECTORY)) {
      actor.require(Permission.SEND_OBSERVATIONS, "Location");
    }
  }

  private static String level(Location resource) {
    for (var coding : resource.getPhysicalType().getCoding()) {
      if (coding.getCode() != null
          && (coding.getSystem() == null || coding.getSystem().equals(Canonical.PHYSICAL))) {
        return coding.getCode();
      }
    }
    return "";
  }

  Reply update(Actor actor, Ask ask, Location resource) {
    requireAny(actor);
    Conditional.checkId(ask, resource);
    var place = places.find(ask.id());
    if (place.isEmpty()) {
      if (level(resource).equals("bd")) {
        return bedStatus(actor, ask, resource, true);
      }
      throw FhirFault.missing("No Location with this id; create sites and wards by POST");
    }
    return switch (place.get()) {
      case Place.OfSite(var site) -> changeSite(actor, ask, resource, site);
      case Place.OfUnit(var unit) -> changeUnit(actor, ask, resource, unit);
      case Place.OfBed bed -> bedStatus(actor, ask, resource, false);
      case Place.OfRegion region -> throw fixed();
      case Place.OfCountry country -> throw fixed();
    };
  }

  private static FhirFault fixed() {
    return new FhirFault(
        422,
        "business-rule",
        "fixed-place",
        "Location",
        "Regions and countries come with the region sets of the directory");
  }

  private Reply addSite(Actor actor, Ask ask, Location resource) {
    actor.require(Permission.EDIT_DIRECTORY, "Location");
    var code = "";
    var country = "";
    for (var one : resource.getIdentifier()) {
      var system = FhirOrganisations.text(one.getSystem());
      if (system.startsWith(Canonical.SITE_CODE)) {
        code = FhirOrganisations.text(one.getValue());
        country = system.substring(Canonical.SITE_CODE.length());
      }
    }
    if (code.isEmpty()) {
      throw new FhirFault(
          422,
          "required",
          "code-missing",
          "Location.identifier",
          "Give the site a code by an identifier of system " + Canonical.SITE_CODE + "NL");
    }
    FhirOrganisations.country(country, "Location.identifier.system");
    var id = saved(actor, "directory.site.add", desk.addSite(draft(resource, code, null)));
    return new Reply(
        201,
        null,
        ask.base() + "/Location/site-" + id,
        Reply.tag(1),
        List.of(FhirOrganisations.created("Location")));
  }

  private long saved(Actor actor, String action, DirectoryOutcome outcome) {
    return switch (outcome) {
      case DirectoryOutcome.Saved saved -> {
        audit.record(actor, action, "site:" + saved.id(), null, saved.facts());
        yield saved.id();
      }
      case DirectoryOutcome.Refused(var faults) ->
          throw FhirOrganisations.refused("Location", faults);
      case DirectoryOutcome.Stale(var edition) -> throw Conditional.stale(edition);
    };
  }

  private SiteDraft draft(Location resource, String code, @Nullable Site known) {
    var type = known == null ? ProviderType.HOSPITAL : known.type();
    for (var concept : resource.getType()) {
      for (var coding : concept.getCoding()) {
        if (Canonical.PROVIDER_TYPE.equals(coding.getSystem())) {
          type =
              FhirOrganisations.providerType(
                  FhirOrganisations.text(coding.getCode()), "Location.type");
        }
      }
    }
    var siteClass = known == null ? SiteClass.OTHER : known.siteClass();
    var classCode = extension(resource, Canonical.SITE_CLASS);
    if (!classCode.isEmpty()) {
      try {
        siteClass = SiteClass.valueOf(classCode.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new FhirFault(
            422,
            "code-invalid",
            "unknown-class",
            "Location.extension",
            nl.vangnet.directory.DirectoryFault.Kind.UNKNOWN_CLASS.advice());
      }
    }
    var emergency = extension(resource, Canonical.EMERGENCY);
    var city = FhirOrganisations.text(resource.getAddress().getCity());
    return new SiteDraft(
        managing(resource, known),
        code,
        FhirOrganisations.text(resource.getName()),
        city.isEmpty() && known != null ? known.city() : city,
        type,
        siteClass,
        emergency.isEmpty()
            ? known != null && known.emergencyDepartment()
            : emergency.equals("true"),
        resource.hasPosition() ? position(resource) : known == null ? null : known.coordinates());
  }

  private static String extension(Location resource, String url) {
    var extension = resource.getExtensionByUrl(url);
    return extension != null && extension.getValue() instanceof PrimitiveType<?> plain
        ? FhirOrganisations.text(plain.getValueAsString())
        : "";
  }

  private static Coordinates position(Location resource) {
    var latitude = resource.getPosition().getLatitude();
    var longitude = resource.getPosition().getLongitude();
    try {
      if (latitude != null && longitude != null) {
        return new Coordinates(latitude.doubleValue(), longitude.doubleValue());
      }
    } catch (IllegalArgumentException e) {
      // Said below, with the element.
    }
    throw new FhirFault(
        422,
        "value",
        "outside-the-earth",
        "Location.position",
        nl.vangnet.directory.DirectoryFault.Kind.OUTSIDE_THE_EARTH.advice());
  }

  private OrganisationId managing(Location resource, @Nullable Site known) {
    if (!resource.hasManagingOrganization() && known != null) {
      return known.organisation();
    }
    var reference = places.plain(resource.getManagingOrganization().getReference());
    var id = reference == null ? "" : reference.replaceFirst("^Organization/", "");
    if (id.matches("[1-9][0-9]{0,17}")) {
      return new OrganisationId(Long.parseLong(id));
    }
    var identifier = resource.getManagingOrganization().getIdentifier();
    var system = FhirOrganisations.text(identifier.getSystem());
    if (system.startsWith(Canonical.ORGANISATION_CODE)) {
      var country =
          FhirOrganisations.country(
              system.substring(Canonical.ORGANISATION_CODE.length()),
              "Location.managingOrganization.identifier.system");
      var found =
          places
              .snapshot()
              .findOrganisation(country, FhirOrganisations.text(identifier.getValue()));
      if (found.isPresent()) {
        return found.get().id();
      }
    }
    throw new FhirFault(
        422,
        "required",
        "organisation-missing",
        "Location.managingOrganization",
        "Name the organisation: a reference such as Organization/12, or its code as identifier");
  }

  private Reply changeSite(Actor actor, Ask ask, Location resource, Site site) {
    if (!actor.has(Permission.EDIT_DIRECTORY)) {
      if (resource.hasOperationalStatus()) {
        throw new FhirFault(
            422,
            "business-rule",
            "status-of-site",
            "Location.operationalStatus",
            "Give the status per ward or bed; a whole site has none");
      }
      actor.require(Permission.EDIT_DIRECTORY, "site " + site.id());
    }
    var edition = edition(site);
    Conditional.checkMatch(ask, edition);
    saved(
        actor,
        "directory.site.change",
        desk.changeSite(site.id(), edition, draft(resource, site.code(), site)));
    return new Reply(
        200, null, "", Reply.tag(edition + 1), List.of(Issue.told("updated", "Location", "Saved")));
  }

  private Site siteOf(Location resource) {
    if (places.resolve(resource.getPartOf()).orElse(null) instanceof Place.OfSite(var site)) {
      return site;
    }
    throw new FhirFault(
        422,
        "required",
        "part-of-missing",
        "Location.partOf",
        "A ward is part of a site: a reference such as Location/site-12, or its identifier");
  }

  private Reply addUnit(Actor actor, Ask ask, Location resource) {
    actor.require(Permission.EDIT_DIRECTORY, "Location");
    var site = siteOf(resource);
    var code = code(resource, Canonical.UNIT_CODE);
    if (code.isEmpty() || code.length() > 60) {
      throw new FhirFault(
          422,
          "required",
          "code-missing",
          "Location.identifier",
          "Give the ward a code of 1 to 60 characters by an identifier of system "
              + Canonical.UNIT_CODE);
    }
    var known = places.snapshot().findUnit(site.id(), code).isPresent();
    var name = FhirOrganisations.text(resource.getName());
    var unit =
        directory.openUnit(site.id(), code, name.length() > 120 ? name.substring(0, 120) : name);
    if (!known) {
      audit.record(
          actor,
          "directory.unit.add",
          "unit:" + unit.id(),
          site.organisation(),
          java.util.Map.of("code", code));
    }
    return new Reply(
        known ? 200 : 201,
        null,
        ask.base() + "/Location/unit-" + unit.id(),
        "",
        List.of(
            known
                ? Issue.told("already-there", "Location", "It was there already")
                : FhirOrganisations.created("Location")));
  }

  private static String code(Location resource, String system) {
    for (var one : resource.getIdentifier()) {
      if (system.equals(one.getSystem())) {
        return FhirOrganisations.text(one.getValue());
      }
    }
    return "";
  }

  private Reply changeUnit(Actor actor, Ask ask, Location resource, Unit unit) {
    var issues = new ArrayList<Issue>();
    var name = FhirOrganisations.text(resource.getName());
    if (actor.has(Permission.EDIT_DIRECTORY) && !name.isEmpty() && !name.equals(unit.name())) {
      switch (desk.renameUnit(unit.id(), name)) {
        case DirectoryOutcome.Saved saved ->
            audit.record(actor, "directory.unit.rename", "unit:" + unit.id(), null, saved.facts());
        case DirectoryOutcome.Refused(var faults) ->
            throw FhirOrganisations.refused("Location", faults);
        case DirectoryOutcome.Stale(var edition) -> throw Conditional.stale(edition);
      }
      issues.add(Issue.told("updated", "Location.name", "Saved"));
    }
    if (resource.hasOperationalStatus()) {
      if (guard.may(actor, Permission.SEND_OBSERVATIONS, unit.site())
          || guard.may(actor, Permission.ENTER_FIGURES, unit.site())) {
        wardStatus(actor, unit, isClosed(resource), issues);
      } else {
        actor.require(Permission.EDIT_DIRECTORY, "site " + unit.site());
        throw new FhirFault(
            403,
            "forbidden",
            "not-allowed",
            "Location.operationalStatus",
            "Only the hospital itself gives the status of its wards");
      }
    } else if (!actor.has(Permission.EDIT_DIRECTORY)) {
      actor.require(Permission.EDIT_DIRECTORY, "site " + unit.site());
    }
    return new Reply(200, null, "", "", issues);
  }

  private static boolean isClosed(Location resource) {
    var code = FhirOrganisations.text(resource.getOperationalStatus().getCode());
    if (CLOSED.contains(code)) {
      return true;
    }
    if (OPEN.contains(code)) {
      return false;
    }
    throw new FhirFault(
        422,
        "code-invalid",
        "unknown-status",
        "Location.operationalStatus",
        "Use a code of " + Canonical.BED_STATUS + ": C, H, I, K, O or U");
  }

  /// A closed ward: all its beds are closed. An open one: none is.
  private void wardStatus(Actor actor, Unit unit, boolean closed, List<Issue> issues) {
    var lines = lines(unit);
    if (lines.isEmpty()) {
      throw new FhirFault(
          422,
          "business-rule",
          "no-line",
          "Location.operationalStatus",
          "This ward has no figures yet; send its beds first, then its status");
    }
    var picture = pictures.read(unit.site());
    var figures = new ArrayList<Reported>();
    for (var line : lines) {
      var beds =
          picture == null
              ? null
              : picture.lines().stream()
                  .filter(l -> l.line().id().equals(line.id()))
                  .map(l ->
                      l.figure(Variable.PHYSICAL).used() == null
                          ? l.figure(Variable.STAFFED).used()
                          : l.figure(Variable.PHYSICAL).used())
                  .filter(java.util.Objects::nonNull)
                  .findFirst()
                  .orElse(null);
      var count = closed ? beds : Integer.valueOf(0);
      figures.add(
          new Reported(
              unit.site(),
              unit.code(),
              line.category(),
              line.cohort(),
              Variable.CLOSED,
              count,
              count == null ? "ward closed, number of beds not known" : null,
              clock.instant(),
              closed ? "ward closed (v2-0116 C)" : null));
    }
    var method = MeasureReportReader.methodOf(actor);
    for (var outcome : book.record(actor, method, figures)) {
      issues.add(
          switch (outcome) {
            case ObservationOutcome.Recorded(var line) ->
                Issue.told("recorded", "Location.operationalStatus", "Recorded");
            case ObservationOutcome.AlreadyKnown(var line) ->
                Issue.told("already-known", "Location.operationalStatus", "Known already");
            case ObservationOutcome.Refused(var code, var advice) ->
                Issue.error("business-rule", code, "Location.operationalStatus", advice);
          });
    }
  }

  /// The status of one bed, by the source of the hospital: as a bed status message (A20).
  private Reply bedStatus(Actor actor, Ask ask, Location resource, boolean isNew) {
    actor.require(Permission.SEND_OBSERVATIONS, "Location");
    var source =
        sources.list().stream()
            .filter(s -> s.actor().id().equals(actor.id()))
            .findFirst()
            .orElseThrow(() ->
                new FhirFault(
                    403,
                    "forbidden",
                    "not-allowed",
                    "Location",
                    "Only a source system gives the status of a bed; enter closed beds as a"
                        + " figure"));
    if (!resource.hasOperationalStatus()) {
      throw new FhirFault(
          422,
          "required",
          "status-missing",
          "Location.operationalStatus",
          "Give the status of the bed by a code of " + Canonical.BED_STATUS);
    }
    var closed = isClosed(resource);
    if (!(places.resolve(resource.getPartOf()).orElse(null) instanceof Place.OfUnit(var unit))) {
      throw new FhirFault(
          422,
          "required",
          "part-of-missing",
          "Location.partOf",
          "A bed is part of a ward: a reference such as Location/unit-34");
    }
    guard.require(actor, Permission.SEND_OBSERVATIONS, unit.site());
    var code = code(resource, Canonical.BED_CODE);
    if (code.isEmpty() || code.length() > 60) {
      throw new FhirFault(
          422,
          "required",
          "code-missing",
          "Location.identifier",
          "Give the bed a code of 1 to 60 characters by an identifier of system "
              + Canonical.BED_CODE);
    }
    var id = FhirPlaces.bedId(unit.site(), source.id(), code);
    if (!isNew && !id.equals(ask.id())) {
      throw new FhirFault(
          422,
          "conflict",
          "other-bed",
          "Location.identifier",
          "This id stands for another bed; keep its code, or create the bed by POST");
    }
    census.bedStatus(
        unit.site(), source.id(), line(unit, resource).id(), code, closed, clock.instant());
    census.heard(source, clock.instant());
    return new Reply(
        isNew ? 201 : 200,
        null,
        ask.base() + "/Location/" + id,
        "",
        List.of(
            Issue.told(
                "recorded",
                "Location.operationalStatus",
                closed ? "The bed is closed" : "The bed is open")));
  }

  /// The line that the bed belongs to: the only one of its ward, or the one that its type names.
  private Line line(Unit unit, Location resource) {
    var category = "";
    var cohort = "";
    for (var type : resource.getType()) {
      for (var coding : type.getCoding()) {
        if (Canonical.CATEGORY.equals(coding.getSystem())) {
          category = FhirOrganisations.text(coding.getCode());
        } else if (Canonical.COHORT.equals(coding.getSystem())) {
          cohort = FhirOrganisations.text(coding.getCode());
        }
      }
    }
    var wantedCategory = category;
    var wantedCohort = cohort;
    var fitting =
        lines(unit).stream()
            .filter(l -> wantedCategory.isEmpty() || l.category().equals(wantedCategory))
            .filter(l -> wantedCohort.isEmpty() || l.cohort().equals(wantedCohort))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new FhirFault(
        422,
        "business-rule",
        fitting.isEmpty() ? "no-line" : "several-lines",
        "Location.type",
        fitting.isEmpty()
            ? "This ward has no such line yet; send its figures first"
            : "This ward has several lines; name category and cohort by codings of "
                + Canonical.CATEGORY
                + " and "
                + Canonical.COHORT);
  }
}
