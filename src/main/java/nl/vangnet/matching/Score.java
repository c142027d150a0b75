package nl.vangnet.matching;

import java.util.List;

/// How well a place fits, in minutes: lower is better, and an `uncertain` place stands below every
/// certain one. `minutes` is the sum of the parts; a part of nothing is left out. `acceptance` is
/// the chance, 0 to 1, that the place says yes.
public record Score(List<Part> parts, double minutes, boolean uncertain, double acceptance) {
  public Score {
    parts = List.copyOf(parts);
  }

  static Score of(List<Part> parts, boolean uncertain, double acceptance) {
    var tenths = 0L;
    for (var part : parts) {
      tenths += Math.round(part.minutes() * 10);
    }
    return new Score(parts, tenths / 10.0, uncertain, acceptance);
  }

  /// The minutes of one part, 0 when it adds nothing.
  public double minutes(Part.Name name) {
    for (var part : parts) {
      if (part.name() == name) {
        return part.minutes();
      }
    }
    return 0;
  }
}
