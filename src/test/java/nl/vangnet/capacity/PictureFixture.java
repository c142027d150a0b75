package nl.vangnet.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lines of a picture by hand, without a database: the effective free beds follow from the figures
/// by the rule of this room.
public final class PictureFixture {
  private static final Set<Variable> NEEDS = Set.of(Variable.STAFFED, Variable.OCCUPIED);

  private PictureFixture() {}

  /// A line whose figures are all of one age; a variable that is left out was never reported.
  public static LinePicture line(Line line, Map<Variable, Integer> values, Age age, Instant now) {
    var at = now.minus(since(age));
    var figures = new EnumMap<Variable, Figure>(Variable.class);
    values.forEach((variable, value) ->
        figures.put(
            variable,
            new Figure(
                variable,
                new Measured(value, null, Method.REPORTED, "source:x", at, at, at, 1, null),
                List.of(),
                value,
                age)));
    return new LinePicture(line, figures, EffectiveBeds.of(figures, NEEDS), false);
  }

  private static Duration since(Age age) {
    return switch (age) {
      case FRESH -> Duration.ofMinutes(4);
      case AGEING -> Duration.ofMinutes(190);
      case STALE -> Duration.ofHours(50);
      case UNKNOWN -> throw new IllegalArgumentException("leave the variable out");
    };
  }
}
