package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What several origins said of one variable of one bed category of a site, each over its own
/// lines: for systems that cut the same beds up differently. `category` is the code.
public record BesideSums(String category, Variable variable, List<Sum> sums) {
  public BesideSums {
    sums = List.copyOf(sums);
  }

  /// The sum of one origin over its lines; null when one of them is unknown. `oldest` is the moment
  /// of its oldest figure; `counts` when the rules let it count now.
  public record Sum(
      String origin, @Nullable Integer value, int lines, Instant oldest, boolean counts) {}

  /// Whether they contradict each other.
  public boolean isConflict() {
    return sums.stream().map(s -> java.util.Optional.ofNullable(s.value())).distinct().count() > 1;
  }
}
