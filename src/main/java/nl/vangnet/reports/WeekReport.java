package nl.vangnet.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One ISO week of the country: per group the seven days, their median and their peak. Days without
/// a counted value are estimated and say so; a median or peak that rests on an estimate says so
/// too.
public record WeekReport(Week week, List<Row> rows, List<LocalDate> counted) {
  public WeekReport {
    rows = List.copyOf(rows);
    counted = List.copyOf(counted);
  }

  /// An ISO week: 2021-W05 begins on Monday 1 February 2021.
  public record Week(int year, int number) {
    private static final Pattern CODE = Pattern.compile("(\\d{4})-[Ww](\\d{2})");

    /// The week of a day.
    public static Week of(LocalDate day) {
      return new Week(
          day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /// The week with this code; empty when there is no such week.
    public static Optional<Week> find(String code) {
      var parts = CODE.matcher(code);
      if (!parts.matches()) {
        return Optional.empty();
      }
      var week = new Week(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
      var real =
          week.year() > 0
              && week.number() > 0
              && week.number() <= 53
              && of(week.monday()).equals(week);
      return real ? Optional.of(week) : Optional.empty();
    }

    /// The first day.
    public LocalDate monday() {
      // The fourth of January is always in the first week.
      return LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY).plusWeeks(number - 1L);
    }

    /// The last day.
    public LocalDate sunday() {
      return monday().plusDays(6);
    }

    /// The week this many weeks later.
    public Week plus(int weeks) {
      return of(monday().plusWeeks(weeks));
    }

    /// The code in addresses: "2021-W05".
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%04d-W%02d", year, number);
    }
  }

  /// One group over the week. `peakDay` is null when no day has a value.
  public record Row(
      String area,
      String category,
      String cohort,
      List<DayValue> days,
      @Nullable Integer median,
      @Nullable Peak peak) {
    public Row {
      days = List.copyOf(days);
    }

    /// Whether a day of the week is an estimate.
    public boolean hasEstimate() {
      return days.stream().anyMatch(DayValue::isEstimate);
    }
  }

  /// The highest value and its day.
  public record Peak(int value, LocalDate day, boolean estimate) {}

  /// Makes the report of a week from counted days; those around the week help to fill its gaps.
  static WeekReport of(
      Week week,
      List<ReportStore.Series> groups,
      Map<ReportStore.Series, NavigableMap<LocalDate, Integer>> measured,
      List<LocalDate> counted) {
    var rows = new ArrayList<Row>();
    for (var group : groups) {
      var days =
          Estimates.fill(
              measured.getOrDefault(group, new TreeMap<>()), week.monday(), week.sunday());
      rows.add(
          new Row(group.area(), group.category(), group.cohort(), days, median(days), peak(days)));
    }
    return new WeekReport(week, rows, counted);
  }

  /// The middle of the days that have a value, rounded down between two; null when none has.
  static @Nullable Integer median(List<DayValue> days) {
    var values =
        days.stream().map(DayValue::value).filter(java.util.Objects::nonNull).sorted().toList();
    if (values.isEmpty()) {
      return null;
    }
    var middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : Integer.valueOf((values.get(middle - 1) + values.get(middle)) / 2);
  }

  /// The first day with the highest value.
  static @Nullable Peak peak(List<DayValue> days) {
    @Nullable Peak peak = null;
    for (var day : days) {
      var value = day.value();
      if (value != null && (peak == null || value > peak.value())) {
        peak = new Peak(value, day.day(), day.isEstimate());
      }
    }
    return peak;
  }

  /// The rows of one area.
  public List<Row> rowsOf(String area) {
    return rows.stream().filter(r -> r.area().equals(area)).toList();
  }
}
