package nl.vangnet.fhir;

/// Where the receiving hospital fetches the documents of a case from the sending one (BgZ, TA
/// Notified Pull): the base address of the sender's FHIR server, and the base of the authorisation
/// there. Either is "" when not given. Vangnet passes the address on; the documents never come
/// here.
record Handover(String fhirBase, String authorizationBase) {
  /// Nothing was given.
  static final Handover NONE = new Handover("", "");

  boolean isEmpty() {
    return fhirBase.isEmpty() && authorizationBase.isEmpty();
  }
}
