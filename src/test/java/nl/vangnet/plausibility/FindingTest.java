package nl.vangnet.plausibility;

import static nl.vangnet.plausibility.Finding.Kind.CORRECTED;
import static nl.vangnet.plausibility.Finding.Kind.EXPLAINED;
import static nl.vangnet.plausibility.Finding.Kind.FALSE_ALARM;
import static nl.vangnet.plausibility.Finding.Kind.GONE;
import static nl.vangnet.plausibility.Finding.Kind.RAISED;
import static nl.vangnet.plausibility.Finding.Kind.REOPENED;
import static nl.vangnet.plausibility.Finding.Kind.SEEN;
import static nl.vangnet.plausibility.Finding.Kind.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.FindingTimes;
import org.junit.jupiter.api.Test;

/// How a finding comes, is judged, goes and comes back (CAP-23).
class FindingTest {
  private static final Instant T = Instant.parse("2021-02-03T10:00:00Z");
  private static final By CLOCK = new By("system", "Vangnet");
  private static final By NURSE = new By("person:31", "Bed desk");
  private static final Suspicion.Subject SUBJECT =
      new Suspicion.Subject(Check.OCCUPIED_ABOVE_STAFFED, new LineId(7), Variable.OCCUPIED);

  private static Instant at(int minutes) {
    return T.plus(Duration.ofMinutes(minutes));
  }

  private static Suspicion excess(int occupied, int staffed, int minutes) {
    return Suspicion.of(
        Check.OCCUPIED_ABOVE_STAFFED,
        new LineId(7),
        Variable.OCCUPIED,
        T,
        occupied - staffed,
        occupied,
        staffed,
        minutes);
  }

  private static Verdict doubt(int occupied, int staffed, int minutes) {
    return new Verdict.Doubt(excess(occupied, staffed, minutes));
  }

  private static final Verdict FINE = new Verdict.Fine(SUBJECT);
  private static final Verdict UNKNOWN = new Verdict.Unknown(SUBJECT);

  private static Finding raised() {
    return new Finding(
        1,
        new SiteId(4),
        SUBJECT,
        List.of(new Finding.Event(RAISED, at(0), CLOCK, "", excess(19, 17, 31))));
  }

  private static Finding then(Finding finding, Finding.Kind kind, int minutes) {
    return finding.with(
        new Finding.Event(
            kind,
            at(minutes),
            kind == EXPLAINED || kind == CORRECTED || kind == FALSE_ALARM ? NURSE : CLOCK,
            "",
            kind == SEEN || kind == REOPENED ? excess(22, 17, minutes) : null));
  }

  @Test
  void anOpenFindingGoesWhenTheDoubtGoesAndComesBackWithIt() {
    var finding = raised();
    assertThat(finding.next(FINE, at(5))).isEqualTo(GONE);
    var gone = then(finding, GONE, 5);
    assertThat(gone.state()).isEqualTo(Finding.State.GONE);
    assertThat(gone.next(FINE, at(6))).isNull();
    assertThat(gone.next(doubt(20, 17, 40), at(90))).isEqualTo(REOPENED);
    var back = then(gone, REOPENED, 90);
    assertThat(back.isOpen()).isTrue();
    assertThat(back.openedAt()).isEqualTo(at(90));
    assertThat(back.times()).isEqualTo(2);
  }

  @Test
  void whatCannotBeToldChangesNothing() {
    assertThat(raised().next(UNKNOWN, at(500))).isNull();
    assertThat(then(raised(), EXPLAINED, 3).next(UNKNOWN, at(500))).isNull();
    assertThat(then(raised(), GONE, 3).next(UNKNOWN, at(500))).isNull();
  }

  @Test
  void newNumbersAreWrittenAtMostOnceAnHourUnlessItGrowsWorse() {
    assertThat(raised().next(doubt(19, 17, 31), at(200))).isNull();
    assertThat(raised().next(doubt(19, 17, 36), at(5))).isNull();
    assertThat(raised().next(doubt(19, 17, 96), at(65))).isEqualTo(SEEN);
    assertThat(raised().next(doubt(21, 17, 36), at(5))).isEqualTo(SEEN);
    assertThat(then(raised(), SEEN, 65).suspicion().numbers()).containsEntry("occupied", 22L);
  }

  @Test
  void anExplanationHoldsWhileTheDoubtStaysAndEndsWhenItWentAwayAndReturns() {
    var explained = then(raised(), EXPLAINED, 10);
    assertThat(explained.state()).isEqualTo(Finding.State.EXPLAINED);
    assertThat(explained.judgement()).isNotNull();
    assertThat(explained.next(doubt(19, 17, 700), at(700))).isNull();
    assertThat(explained.next(FINE, at(800))).isEqualTo(SETTLED);
    var settled = then(explained, SETTLED, 800);
    assertThat(settled.state()).isEqualTo(Finding.State.EXPLAINED);
    assertThat(settled.next(FINE, at(801))).isNull();
    assertThat(settled.next(doubt(19, 17, 31), at(900))).isEqualTo(REOPENED);
  }

  @Test
  void aDoubtThatGrowsMuchWorseThanWhatWasExplainedOpensAgain() {
    var explained = then(raised(), FALSE_ALARM, 10);
    assertThat(explained.next(doubt(21, 17, 60), at(60))).as("from 2 to 4").isNull();
    assertThat(explained.next(doubt(22, 17, 60), at(60))).as("from 2 to 5").isEqualTo(REOPENED);
  }

