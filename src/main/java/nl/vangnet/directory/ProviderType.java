package nl.vangnet.directory;

/// The kinds of care provider that the directory knows (CHN-01). Code names follow the glossary;
/// the Dutch words stand on the screens.
public enum ProviderType {
  /// Hospital (ziekenhuis).
  HOSPITAL,
  /// Regional ambulance service (RAV).
  AMBULANCE_SERVICE,
  /// Out-of-hours GP service (HAP).
  OUT_OF_HOURS_GP,
  /// Nursing and home care (VVT).
  NURSING_AND_HOME_CARE,
  /// Mental health care (GGZ).
  MENTAL_HEALTH_CARE,
  /// Primary-care stay (ELV).
  PRIMARY_CARE_STAY,
  /// Care coordination centre (ZCC).
  CARE_COORDINATION_CENTRE,
  /// Laboratory.
  LABORATORY,
  /// A provider in another country.
  ABROAD
}
