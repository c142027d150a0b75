package nl.vangnet.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Named numbers of one rule: "drive=1 pressure=60". Names that the rule leaves out keep what the
/// product starts with.
public record Weights(Map<String, Double> values) {
  public Weights {
    values = Map.copyOf(values);
  }

  static boolean isValue(String text, Pattern named) {
    var parts = text.split(" ", -1);
    var names = new java.util.HashSet<String>();
    for (var part : parts) {
      if (!named.matcher(part).matches() || !names.add(part.substring(0, part.indexOf('=')))) {
        return false;
      }
    }
    return parts.length <= 20;
  }

  /// Reads what a rule says over what the product starts with; a name that the product does not
  /// know counts for nothing.
  static Weights of(String text, String otherwise) {
    var values = new LinkedHashMap<String, Double>();
    for (var part : otherwise.split(" ", -1)) {
      values.put(name(part), number(part));
    }
    for (var part : text.split(" ", -1)) {
      values.computeIfPresent(name(part), (name, old) -> number(part));
    }
    return new Weights(values);
  }

  private static String name(String part) {
    return part.substring(0, part.indexOf('='));
  }

  private static double number(String part) {
    return Double.parseDouble(part.substring(part.indexOf('=') + 1));
  }

  /// The number with this name; throws when the rule has none.
  public double get(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no weight '" + name + "' among " + values);
    }
    return value;
  }
}
