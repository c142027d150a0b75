package nl.vangnet.fleet;

import java.util.List;

/// What a fleet table would do, or did: how many lines are new, change something or are the same,
/// and what is wrong with each of the others. `file` is the fault of the whole file, "" when it
/// could be read.
public record FleetReport(
    boolean written, int lines, int added, int changed, int same, List<Fault> faults, String file) {
  public FleetReport {
    faults = List.copyOf(faults);
  }

  /// The first fault of a line: where, what stands there, a stable code and what to do.
  public record Fault(int line, String column, String value, String code, String advice) {}

  /// How many lines are good.
  public int good() {
    return added + changed + same;
  }
}
