package nl.vangnet.fhir;

/// The number that a sender's own system gave its request.
record OwnNumber(String system, String value) {}
