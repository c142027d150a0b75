package nl.vangnet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WaveTest {
  private static final Percentage FIFTEEN = Percentage.withPercentage(15);

  @Test
  void intensiveCareReachesTheNationalPeakInTheSecondWeekOfApril() {
    assertThat(days().map(Wave::icu).max().orElseThrow()).isCloseTo(1_424, FIFTEEN);
    assertThat(dayOfPeak(days().map(Wave::icu).toArray())).isBetween(37, 44);
  }

  @Test
  void wardsReachTheNationalPeakAroundTheFirstOfApril() {
    assertThat(days().map(Wave::ward).max().orElseThrow()).isCloseTo(3_284, FIFTEEN);
    assertThat(dayOfPeak(days().map(Wave::ward).toArray())).isBetween(28, 37);
  }

  @Test
  void followsTheNationalSeriesBeforeAndAfterThePeak() {
    // LCPS: 23 March, 17 April and 17 May 2020.
    assertThat(Wave.icu(25)).isCloseTo(573, FIFTEEN);
    assertThat(Wave.icu(50)).isCloseTo(1_235, FIFTEEN);
    assertThat(Wave.icu(80)).isCloseTo(349, FIFTEEN);
    assertThat(Wave.ward(25)).isCloseTo(2_244, FIFTEEN);
    assertThat(Wave.ward(50)).isCloseTo(2_286, FIFTEEN);
    assertThat(Wave.ward(80)).isCloseTo(919, FIFTEEN);
  }

  @Test
  void brabantLeadsAndTheNorthStaysLow() {
    assertThat(Wave.admissions("BR", 25)).isCloseTo(137, within(14.0));
    assertThat(days().map(d -> Wave.admissions("NN", d)).max().orElseThrow()).isLessThan(45);
    assertThat(Wave.admissions("BR", 20)).isGreaterThan(4 * Wave.admissions("OO", 20));
  }

  @Test
  void regionsAddUpToTheCountry() {
    var sum = Wave.REGIONS.stream().mapToDouble(r -> Wave.icu(r.region(), 33)).sum();
    assertThat(sum).isCloseTo(Wave.icu(33), within(0.001));
    assertThat(Wave.admissions("nowhere", 30)).isZero();
  }

  @Test
  void ordinaryIntensiveCareMakesRoom() {
    assertThat(Wave.otherIcu(5)).isBetween(800.0, 900.0);
    assertThat(Wave.otherIcu(50)).isCloseTo(356, FIFTEEN);
    assertThat(Wave.otherIcu(100)).isGreaterThan(Wave.otherIcu(60));
  }

  @Test
  void aNewRoundBeginsAfterTheEnd() {
    assertThat(Wave.dayOf(24 * 125)).isEqualTo(5);
    assertThat(Wave.dayOf(24 * 130.5)).isEqualTo(10.5);
    assertThat(Wave.dayOf(24 * 245)).isEqualTo(5);
  }

  private static DoubleStream days() {
    return IntStream.range(0, 120).asDoubleStream();
  }

  private static int dayOfPeak(double[] series) {
    var best = 0;
    for (int i = 0; i < series.length; i++) {
      best = series[i] > series[best] ? i : best;
    }
    return best;
  }
}
