package nl.vangnet.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Missing days of the open data are estimated, said to be so, and never made from what stays away
/// (COM-13).
class GapsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

  private static OpenRow nation(int day, @Nullable Integer occupied, String status) {
    return OpenRow.of(
        FIRST.plusDays(day).toString(),
        "icu",
        occupied,
        null,
        null,
        900,
        status,
        null,
        null,
        71,
        74);
  }

  private static @Nullable Object cell(OpenRow row, String field) {
    return row.cell(Dataset.NATIONAL_DAILY.at(field));
  }

  private static List<OpenRow> weeksWithoutAWeekend() {
    var rows = new ArrayList<OpenRow>();
    for (var day = 0; day < 26; day++) {
      if (day != 19 && day != 20) {
        rows.add(nation(day, 600 + 7 * day, OpenRows.MEASURED));
      }
    }
    return rows;
  }

  @Test
  void aMissingWeekendIsFilledAndSaysThatItIsAnEstimate() {
    var filled = Gaps.fill(Dataset.NATIONAL_DAILY, weeksWithoutAWeekend());
    assertThat(filled).hasSize(26);
    var saturday = filled.get(19);
    assertThat(saturday.day()).isEqualTo(FIRST.plusDays(19));
    assertThat(cell(saturday, "status")).isEqualTo("estimate");
    var value = (Integer) java.util.Objects.requireNonNull(cell(saturday, "occupied"));
    assertThat(value).isBetween(700, 770);
    assertThat((Integer) cell(saturday, "low")).isLessThanOrEqualTo(value);
    assertThat((Integer) cell(saturday, "high")).isGreaterThanOrEqualTo(value);
    assertThat(cell(saturday, "staffed")).as("only the total is estimated").isNull();
    assertThat(filled.stream().filter(r -> "estimate".equals(cell(r, "status")))).hasSize(2);
  }

  @Test
  void measuredRowsComeThroughUntouched() {
    var published = weeksWithoutAWeekend();
    assertThat(Gaps.fill(Dataset.NATIONAL_DAILY, published)).containsAll(published);
  }

  @Test
  void whatStaysAwayIsNotReplacedByAnEstimate() {
    var rows = weeksWithoutAWeekend();
    rows.set(10, nation(10, null, OpenRows.SUPPRESSED));
    var filled = Gaps.fill(Dataset.NATIONAL_DAILY, rows);
    assertThat(cell(filled.get(10), "status")).isEqualTo("suppressed");
    assertThat(cell(filled.get(10), "occupied")).isNull();
  }

  @Test
  void howMuchWasReportedIsNeverEstimated() {
    var row = OpenRow.of(FIRST.toString(), "NL", "", "icu", 74, 71, 66);
    var later = OpenRow.of(FIRST.plusDays(3).toString(), "NL", "", "icu", 74, 70, 61);
    assertThat(Gaps.fill(Dataset.REPORTING_STATUS, List.of(row, later)))
        .containsExactly(row, later);
  }
}
