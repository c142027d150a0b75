package nl.vangnet.capacity;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What several origins said of one variable of one line, side by side, the one that counts first.
public record Beside(Line line, Variable variable, List<Saying> sayings) {
  /// Values that lie further apart are not compared with each other.
  static final Duration SAME_TIME = Duration.ofHours(1);

  public Beside {
    sayings = List.copyOf(sayings);
  }

  /// The last value of one origin; `counts` when the rules let it count now. `youngestThen` is what
  /// the origin that spoke last said at the moment of this value, where it says something else now
  /// and had spoken then: values of different moments are no contradiction.
  public record Saying(
      String origin, Measured measured, boolean counts, @Nullable Integer youngestThen) {}

  /// Whether they contradict each other, each compared with what the youngest said at its moment.
  public boolean isConflict() {
    var youngest =
        sayings.stream()
            .map(Saying::measured)
            .max(Comparator.comparing(Measured::observedAt))
            .orElseThrow();
    return sayings.stream()
        .filter(s -> !s.measured().equals(youngest))
        .anyMatch(s ->
            !Objects.equals(s.measured().value(), youngest.value())
                && (s.youngestThen() == null
                    ? isOfSameTime(s.measured(), youngest)
                    : !Objects.equals(s.measured().value(), s.youngestThen())));
  }

  private static boolean isOfSameTime(Measured older, Measured younger) {
    return Duration.between(older.observedAt(), younger.observedAt()).compareTo(SAME_TIME) <= 0;
  }
}
