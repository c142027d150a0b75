package nl.vangnet.fhir;

import java.util.Optional;
import java.util.Set;

/// The populations of the SANER bed reports that the picture knows, and what becomes of each: a
/// figure of a line, or kept with the report only.
enum SanerCode {
  NUM_TOT_BEDS("numTotBeds", "All Hospital Beds"),
  NUM_TOT_BEDS_OCC("numTotBedsOcc", "Hospital Beds Occupied"),
  NUM_TOT_BEDS_AVAIL("numTotBedsAvail", "Hospital Beds Available"),
  NUM_BEDS("numbeds", "Hospital Inpatient Beds"),
  NUM_BEDS_OCC("numBedsOcc", "Hospital Inpatient Bed Occupancy"),
  NUM_ICU_BEDS("numICUBeds", "ICU Beds"),
  NUM_ICU_BEDS_OCC("numICUBedsOcc", "ICU Bed Occupancy"),
  NUM_ICU_BEDS_AVAIL("numICUBedsAvail", "ICU Bed Availability"),
  NUM_IMP_BEDS("numImpBeds", "Inpatient (non-ICU) Beds"),
  NUM_IMP_BEDS_OCC("numImpBedsOcc", "Inpatient (non-ICU) Bed Occupancy"),
  NUM_IMP_BEDS_AVAIL("numImpBedsAvail", "Inpatient (non-ICU) Bed Availability"),
  NUM_VENT("numVent", "Mechanical Ventilators"),
  NUM_VENT_USE("numVentUse", "Mechanical Ventilators in Use"),
  NUM_VENT_AVAIL("numVentAvail", "Mechanical Ventilators Available");

  /// Categories whose beds SANER counts as intensive care.
  static final Set<String> ICU = Set.of("icu", "picu", "nicu");

  /// Categories whose places are no inpatient beds of a hospital.
  static final Set<String> NOT_INPATIENT = Set.of("ed", "elv");

  private final String code;
  private final String display;

  SanerCode(String code, String display) {
    this.code = code;
    this.display = display;
  }

  String code() {
    return code;
  }

  String display() {
    return display;
  }

  /// Whether it stands in the group of ventilators.
  boolean isVentilator() {
    return this == NUM_VENT || this == NUM_VENT_USE || this == NUM_VENT_AVAIL;
  }

  static Optional<SanerCode> find(String code) {
    for (var one : values()) {
      if (one.code.equalsIgnoreCase(code)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
