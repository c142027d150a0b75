package nl.vangnet.transport;

import java.util.List;
import nl.vangnet.fleet.CrewId;
import org.jspecify.annotations.Nullable;

/// A stretch of time in which a vehicle with its crews can do a leg: free again before `until`,
/// home before `homeBy`. `before` and `next` are what the vehicle does around it, null when
/// nothing.
record Window(
    long from,
    long until,
    long homeBy,
    List<CrewId> crews,
    @Nullable Booking before,
    @Nullable Booking next) {}
