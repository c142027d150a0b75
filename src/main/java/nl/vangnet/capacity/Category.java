package nl.vangnet.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// One version of the definition of a bed category (CAP-20). `needs` are the variables without
/// which free beds are not known (STAFFED always); further limits bind when they are reported. A
/// figure is fresh up to `freshFor`, stale from `staleAfter`. `surgeHours` are the lead times in
/// use (72 for ELV).
public record Category(
    String code,
    int version,
    String nameNl,
    String nameEn,
    String meaningNl,
    String meaningEn,
    Set<Variable> needs,
    List<Variable> variables,
    Duration freshFor,
    Duration staleAfter,
    int rank,
    Instant validFrom,
    String source) {
  public Category {
    needs = Set.copyOf(needs);
    variables = List.copyOf(variables);
  }
}
