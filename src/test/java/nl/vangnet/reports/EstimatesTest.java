package nl.vangnet.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import nl.vangnet.testing.SharedData;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

/// Estimates for days without a count: labelled, within bounds, and measured against real weekends.
/// The numbers of the real series stand in `docs/estimates.md`.
class EstimatesTest {
  private static final LocalDate MONDAY = LocalDate.of(2021, 2, 1);

  private static NavigableMap<LocalDate, Integer> series(int... values) {
    var map = new TreeMap<LocalDate, Integer>();
    for (var i = 0; i < values.length; i++) {
      if (values[i] >= 0) {
        map.put(MONDAY.plusDays(i), values[i]);
      }
    }
    return map;
  }

  private static List<DayValue> week(NavigableMap<LocalDate, Integer> series) {
    return Estimates.fill(series, MONDAY, MONDAY.plusDays(7));
  }

  @Test
  void aCountedDayStaysAsItIsAndAGapLiesOnTheLineBetweenItsNeighbours() {
    var days = week(series(100, 104, 103, 106, 110, -1, -1, 125));
    assertThat(days.subList(0, 5))
        .allSatisfy(d -> {
          assertThat(d.status()).isEqualTo(DayValue.Status.MEASURED);
          assertThat(d.low()).isNull();
        });
    assertThat(days.get(5))
        .satisfies(d -> {
          assertThat(d.status()).isEqualTo(DayValue.Status.ESTIMATE);
          assertThat(d.value()).isEqualTo(115);
          assertThat(d.low()).isLessThan(115);
          assertThat(d.high()).isGreaterThan(115);
        });
    assertThat(days.get(6).value()).isEqualTo(120);
    assertThat(days.get(7)).isEqualTo(DayValue.measured(MONDAY.plusDays(7), 125));
  }

  @Test
  void aLongGapAndTheTimeBeforeTheFirstCountStayEmpty() {
    assertThat(week(series(100, -1, -1, -1, -1, -1, -1, -1)).subList(3, 8))
        .allSatisfy(d -> {
          assertThat(d.status()).isEqualTo(DayValue.Status.MISSING);
          assertThat(d.value()).isNull();
        });
    assertThat(week(series(100, -1, -1, -1, -1, -1, -1, -1)).subList(1, 3))
        .as("two days past the last count are filled")
        .allMatch(DayValue::isEstimate);
    assertThat(week(series(-1, -1, 100, 101, 102, 103, 104, 105)).subList(0, 2))
        .allMatch(d -> d.status() == DayValue.Status.MISSING);
    var eight = series(100, -1, -1, -1, -1, -1, -1, -1);
    eight.put(MONDAY.plusDays(8), 140);
    assertThat(Estimates.fill(eight, MONDAY.plusDays(1), MONDAY.plusDays(7)))
        .as("seven days in a row are not filled")
        .allMatch(d -> d.status() == DayValue.Status.MISSING);
  }

  @Test
  void aWeekdayThatUsuallyLiesLowerIsEstimatedLower() {
    var measured = new TreeMap<LocalDate, Integer>();
    for (var d = MONDAY.minusDays(49); d.isBefore(MONDAY.plusDays(8)); d = d.plusDays(1)) {
      measured.put(d, d.getDayOfWeek() == DayOfWeek.SUNDAY ? 90 : 100);
    }
    measured.remove(MONDAY.plusDays(6));
    assertThat(week(measured).get(6))
        .satisfies(d -> {
          assertThat(d.isEstimate()).isTrue();
          assertThat(d.value()).isEqualTo(90);
        });
  }

  @Test
  void anEstimateIsNeverBelowNoughtAndHelpsItselfToNoLaterDays() {
    assertThat(week(series(3, 1, -1, 0, 0, 0, 0, 0)).get(2))
        .satisfies(d -> assertThat(d.low()).isNotNegative());
    var measured = series(100, 104, 103, -1, -1, -1, -1, -1);
    var before = week(measured).get(3);
    measured.put(MONDAY.plusDays(30), 400);
    assertThat(week(measured).get(3).value())
        .as("a count a month later changes nothing in between")
        .isIn(before.value(), null);
    assertThat(measured).as("the counted days themselves are untouched").hasSize(4);
  }

  /// Hides weekends of the real national occupancy and estimates them back: all of them, as the
  /// rhythm was from 2022 on, and one in four, as when a delivery is missed.
  @Test
  void realWeekendsAreEstimatedWithinAFewPercent() throws IOException {
    var file = SharedData.file("nl/lcps-national.csv");
    for (var column : List.of("ic_beds_occupied_covid", "ward_beds_occupied_covid")) {
      var truth = read(file, column);
      assertEstimates(column + ", all weekends hidden", truth, 1, 0.04);
      assertEstimates(column + ", one weekend in four hidden", truth, 4, 0.03);
    }
  }

  private static void assertEstimates(
      String what, NavigableMap<LocalDate, Integer> truth, int oneIn, double mostMedian) {
    var known = new TreeMap<>(truth);
    known
        .keySet()
        .removeIf(d ->
            d.getDayOfWeek().getValue() > 5
                && d.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR) % oneIn == 0);
    var errors = new ArrayList<Double>();
    var inside = 0;
    for (var day : Estimates.fill(known, LocalDate.of(2020, 9, 1), LocalDate.of(2021, 6, 27))) {
      var real = truth.get(day.day());
      var value = day.value();
      var low = day.low();
      var high = day.high();
      if (day.isEstimate() && real != null && value != null && low != null && high != null) {
        errors.add(Math.abs(value - real) / (double) real);
        inside += real >= low && real <= high ? 1 : 0;
      }
    }
    errors.sort(Double::compare);
    var median = Estimates.quantile(errors, 0.5);
    var worst = Estimates.quantile(errors, 0.95);
    var share = inside / (double) errors.size();
    System.out.println(
        "weekend estimates, %s: %d days, median error %.1f %%, 95th %.1f %%, in the band %.0f %%"
            .formatted(what, errors.size(), median * 100, worst * 100, share * 100));
    assertThat(errors).hasSizeGreaterThan(15);
    assertThat(median).isLessThan(mostMedian);
    assertThat(worst).isLessThan(0.10);
    assertThat(share).isGreaterThan(0.85);
  }

  private static NavigableMap<LocalDate, Integer> read(java.nio.file.Path file, String column)
      throws IOException {
    var found = new TreeMap<LocalDate, Integer>();
    try (var rows =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      for (var row : rows) {
        var text = row.get(column);
        if (!text.isBlank()) {
          found.put(LocalDate.parse(row.get(0)), (int) Double.parseDouble(text));
        }
      }
    }
    return found;
  }
}
