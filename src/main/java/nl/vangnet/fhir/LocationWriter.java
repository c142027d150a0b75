package nl.vangnet.fhir;

import java.math.BigDecimal;
import java.util.List;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.Unit;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes places as Location.
@Component
class LocationWriter {
  private final FhirPlaces places;
  private final CapacityBook book;
  private final LivePicture pictures;

  LocationWriter(FhirPlaces places, CapacityBook book, LivePicture pictures) {
    this.places = places;
    this.book = book;
    this.pictures = pictures;
  }

  /// The place above a place; null for a country.
  @Nullable String parent(Place place) {
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

  /// The logical id of the organisation that a place belongs to; null when it has none.
  @Nullable String organisation(Place place) {
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

  static String name(Place place) {
    return switch (place) {
      case Place.OfCountry(var country) -> country.value();
      case Place.OfRegion(var region) -> region.name();
      case Place.OfSite(var site) -> site.name();
      case Place.OfUnit(var unit) -> unit.name();
      case Place.OfBed(var unit, var bed) -> unit.name() + " " + bed.locationCode();
    };
  }

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

  /// The lines of a ward.
  List<Line> lines(Unit unit) {
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
}
