package nl.vangnet.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// The rules about the figures of a submission. Pure. A hard fault names its field; an unlikely set
/// of values on a line is taken with an explanation.
final class FilingCheck {
  private static final int LARGEST = 100_000;

  private FilingCheck() {}

  /// What is wrong with one typed value; empty when it can be filed.
  static Optional<String> fault(Submission.Typed typed) {
    if (typed.value().isEmpty()) {
      return typed.unknown().isBlank() ? Optional.of("unknown-reason-missing") : tooLong(typed);
    }
    if (!typed.value().matches("-?[0-9]{1,9}")) {
      return Optional.of("not-a-number");
    }
    var value = Integer.parseInt(typed.value());
    if (value < 0) {
      return Optional.of("negative-value");
    }
    return value > LARGEST ? Optional.of("value-too-large") : tooLong(typed);
  }

  private static Optional<String> tooLong(Submission.Typed typed) {
    return typed.unknown().length() > 200 || typed.note().length() > 200
        ? Optional.of("text-too-long")
        : Optional.empty();
  }

  /// The unlikely combinations on one line; each can be explained.
  static List<FilingFault> unlikely(String place, Map<Variable, Integer> values) {
    var found = new ArrayList<FilingFault>();
    above(place, "occupied-above-staffed", values, Variable.OCCUPIED, Variable.STAFFED, found);
    above(place, "staffed-above-physical", values, Variable.STAFFED, Variable.PHYSICAL, found);
    var staffed = values.get(Variable.STAFFED);
    var occupied = values.get(Variable.OCCUPIED);
    var offered = values.get(Variable.OFFERED);
    if (staffed != null && occupied != null && offered != null && offered > 0) {
      var reserve = values.get(Variable.RESERVE);
      var room = Math.max(0, staffed - occupied - (reserve == null ? 0 : reserve));
      if (offered > room) {
        found.add(unlikely(place, "offered-above-free", offered, room));
      }
    }
    return found;
  }

  private static void above(
      String place,
      String code,
      Map<Variable, Integer> values,
      Variable more,
      Variable less,
      List<FilingFault> into) {
    @Nullable Integer a = values.get(more);
    @Nullable Integer b = values.get(less);
    if (a != null && b != null && a > b) {
      into.add(unlikely(place, code, a, b));
    }
  }

  private static FilingFault unlikely(String place, String code, int a, int b) {
    return new FilingFault(place, code, List.of(Integer.toString(a), Integer.toString(b)), true);
  }
}
