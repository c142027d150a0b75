package nl.vangnet.transfer;

import java.time.Instant;
import nl.vangnet.directory.SiteId;

/// Many patients who leave one site at once.
public record Evacuation(long id, SiteId site, String reason, String author, Instant at) {}
