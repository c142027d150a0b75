package nl.vangnet.fleet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a vehicle carries that not every vehicle of its class has.
public enum Equipment {
  /// Oxygen for the whole ride.
  OXYGEN,
  /// High-flow oxygen.
  HIGH_FLOW,
  /// Transport ventilator.
  VENTILATOR,
  /// Syringe pumps.
  SYRINGE_PUMPS,
  /// The trolley of a mobile intensive care unit.
  MICU_TROLLEY,
  /// Room and power for extracorporeal oxygenation.
  ECMO,
  /// Stretcher and lift for heavy patients.
  BARIATRIC_STRETCHER,
  /// Fittings for children.
  PAEDIATRIC,
  /// Incubator.
  INCUBATOR;

  /// The word of this equipment in addresses and tables: "syringe-pumps".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The equipment with this code.
  public static Optional<Equipment> find(String code) {
    return Arrays.stream(values()).filter(e -> e.code().equals(code.strip())).findFirst();
  }
}
