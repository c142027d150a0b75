package nl.vangnet.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.policy.Weights;
import org.junit.jupiter.api.Test;

/// Estimated journeys (issue 4, point 11).
class SpeedBandsTest {
  private static final Coordinates GRONINGEN = new Coordinates(53.2217, 6.5764);
  private static final Coordinates ROTTERDAM = new Coordinates(51.9105, 4.4686);

  private final SpeedBands bands =
      SpeedBands.of(
          new Weights(
              Map.of(
                  "factor", 1.3, "to10", 35.0, "to30", 60.0, "to80", 80.0, "beyond", 95.0, "flight",
                  220.0, "train", 90.0)));

  /// A place this many kilometres north.
  private static Coordinates north(double kilometres) {
    return new Coordinates(52 + kilometres / 111.195, 5);
  }

  private Journey road(double straight) {
    return bands.journey(north(0), north(straight), Mode.ROAD);
  }

  @Test
  void aRoadIsLongerThanTheCrowFlies() {
    assertThat(road(10).kilometres()).isCloseTo(13, within(0.01));
    assertThat(bands.journey(north(0), north(10), Mode.AIR).kilometres())
        .isCloseTo(10, within(0.01));
  }

  @Test
  void theFirstKilometresAreSlow() {
    // 6.5 km, all in the first band: 6.5 / 35 h.
    assertThat(road(5).duration()).isEqualTo(Duration.ofSeconds(669));
    // 130 km: 10 at 35, 20 at 60, 50 at 80, 50 at 95.
    var expected = 10 / 35.0 + 20 / 60.0 + 50 / 80.0 + 50 / 95.0;
    assertThat(road(100).duration().toSeconds()).isCloseTo(Math.round(expected * 3600), within(2L));
  }

  @Test
  void aHelicopterFliesStraightAndATrainRidesAlong() {
    var air = bands.journey(GRONINGEN, ROTTERDAM, Mode.AIR);
    var rail = bands.journey(GRONINGEN, ROTTERDAM, Mode.RAIL);
    assertThat(air.kilometres()).isBetween(200.0, 206.0);
    assertThat(air.duration()).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(57));
    assertThat(rail.duration()).isBetween(Duration.ofMinutes(173), Duration.ofMinutes(180));
    assertThat(air.basis()).isEqualTo(Journey.Basis.ESTIMATE);
  }

  @Test
  void aLongerWayNeverTakesLess() {
    var random = new Random(41);
    for (var i = 0; i < 2_000; i++) {
      var near = random.nextDouble() * 300;
      var far = near + random.nextDouble() * 40;
      assertThat(road(far).duration()).isGreaterThanOrEqualTo(road(near).duration());
    }
  }

  @Test
  void aSpeedOfZeroInTheRulesDoesNotMakeAJourneyEndless() {
    var stopped =
        SpeedBands.of(
            new Weights(
                Map.of(
                    "factor", 0.2, "to10", 0.0, "to30", 0.0, "to80", 0.0, "beyond", 0.0, "flight",
                    0.0, "train", 0.0)));
    assertThat(stopped.journey(north(0), north(10), Mode.ROAD).duration())
        .isBetween(Duration.ofHours(9), Duration.ofHours(11));
  }

  @Test
  void aThousandJourneysTakeLessThanTwoMilliseconds() {
    var places = new ArrayList<Coordinates>();
    var random = new Random(7);
    for (var i = 0; i < 1_000; i++) {
      places.add(new Coordinates(51 + 2 * random.nextDouble(), 4 + 3 * random.nextDouble()));
    }
    var best = Long.MAX_VALUE;
    var whole = 0.0;
    for (var round = 0; round < 60; round++) {
      var begin = System.nanoTime();
      for (var place : places) {
        whole += bands.journey(ROTTERDAM, place, Mode.ROAD).kilometres();
      }
      best = Math.min(best, System.nanoTime() - begin);
    }
    assertThat(whole).isPositive();
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(2));
  }
}
