package nl.vangnet.transport;

import java.time.*;
import java.util.*;
import org.jspecify.annotations.Nullable;

public record LegChanged(
    LegId leg,
    String caseNumber,
    LegState state,
    Instant at,
    @Nullable Instant expectedPickup,
    @Nullable Instant expectedArrival,
    String by) {}
