package nl.vangnet.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What must be confirmed before a patient leaves (SPR-08). Which of them hold for a patient
/// follows from the need.
public enum Precondition {
  /// The sending doctor spoke with the receiving one.
  DOCTORS_SPOKE,
  /// Bed and receiving ward are confirmed.
  BED_CONFIRMED,
  /// The patient and the relatives know where the ride goes.
  FAMILY_INFORMED,
  /// The papers or their electronic form go along.
  PAPERS_READY,
  /// Everybody on the way knows of the isolation.
  ISOLATION_TOLD,
  /// The sending intensivist decided on this form of transport.
  FORM_DECIDED,
  /// Airway and lines are secured.
  LINES_SECURED,
  /// Oxygen for twice the time of the ride.
  OXYGEN_ENOUGH,
  /// Pumps run on battery and spare drugs are drawn up.
  PUMPS_CHECKED;

  /// The word of this condition in addresses: "bed-confirmed".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The condition with this code.
  public static Optional<Precondition> find(String code) {
    return Arrays.stream(values()).filter(p -> p.code().equals(code.strip())).findFirst();
  }

  /// Those that hold for a need, in the order in which they are asked.
  public static List<Precondition> of(TransportNeed need) {
    var found =
        new ArrayList<>(List.of(DOCTORS_SPOKE, BED_CONFIRMED, FAMILY_INFORMED, PAPERS_READY));
    if (need.isolation()) {
      found.add(ISOLATION_TOLD);
    }
    if (need.isIntensive()) {
      found.addAll(List.of(FORM_DECIDED, LINES_SECURED, OXYGEN_ENOUGH, PUMPS_CHECKED));
    }
    return found;
  }

  /// Whether a patient waits for them: not where every minute counts.
  static boolean isWaitedFor(TransportNeed need) {
    return need.urgency() != Urgency.A0 && need.urgency() != Urgency.A1;
  }
}
