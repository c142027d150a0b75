package nl.vangnet.directory;

/// A ward, intensive care or other unit with beds or places at a site. `code` is unique within the
/// site.
public record Unit(UnitId id, SiteId site, String code, String name) {}
