package nl.vangnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How often and how long emergency departments asked for a diversion (CHN-02).
class DiversionRecordTest {
  private static final Instant NOW = Instant.parse("2021-02-03T12:00:00Z");
  private static final Instant BEGIN = NOW.minus(Duration.ofDays(7));

  private static Diversion report(
      long id, int site, int hoursAgo, int minutes, Diversion.Level level, @Nullable Long follows) {
    var from = NOW.minus(Duration.ofHours(hoursAgo));
    var until = from.plus(Duration.ofMinutes(minutes));
    return new Diversion(
        id,
        new SiteId(site),
        new Diversion.Ask(
            level,
            id % 2 == 0 ? Diversion.Reason.OUTFLOW : Diversion.Reason.STAFF,
            Diversion.Extent.ALL,
            "",
            until),
        new By("person:1", "x"),
        from,
        until,
        null,
        follows);
  }

  @Test
  void aProlongedDiversionCountsOnceWithItsWholeTime() {
    var reports =
        List.of(
            report(2, 9, 30, 120, Diversion.Level.DIVERSION, null),
            report(4, 9, 28, 90, Diversion.Level.DIVERSION, 2L),
            report(6, 9, 10, 45, Diversion.Level.DIVERSION, null),
            report(7, 9, 5, 30, Diversion.Level.RESTRICTED, null),
            report(8, 9, 3, 30, Diversion.Level.ANNOUNCED, null));
    var record = DiversionRecord.of(reports, BEGIN, NOW).getFirst();
    assertThat(record.times()).isEqualTo(2);
    assertThat(record.diverted()).isEqualTo(Duration.ofMinutes(255));
    assertThat(record.longest()).isEqualTo(Duration.ofMinutes(210));
    assertThat(record.restricted()).isEqualTo(Duration.ofMinutes(30));
    assertThat(record.prolonged()).isEqualTo(1);
    assertThat(record.usual()).isEqualTo(Diversion.Reason.OUTFLOW);
  }

  @Test
  void countsOnlyTheTimeInsideThePeriodAndUpToNow() {
    var reports =
        List.of(
            report(1, 4, 169, 120, Diversion.Level.DIVERSION, null),
            report(3, 4, 1, 200, Diversion.Level.DIVERSION, null));
    var record = DiversionRecord.of(reports, BEGIN, NOW).getFirst();
    assertThat(record.times()).isEqualTo(2);
    assertThat(record.diverted()).isEqualTo(Duration.ofMinutes(60 + 60));
    assertThat(record.usual()).isEqualTo(Diversion.Reason.STAFF);
  }

  @Test
  void theLongestDivertedStandsFirst() {
    var records =
        DiversionRecord.of(
            List.of(
                report(1, 5, 9, 20, Diversion.Level.DIVERSION, null),
                report(2, 6, 9, 50, Diversion.Level.DIVERSION, null),
                report(3, 7, 9, 240, Diversion.Level.RESTRICTED, null)),
            BEGIN,
            NOW);
    assertThat(records.stream().map(r -> r.site().value())).containsExactly(6L, 5L, 7L);
    assertThat(records.getLast().times()).isZero();
  }
}
