package nl.vangnet.capacity;

import java.time.Instant;

/// A person's amount on top of a measured value: never instead of it (CAP-19, rule 5). Counts from
/// `createdAt` until `expiresAt`, unless withdrawn earlier.
public record Correction(
    long id,
    LineId line,
    Variable variable,
    int amount,
    String reason,
    String author,
    Instant createdAt,
    Instant expiresAt) {}
