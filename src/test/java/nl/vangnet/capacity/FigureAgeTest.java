package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Age acts, and the two truths stand side by side (CAP-18, CAP-19, CAP-21, peers' gaps 1 and 4).
class FigureAgeTest {
  private static final Instant NOON = Instant.parse("2020-04-07T12:00:00Z");
  private static final SiteId SITE = new SiteId(5);
  private static final Line LINE = new Line(new LineId(9), new UnitId(4), SITE, "icu", "covid");
  private static final Category DEFINITION =
      new Category(
          "icu",
          3,
          "IC",
          "ICU",
          "",
          "",
          Set.of(Variable.STAFFED, Variable.OCCUPIED),
          List.of(Variable.STAFFED, Variable.OCCUPIED),
          new Limits(Duration.ofMinutes(60), Duration.ofMinutes(240)),
          new Limits(Duration.ofHours(26), Duration.ofHours(50)),
          1,
          Instant.EPOCH,
          "test");

  private static Measured measured(int value, Method method, int minutesAgo) {
    var at = NOON.minus(Duration.ofMinutes(minutesAgo));
    return new Measured(value, null, method, "source:ehr", at, at, at, 3, null);
  }

  private static SitePicture picture(
      Map<Variable, Measured> measured,
      Map<Variable, List<Correction>> corrections,
      @Nullable Instant heard) {
    var facts =
        new SiteFacts(SITE, List.of(new SiteFacts.LineFacts(LINE, measured, corrections, null)), 0);
    return facts.at(NOON, source -> heard, code -> DEFINITION);
  }

  private static String show(Figure figure) {
    var measured = figure.measured();
    return figure.used()
        + " = "
        + (measured == null ? "?" : measured.value())
        + (figure.corrected() == 0 ? "" : " " + figure.corrected())
        + ", "
        + figure.age();
  }

  @Test
  void agesAgainstTheLimitsOfItsDefinition() {
    var limits = DEFINITION.counted();
    assertThat(limits.ageOf(NOON.minus(Duration.ofMinutes(60)), NOON)).isEqualTo(Age.FRESH);
    assertThat(limits.ageOf(NOON.minus(Duration.ofMinutes(61)), NOON)).isEqualTo(Age.AGEING);
    assertThat(limits.ageOf(NOON.minus(Duration.ofMinutes(241)), NOON)).isEqualTo(Age.STALE);
    assertThatThrownBy(() -> new Limits(Duration.ofHours(3), Duration.ofHours(2)))
        .hasMessageContaining("shorter than stale limit");
  }

  @Test
  void aCorrectionLiesOnTopAndFallsAwayAtItsMoment() {
    var correction =
        new Correction(
            1,
            LINE.id(),
            Variable.OCCUPIED,
            -3,
            "moved on paper only",
            "person:2",
            NOON.minusSeconds(600),
            NOON.plusSeconds(1));
    var measured = Map.of(Variable.OCCUPIED, measured(17, Method.REPORTED, 5));
    var facts =
        new SiteFacts(
            SITE,
            List.of(
                new SiteFacts.LineFacts(
                    LINE, measured, Map.of(Variable.OCCUPIED, List.of(correction)), null)),
            0);
    assertThat(occupied(facts.at(NOON, s -> null, c -> DEFINITION))).isEqualTo("14 = 17 -3, FRESH");
    assertThat(occupied(facts.at(NOON.plusSeconds(1), s -> null, c -> DEFINITION)))
        .isEqualTo("17 = 17, FRESH");
  }

  private static String occupied(SitePicture picture) {
    return show(picture.lines().getFirst().figure(Variable.OCCUPIED));
  }

  @Test
  void aCensusHoldsAsLongAsItsSourceIsHeard() {
    var old = Map.of(Variable.OCCUPIED, measured(11, Method.CENSUS, 700));
    assertThat(occupied(picture(old, Map.of(), null))).isEqualTo("11 = 11, STALE");
    assertThat(occupied(picture(old, Map.of(), NOON.minusSeconds(90)))).isEqualTo("11 = 11, FRESH");
  }

  @Test
  void aReportedFigureDoesNotGetYoungerBecauseItsSourceIsHeard() {
    var old = Map.of(Variable.OCCUPIED, measured(11, Method.REPORTED, 700));
    assertThat(occupied(picture(old, Map.of(), NOON))).isEqualTo("11 = 11, STALE");
  }

  @Test
  void staffedBedsAgeByTheStandingLimits() {
    var figures =
        picture(Map.of(Variable.STAFFED, measured(20, Method.REPORTED, 700)), Map.of(), null);
    assertThat(show(figures.lines().getFirst().figure(Variable.STAFFED)))
        .isEqualTo("20 = 20, FRESH");
  }

  @Test
  void aTotalKeepsStaleFiguresOutAndSaysHowMuchIsFresh() {
    var total =
        Total.of(
            List.of(
                figure(7, Age.FRESH),
                figure(11, Age.AGEING),
                figure(13, Age.STALE),
                Figure.unreported(Variable.OCCUPIED)));
    assertThat(total).isEqualTo(new Total(18, 13, 1, 1, 1, 1));
    assertThat(total.isComplete()).isFalse();
  }

  @Test
  void aTotalOfNothingKnownIsUnknownAndNotZero() {
    assertThat(Total.of(List.of(Figure.unreported(Variable.OCCUPIED))).value()).isNull();
    assertThat(Total.of(List.of(figure(13, Age.STALE)))).isEqualTo(new Total(null, 13, 0, 0, 1, 0));
  }

  private static Figure figure(int value, Age age) {
    return new Figure(
        Variable.OCCUPIED, measured(value, Method.REPORTED, 0), List.of(), value, age);
  }
}
