package nl.vangnet.matching;

/// What a full house costs: convex, so that the last bed of one house is dearer than one of many in
/// another. The slope grows above 85, 90, 95 and 100 percent; a house that becomes exactly full
/// costs 1, one patient in twenty above its beds costs 2.
final class Crowding {
  private static final double[] FROM = {0, 0.85, 0.90, 0.95, 1.00};
  private static final double[] SLOPE = {0.2, 2, 5, 9.6, 20};

  /// What counts while the occupancy is unknown: that of a house at 95 percent.
  static final double UNKNOWN = of(0.95);

  private Crowding() {}

  /// The cost of a share of beds in use, 0 and up.
  static double of(double pressure) {
    var cost = 0.0;
    for (var i = 0; i < FROM.length && pressure > FROM[i]; i++) {
      var to = i + 1 < FROM.length ? Math.min(pressure, FROM[i + 1]) : pressure;
      cost += SLOPE[i] * (to - FROM[i]);
    }
    return cost;
  }
}
