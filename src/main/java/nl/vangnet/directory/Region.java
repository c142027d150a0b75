package nl.vangnet.directory;

/// One region of a region set. `code` is unique within the set, for example "BR" for Brabant.
public record Region(RegionId id, String setCode, String code, String name) {}
