package nl.vangnet.capacity;

import java.time.Instant;
import nl.vangnet.directory.SiteId;

/// A task for the owner of a site: this figure went stale at `raisedAt` and waits for a fresh
/// value.
public record Chase(SiteId site, LineId line, Variable variable, Instant raisedAt) {}
