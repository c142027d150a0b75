package nl.vangnet.transport;

public enum Breathing {
  NONE,
  OXYGEN_LOW,
  OXYGEN_HIGH,
  HIGH_FLOW,
  NON_INVASIVE,
  INVASIVE
}
