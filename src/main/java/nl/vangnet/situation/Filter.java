package nl.vangnet.situation;

import nl.vangnet.capacity.Line;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import org.jspecify.annotations.Nullable;

/// Which part of the picture is asked for; null means all. `setKind` is the kind of region set that
/// divides the country.
public record Filter(
    CountryCode country,
    String setKind,
    @Nullable String category,
    @Nullable String cohort,
    @Nullable String region,
    @Nullable SiteClass siteClass) {

  /// The whole country in the given division.
  public static Filter all(CountryCode country, String setKind) {
    return new Filter(country, setKind, null, null, null, null);
  }

  /// Whether a line is meant.
  boolean takes(Line line) {
    return (category == null || category.equals(line.category()))
        && (cohort == null || cohort.equals(line.cohort()));
  }

  /// Whether a site in a region is meant.
  boolean takes(Site site, @Nullable Region in) {
    return (siteClass == null || siteClass == site.siteClass())
        && (region == null || (in != null && region.equalsIgnoreCase(in.code())));
  }
}
