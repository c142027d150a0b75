package nl.vangnet.transfer;

/// The clock of a step: half its time is gone, or all of it (`over`); told inside the transaction.
public record StepLate(long request, State state, boolean over) {}
