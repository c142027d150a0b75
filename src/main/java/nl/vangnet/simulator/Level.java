package nl.vangnet.simulator;

import org.jspecify.annotations.Nullable;

/// The kind of care that a phase of a stay needs; the code is that of the bed category.
enum Level {
  ICU("icu"),
  WARD("ward"),
  HIGH_CARE("hc"),
  PAEDIATRIC_ICU("picu"),
  NEONATAL_ICU("nicu"),
  CORONARY("ccu"),
  EMERGENCY("ed");

  private final String category;

  Level(String category) {
    this.category = category;
  }

  String category() {
    return category;
  }

  /// The level with this code of a bed category, null when no hospital of the exercise has it.
  static @Nullable Level find(String category) {
    for (var level : values()) {
      if (level.category.equals(category)) {
        return level;
      }
    }
    return null;
  }
}
