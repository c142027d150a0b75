package nl.vangnet.fhir;

/// The addresses by which FHIR knows what Vangnet and others define: names, not places to visit.
final class Canonical {
  static final String BASE = "https://vangnet.nl/fhir/";

  /// What a group is: one capacity line.
  static final String GROUP = BASE + "CodeSystem/group";

  static final String CATEGORY = BASE + "CodeSystem/category";
  static final String COHORT = BASE + "CodeSystem/cohort";
  static final String VARIABLE = BASE + "CodeSystem/variable";
  static final String PROVIDER_TYPE = BASE + "CodeSystem/provider-type";
  static final String OUTCOME = BASE + "CodeSystem/outcome";
  static final String MEASURE = BASE + "Measure/capacity";
  static final String MEASURE_VERSION = "1.0.0";

  /// Codes of organisations and sites, followed by the country.
  static final String ORGANISATION_CODE = BASE + "NamingSystem/organisation-code/";

  static final String SITE_CODE = BASE + "NamingSystem/site-code/";
  static final String REGION_CODE = BASE + "NamingSystem/region-code/";
  static final String UNIT_CODE = BASE + "NamingSystem/unit-code";
  static final String BED_CODE = BASE + "NamingSystem/bed-code";
  static final String COUNTRY = "urn:iso:std:iso:3166";
  static final String AGB = "http://fhir.nl/fhir/NamingSystem/agb-z";
  static final String URA = "http://fhir.nl/fhir/NamingSystem/ura";
  static final String KVK = BASE + "NamingSystem/kvk";
  static final String ESTABLISHMENT = BASE + "NamingSystem/vestigingsnummer";
  static final String URI = "urn:ietf:rfc:3986";

  /// On a group: the unit that the line belongs to.
  static final String UNIT = BASE + "StructureDefinition/unit";

  /// On a population: when it was seen, when it last held, how it came to be, who gave it.
  static final String OBSERVED = BASE + "StructureDefinition/observed";

  static final String CONFIRMED = BASE + "StructureDefinition/confirmed";
  static final String METHOD = BASE + "StructureDefinition/method";
  static final String SOURCE = BASE + "StructureDefinition/source";
  static final String NOTE = BASE + "StructureDefinition/note";
  static final String UNKNOWN_REASON = BASE + "StructureDefinition/unknown-reason";
  static final String AGE = BASE + "StructureDefinition/age";
  static final String CORRECTION = BASE + "StructureDefinition/correction";
  static final String DEFINITION = BASE + "StructureDefinition/definition-version";

  /// On a sum of which a part is unknown: the sum of the known part.
  static final String KNOWN_PART = BASE + "StructureDefinition/known-part";

  static final String SITE_CLASS = BASE + "StructureDefinition/site-class";
  static final String EMERGENCY = BASE + "StructureDefinition/emergency-department";

  /// The number of a case of a patient that moves.
  static final String CASE_NUMBER = BASE + "NamingSystem/case-number";

  /// On a request for a place: from which site and unit, whom to call back, what the lungs need,
  /// where not to, near whom, and where the documents are.
  static final String ORIGIN = BASE + "StructureDefinition/origin";

  static final String SENDING_UNIT = BASE + "StructureDefinition/sending-unit";
  static final String CONTACT = BASE + "StructureDefinition/contact";
  static final String OXYGEN = BASE + "StructureDefinition/oxygen-litres";
  static final String FIO2 = BASE + "StructureDefinition/fio2";
  static final String PEEP = BASE + "StructureDefinition/peep";
  static final String NOT_TO = BASE + "StructureDefinition/not-to";
  static final String RELATIVES = BASE + "StructureDefinition/near-relatives";
  static final String HANDOVER = BASE + "StructureDefinition/handover";

  /// On a request that was read: where it stands, its steps, and the promised place.
  static final String CASE_STATE = BASE + "StructureDefinition/case-state";

  /// On a request that ended: why, as HL7 defines it for requests.
  static final String STATUS_REASON =
      "http://hl7.org/fhir/StructureDefinition/request-statusReason";

  static final String STEP = BASE + "StructureDefinition/step";
  static final String PLACEMENT = BASE + "StructureDefinition/placement";
  static final String LANGUAGE = "urn:ietf:bcp:47";
  static final String SNOMED = "http://snomed.info/sct";

  /// Patient transfer (procedure).
  static final String TRANSFER = "107724000";

  /// Parameters of a task of the Dutch TA Notified Pull.
  static final String TASK_PARAMETER = "http://fhir.nl/fhir/NamingSystem/TaskParameter";

  static final String TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code";
  static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";
  static final String BED_STATUS = "http://terminology.hl7.org/CodeSystem/v2-0116";
  static final String PHYSICAL = "http://terminology.hl7.org/CodeSystem/location-physical-type";
  static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
  static final String ORGANISATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";
  static final String SANER = "http://hl7.org/fhir/uv/saner/";
  static final String SANER_VALUES = SANER + "CodeSystem/MeasuredValues";
  static final String SANER_GROUPS = SANER + "CodeSystem/MeasureGroupSystem";
  static final String SANER_MEASURE = SANER + "Measure/CDCPatientImpactAndHospitalCapacity";
  static final String SANER_PROFILE = SANER + "StructureDefinition/PublicHealthMeasureReport";
  static final String PAYLOAD_CONTENT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content";

  private Canonical() {}
}
