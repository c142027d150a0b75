package nl.vangnet.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Where the simulated country stands, for its page.
public record SimulatorStatus(
    Phase phase, Pace pace, Sent sent, Beds beds, List<Hospital> hospitals) {
  public SimulatorStatus {
    hospitals = List.copyOf(hospitals);
  }

  /// What the engine is doing.
  public enum Phase {
    /// Switched off by configuration, or the directory has no hospitals.
    OFF,
    /// Another node runs the country.
    ELSEWHERE,
    /// Source systems, keys and location codes are being opened.
    OPENING,
    /// The patients of the first moment are being sent.
    FILLING,
    /// The country lives.
    LIVE,
    /// It stopped with a problem and begins again by itself.
    FAILED
  }

  /// The wave day with its date of 2020, the speed in hours of the wave per minute, and the seed.
  public record Pace(
      double day, LocalDate date, double speed, boolean paused, long seed, Instant startedAt) {}

  /// What was sent: messages, answers by code, messages by kind, faults by name, what still waits.
  public record Sent(
      long messages,
      long figures,
      Map<String, Long> acks,
      Map<String, Long> kinds,
      Map<Fault, Long> faults,
      int waiting,
      boolean pastFilledIn) {}

  /// The true occupancy beside what the wave expects.
  public record Beds(
      int icuCovid,
      int icuOther,
      int wardCovid,
      int wardOther,
      int all,
      int transferred,
      int turnedAway) {}

  /// One hospital: silent until a moment (null when it speaks), and what waits there.
  public record Hospital(
      int number,
      String code,
      String name,
      String version,
      @org.jspecify.annotations.Nullable Instant silentUntil,
      int waiting) {}

  static final Pace NO_PACE = new Pace(0, Wave.DAY_ZERO, 0, true, 0, Instant.EPOCH);
  static final Sent NO_SENT = new Sent(0, 0, Map.of(), Map.of(), Map.of(), 0, false);
  static final Beds NO_BEDS = new Beds(0, 0, 0, 0, 0, 0, 0);
}
