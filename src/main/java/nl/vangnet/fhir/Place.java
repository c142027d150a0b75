package nl.vangnet.fhir;

import nl.vangnet.capacity.Census;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;

/// What a Location stands for.
sealed interface Place {
  /// A country.
  record OfCountry(CountryCode country) implements Place {}

  /// A region.
  record OfRegion(Region region) implements Place {}

  /// A site.
  record OfSite(Site site) implements Place {}

  /// A unit of a site.
  record OfUnit(Unit unit) implements Place {}

  /// A bed of which a source gave the status.
  record OfBed(Unit unit, Census.Bed bed) implements Place {}

  /// The logical id: stable as long as the directory keeps the place.
  default String id() {
    return switch (this) {
      case OfCountry(var country) -> "country-" + country;
      case OfRegion(var region) -> "region-" + region.id();
      case OfSite(var site) -> "site-" + site.id();
      case OfUnit(var unit) -> "unit-" + unit.id();
      case OfBed(var unit, var bed) -> FhirPlaces.bedId(bed);
    };
  }
}
