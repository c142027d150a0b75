package nl.vangnet.capacity;

import java.time.Instant;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// One figure as it comes in from a source system, a person or a series. `unit` is the unit's code
/// at the site; the unit and the line are made when they are new. A null `value` is a reported
/// unknown and wants `unknownReason`. `note`: reason of a closure, holder and review date of a
/// reserve.
public record Reported(
    SiteId site,
    String unit,
    String category,
    String cohort,
    Variable variable,
    @Nullable Integer value,
    @Nullable String unknownReason,
    Instant observedAt,
    @Nullable String note) {}
