package nl.vangnet.transfer;

/// A case changed its state; told inside the transaction of the change.
public record CaseChanged(long request, CaseNumber number, State from, State to) {}
