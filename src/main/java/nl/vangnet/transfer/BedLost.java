package nl.vangnet.transfer;

import nl.vangnet.directory.SiteId;

/// A promised bed is gone; told inside the transaction.
public record BedLost(long request, SiteId site) {}
