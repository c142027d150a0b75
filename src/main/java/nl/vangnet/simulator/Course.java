package nl.vangnet.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The course of one stay, drawn at its beginning: what care, in which order, how long.
/// `delabelAfter` is the hour at which a COVID patient counts as no longer infectious, endless when
/// never.
record Course(String cohort, List<Phase> phases, double delabelAfter) {
  static final String COVID = "covid";
  static final String OTHER = "other";
  static final String DELABELLED = "delabelled";

  /// One phase: this care for so many hours.
  record Phase(Level level, double hours) {}

  Course {
    phases = List.copyOf(phases);
  }

  private static final Wave.Stay OTHER_ICU_STAY = new Wave.Stay(4.2, 1.1);
  private static final Wave.Stay OTHER_WARD_STAY = new Wave.Stay(6.0, 1.1);
  private static final Wave.Stay HIGH_CARE_STAY = new Wave.Stay(3.0, 1.2);
  private static final Wave.Stay CORONARY_STAY = new Wave.Stay(2.6, 1.2);
  private static final Wave.Stay PAEDIATRIC_STAY = new Wave.Stay(5.0, 1.1);
  private static final Wave.Stay NEONATAL_STAY = new Wave.Stay(17.0, 1.1);
  private static final Wave.Stay EMERGENCY_STAY = new Wave.Stay(0.14, 1.6);

  /// Assumption: the mean stay in days of other care, which sets how many arrive a day.
  static double meanDays(Level level) {
    return switch (level) {
      case ICU -> OTHER_ICU_STAY.meanDays();
      case WARD -> OTHER_WARD_STAY.meanDays();
      case HIGH_CARE -> HIGH_CARE_STAY.meanDays();
      case CORONARY -> CORONARY_STAY.meanDays();
      case PAEDIATRIC_ICU -> PAEDIATRIC_STAY.meanDays();
      case NEONATAL_ICU -> NEONATAL_STAY.meanDays();
      case EMERGENCY -> EMERGENCY_STAY.meanDays();
    };
  }

  /// A patient with COVID, or under suspicion of it.
  static Course covid(RandomGenerator random) {
    var phases = new ArrayList<Phase>();
    var suspected = Wave.SUSPECTED_PER_CONFIRMED / (1 + Wave.SUSPECTED_PER_CONFIRMED);
    if (random.nextDouble() < suspected) {
      phases.add(phase(Level.WARD, Wave.SUSPECTED_STAY, random));
      return new Course(COVID, phases, Double.POSITIVE_INFINITY);
    }
    if (random.nextDouble() < Wave.ICU_SHARE) {
      if (random.nextDouble() >= Wave.ICU_DIRECTLY) {
        phases.add(phase(Level.WARD, Wave.WARD_BEFORE_ICU, random));
      }
      phases.add(phase(Level.ICU, Wave.ICU_STAY, random));
      if (random.nextDouble() < Wave.WARD_AFTER_ICU) {
        phases.add(phase(Level.WARD, Wave.AFTER_ICU_STAY, random));
      }
    } else if (random.nextDouble() < Wave.SLOW_SHARE) {
      phases.add(phase(Level.WARD, Wave.SLOW_STAY, random));
    } else {
      phases.add(phase(Level.WARD, Wave.WARD_STAY, random));
    }
    var recovers = random.nextDouble() < 0.5;
    var after = 24 * (14 + 7 * random.nextDouble());
    return new Course(COVID, phases, recovers ? after : Double.POSITIVE_INFINITY);
  }

  /// A patient with anything else whose main care is `level`.
  static Course other(Level level, boolean throughEmergency, RandomGenerator random) {
    var phases = new ArrayList<Phase>();
    if (throughEmergency && level != Level.EMERGENCY && random.nextDouble() < 0.35) {
      phases.add(phase(Level.EMERGENCY, EMERGENCY_STAY, random));
    }
    var main =
        switch (level) {
          case ICU -> phase(level, OTHER_ICU_STAY, random);
          case WARD -> phase(level, OTHER_WARD_STAY, random);
          case HIGH_CARE -> phase(level, HIGH_CARE_STAY, random);
          case CORONARY -> phase(level, CORONARY_STAY, random);
          case PAEDIATRIC_ICU -> phase(level, PAEDIATRIC_STAY, random);
          case NEONATAL_ICU -> phase(level, NEONATAL_STAY, random);
          case EMERGENCY -> phase(level, EMERGENCY_STAY, random);
        };
    phases.add(main);
    return new Course(OTHER, phases, Double.POSITIVE_INFINITY);
  }

  /// The rest of the stay of somebody who comes from outside the exercise.
  static Course guest(@Nullable Level level, String cohort, RandomGenerator random) {
    if (level == null || cohort.equals(OTHER)) {
      return other(level == null ? Level.WARD : level, false, random);
    }
    var stay = level == Level.ICU ? Wave.ICU_STAY : Wave.WARD_STAY;
    return new Course(cohort, List.of(phase(level, stay, random)), Double.POSITIVE_INFINITY);
  }

  private static Phase phase(Level level, Wave.Stay stay, RandomGenerator random) {
    return new Phase(level, Math.max(0.25, stay.hours(random.nextDouble())));
  }

  /// The hours from the beginning to the end.
  double hours() {
    return phases.stream().mapToDouble(Phase::hours).sum();
  }
}
