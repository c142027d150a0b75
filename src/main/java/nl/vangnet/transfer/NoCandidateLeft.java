package nl.vangnet.transfer;

/// The search of a case has nobody left to ask by itself; told inside the transaction.
public record NoCandidateLeft(long request) {}
