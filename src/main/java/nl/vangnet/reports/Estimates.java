package nl.vangnet.reports;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fills missing days of a series with estimates (B10): the straight line between the counted days
/// before and after, moved by what this weekday usually lies off that line, with a band from the
/// errors that the same step made before. Pure; what it answers is marked as an estimate and goes
/// into no record of measured values. The method and its error stand in `docs/estimates.md`.
public final class Estimates {
  /// The longest gap that is filled between two counted days.
  static final int LONGEST_GAP = 6;

  /// How many days past the last counted day are filled.
  static final int LONGEST_TAIL = 2;

  private static final int LOOKS_BACK = 56;
  private static final int ENOUGH_SAME_WEEKDAY = 3;
  private static final int ENOUGH_ERRORS = 8;
  private static final double WITHOUT_PAST = 0.10;
  private static final double WEEKDAY_UNKNOWN = 1.6;

  private Estimates() {}

  /// The days from `from` to `to` (included): counted as they are, filled where the gap allows.
  public static List<DayValue> fill(
      NavigableMap<LocalDate, Integer> measured, LocalDate from, LocalDate to) {
    var days = new ArrayList<DayValue>();
    for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
      var value = measured.get(day);
      days.add(value == null ? estimate(measured, day) : DayValue.measured(day, value));
    }
    return days;
  }

  private static DayValue estimate(NavigableMap<LocalDate, Integer> measured, LocalDate day) {
    var before = measured.lowerKey(day);
    var after = measured.higherKey(day);
    if (before == null) {
      return DayValue.missing(day);
    }
    var back = (int) ChronoUnit.DAYS.between(before, day);
    if (after == null) {
      return back > LONGEST_TAIL ? DayValue.missing(day) : make(measured, day, back, 0);
    }
    var ahead = (int) ChronoUnit.DAYS.between(day, after);
    return back + ahead - 1 > LONGEST_GAP
        ? DayValue.missing(day)
        : make(measured, day, back, ahead);
  }

  private static DayValue make(
      NavigableMap<LocalDate, Integer> measured, LocalDate day, int back, int ahead) {
    var base = line(measured, day, back, ahead);
    if (base == null) {
      return DayValue.missing(day);
    }
    var past = past(measured, day, back, ahead);
    var usual = usual(past, day);
    var value = Math.max(0, base * (1 + usual));
    var band = band(past, usual, day) * Math.max(1, base);
    var rounded = (int) Math.round(value);
    return new DayValue(
        day,
        rounded,
        Math.max(0, Math.min(rounded, (int) Math.floor(value - band))),
        Math.max(rounded, (int) Math.ceil(value + band)),
        DayValue.Status.ESTIMATE);
  }

  /// The straight line between the days around; without a day after, the day before holds.
  private static @Nullable Double line(
      NavigableMap<LocalDate, Integer> measured, LocalDate day, int back, int ahead) {
    var before = measured.get(day.minusDays(back));
    if (before == null) {
      return null;
    }
    if (ahead == 0) {
      return (double) before;
    }
    var after = measured.get(day.plusDays(ahead));
    return after == null ? null : before + (after - before) * (back / (double) (back + ahead));
  }

  /// How far counted days lay off the line of the same step, as a share of it.
  private static NavigableMap<LocalDate, Double> past(
      NavigableMap<LocalDate, Integer> measured, LocalDate day, int back, int ahead) {
    var known = measured.subMap(day.minusDays(LOOKS_BACK), true, day.plusDays(ahead), true);
    var off = new TreeMap<LocalDate, Double>();
    for (var one : known.entrySet()) {
      if (ahead == 0 || !one.getKey().plusDays(ahead).isAfter(day.plusDays(ahead))) {
        var base = line(known, one.getKey(), back, ahead);
        if (base != null) {
          off.put(one.getKey(), (one.getValue() - base) / Math.max(1, base));
        }
      }
    }
    return off;
  }

  private static double usual(NavigableMap<LocalDate, Double> past, LocalDate day) {
    var same =
        past.entrySet().stream()
            .filter(e -> e.getKey().getDayOfWeek() == day.getDayOfWeek())
            .map(java.util.Map.Entry::getValue)
            .sorted()
            .toList();
    return same.size() < ENOUGH_SAME_WEEKDAY ? 0 : quantile(same, 0.5);
  }

  private static double band(NavigableMap<LocalDate, Double> past, double usual, LocalDate day) {
    var same =
        past.entrySet().stream()
            .filter(e -> e.getKey().getDayOfWeek() == day.getDayOfWeek())
            .map(e -> Math.abs(e.getValue() - usual))
            .sorted()
            .toList();
    var all = past.values().stream().map(Math::abs).sorted().toList();
    var errors = same.size() >= ENOUGH_ERRORS ? same : all;
    if (errors.size() < ENOUGH_ERRORS) {
      return Math.max(WITHOUT_PAST, errors.isEmpty() ? 0 : errors.getLast());
    }
    // Where this weekday was never counted, how it differs from the others is not known either.
    return quantile(errors, 0.9) * (same.size() < ENOUGH_SAME_WEEKDAY ? WEEKDAY_UNKNOWN : 1);
  }

  /// The value below which this share of the sorted values lies, between neighbours by the line.
  static double quantile(List<Double> sorted, double share) {
    var at = share * (sorted.size() - 1);
    var low = (int) Math.floor(at);
    var high = Math.min(sorted.size() - 1, low + 1);
    return sorted.get(low) + (sorted.get(high) - sorted.get(low)) * (at - low);
  }
}
