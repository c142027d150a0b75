package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How many trips a day may be expected, counted by hand (TRA-08). The fifth of November 2026 is a
/// Thursday.
class TripForecastTest {
  private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 5);

  @Test
  void aDayIsExpectedAsTheSameDayOfTheWeeksBefore() {
    var counted =
        Map.of(
            THURSDAY.minusWeeks(1), 3,
            THURSDAY.minusWeeks(2), 8,
            THURSDAY.minusWeeks(3), 11,
            THURSDAY.minusWeeks(4), 5,
            THURSDAY.minusWeeks(5), 100,
            THURSDAY.minusDays(1), 40);
    // (3 + 8 + 11 + 5) / 4; four of five days lie between 4 and 10 when 6.75 are expected
    assertThat(TripForecast.of(counted, THURSDAY, 1))
        .containsExactly(new TripForecast(THURSDAY, 6.75, 4, 10));
  }

  @Test
  void aWeekThatWasNotCountedIsNoZeroAndAnOlderOneTakesItsPlace() {
    var counted =
        Map.of(
            THURSDAY.minusWeeks(1), 3,
            THURSDAY.minusWeeks(3), 11,
            THURSDAY.minusWeeks(4), 5,
            THURSDAY.minusWeeks(5), 17,
            THURSDAY.minusWeeks(6), 100);
    assertThat(TripForecast.of(counted, THURSDAY, 1))
        .containsExactly(new TripForecast(THURSDAY, 9, 5, 13));
  }

  @Test
  void withOneSuchDayOnlyAllDaysCount() {
    var counted = new HashMap<LocalDate, Integer>();
    counted.put(THURSDAY.minusWeeks(1), 12);
    counted.put(THURSDAY.minusDays(1), 2);
    counted.put(THURSDAY.minusDays(2), 7);
    assertThat(TripForecast.of(counted, THURSDAY, 3))
        .extracting(TripForecast::day, TripForecast::expected)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(THURSDAY, 7.0),
            org.assertj.core.groups.Tuple.tuple(THURSDAY.plusDays(1), 7.0),
            org.assertj.core.groups.Tuple.tuple(THURSDAY.plusDays(2), 7.0));
    assertThat(TripForecast.of(counted, THURSDAY, 1).getFirst().least()).isEqualTo(4);
  }

  @Test
  void withNothingCountedNothingIsExpectedRatherThanZero() {
    assertThat(TripForecast.of(Map.of(), THURSDAY, 7)).isEmpty();
  }
}
