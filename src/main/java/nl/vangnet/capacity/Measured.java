package nl.vangnet.capacity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One measured value with its provenance. `value` is null when the source said that it does not
/// know (`unknownReason` then says why); `source` is the actor id that gave it. `confirmedAt` is
/// the last moment at which the value is known to have held: `observedAt`, or for a census the last
/// sign of life of its source. `note` carries the reason of a closure or the holder of a reserve.
public record Measured(
    @Nullable Integer value,
    @Nullable String unknownReason,
    Method method,
    String source,
    Instant observedAt,
    Instant receivedAt,
    Instant confirmedAt,
    int definitionVersion,
    @Nullable String note) {}
