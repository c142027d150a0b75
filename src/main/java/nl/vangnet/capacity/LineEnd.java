package nl.vangnet.capacity;

import java.time.Instant;

/// Says that a line is no longer used from `endedAt` on, with who said so and why.
public record LineEnd(
    LineId line, Instant endedAt, String reason, String author, Instant recordedAt) {}
