package nl.vangnet.access;

/// What a person or system is to Vangnet; the scope says where (SPR-03).
public enum Role {
  /// Bed coordinator of one organisation.
  HOSPITAL,
  /// Regional desk (RCPS) of one region.
  REGION,
  /// National desk (LCPS).
  NATIONAL,
  /// Ambulance planner of one regional ambulance service (RAV) or MICU centre.
  DISPATCH,
  /// Ministry, IGJ, NZa: reads everything, changes nothing.
  OVERSIGHT,
  /// Keeps directory, definitions and mappings true.
  STEWARD,
  /// Manages people, source systems and settings.
  ADMIN,
  /// A source system with an API key or an MLLP connection, bound to one organisation.
  SOURCE
}
