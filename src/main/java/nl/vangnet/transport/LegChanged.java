package nl.vangnet.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A leg took a step or was planned anew. Published inside the transaction of the change.
public record LegChanged(
    LegId leg,
    String caseNumber,
    LegState state,
    Instant at,
    @Nullable Instant expectedPickup,
    @Nullable Instant expectedArrival,
    String by) {}
