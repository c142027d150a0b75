package nl.vangnet.policy;

import java.time.Instant;

/// One version of one rule: the value in force from `validFrom` until the next version, by whose
/// decision and on what ground. `key` is stable ("ic.level"), `value` is text in the key's own
/// type.
public record Rule(
    String key, int version, String value, Instant validFrom, String decidedBy, String source) {}
