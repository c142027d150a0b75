package nl.vangnet.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.simulator.Outgoing.Observation;

/// The past of one hospital, invented backwards from its present along the wave, so that charts
/// begin with a history: 28 days by day and the last 48 hours by hour.
final class PastFigures {
  private static final int DAYS = 28;
  private static final int HOURS = 48;

  private PastFigures() {}

  /// The figures before `now`, when the wave stood at `day`; oldest first.
  static List<Observation> of(SimulatedHospital hospital, double day, Instant now, long seed) {
    var random = Country.random(seed, "past:" + hospital.plan().place().site());
    var region = hospital.plan().place().region();
    var past = new ArrayList<Observation>();
    for (var unit : hospital.units()) {
      var guests = 0;
      for (var cohort : unit.plan().cohorts()) {
        var own = cohort.equals(unit.plan().cohorts().getFirst());
        var here = unit.present(cohort);
        guests += own ? 0 : here;
        var line = hospital.line(unit, cohort);
        for (var age : ages()) {
          var then = Math.max(0, day - age.toMinutes() / 1440.0);
          var ratio =
              expected(unit.plan().level(), cohort, region, then)
                  / expected(unit.plan().level(), cohort, region, day);
          var occupied = (int) Math.round(here * ratio * random.nextDouble(0.94, 1.06));
          var staffed =
              own
                  ? Math.max(
                      occupied,
                      (int)
                          Math.round(
                              (unit.staffed - guests) * (0.35 + 0.65 * Math.min(1.4, ratio))))
                  : occupied;
          var limited = Math.min(occupied, unit.plan().physical());
          var at = now.minus(age);
          past.add(new Observation(line, "occupied", limited, at, null));
          if (age.toHours() % 8 == 0) {
            past.add(
                new Observation(
                    line, "staffed", Math.min(staffed, unit.plan().physical()), at, null));
          }
        }
      }
    }
    return past;
  }

  private static List<Duration> ages() {
    var ages = new ArrayList<Duration>();
    for (int d = DAYS; d > HOURS / 24; d--) {
      ages.add(Duration.ofDays(d));
    }
    for (int h = HOURS; h > 0; h--) {
      ages.add(Duration.ofHours(h));
    }
    return ages;
  }

  private static double expected(Level level, String cohort, String region, double day) {
    if (cohort.equals(Course.OTHER)) {
      return level == Level.ICU ? Wave.otherIcu(day) : Wave.otherWard(day);
    }
    var beds =
        cohort.equals(Course.DELABELLED)
            ? Wave.ward(region, Math.max(0, day - 14))
            : level == Level.ICU ? Wave.icu(region, day) : Wave.ward(region, day);
    return Math.max(beds, 1e-6);
  }
}
