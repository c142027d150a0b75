package nl.vangnet.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One API key of a source system as the screens show it: its first characters and its life, never
/// the key.
public record SourceKey(
    long id,
    long source,
    String head,
    Instant createdAt,
    String createdBy,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
