package nl.vangnet.capacity;

import java.util.Locale;
import java.util.Optional;

/// What can be counted on a capacity line. All values are whole beds or places; those marked
/// "resource" are the number of patients that the resource can serve at once. The code is the name
/// in lower case.
public enum Variable {
  /// Beds that stand there, licensed and with space.
  PHYSICAL(Kind.STOCK),
  /// Operational beds: staffed and equipped, free or occupied (CAP-10).
  STAFFED(Kind.STOCK),
  /// Beds with a patient.
  OCCUPIED(Kind.STOCK),
  /// Beds closed for infection, maintenance or another reason.
  CLOSED(Kind.STOCK),
  /// Protected reserve: free beds kept for the own emergency (CAP-09).
  RESERVE(Kind.STOCK),
  /// Offered transfer capacity: confirmed by a person (CAP-02).
  OFFERED(Kind.STOCK),
  /// Free beds as the source declares them, when it does not give staffed beds.
  FREE(Kind.STOCK),
  /// Beds that can open within 2 hours.
  SURGE_2H(Kind.SURGE),
  /// Beds that can open within 24 hours.
  SURGE_24H(Kind.SURGE),
  /// Beds that can open within 72 hours (CHN-05).
  SURGE_72H(Kind.SURGE),
  /// Beds that can open within seven days.
  SURGE_168H(Kind.SURGE),
  /// Resource: patients that the ventilators can serve.
  VENTILATORS(Kind.RESOURCE),
  /// Resource: patients that the isolation rooms can hold.
  ISOLATION(Kind.RESOURCE),
  /// Resource: patients that the oxygen supply can serve.
  OXYGEN(Kind.RESOURCE),
  /// Resource: patients that the staff on this shift can care for (STF-01).
  STAFF(Kind.RESOURCE),
  /// Patients whose departure is planned (A16).
  DEPARTURES(Kind.FLOW),
  /// Patients admitted in the last 24 hours.
  ADMISSIONS_24H(Kind.FLOW),
  /// People who wait for a place, a bed or a consultation here (CHN-02).
  WAITING(Kind.FLOW),
  /// People who came or called in the last hour (CHN-02).
  ARRIVALS_1H(Kind.FLOW);

  /// The family of a variable.
  public enum Kind {
    /// A stock of beds.
    STOCK,
    /// Beds that can open later.
    SURGE,
    /// A resource that may bind.
    RESOURCE,
    /// A movement.
    FLOW
  }

  private final Kind kind;

  Variable(Kind kind) {
    this.kind = kind;
  }

  /// The family.
  public Kind kind() {
    return kind;
  }

  /// The stable code in interfaces and addresses.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The variable with this code.
  public static Optional<Variable> find(String code) {
    for (var variable : values()) {
      if (variable.code().equals(code)) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }
}
