package nl.vangnet.rounds;

import java.util.List;

/// One reason why a submission was refused: where ("31.occupied", "line 31", "round"), a stable
/// code, and the values that its words need. `explainable` faults go away with an explanation.
public record FilingFault(String place, String code, List<String> values, boolean explainable) {
  public FilingFault {
    values = List.copyOf(values);
  }

  static FilingFault of(String place, String code, Object... values) {
    return new FilingFault(
        place, code, java.util.Arrays.stream(values).map(String::valueOf).toList(), false);
  }
}
