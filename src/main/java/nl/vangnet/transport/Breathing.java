package nl.vangnet.transport;

/// How a patient is helped to breathe.
public enum Breathing {
  /// Without help.
  NONE,
  /// Oxygen up to 5 litres a minute.
  OXYGEN_LOW,
  /// Mask or reservoir.
  OXYGEN_HIGH,
  /// High-flow oxygen.
  HIGH_FLOW,
  /// Ventilated through a mask.
  NON_INVASIVE,
  /// Ventilated through a tube.
  INVASIVE
}
