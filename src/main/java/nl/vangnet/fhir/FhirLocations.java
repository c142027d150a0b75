package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.springframework.stereotype.Component;

/// Places as Location: country, region, site, unit and bed, read, searched, and written by whoever
/// may: the directory's keeper, or the source of the hospital for a status.
@Component
class FhirLocations {
  private final FhirPlaces places;
  private final LocationWriter writer;
  private final FhirSites sites;
  private final FhirWards wards;
  private final FhirBeds beds;

  FhirLocations(
      FhirPlaces places, LocationWriter writer, FhirSites sites, FhirWards wards, FhirBeds beds) {
    this.places = places;
    this.writer = writer;
    this.sites = sites;
    this.wards = wards;
    this.beds = beds;
  }

  Reply read(Ask ask) {
    var place =
        places.find(ask.id()).orElseThrow(() -> FhirFault.missing("No Location with this id"));
    return place instanceof Place.OfSite(var site)
        ? Reply.of(writer.write(place), sites.edition(site))
        : Reply.of(writer.write(place));
  }

  Reply search(Ask ask) {
    return Reply.of(Searchset.page(ask, list(ask), 500, writer::write));
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
            .filter(p -> partOf.isEmpty() || partOf.equals(writer.parent(p)))
            .filter(p -> organisation.isEmpty() || organisation.equals(writer.organisation(p)))
            .filter(p -> {
              var title = LocationWriter.name(p).toLowerCase(Locale.ROOT);
              return title.startsWith(name) && title.contains(contains);
            })
            .filter(p -> matches(p, status, type, identifier))
            .toList();
  }

  private boolean matches(Place place, String status, String type, String identifier) {
    if (status.isEmpty() && type.isEmpty() && identifier.isEmpty()) {
      return true;
    }
    var location = writer.write(place);
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

  Reply create(Actor actor, Ask ask, Location resource) {
    requireAny(actor);
    var same = Conditional.find(ask, this::list);
    if (same.isPresent()) {
      return Conditional.existing(ask, same.get().id(), writer.write(same.get()));
    }
    return switch (LocationElements.level(resource)) {
      case "si" -> sites.add(actor, ask, resource);
      case "wa" -> wards.add(actor, ask, resource);
      case "bd" -> beds.status(actor, ask, resource, true);
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

  Reply update(Actor actor, Ask ask, Location resource) {
    requireAny(actor);
    Conditional.checkId(ask, resource);
    var place = places.find(ask.id());
    if (place.isEmpty()) {
      if (LocationElements.level(resource).equals("bd")) {
        return beds.status(actor, ask, resource, true);
      }
      throw FhirFault.missing("No Location with this id; create sites and wards by POST");
    }
    return switch (place.get()) {
      case Place.OfSite(var site) -> sites.change(actor, ask, resource, site);
      case Place.OfUnit(var unit) -> wards.change(actor, ask, resource, unit);
      case Place.OfBed bed -> beds.status(actor, ask, resource, false);
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
}
