package nl.vangnet.transport;

import java.time.*;
import java.util.*;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

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
