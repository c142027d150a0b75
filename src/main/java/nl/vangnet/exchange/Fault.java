package nl.vangnet.exchange;

/// Why a message was not accepted: a stable cause ("unknown-location"), the code of HL7 table 0357,
/// the place ("PV1-3", "" when the whole message is meant) and what to do. Carries no value of the
/// message, so it may be logged and stored.
record Fault(Outcome outcome, String cause, int code, String where, String advice) {
  static Fault unreadable(String cause, int code, String where, String advice) {
    return new Fault(Outcome.UNREADABLE, cause, code, where, advice);
  }

  static Fault refused(String cause, int code, String where, String advice) {
    return new Fault(Outcome.REFUSED, cause, code, where, advice);
  }
}
