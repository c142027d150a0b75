package nl.vangnet.protocols;

import java.util.Locale;
import java.util.Optional;

/// What a protocol is about; a case shows the protocols of its own kinds.
public enum Kind {
  /// Every move of a patient.
  MOVING,
  /// Intensive care.
  INTENSIVE_CARE,
  /// A ventilated patient.
  VENTILATION,
  /// A patient with oxygen.
  OXYGEN,
  /// Isolation.
  ISOLATION,
  /// COVID.
  COVID,
  /// Dialysis.
  DIALYSIS,
  /// ECMO.
  ECMO,
  /// A bariatric patient.
  BARIATRIC,
  /// A child or a newborn.
  CHILD,
  /// Who may be moved, and who not.
  ELIGIBILITY,
  /// Ambulances, MICU, helicopters.
  TRANSPORT,
  /// The emergency lane.
  EMERGENCY,
  /// Evacuation.
  EVACUATION,
  /// To and from other countries.
  ABROAD,
  /// Back home.
  RETURN;

  /// The stable code in addresses and words.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind with this code.
  public static Optional<Kind> find(String code) {
    for (var kind : values()) {
      if (kind.code().equals(code)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
