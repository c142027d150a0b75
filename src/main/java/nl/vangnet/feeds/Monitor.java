package nl.vangnet.feeds;

import java.time.Instant;
import java.time.LocalDate;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;

/// Another party's monitor: who makes it, what it counts in its own words, on what basis, and
/// where. `region` is null for one of the whole country.
public record Monitor(
    long id,
    String name,
    String owner,
    String definitions,
    String basis,
    @Nullable RegionId region,
    int figures,
    @Nullable LocalDate lastDay,
    @Nullable Instant lastImport) {}
