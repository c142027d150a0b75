package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;

/// The best vehicle for one destination, with pick-up and arrival; or, in `blockedBy`, the code of
/// what stands in the way: "unknown-coordinates", "no-vehicle-of-class", "no-equipment", "weather",
/// "night", "cover", "breakdown", "maintenance", "staff", "no-crew", "no-landing-place",
/// "out-of-range", "crew-hours", "no-time".
public record Reach(
    SiteId to,
    @Nullable VehicleId vehicle,
    @Nullable String vehicleName,
    @Nullable String owner,
    boolean poolVehicle,
    double kilometres,
    Duration drive,
    @Nullable Instant pickup,
    @Nullable Instant arrival,
    @Nullable String blockedBy) {}
