package nl.vangnet.rounds;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import nl.vangnet.policy.Holidays;
import nl.vangnet.policy.RoundDays;
import nl.vangnet.policy.RoundHours;
import org.jspecify.annotations.Nullable;

/// When a data request runs; whatever is null follows the rule in force.
public record Schedule(
    @Nullable LocalTime opens,
    @Nullable LocalTime hospitalDue,
    @Nullable LocalTime regionDue,
    @Nullable LocalTime optionsDue,
    @Nullable List<Integer> remindersBefore,
    @Nullable RoundDays days) {
  /// A schedule that follows the rules in everything.
  public static final Schedule BY_RULE = new Schedule(null, null, null, null, null, null);

  public Schedule {
    remindersBefore = remindersBefore == null ? null : List.copyOf(remindersBefore);
  }

  /// The clock that holds, with the rules filled in.
  public RoundHours hours(RoundHours rule) {
    return new RoundHours(
        opens == null ? rule.opens() : opens,
        hospitalDue == null ? rule.hospitalDue() : hospitalDue,
        regionDue == null ? rule.regionDue() : regionDue,
        optionsDue == null ? rule.optionsDue() : optionsDue,
        remindersBefore == null ? rule.remindersBefore() : remindersBefore,
        rule.escalateAfter());
  }

  /// Whether a round is held on this day.
  public boolean includes(LocalDate day, RoundDays rule, Holidays holidays) {
    return (days == null ? rule : days).includes(day, holidays);
  }

  /// Whether the moments that are named here stand in the order of the day.
  boolean isOrdered(RoundHours rule) {
    var hours = hours(rule);
    return hours.opens().isBefore(hours.hospitalDue())
        && !hours.regionDue().isBefore(hours.hospitalDue())
        && !hours.optionsDue().isBefore(hours.regionDue());
  }
}
