package nl.vangnet.rounds;

import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// One figure of a filing: a null `value` is an unknown with its reason.
public record FiledFigure(
    LineId line,
    Variable variable,
    @Nullable Integer value,
    @Nullable String unknownReason,
    @Nullable String note,
    How how) {
  /// How the figure came into the filing.
  public enum How {
    /// Typed, because it differs from what was known.
    ENTERED,
    /// What was known, confirmed.
    CONFIRMED,
    /// Counted from messages, taken over.
    COUNTED
  }
}
