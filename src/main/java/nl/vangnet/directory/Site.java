package nl.vangnet.directory;

import org.jspecify.annotations.Nullable;

/// A location where one organisation gives care. `code` is short, stable and unique in the country;
/// coordinates are null when unknown.
public record Site(
    SiteId id,
    OrganisationId organisation,
    CountryCode country,
    String code,
    String name,
    String city,
    ProviderType type,
    SiteClass siteClass,
    boolean emergencyDepartment,
    @Nullable Coordinates coordinates) {}
