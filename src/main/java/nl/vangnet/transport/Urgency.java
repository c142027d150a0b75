package nl.vangnet.transport;

/// The urgencies of ambulance care since 2024 that concern transport between sites.
public enum Urgency {
  /// The highest, resuscitation.
  A0,
  /// Life-threatening: within 15 minutes.
  A1,
  /// Fast: within 30 minutes.
  A2,
  /// Planned, highly complex.
  B1,
  /// Planned, medium or low complex.
  B2
}
