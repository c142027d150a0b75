package nl.vangnet.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.capacity.LineId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The week of comparing. CAP-04
class ValidationTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 30);

  private static OwnCount count(int back, int line, int own, @Nullable Integer measured) {
    return new OwnCount(
        TODAY.minusDays(back),
        new LineId(line),
        own,
        measured,
        "source:epd",
        "person:3",
        Instant.EPOCH);
  }

  private static List<OwnCount> days(int from, int to) {
    var counts = new ArrayList<OwnCount>();
    for (var back = from; back <= to; back++) {
      counts.add(count(back, 1, 11, 12));
      counts.add(count(back, 2, 29, 29));
    }
    return counts;
  }

  @Test
  void sevenDaysOnEndWithinOneBedAreEnough() {
    assertThat(Validation.of(days(0, 6), TODAY).isDone()).isTrue();
    assertThat(Validation.of(days(0, 5), TODAY))
        .satisfies(v -> {
          assertThat(v.inARow()).isEqualTo(6);
          assertThat(v.isDone()).isFalse();
          assertThat(v.days().getFirst().difference()).isEqualTo(1);
        });
  }

  @Test
  void beforeTodayIsCountedTheRowEndsYesterday() {
    assertThat(Validation.of(days(1, 7), TODAY).inARow()).isEqualTo(7);
    assertThat(Validation.of(days(2, 9), TODAY).inARow()).isZero();
  }

  @Test
  void aDayThatDiffersByTwoBreaksTheRow() {
    var counts = days(0, 9);
    counts.add(count(3, 3, 5, 7));
    assertThat(Validation.of(counts, TODAY).inARow()).isEqualTo(3);
  }

  @Test
  void whatWasNotMeasuredDoesNotAgree() {
    var counts = days(0, 9);
    counts.add(count(2, 3, 0, null));
    assertThat(Validation.of(counts, TODAY).inARow()).isEqualTo(2);
  }
}
