package nl.vangnet.travel;

import java.time.Duration;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.policy.Weights;

/// The estimate: the great circle, made longer by the road factor, driven band by band. The first
/// ten kilometres go at the speed of the first band, those up to thirty at the second and so on, so
/// that a longer journey never takes less time.
record SpeedBands(
    double factor,
    double to10,
    double to30,
    double to80,
    double beyond,
    double flight,
    double train) {
  private static final double SLOWEST = 1;

  static SpeedBands of(Weights road) {
    return new SpeedBands(
        Math.max(1, road.get("factor")),
        speed(road, "to10"),
        speed(road, "to30"),
        speed(road, "to80"),
        speed(road, "beyond"),
        speed(road, "flight"),
        speed(road, "train"));
  }

  /// A speed of zero in the rules would make a journey endless.
  private static double speed(Weights road, String name) {
    return Math.max(SLOWEST, road.get(name));
  }

  Journey journey(Coordinates from, Coordinates to, Mode mode) {
    var straight = from.distanceMetres(to) / 1000;
    return switch (mode) {
      case AIR -> estimate(straight, straight / flight);
      case RAIL -> estimate(straight * factor, straight * factor / train);
      case ROAD -> estimate(straight * factor, hours(straight * factor));
    };
  }

  private static Journey estimate(double kilometres, double hours) {
    return new Journey(
        kilometres, Duration.ofSeconds(Math.round(hours * 3600)), Journey.Basis.ESTIMATE);
  }

  private double hours(double kilometres) {
    return Math.min(kilometres, 10) / to10
        + Math.clamp(kilometres - 10, 0, 20) / to30
        + Math.clamp(kilometres - 30, 0, 50) / to80
        + Math.max(kilometres - 80, 0) / beyond;
  }
}
