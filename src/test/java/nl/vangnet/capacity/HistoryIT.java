package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The past as series: gaps stay gaps (CAP-11).
class HistoryIT {
  final MovableClock clock = new MovableClock(CapacityFixture.START);
  CapacityFixture room;
  Site umcg;

  @BeforeEach
  void open() {
    room = new CapacityFixture(TestDatabase.fresh(), clock);
    umcg = room.site("UMCG");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void showsGapsAsUnknownAndNeverAsZero() {
    var start = clock.instant();
    give("IC", 17, null);
    clock.move(Duration.ofHours(2));
    give("IC", null, "system down");
    clock.move(Duration.ofHours(2));
    give("IC", 9, null);
    assertThat(series(start.minus(Duration.ofHours(1)), start.plus(Duration.ofHours(5))))
        .isEqualTo("? 17 17 ? ? 9 9");
  }

  @Test
  void sumsTheLinesThatReportAndTellsHowManyDidNot() {
    var start = clock.instant();
    give("IC", 17, null);
    give("IC2", 5, null);
    room.record(room.figure(umcg, "IC3", "icu", Variable.STAFFED, 31));
    clock.move(Duration.ofHours(1));
    give("IC2", null, "system down");
    var points = points(start, clock.instant());
    assertThat(points).extracting(p -> p.total().value()).containsExactly(22, 17);
    assertThat(points.getLast().total().unknown()).isEqualTo(1);
    assertThat(points.getLast().total().figures()).isEqualTo(2);
  }

  @Test
  void staleValuesAreKeptOutOfTheSum() {
    var start = clock.instant();
    give("IC", 17, null);
    var later = points(start, start.plus(Duration.ofHours(30))).getLast().total();
    assertThat(later.value()).isNull();
    assertThat(later.staleValue()).isEqualTo(17);
  }

  @Test
  void findsItsValuesAlsoFromAMomentFinerThanTheDatabaseKeeps() {
    give("IC", 17, null);
    var odd = clock.instant().plusNanos(123_456_789);
    clock.move(Duration.ofHours(2));
    assertThat(series(odd, odd.plus(Duration.ofHours(2)))).isEqualTo("17 17 17");
  }

  @Test
  void readsBackEveryEntryOfADay() {
    give("IC", 17, null);
    clock.move(Duration.ofHours(2));
    give("IC", null, "system down");
    clock.move(Duration.ofDays(1));
    var line = give("IC", 9, null);
    var day = LocalDate.of(2021, 2, 3);
    assertThat(room.history.entries(umcg.id(), day, day))
        .extracting(e -> e.measured().value())
        .containsExactly(17, null);
    assertThat(room.history.recent(line, 2))
        .extracting(e -> e.measured().value())
        .containsExactly(9, null);
  }

  private LineId give(String unit, @Nullable Integer value, @Nullable String unknown) {
    return room.lineOf(
        room.record(
            new Reported(
                umcg.id(),
                unit,
                "icu",
                "covid",
                Variable.OCCUPIED,
                value,
                unknown,
                clock.instant(),
                null)));
  }

  private List<History.Point> points(Instant from, Instant to) {
    return room.history.series(
        List.of(umcg.id()), l -> true, Variable.OCCUPIED, from, to, Duration.ofHours(1));
  }

  private String series(Instant from, Instant to) {
    return points(from, to).stream()
        .map(p -> p.total().value() == null ? "?" : p.total().value().toString())
        .collect(Collectors.joining(" "));
  }
}
