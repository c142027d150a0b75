package nl.vangnet.transport;

/// How a patient travels; the three forms of intensive care transport are those of the NVIC (2019).
public enum Form {
  /// Seated, with a carer.
  SEATED,
  /// Lying, without advanced life support.
  CARE,
  /// With an ambulance crew.
  AMBULANCE,
  /// Accompanied intensive care transport in an ordinary ambulance (begeleid IC-transport).
  ESCORTED_ICU,
  /// Urgent intensive care transport that cannot wait for a MICU (spoed IC-transport).
  EMERGENCY_ICU,
  /// Mobile intensive care unit.
  MICU
}
