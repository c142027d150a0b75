package nl.vangnet.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// That a site lies in a region of a set, from `from` until the day before `to` (open when null).
public record Membership(RegionSet set, Region region, LocalDate from, @Nullable LocalDate to) {}
