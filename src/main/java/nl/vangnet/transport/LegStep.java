package nl.vangnet.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a leg: what it was, what it became, when it happened, when that was told, by whom
/// and why. `before` is null for the first; the same as `after` where the plan changed only.
public record LegStep(
    long id,
    @Nullable LegState before,
    LegState after,
    Instant at,
    Instant recordedAt,
    By by,
    String reason,
    @Nullable Assignment assignment) {}
