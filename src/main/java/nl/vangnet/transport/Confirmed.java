package nl.vangnet.transport;

import java.time.Instant;

/// That somebody confirmed something, and when.
public record Confirmed(By by, Instant at) {}
