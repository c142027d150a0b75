package nl.vangnet.files;

import java.util.List;

/// A column of a sheet: its head, its width in characters, and the values that may be chosen in it
/// (empty when anything may be entered).
public record Column(String head, double width, List<String> choices) {
  public Column {
    choices = List.copyOf(choices);
  }

  /// A column of this width in which anything may be entered.
  public static Column of(String head, double width) {
    return new Column(head, width, List.of());
  }
}
