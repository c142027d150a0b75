package nl.vangnet.policy;

import java.time.Duration;

/// From where on figures are doubted: how long an excess must last, and how many refusals against
/// declared free beds are too many.
public record FindingLimits(Duration hold, Refusals refusals) {
  /// So many refusals at least, and such a part of the answers in percent, within so many days.
  public record Refusals(int least, int percent, Duration over) {}
}
