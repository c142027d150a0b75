package nl.vangnet.fleet;

import java.time.LocalTime;

/// The hours of the day in which a vehicle rides, in the time of the country; they may pass
/// midnight.
public record DutyHours(LocalTime from, LocalTime until) {
  /// As people write it: 07:00-23:00.
  public String text() {
    return from + "-" + until;
  }
}
