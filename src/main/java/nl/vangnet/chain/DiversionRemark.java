package nl.vangnet.chain;

import java.time.Instant;

/// What the region, or the hospital itself, noted beside a report.
public record DiversionRemark(long diversion, String text, By by, Instant at) {}
