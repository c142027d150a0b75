package nl.vangnet.transport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many trips a day may be expected: the mean of the same weekday in the past four weeks, or of
/// all days counted while there are fewer than two of that weekday; with the range in which four of
/// five days lie when trips come by chance (TRA-08).
public record TripForecast(LocalDate day, double expected, int least, int most) {
  private static final int WEEKS = 4;

  /// The days after the last counted one; empty when nothing was counted.
  public static List<TripForecast> of(Map<LocalDate, Integer> counted, LocalDate from, int days) {
    var found = new ArrayList<TripForecast>();
    for (var day = from; day.isBefore(from.plusDays(days)); day = day.plusDays(1)) {
      var expected = expected(counted, day);
      if (expected == null) {
        return List.of();
      }
      found.add(
          new TripForecast(
              day, expected, Chance.quantile(expected, 0.1), Chance.quantile(expected, 0.9)));
    }
    return found;
  }

  private static @Nullable Double expected(Map<LocalDate, Integer> counted, LocalDate day) {
    var same = new ArrayList<Integer>();
    for (var week = 1; week <= WEEKS + 1; week++) {
      var past = counted.get(day.minusWeeks(week));
      if (past != null && same.size() < WEEKS) {
        same.add(past);
      }
    }
    var used = same.size() >= 2 ? same : List.copyOf(counted.values());
    return used.isEmpty()
        ? null
        : used.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }
}
