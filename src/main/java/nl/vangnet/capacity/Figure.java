package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two truths of one variable side by side: what was measured, the corrections on top, and the
/// value used. `used` is null when the measured value is unknown; a negative sum counts as 0.
public record Figure(
    Variable variable,
    @Nullable Measured measured,
    List<Correction> corrections,
    @Nullable Integer used,
    Age age) {
  public Figure {
    corrections = List.copyOf(corrections);
  }

  /// A variable that nobody ever reported.
  public static Figure unreported(Variable variable) {
    return new Figure(variable, null, List.of(), null, Age.UNKNOWN);
  }

  /// The sum of the corrections in force.
  public int corrected() {
    return corrections.stream().mapToInt(Correction::amount).sum();
  }

  /// When the value last held, or null when nothing was reported.
  public @Nullable Instant confirmedAt() {
    return measured == null ? null : measured.confirmedAt();
  }
}
