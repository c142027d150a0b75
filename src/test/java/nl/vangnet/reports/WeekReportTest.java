package nl.vangnet.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeekReportTest {
  @Test
  void aWeekIsThatOfTheCalendarAlsoAroundNewYear() {
    assertThat(WeekReport.Week.of(LocalDate.of(2021, 1, 3)).toString()).isEqualTo("2020-W53");
    assertThat(WeekReport.Week.of(LocalDate.of(2021, 1, 4)).toString()).isEqualTo("2021-W01");
    assertThat(WeekReport.Week.of(LocalDate.of(2024, 12, 30)).toString()).isEqualTo("2025-W01");
    assertThat(WeekReport.Week.find("2020-W53"))
        .map(WeekReport.Week::monday)
        .contains(LocalDate.of(2020, 12, 28));
    assertThat(WeekReport.Week.find("2021-W53")).as("2021 has 52 weeks").isEmpty();
    for (var no : List.of("2021-W00", "2021-W54", "2021W05", "0000-W01", "2021-W5", "x")) {
      assertThat(WeekReport.Week.find(no)).as(no).isEmpty();
    }
    assertThat(WeekReport.Week.find("2020-W53").orElseThrow().plus(1).toString())
        .isEqualTo("2021-W01");
  }

  @Test
  void aMedianAndAPeakOfAWeekSayWhenTheyRestOnAnEstimate() {
    var week = WeekReport.Week.of(LocalDate.of(2021, 2, 3));
    var measured = new TreeMap<LocalDate, Integer>();
    for (var i = 0; i < 5; i++) {
      measured.put(week.monday().plusDays(i), 600 + 7 * i);
    }
    measured.put(week.monday().plusDays(7), 700);
    var series = new ReportStore.Series("", "icu", "");
    var report =
        WeekReport.of(
            week, List.of(series), Map.of(series, measured), List.copyOf(measured.keySet()));
    var row = report.rows().getFirst();
    assertThat(row.hasEstimate()).isTrue();
    assertThat(row.days().get(6).status()).isEqualTo(DayValue.Status.ESTIMATE);
    assertThat(row.peak())
        .satisfies(p -> {
          assertThat(p.estimate()).isTrue();
          assertThat(p.day()).isEqualTo(week.sunday());
        });
    assertThat(row.median()).isEqualTo(621);
    assertThat(WeekReport.median(List.of(DayValue.missing(week.monday())))).isNull();
    assertThat(WeekReport.peak(List.of(DayValue.missing(week.monday())))).isNull();
  }
}
