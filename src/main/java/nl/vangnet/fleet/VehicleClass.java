package nl.vangnet.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.vangnet.travel.Mode;

/// What a vehicle is. A class may serve a lesser need: an ambulance can do what a care ambulance
/// does, not the other way round.
public enum VehicleClass {
  /// Seated transport with a carer (zorgtaxi).
  CARE_TAXI,
  /// Lying transport without advanced life support (zorgambulance), urgency B2.
  CARE_AMBULANCE,
  /// Ambulance with advanced life support: A0, A1, A2, B1.
  AMBULANCE,
  /// Mobile intensive care unit.
  MICU,
  /// Ambulance for heavy patients.
  BARIATRIC,
  /// Ambulance bus: several patients at once.
  BUS,
  /// Helicopter of a mobile medical team.
  HELICOPTER,
  /// Hospital train.
  TRAIN;

  /// The word of this class in rules, addresses and tables: "care-taxi", "micu".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The class with this code.
  public static Optional<VehicleClass> find(String code) {
    return Arrays.stream(values()).filter(c -> c.code().equals(code.strip())).findFirst();
  }

  /// How it travels.
  public Mode mode() {
    return switch (this) {
      case HELICOPTER -> Mode.AIR;
      case TRAIN -> Mode.RAIL;
      case CARE_TAXI, CARE_AMBULANCE, AMBULANCE, MICU, BARIATRIC, BUS -> Mode.ROAD;
    };
  }

  /// Whether a vehicle of this class can do what a need for `asked` asks.
  public boolean serves(VehicleClass asked) {
    return asked.servedBy().contains(this);
  }

  /// The classes that can do it, the most fitting first.
  public List<VehicleClass> servedBy() {
    return switch (this) {
      case CARE_TAXI -> List.of(CARE_TAXI, CARE_AMBULANCE, AMBULANCE);
      case CARE_AMBULANCE -> List.of(CARE_AMBULANCE, AMBULANCE, BARIATRIC);
      case AMBULANCE -> List.of(AMBULANCE, BARIATRIC);
      case MICU -> List.of(MICU, HELICOPTER);
      case BARIATRIC -> List.of(BARIATRIC);
      case BUS -> List.of(BUS);
      case HELICOPTER -> List.of(HELICOPTER);
      case TRAIN -> List.of(TRAIN);
    };
  }

  /// The kinds of crew that drive this class; the first is the usual one.
  public List<CrewKind> drivenBy() {
    return switch (this) {
      case CARE_TAXI -> List.of(CrewKind.DRIVER, CrewKind.CARE, CrewKind.AMBULANCE);
      case CARE_AMBULANCE -> List.of(CrewKind.CARE, CrewKind.AMBULANCE);
      case AMBULANCE, MICU, BARIATRIC -> List.of(CrewKind.AMBULANCE);
      case BUS -> List.of(CrewKind.DRIVER, CrewKind.AMBULANCE);
      case HELICOPTER -> List.of(CrewKind.MMT);
      case TRAIN -> List.of(CrewKind.TRAIN);
    };
  }
}
