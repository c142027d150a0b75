package nl.vangnet.plausibility;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// What one rule doubts: where, since when, with which numbers. `line` is null when the doubt is
/// about all figures of a site. `weight` says how bad it is, in the unit of its rule; a doubt that
/// grows much worse than what somebody explained opens again.
public record Suspicion(Subject subject, Instant since, int weight, Map<String, Long> numbers) {
  /// What a finding is about; one subject has at most one finding.
  public record Subject(Check check, @Nullable LineId line, Variable variable) {}

  public Suspicion {
    var ordered = new LinkedHashMap<String, Long>();
    for (var name : subject.check().numbers()) {
      ordered.put(name, Objects.requireNonNull(numbers.get(name), name));
    }
    numbers = java.util.Collections.unmodifiableMap(ordered);
  }

  static Suspicion of(
      Check check,
      @Nullable LineId line,
      Variable variable,
      Instant since,
      int weight,
      long... numbers) {
    var named = new LinkedHashMap<String, Long>();
    for (var i = 0; i < numbers.length; i++) {
      named.put(check.numbers().get(i), numbers[i]);
    }
    return new Suspicion(new Subject(check, line, variable), since, weight, named);
  }
}
