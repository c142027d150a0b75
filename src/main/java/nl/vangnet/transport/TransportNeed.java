package nl.vangnet.transport;

import java.util.List;
import java.util.Set;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.VehicleClass;

/// What vehicle, crew and urgency a patient asks, with the names of the rules that decided
/// (TRA-01).
public record TransportNeed(
    Form form,
    VehicleClass vehicle,
    Set<Equipment> equipment,
    Urgency urgency,
    boolean isolation,
    List<String> rules) {
  public TransportNeed {
    equipment = Set.copyOf(equipment);
    rules = List.copyOf(rules);
  }

  /// The need of a patient, by the named rules of `TransportNeedRules`.
  public static TransportNeed of(TravelProfile profile) {
    return TransportNeedRules.decide(profile);
  }

  /// The special teams that ride along beside those who drive: a MICU takes its own team, for a
  /// child that of a paediatric intensive care unit.
  public Set<CrewKind> teams() {
    if (form != Form.MICU) {
      return Set.of();
    }
    return equipment.contains(Equipment.PAEDIATRIC) ? Set.of(CrewKind.PICU) : Set.of(CrewKind.MICU);
  }

  /// Whether handing over takes as long as for a MICU.
  boolean isIntensive() {
    return form == Form.MICU || form == Form.ESCORTED_ICU || form == Form.EMERGENCY_ICU;
  }
}
