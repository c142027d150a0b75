package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.travel.Journey;
import org.junit.jupiter.api.Test;

/// What hubs do to the ways, on one road with five hospitals at 0, 7, 19, 46 and 90 kilometres
/// (TRA-05, TRA-08). Driving east takes two minutes per kilometre, driving west three.
class HubWhatIfTest {
  private static final Coordinates A = at(0);
  private static final Coordinates B = at(7);
  private static final Coordinates C = at(19);
  private static final Coordinates D = at(46);
  private static final Coordinates E = at(90);

  private static Coordinates at(int kilometre) {
    return new Coordinates(52, 4 + kilometre / 100.0);
  }

  private static Journey drive(Coordinates from, Coordinates to) {
    var kilometres = Math.round((to.longitude() - from.longitude()) * 100);
    return new Journey(
        Math.abs(kilometres),
        Duration.ofMinutes(kilometres > 0 ? 2 * kilometres : -3 * kilometres),
        Journey.Basis.ESTIMATE);
  }

  @Test
  void withoutHubsAPatientGoesToOneOfTheThreeNearest() {
    var ways = HubWhatIf.of(List.of(A, B, C, D, E), List.of(), HubWhatIfTest::drive);
    // A: 7 19 46; B: 7 12 39; C: 12 19 27 (by time 54, 57, 36); D: 27 39 44; E: 44 71 83
    assertThat(ways.spread().kilometres())
        .isCloseTo((72 + 58 + 58 + 110 + 198) / 15.0, within(1e-9));
    // A 144; B 21 + 24 + 78; C 36 + 57 + 54; D 81 + 117 + 88; E 132 + 213 + 249
    assertThat(ways.spread().minutes())
        .isCloseTo((144 + 123 + 147 + 286 + 594) / 15.0, within(1e-9));
    assertThat(ways.spread().moving()).isEqualTo(1);
    assertThat(ways.hubs()).isEqualTo(new HubWhatIf.Way(0, 0, 0));
  }

  @Test
  void withHubsAPatientGoesToTheNearestAndThoseOfAHubStay() {
    var ways = HubWhatIf.of(List.of(A, B, C, D, E), List.of(B, D), HubWhatIfTest::drive);
    // A to B 7 km in 14; C to B 12 km in 36, to D 27 km in 54; E to D 44 km in 132
    assertThat(ways.hubs().kilometres()).isCloseTo((7 + 12 + 44) / 3.0, within(1e-9));
    assertThat(ways.hubs().minutes()).isCloseTo((14 + 36 + 132) / 3.0, within(1e-9));
    assertThat(ways.hubs().moving()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void nearestIsByTimeNotByDistance() {
    var middle = at(30);
    var ways = HubWhatIf.of(List.of(middle, B, at(60)), List.of(B, at(60)), HubWhatIfTest::drive);
    // 23 km west takes 69 minutes, 30 km east takes 60
    assertThat(ways.hubs()).isEqualTo(new HubWhatIf.Way(60, 30, 1 / 3.0));
  }

  @Test
  void oneHospitalHasNoWayAtAll() {
    var ways = HubWhatIf.of(List.of(A), List.of(A), HubWhatIfTest::drive);
    assertThat(ways.spread()).isEqualTo(new HubWhatIf.Way(0, 0, 0));
    assertThat(ways.hubs()).isEqualTo(new HubWhatIf.Way(0, 0, 0));
  }
}
