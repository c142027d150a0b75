package nl.vangnet.simulator;

/// A patient of the exercise who was moved by a case: from which site to which, to which unit there
/// (empty when that is not known), and with what care and cohort, all by their codes.
public record Moved(String from, String to, String unit, String category, String cohort) {}
