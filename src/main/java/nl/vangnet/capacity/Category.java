package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// One version of the definition of a bed category (CAP-20). `needs` are the variables without
/// which free beds are not known; further limits bind when they are reported. `counted` are the age
/// limits of occupied, free, offered and flows; `standing` those of everything else (staffed,
/// physical, reserve, surge, resources), which changes by shift or by day. `variables` are those
/// that a form asks.
public record Category(
    String code,
    int version,
    String nameNl,
    String nameEn,
    String meaningNl,
    String meaningEn,
    Set<Variable> needs,
    List<Variable> variables,
    Limits counted,
    Limits standing,
    int rank,
    Instant validFrom,
    String source) {
  public Category {
    needs = Set.copyOf(needs);
    variables = List.copyOf(variables);
  }

  /// The age limits of a variable.
  public Limits limits(Variable variable) {
    return switch (variable) {
      case OCCUPIED, FREE, OFFERED, DEPARTURES, ADMISSIONS_24H, WAITING, ARRIVALS_1H -> counted;
      default -> standing;
    };
  }
}
