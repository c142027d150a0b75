package nl.vangnet.rounds;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import nl.vangnet.policy.RoundHours;

/// The moments of one round. Its figures may be corrected until `optionsDue`; after that they stand
/// as they are.
public record Times(
    Instant opens,
    Instant hospitalDue,
    Instant regionDue,
    Instant optionsDue,
    List<Instant> reminders,
    Instant escalate) {
  static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  public Times {
    reminders = List.copyOf(reminders);
  }

  /// The moments of a day of the calendar in Amsterdam; an hour that the change to summer time
  /// leaves out counts as the hour after it. Deadlines never precede the one before them.
  static Times on(LocalDate day, RoundHours hours) {
    var due = at(day, hours.hospitalDue());
    var regionDue = later(due, at(day, hours.regionDue()));
    return of(
        at(day, hours.opens()),
        due,
        regionDue,
        later(regionDue, at(day, hours.optionsDue())),
        hours);
  }

  /// The same clock begun at `opens`, for an exercise that starts in the middle of the day: half an
  /// hour for the hospitals, then the usual time between the deadlines.
  static Times shifted(Instant opens, LocalDate day, RoundHours hours) {
    var usual = on(day, hours);
    var due = opens.plus(Duration.ofMinutes(30));
    var regionDue = due.plus(Duration.between(usual.hospitalDue(), usual.regionDue()));
    return of(
        opens,
        due,
        regionDue,
        regionDue.plus(Duration.between(usual.regionDue(), usual.optionsDue())),
        hours);
  }

  /// The same deadlines with an earlier opening.
  Times openingAt(Instant at) {
    return new Times(at, hospitalDue, regionDue, optionsDue, reminders, escalate);
  }

  private static Times of(
      Instant opens, Instant due, Instant regionDue, Instant optionsDue, RoundHours hours) {
    return new Times(
        opens,
        due,
        regionDue,
        optionsDue,
        hours.remindersBefore().stream()
            .map(m -> due.minus(Duration.ofMinutes(m)))
            .filter(opens::isBefore)
            .sorted()
            .toList(),
        due.plus(Duration.ofMinutes(hours.escalateAfter())));
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(ZONE).toInstant();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
