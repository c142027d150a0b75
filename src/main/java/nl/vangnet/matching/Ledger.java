package nl.vangnet.matching;

import java.util.Map;

/// Patients that each region sent to and received from other regions in the last 28 days, by region
/// code; a country abroad stands under its country code (SPR-17, SPR-21). What is not there is
/// nothing.
public record Ledger(Map<String, Integer> sent, Map<String, Integer> received) {
  /// Nobody moved.
  public static final Ledger EMPTY = new Ledger(Map.of(), Map.of());

  /// A patient given away counts for half of one taken: who was helped helps, but is not owed the
  /// same number.
  static final double SENT_COUNTS = 0.5;

  public Ledger {
    sent = Map.copyOf(sent);
    received = Map.copyOf(received);
  }

  /// Patients that a region sent.
  public int sentBy(String region) {
    return sent.getOrDefault(region, 0);
  }

  /// Patients that a region received.
  public int receivedBy(String region) {
    return received.getOrDefault(region, 0);
  }

  /// How many patients the region took beyond its share (0 to 1) of all that moved, less half of
  /// what it sent beyond that share; below zero when it took too few.
  public double excess(String region, double share) {
    return receivedBy(region)
        - share * total(received)
        - SENT_COUNTS * (sentBy(region) - share * total(sent));
  }

  /// All patients that were received.
  public int moves() {
    return total(received);
  }

  private static int total(Map<String, Integer> counts) {
    var sum = 0;
    for (var count : counts.values()) {
      sum += count;
    }
    return sum;
  }
}
