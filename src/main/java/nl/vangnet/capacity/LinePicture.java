package nl.vangnet.capacity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// One line with all its figures and its effective free beds. `rebuilding` is true while the census
/// of the line is being rebuilt: the occupied count is then not known.
public record LinePicture(
    Line line, Map<Variable, Figure> figures, EffectiveFree free, boolean rebuilding) {
  public LinePicture {
    var copy = new EnumMap<Variable, Figure>(Variable.class);
    copy.putAll(figures);
    figures = java.util.Collections.unmodifiableMap(copy);
  }

  /// The figure of a variable; an unreported one when there is none.
  public Figure figure(Variable variable) {
    return Objects.requireNonNullElseGet(figures.get(variable), () -> Figure.unreported(variable));
  }

  /// What each thing that a bed needs and that is known allows, in beds: the smallest binds the
  /// free beds.
  public Map<Variable, Integer> limits() {
    return EffectiveBeds.limits(figures, figure(Variable.OCCUPIED).used());
  }
}
