package nl.vangnet.directory;

import java.util.List;

/// What an import did, or would do: how many lines there were, how many are right, what they bring,
/// and every fault with its line.
public record ImportReport(
    Outcome outcome, int lines, int goodRows, Counts counts, List<DirectoryFault> faults) {
  public ImportReport {
    faults = List.copyOf(faults);
  }

  /// How an import ended.
  public enum Outcome {
    /// Looked at only, nothing was written.
    PREVIEW,
    /// The good rows were written.
    WRITTEN,
    /// Nothing was written, because of the faults.
    REFUSED
  }

  /// What the good rows bring: new things, and known ones that they speak of.
  public record Counts(
      int newOrganisations,
      int knownOrganisations,
      int newSites,
      int knownSites,
      int newUnits,
      int newRegionSets,
      int newRegions) {}
}
