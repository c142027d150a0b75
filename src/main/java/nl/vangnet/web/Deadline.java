package nl.vangnet.web;

import java.time.Instant;

/// The next moment at which something is due from the one who looks: shown in the top bar of every
/// page. `label` is in the reader's language; `missing` counts what is not there yet (0 when all is
/// done); `href` leads to the work.
public record Deadline(String label, Instant due, String href, int missing) {}
