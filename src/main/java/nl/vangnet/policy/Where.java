package nl.vangnet.policy;

import org.jspecify.annotations.Nullable;

/// Where a rule is asked for: in a region (its code; null is the nation) and in the phase that
/// holds there. A rule for both goes before one for the region, that before one for the phase, and
/// the rule for everywhere comes last.
public record Where(@Nullable String region, String phase) {}
