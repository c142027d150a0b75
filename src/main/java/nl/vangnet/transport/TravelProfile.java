package nl.vangnet.transport;

import java.time.*;
import java.util.*;
import org.jspecify.annotations.Nullable;

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