  @Test
  void whatWasCorrectedMustShowWithinTwoHours() {
    var corrected = then(raised(), CORRECTED, 10);
    assertThat(corrected.next(doubt(19, 17, 60), at(129))).isNull();
    assertThat(corrected.next(doubt(19, 17, 60), at(131))).isEqualTo(REOPENED);
    assertThat(corrected.next(FINE, at(40))).isEqualTo(SETTLED);
  }

  @Test
  void anotherStepAfterAnExplainedStepIsAnotherFinding() {
    var subject = new Suspicion.Subject(Check.JUMP, new LineId(7), Variable.STAFFED);
    var step =
        Suspicion.of(Check.JUMP, new LineId(7), Variable.STAFFED, at(-600), 12, 18, 30, 1, 20);
    var finding =
        then(
            new Finding(
                2,
                new SiteId(4),
                subject,
                List.of(new Finding.Event(RAISED, at(0), CLOCK, "", step))),
            EXPLAINED,
            20);
    assertThat(finding.next(new Verdict.Doubt(step), at(90))).isNull();
    var next =
        Suspicion.of(Check.JUMP, new LineId(7), Variable.STAFFED, at(1_200), 13, 30, 43, 1, 21);
    assertThat(finding.next(new Verdict.Doubt(next), at(1_300))).isEqualTo(REOPENED);
  }

  @Test
  void theHospitalOwnsADoubtFirstThenItsRegionThenTheSteward() {
    var times = new FindingTimes(42, Duration.ofHours(24), Duration.ofHours(72));
    assertThat(Owner.of(T, true, times, at(24 * 60 - 1))).isEqualTo(Owner.HOSPITAL);
    assertThat(Owner.of(T, true, times, at(24 * 60))).isEqualTo(Owner.REGION);
    assertThat(Owner.of(T, false, times, at(24 * 60))).isEqualTo(Owner.HOSPITAL);
    assertThat(Owner.of(T, true, times, at(72 * 60))).isEqualTo(Owner.STEWARD);
    assertThat(Owner.of(T, false, times, at(72 * 60))).isEqualTo(Owner.STEWARD);
  }

  @Test
  void falseAlarmsAreAShareOfWhatPeopleJudged() {
    var first = then(then(then(raised(), FALSE_ALARM, 10), SETTLED, 20), REOPENED, 30);
    var second = then(raised(), EXPLAINED, 11);
    var third = then(then(then(raised(), GONE, 12), REOPENED, 40), CORRECTED, 50);
    var old = then(raised(), FALSE_ALARM, 13);
    var scores =
        RuleScore.of(
            List.of(Check.OCCUPIED_ABOVE_STAFFED, Check.JUMP),
            List.of(first, second, third),
            T.minusSeconds(60));
    assertThat(scores)
        .containsExactly(
            new RuleScore(Check.OCCUPIED_ABOVE_STAFFED, 5, 1, 1, 1, 1, 1),
            new RuleScore(Check.JUMP, 0, 0, 0, 0, 0, 0));
    assertThat(scores.getFirst().percentFalse()).isEqualTo(33);
    assertThat(scores.getLast().percentFalse()).isNull();
    assertThat(RuleScore.of(List.of(Check.OCCUPIED_ABOVE_STAFFED), List.of(old), at(5)))
        .as("what began before the period does not count")
        .containsExactly(new RuleScore(Check.OCCUPIED_ABOVE_STAFFED, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aRandomLifeKeepsItsPromises() {
    for (var seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var finding = raised();
      var minutes = 0;
      for (var step = 0; step < 60; step++) {
        minutes += 1 + random.nextInt(200);
        if (finding.isOpen() && random.nextInt(4) == 0) {
          var how = List.of(EXPLAINED, CORRECTED, FALSE_ALARM).get(random.nextInt(3));
          finding = then(finding, how, minutes);
          continue;
        }
        var verdict =
            switch (random.nextInt(3)) {
              case 0 -> FINE;
              case 1 -> UNKNOWN;
              default -> doubt(18 + random.nextInt(9), 17, minutes);
            };
        var before = finding.state();
        var next = finding.next(verdict, at(minutes));
        if (next == null) {
          continue;
        }
        finding =
            finding.with(
                new Finding.Event(
                    next,
                    at(minutes),
                    CLOCK,
                    "",
                    verdict instanceof Verdict.Doubt(var s) ? s : null));
        var where = "seed %d step %d: %s after %s".formatted(seed, step, next, before);
        switch (next) {
          case REOPENED -> assertThat(before).as(where).isNotEqualTo(Finding.State.OPEN);
          case SEEN, GONE -> assertThat(before).as(where).isEqualTo(Finding.State.OPEN);
          case SETTLED -> assertThat(before.isJudged()).as(where).isTrue();
          case RAISED, EXPLAINED, CORRECTED, FALSE_ALARM ->
              throw new AssertionError("the clock never judges: " + where);
        }
        assertThat(finding.next(verdict, at(minutes))).as("twice the same: %s", where).isNull();
      }
      assertThat(finding.times()).isPositive();
    }
  }

  @Test
  void aFindingBeginsWithBeingRaised() {
    assertThatThrownBy(() ->
            new Finding(
                1, new SiteId(4), SUBJECT, List.of(new Finding.Event(GONE, T, CLOCK, "", null))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
