package nl.vangnet.capacity;

import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;

/// The beds of one bed category and one cohort in one unit: the smallest thing with figures of its
/// own. `category` and `cohort` are codes of the definitions ("icu", "covid").
public record Line(LineId id, UnitId unit, SiteId site, String category, String cohort) {}
