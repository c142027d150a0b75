package nl.vangnet.transport;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;

/// What every vehicle of a class carries, so that nobody has to enter it.
final class Standard {
  private static final Map<VehicleClass, Set<Equipment>> OF_CLASS =
      new EnumMap<>(VehicleClass.class);

  static {
    for (var vehicleClass : VehicleClass.values()) {
      OF_CLASS.put(vehicleClass, Collections.unmodifiableSet(of(vehicleClass)));
    }
  }

  private Standard() {}

  private static EnumSet<Equipment> of(VehicleClass vehicleClass) {
    return switch (vehicleClass) {
      case CARE_TAXI -> EnumSet.noneOf(Equipment.class);
      case CARE_AMBULANCE, BUS, TRAIN -> EnumSet.of(Equipment.OXYGEN);
      case AMBULANCE, HELICOPTER ->
          EnumSet.of(Equipment.OXYGEN, Equipment.VENTILATOR, Equipment.SYRINGE_PUMPS);
      case BARIATRIC ->
          EnumSet.of(
              Equipment.OXYGEN,
              Equipment.VENTILATOR,
              Equipment.SYRINGE_PUMPS,
              Equipment.BARIATRIC_STRETCHER);
      case MICU ->
          EnumSet.of(
              Equipment.OXYGEN,
              Equipment.HIGH_FLOW,
              Equipment.VENTILATOR,
              Equipment.SYRINGE_PUMPS,
              Equipment.MICU_TROLLEY);
    };
  }

  static Set<Equipment> carries(Vehicle vehicle) {
    var standard = OF_CLASS.getOrDefault(vehicle.build().vehicleClass(), Set.of());
    if (vehicle.build().equipment().isEmpty()) {
      return standard;
    }
    var all = EnumSet.noneOf(Equipment.class);
    all.addAll(standard);
    all.addAll(vehicle.build().equipment());
    return all;
  }
}
