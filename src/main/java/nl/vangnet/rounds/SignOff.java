package nl.vangnet.rounds;

import java.time.Instant;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;

/// One act about the sign-off of a region: signed, or withdrawn again; the last edition counts
/// (SPR-04). `missing` and `late` are the hospitals at that moment.
public record SignOff(
    long round,
    RegionId region,
    int edition,
    boolean signed,
    @Nullable String remark,
    int missing,
    int late,
    String actorName,
    Instant at) {}
