package nl.vangnet.directory;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a directory table as it was read: an organisation, perhaps one of its sites, perhaps
/// one unit of that site. `line` is the line in the file, the head being line 1. A null field was
/// blank and leaves what is known as it is.
public record DirectoryRow(
    int line,
    CountryCode country,
    OrganisationPart organisation,
    @Nullable SitePart site,
    @Nullable UnitPart unit,
    Map<String, RegionPart> regions,
    @Nullable LocalDate regionsFrom) {
  public DirectoryRow {
    regions = Map.copyOf(regions);
  }

  /// What a row says about its organisation.
  public record OrganisationPart(
      String code,
      String name,
      @Nullable ProviderType type,
      @Nullable String agb,
      @Nullable String ura) {}

  /// What a row says about its site.
  public record SitePart(
      String code,
      String name,
      String city,
      @Nullable SiteClass siteClass,
      @Nullable Boolean emergencyDepartment,
      @Nullable Coordinates coordinates) {}

  /// What a row says about its unit.
  public record UnitPart(String code, String name) {}

  /// The region of a site in one kind of region set; `name` is null when the cell holds only a
  /// code.
  public record RegionPart(String code, @Nullable String name) {}
}
