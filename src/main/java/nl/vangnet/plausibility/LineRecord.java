package nl.vangnet.plausibility;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// What the rules look at of one line: its figures now, what it held at the same hour of each of
/// the last days (oldest first), the single values of the last two days, of all sources, oldest
/// first, and of stretches with a great step how much of it was made at once.
record LineRecord(
    LineId line,
    String category,
    Map<Variable, Figure> now,
    Map<Variable, List<Day>> days,
    List<Reading> readings,
    Map<Stretch, Integer> atOnce) {
  /// The value that held at the hour of a day; null when nothing was known. `observedAt` is when it
  /// was given.
  record Day(Instant at, @Nullable Integer value, Method method, Instant observedAt) {}

  /// One value as it came in.
  record Reading(
      Variable variable, Instant at, @Nullable Integer value, Method method, String source) {}

  /// From one point of a line to the next.
  record Stretch(Variable variable, Instant from, Instant to) {}

  LineRecord {
    atOnce = Map.copyOf(atOnce);
    now = Map.copyOf(now);
    var copy = new EnumMap<Variable, List<Day>>(Variable.class);
    days.forEach((variable, list) -> copy.put(variable, List.copyOf(list)));
    days = java.util.Collections.unmodifiableMap(copy);
    readings = List.copyOf(readings);
  }

  Figure figure(Variable variable) {
    return Objects.requireNonNullElseGet(now.get(variable), () -> Figure.unreported(variable));
  }

  /// The largest change between two successive values within a stretch; null when it was not looked
  /// up.
  @Nullable Integer atOnce(Stretch stretch) {
    return atOnce.get(stretch);
  }

  List<Day> days(Variable variable) {
    return Objects.requireNonNullElse(days.get(variable), List.of());
  }

  /// The values of a variable from one source, oldest first.
  List<Reading> readings(Variable variable, String source) {
    return readings.stream()
        .filter(r -> r.variable() == variable && r.source().equals(source))
        .toList();
  }

  /// Whether a value was counted by the product from messages, not given by somebody.
  static boolean isCounted(Method method) {
    return switch (method) {
      case CENSUS, BED_STATUS -> true;
      case REPORTED, MANUAL, IMPORTED -> false;
    };
  }
}
