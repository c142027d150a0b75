package nl.vangnet.fleet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a crew is qualified for. The first three and the last drive; special teams ride in a
/// vehicle that others may own and drive (TRA-03).
public enum CrewKind {
  /// Driver with a carer.
  DRIVER,
  /// Crew of a care ambulance.
  CARE,
  /// Ambulance driver and ambulance nurse.
  AMBULANCE,
  /// Intensivist and intensive care nurse.
  MICU,
  /// Team of a paediatric intensive care unit.
  PICU,
  /// Team of a neonatal intensive care unit.
  NICU,
  /// Mobile medical team: doctor, nurse, pilot or driver.
  MMT,
  /// Crew of a hospital train.
  TRAIN;

  /// The word of this kind in rules, addresses and tables.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind with this code.
  public static Optional<CrewKind> find(String code) {
    return Arrays.stream(values()).filter(c -> c.code().equals(code.strip())).findFirst();
  }

  /// Whether it is a special team, which the national board shows (TRA-06).
  public boolean isSpecial() {
    return switch (this) {
      case MICU, PICU, NICU, MMT -> true;
      case DRIVER, CARE, AMBULANCE, TRAIN -> false;
    };
  }
}
