package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// How many crews and vehicles a number of transfers asks, counted by hand (TRA-04).
class CapacityNeedTest {
  private static CapacityNeed.Ask ask(double usable, double duties) {
    return new CapacityNeed.Ask(10, 0.3, 50, 62, 85, 0.4, 540, usable, duties);
  }

  @Test
  void tripsTimesTheRoundTripOverWhatACrewCanGive() {
    var need = CapacityNeed.of(ask(0.7, 1.5));
    // 10 there and 3 back; 85 + 50 x 1.4; 13 x 62 x 1.4
    assertThat(need.trips()).isCloseTo(13, within(1e-9));
    assertThat(need.tripMinutes()).isCloseTo(155, within(1e-9));
    assertThat(need.kilometres()).isCloseTo(1128.4, within(1e-9));
    // of twenty days with 13 trips expected, nineteen have at most 19
    assertThat(need.busyDay()).isEqualTo(19);
    // 19 x 155 / (540 x 0.7) = 7.79, and 8 / 1.5 = 5.33
    assertThat(need.crews()).isEqualTo(8);
    assertThat(need.vehicles()).isEqualTo(6);
  }

  @Test
  void aBusyDayAsksMoreThanAMeanOne() {
    var need = CapacityNeed.of(ask(0.7, 1.5));
    assertThat(need.crews()).isGreaterThan((int) Math.ceil(need.trips() * 155 / (540 * 0.7)));
  }

  @Test
  void whoGivesNoTimeCountsForNothingAndNeverDividesByZero() {
    assertThat(CapacityNeed.of(ask(0, 1.5)).crews()).isZero();
    var oneEach = CapacityNeed.of(ask(0.7, 0));
    assertThat(oneEach.vehicles()).isEqualTo(oneEach.crews()).isEqualTo(8);
  }

  @Test
  void noTransfersAskNobody() {
    var none = CapacityNeed.of(new CapacityNeed.Ask(0, 0.3, 50, 62, 85, 0.4, 540, 0.7, 1.5));
    assertThat(none).isEqualTo(new CapacityNeed(0, 0, 155, 0, 0, 0));
  }
}
