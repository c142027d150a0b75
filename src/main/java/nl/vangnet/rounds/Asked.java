package nl.vangnet.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nl.vangnet.capacity.Variable;

/// What a data request asks about one bed category.
public record Asked(String category, List<Variable> variables) {
  public Asked {
    variables = List.copyOf(variables);
  }

  /// Whether the variable belongs to what the site offers to others, not to its own occupancy
  /// (CAP-02).
  public static boolean isOffer(Variable variable) {
    return variable == Variable.OFFERED || variable == Variable.RESERVE;
  }

  /// Reads "icu:staffed,occupied;ward:occupied"; unknown variables are left out.
  static List<Asked> parse(String text) {
    var found = new ArrayList<Asked>();
    for (var part : text.split(";", -1)) {
      var at = part.indexOf(':');
      if (at > 0) {
        found.add(
            new Asked(
                part.substring(0, at).strip(),
                Arrays.stream(part.substring(at + 1).split(",", -1))
                    .flatMap(code -> Variable.find(code.strip()).stream())
                    .distinct()
                    .toList()));
      }
    }
    return found;
  }

  static String text(List<Asked> asked) {
    return asked.stream()
        .map(a ->
            a.category()
                + ":"
                + a.variables().stream().map(Variable::code).collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
  }
}
