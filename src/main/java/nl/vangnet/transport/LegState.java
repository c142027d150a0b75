package nl.vangnet.transport;

import java.util.List;
import java.util.Locale;

/// Where a leg stands. The same table of what may follow what holds in the database.
public enum LegState {
  /// Asked for; waits for whoever may assign a vehicle.
  REQUESTED,
  /// Vehicle and crew are reserved.
  ORDERED,
  /// Underway to the patient.
  ON_THE_WAY,
  /// With the patient.
  AT_BEDSIDE,
  /// Underway with the patient.
  UNDER_WAY,
  /// At the destination.
  ARRIVED,
  /// Handed over and cleaned: the vehicle is free again.
  FREE,
  /// Called off.
  CANCELLED;

  /// The states that may follow.
  public List<LegState> next() {
    return switch (this) {
      case REQUESTED -> List.of(ORDERED, CANCELLED);
      case ORDERED -> List.of(ON_THE_WAY, REQUESTED, CANCELLED);
      case ON_THE_WAY -> List.of(AT_BEDSIDE, REQUESTED, CANCELLED);
      case AT_BEDSIDE -> List.of(UNDER_WAY, REQUESTED, CANCELLED);
      case UNDER_WAY -> List.of(ARRIVED);
      case ARRIVED -> List.of(FREE);
      case FREE, CANCELLED -> List.of();
    };
  }

  /// Whether nothing follows.
  public boolean isEnd() {
    return next().isEmpty();
  }

  /// Whether a vehicle is at work on it.
  public boolean isRunning() {
    return switch (this) {
      case ON_THE_WAY, AT_BEDSIDE, UNDER_WAY, ARRIVED -> true;
      case REQUESTED, ORDERED, FREE, CANCELLED -> false;
    };
  }

  /// The word of this state in addresses and messages: "on-the-way".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
