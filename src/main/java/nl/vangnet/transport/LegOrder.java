package nl.vangnet.transport;

import java.time.*;
import java.util.*;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

public record LegOrder(
    String caseNumber,
    TransportNeed need,
    SiteId from,
    SiteId to,
    Instant readyAt,
    @Nullable Instant dueAt,
    @Nullable VehicleId vehicle,
    boolean returnLeg) {}
