package nl.vangnet.policy;

import java.time.LocalTime;
import java.util.List;

/// The clock of a reporting round, in the zone of the product: when it opens, when hospitals,
/// regions and the nation are due, how many minutes before the hospitals' deadline they are
/// reminded, and after how many minutes the region is told who is missing.
public record RoundHours(
    LocalTime opens,
    LocalTime hospitalDue,
    LocalTime regionDue,
    LocalTime optionsDue,
    List<Integer> remindersBefore,
    int escalateAfter) {
  public RoundHours {
    remindersBefore = List.copyOf(remindersBefore);
  }
}
