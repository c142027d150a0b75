package nl.vangnet.simulator;

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
}
