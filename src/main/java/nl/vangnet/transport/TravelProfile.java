package nl.vangnet.transport;

import org.jspecify.annotations.Nullable;

/// What of a patient matters for the road; no identity. `fio2Percent` and `peep` are null when
/// unknown.
public record TravelProfile(
    boolean intensiveCare,
    Breathing breathing,
    @Nullable Integer fio2Percent,
    @Nullable Integer peep,
    boolean haemodynamicSupport,
    boolean stable,
    boolean deteriorationExpected,
    boolean ecmo,
    boolean bariatric,
    boolean isolation,
    boolean lying,
    boolean emergency,
    boolean child) {}
