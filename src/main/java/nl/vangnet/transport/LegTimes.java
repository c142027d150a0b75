package nl.vangnet.transport;

import nl.vangnet.policy.Weights;

/// The fixed parts of a leg in seconds: leaving the post, at the bedside, handing over, cleaning.
record LegTimes(long turnout, long bedside, long handover, long cleaning) {
  static LegTimes of(Weights minutes, TransportNeed need) {
    return new LegTimes(
        seconds(minutes, "turnout"),
        seconds(minutes, need.isIntensive() ? "pickup-micu" : "pickup"),
        seconds(minutes, need.isIntensive() ? "dropoff-micu" : "dropoff"),
        seconds(minutes, need.isolation() ? "cleaning-isolation" : "cleaning"));
  }

  private static long seconds(Weights minutes, String name) {
    return Math.max(0, Math.round(minutes.get(name) * 60));
  }
}
