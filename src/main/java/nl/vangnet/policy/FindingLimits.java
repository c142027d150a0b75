package nl.vangnet.policy;

import java.time.Duration;

/// From where on figures are doubted: how long an excess must last, which step is a jump, and how
/// many refusals against declared free beds are too many.
public record FindingLimits(Duration hold, Jump jump, Refusals refusals) {
  /// A step of so many beds at least, so much of the level in percent, and so many times the usual
  /// step, beyond what the trend of the last `trendDays` foretold; made, as far as single values
  /// are known, for `part` percent at once.
  public record Jump(int beds, int percent, int usual, int trendDays, int part) {}

  /// So many refusals at least, and such a part of the answers in percent, within so many days.
  public record Refusals(int least, int percent, Duration over) {}
}
