package nl.vangnet.capacity;

import java.util.List;

/// What several origins said of one variable of one line, side by side, the one that counts first.
public record Beside(Line line, Variable variable, List<Saying> sayings) {
  public Beside {
    sayings = List.copyOf(sayings);
  }

  /// The last value of one origin; `counts` when the rules let it count now.
  public record Saying(String origin, Measured measured, boolean counts) {}

  /// Whether they contradict each other.
  public boolean isConflict() {
    return sayings.stream()
            .map(s -> java.util.Optional.ofNullable(s.measured().value()))
            .distinct()
            .count()
        > 1;
  }
}
