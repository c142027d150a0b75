package nl.vangnet.capacity;

import java.time.Instant;

/// One version of the definition of a cohort: COVID, other, delabelled, or any other hazard.
public record Cohort(
    String code,
    int version,
    String nameNl,
    String nameEn,
    String meaningNl,
    String meaningEn,
    int rank,
    Instant validFrom,
    String source) {}
