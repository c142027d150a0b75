package nl.vangnet.reports;

/// The fingerprint of one file of an edition; `name` is "nl.pdf", "en.pdf", "nl.xlsx", "en.xlsx" or
/// "csv".
public record EditionFile(String name, String sha256) {}
