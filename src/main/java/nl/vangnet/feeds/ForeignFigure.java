package nl.vangnet.feeds;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One figure of another party's monitor, as that party counts it. A null `value` is a stated
/// unknown.
public record ForeignFigure(
    LocalDate day,
    String area,
    String indicator,
    @Nullable BigDecimal value,
    @Nullable String unknownReason) {}
