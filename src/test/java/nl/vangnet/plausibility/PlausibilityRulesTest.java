package nl.vangnet.plausibility;

import static nl.vangnet.plausibility.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.FindingLimits;
import nl.vangnet.transfer.GivenAnswer;
import nl.vangnet.transfer.RefusalReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each rule by itself: what it doubts, with which numbers, and what it lets pass (CAP-23).
class PlausibilityRulesTest {
  private static final Duration HOLD = Duration.ofMinutes(30);
  private static final FindingLimits.Refusals REFUSALS =
      new FindingLimits.Refusals(3, 50, Duration.ofDays(14));

  private static Map<String, Long> numbers(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Doubt.class);
    return ((Verdict.Doubt) verdict).suspicion().numbers();
  }

  // ---- occupied <= staffed <= physical ----

  private static Records excess(int minutesAgo) {
    return Records.line(1)
        .now(Variable.OCCUPIED, Method.CENSUS, 21)
        .now(Variable.STAFFED, Method.REPORTED, 17)
        .reading(Variable.STAFFED, Method.REPORTED, Records.SOURCE, 300, 17)
        .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 200, 16)
        .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, minutesAgo, 19)
        .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, minutesAgo - 9, 21);
  }

  @Test
  void doubtsMorePatientsThanStaffedBedsOnceItHolds() {
    var verdict = PlausibilityRules.occupiedAboveStaffed(excess(47).build(), NOW, HOLD);
    assertThat(numbers(verdict))
        .containsExactly(
            Map.entry("occupied", 21L), Map.entry("staffed", 17L), Map.entry("minutes", 47L));
    assertThat(((Verdict.Doubt) verdict).suspicion().since())
        .isEqualTo(NOW.minus(Duration.ofMinutes(47)));
    assertThat(((Verdict.Doubt) verdict).suspicion().weight()).isEqualTo(4);
  }

  @Test
  void waitsWhileAnExcessIsYoungerThanAChangeOfShift() {
    assertThat(PlausibilityRules.occupiedAboveStaffed(excess(29).build(), NOW, HOLD))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void anExcessThatWasInterruptedBeginsAnew() {
    var line =
        excess(120)
            .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 60, 17)
            .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 41, 21)
            .build();
    assertThat(numbers(PlausibilityRules.occupiedAboveStaffed(line, NOW, HOLD)))
        .containsEntry("minutes", 41L);
  }

  @Test
  void aFullWardIsFineAndAStaleFigureSaysNothing() {
    var full =
        Records.line(1)
            .now(Variable.OCCUPIED, Method.CENSUS, 17)
            .now(Variable.STAFFED, Method.REPORTED, 17)
            .build();
    assertThat(PlausibilityRules.occupiedAboveStaffed(full, NOW, HOLD))
        .isInstanceOf(Verdict.Fine.class);
    var stale =
        Records.line(1)
            .now(Variable.OCCUPIED, Method.CENSUS, 23)
            .now(Variable.STAFFED, Method.REPORTED, 17, Age.STALE, NOW.minusSeconds(400_000))
            .build();
    assertThat(PlausibilityRules.occupiedAboveStaffed(stale, NOW, HOLD))
        .isInstanceOf(Verdict.Unknown.class);
    var unreported = Records.line(1).now(Variable.OCCUPIED, Method.CENSUS, 23).build();
    assertThat(PlausibilityRules.occupiedAboveStaffed(unreported, NOW, HOLD))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void doubtsMoreStaffedBedsThanStandThere() {
    var line =
        Records.line(1)
            .now(Variable.STAFFED, Method.MANUAL, 31, Age.FRESH, NOW.minusSeconds(7_260))
            .now(Variable.PHYSICAL, Method.MANUAL, 24, Age.AGEING, NOW.minusSeconds(90_000))
            .build();
    assertThat(numbers(PlausibilityRules.staffedAbovePhysical(line, NOW, HOLD)))
        .containsExactly(
            Map.entry("staffed", 31L), Map.entry("physical", 24L), Map.entry("minutes", 121L));
    var equal =
        Records.line(1)
            .now(Variable.STAFFED, Method.MANUAL, 24)
            .now(Variable.PHYSICAL, Method.MANUAL, 24)
            .build();
    assertThat(PlausibilityRules.staffedAbovePhysical(equal, NOW, HOLD))
        .isInstanceOf(Verdict.Fine.class);
  }

  // ---- jumps ----

  private static final @Nullable Integer[] QUIET = {17, 18, 16, 17, 19, 18, 20, 19, 18, 17, 19, 18};

  private static @Nullable Integer[] then(@Nullable Integer[] days, @Nullable Integer... more) {
    var all = new ArrayList<@Nullable Integer>();
    for (var day : days) {
      all.add(day);
    }
    for (var day : more) {
      all.add(day);
    }
    return all.toArray(new Integer[0]);
  }

  @Test
  void doubtsAStepThatTheLineNeverMadeBefore() {
    var line =
        Records.line(4)
            .days(Variable.OCCUPIED, Method.MANUAL, QUIET)
            .now(Variable.OCCUPIED, Method.MANUAL, 180)
            .build();
    assertThat(numbers(jump(line)))
        .containsExactly(
            Map.entry("from", 18L),
            Map.entry("to", 180L),
            Map.entry("usual", 1L),
            Map.entry("days", 12L));
  }

  @Test
  void aStepStandsUntilTheValueComesBack() {
    var stands =
        Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, then(QUIET, 31, 32, 30)).build();
    assertThat(numbers(jump(stands))).containsEntry("from", 18L).containsEntry("to", 31L);
    var back =
        Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, then(QUIET, 31, 32, 19)).build();
    assertThat(jump(back))
        .as("the way back to where the line was is no step of its own")
        .isInstanceOf(Verdict.Fine.class);
    var longAgo =
        Records.line(4)
            .days(
                Variable.OCCUPIED,
                Method.MANUAL,
                then(QUIET, 31, 32, 30, 31, 33, 32, 31, 30, 32, 31))
            .build();
    assertThat(jump(longAgo)).isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void aLivelyLineMayStepAndAnUnknownDayIsNoStep() {
    var lively =
        Records.line(4)
            .days(Variable.OCCUPIED, Method.MANUAL, 40, 52, 45, 58, 49, 61, 44, 57, 48, 60, 46, 33)
            .build();
    assertThat(jump(lively)).isInstanceOf(Verdict.Fine.class);
    var gap =
        Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, then(QUIET, null, null, 20)).build();
    assertThat(jump(gap)).isInstanceOf(Verdict.Fine.class);
    var young = Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, 17, 18, 90).build();
    assertThat(jump(young)).isInstanceOf(Verdict.Unknown.class);
  }

  private static Verdict jump(LineRecord line) {
    return PlausibilityRules.jump(line, Variable.OCCUPIED, Detective.LIMITS.jump(), NOW);
  }

  @Test
  void patientsWhoCameOneByOneAreGrowthAndASlipOfTheKeysIsNot() {
    var grown =
        Records.line(4)
            .days(Variable.OCCUPIED, Method.CENSUS, QUIET)
            .now(Variable.OCCUPIED, Method.CENSUS, 51);
    assertThat(numbers(jump(grown.build()))).containsEntry("from", 18L).containsEntry("to", 51L);
    assertThat(jump(grown.atOnce(Variable.OCCUPIED, 2).build())).isInstanceOf(Verdict.Fine.class);
    assertThat(jump(grown.atOnce(Variable.OCCUPIED, 16).build()))
        .as("sixteen of thirty-three is not yet half")
        .isInstanceOf(Verdict.Fine.class);
    assertThat(numbers(jump(grown.atOnce(Variable.OCCUPIED, 17).build()))).containsEntry("to", 51L);
  }

  @Test
  void theLargestStepIsSoughtOnTheWayWithBothEnds() {
    var leap =
        PlausibilityRules.leaps(
                Records.line(4)
                    .days(Variable.OCCUPIED, Method.CENSUS, QUIET)
                    .now(Variable.OCCUPIED, Method.CENSUS, 51)
                    .build(),
                Variable.OCCUPIED,
                Detective.LIMITS.jump(),
                NOW)
            .getFirst();
    assertThat(leap.stretch())
        .isEqualTo(new LineRecord.Stretch(Variable.OCCUPIED, Records.LAST_DAY, NOW));
    assertThat(PlausibilityRules.largestStep(leap.suspicion(), List.of())).isEqualTo(33);
    assertThat(PlausibilityRules.largestStep(leap.suspicion(), List.of(20, 27, 38, 49)))
        .isEqualTo(11);
    assertThat(PlausibilityRules.largestStep(leap.suspicion(), List.of(31, 40))).isEqualTo(13);
    assertThat(PlausibilityRules.largestStep(leap.suspicion(), List.of(19, 22))).isEqualTo(29);
  }

  /// A wave by daily figures alone: a quarter more each day, after quiet weeks.
  @Test
  void whatGoesOnAsInTheLastDaysIsGrowth() {
    var wave = then(QUIET, 20, 27, 37, 50, 68, 92, 124);
    var goesOn = Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, then(wave, 180)).build();
    assertThat(jump(goesOn)).isInstanceOf(Verdict.Fine.class);
    var leaps = Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, then(wave, 710)).build();
    assertThat(numbers(jump(leaps))).containsEntry("from", 124L).containsEntry("to", 710L);
  }

  /// A hospital that grew by a fifth a day for a week was silent for two days.
  @Test
  void aSteadyGrowthOverDaysThatAreUnknownIsGrowth() {
    var wave = then(QUIET, 19, 23, 27, 33, 39, 47);
    var gap =
        Records.line(4)
            .days(Variable.OCCUPIED, Method.MANUAL, then(wave, null, null, null, 98))
            .build();
    assertThat(jump(gap)).isInstanceOf(Verdict.Fine.class);
    var atOnce =
        Records.line(4)
            .days(Variable.OCCUPIED, Method.MANUAL, then(wave, null, null, null, 290))
            .build();
    assertThat(numbers(jump(atOnce))).containsEntry("from", 47L).containsEntry("to", 290L);
  }

  /// One wrong value and the way back do not make the next wrong value usual.
  @Test
  void anErrorOfLastWeekHidesNoErrorOfToday() {
    var line =
        Records.line(4)
            .days(Variable.OCCUPIED, Method.MANUAL, then(QUIET, 17, 170, 18, 17, 19, 18, 17, 260))
            .build();
    assertThat(numbers(jump(line))).containsEntry("from", 17L).containsEntry("to", 260L);
  }

  @Test
  void whichStepIsAJumpIsPolicy() {
    var line =
        Records.line(4).days(Variable.OCCUPIED, Method.MANUAL, then(QUIET, 31, 32, 30)).build();
    assertThat(jump(line)).isInstanceOf(Verdict.Doubt.class);
    for (var looser :
        List.of(
            new FindingLimits.Jump(14, 30, 8, 7, 50),
            new FindingLimits.Jump(5, 43, 8, 7, 50),
            new FindingLimits.Jump(5, 30, 14, 7, 50))) {
      assertThat(PlausibilityRules.jump(line, Variable.OCCUPIED, looser, NOW))
          .as("%s", looser)
          .isInstanceOf(Verdict.Fine.class);
    }
  }

  // ---- values that never change ----

  private static @Nullable Integer[] same(int value, int days) {
    var all = new @Nullable Integer[days];
    java.util.Arrays.fill(all, value);
    return all;
  }

  @Test
  void doubtsACountThatNeverChanges() {
    var line =
        Records.line(5)
            .days(Variable.OCCUPIED, Method.MANUAL, then(QUIET, same(23, 13)))
            .now(Variable.STAFFED, Method.MANUAL, 28)
            .build();
    var numbers = numbers(PlausibilityRules.neverChanges(line));
    assertThat(numbers)
        .containsEntry("value", 23L)
        .containsEntry("days", 13L)
        .containsEntry("reports", 13L);
    assertThat(numbers.get("oneIn")).isGreaterThan(Chances.RARE);
  }

  @Test
  void aFewQuietPatientsMayStayAndAFullWardIsFull() {
    var few =
        Records.line(5)
            .days(Variable.OCCUPIED, Method.MANUAL, same(2, 13))
            .now(Variable.STAFFED, Method.MANUAL, 28)
            .build();
    assertThat(PlausibilityRules.neverChanges(few)).isInstanceOf(Verdict.Fine.class);
    var full =
        Records.line(5)
            .days(Variable.OCCUPIED, Method.MANUAL, same(28, 13))
            .now(Variable.STAFFED, Method.MANUAL, 28)
            .build();
    assertThat(PlausibilityRules.neverChanges(full)).isInstanceOf(Verdict.Fine.class);
    var empty = Records.line(5).days(Variable.OCCUPIED, Method.MANUAL, same(0, 40)).build();
    assertThat(PlausibilityRules.neverChanges(empty)).isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void aValueThatNobodyGaveAgainIsOldAndNoPattern() {
    var days = new ArrayList<LineRecord.Day>();
    for (var i = 12; i >= 0; i--) {
      days.add(
          new LineRecord.Day(
              Records.LAST_DAY.minus(Duration.ofDays(i)),
              23,
              Method.MANUAL,
              Instant.parse("2021-01-20T07:00:00Z")));
    }
    var figures = Records.line(5).now(Variable.OCCUPIED, Method.MANUAL, 23).build();
    var line =
        new LineRecord(
            new LineId(5),
            "icu",
            figures.now(),
            Map.of(Variable.OCCUPIED, days),
            List.of(),
            Map.of());
    assertThat(PlausibilityRules.neverChanges(line)).isInstanceOf(Verdict.Fine.class);
  }

  // ---- round numbers ----

  @Test
  void doubtsFivesAndTens() {
    var line =
        Records.line(6)
            .days(
                Variable.OCCUPIED,
                Method.MANUAL,
                20,
                25,
                30,
                35,
                30,
                40,
                45,
                40,
                35,
                41,
                45,
                50,
                40,
                35,
                25,
                30)
            .build();
    assertThat(numbers(PlausibilityRules.roundNumbers(line)))
        .containsEntry("round", 15L)
        .containsEntry("values", 16L)
        .containsEntry("expected", 3L);
  }

  @Test
  void aStandingTwentyIsOneValueAndTheCensusIsNeverRounded() {
    var standing =
        Records.line(6)
            .days(
                Variable.OCCUPIED,
                Method.MANUAL,
                then(same(20, 20), 21, 19, 22, 23, 21, 18, 24, 22, 23, 26, 27, 24))
            .build();
    assertThat(PlausibilityRules.roundNumbers(standing)).isInstanceOf(Verdict.Fine.class);
    var census =
        Records.line(6)
            .days(
                Variable.OCCUPIED,
                Method.CENSUS,
                20,
                25,
                30,
                35,
                30,
                40,
                45,
                40,
                35,
                41,
                45,
                50,
                40,
                35,
                25,
                30)
            .build();
    assertThat(PlausibilityRules.roundNumbers(census)).isInstanceOf(Verdict.Unknown.class);
  }

  // ---- last digits ----

  @Test
  void doubtsInventedLastDigits() {
    var random = new Random(7);
    var lines = new ArrayList<LineRecord>();
    for (var l = 0; l < 3; l++) {
      var days = new @Nullable Integer[40];
      for (var i = 0; i < days.length; i++) {
        // Somebody who likes threes and sevens.
        days[i] = 20 + 10 * random.nextInt(6) + (random.nextInt(3) == 0 ? 7 : 3);
      }
      lines.add(Records.line(10 + l).days(Variable.OCCUPIED, Method.MANUAL, days).build());
    }
    var numbers = numbers(PlausibilityRules.lastDigits(lines));
    assertThat(numbers).containsEntry("digit", 3L);
    assertThat(numbers.get("times"))
        .isGreaterThan(2 * java.util.Objects.requireNonNull(numbers.get("expected")));
  }

  @Test
  void countedLastDigitsComeUpEvenly() {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var days = new @Nullable Integer[42];
      var second = new @Nullable Integer[42];
      var at = 60;
      for (var i = 0; i < days.length; i++) {
        at = Math.max(20, at + random.nextInt(15) - 7);
        days[i] = at;
        second[i] = 25 + random.nextInt(70);
      }
      var lines =
          List.of(
              Records.line(1).days(Variable.OCCUPIED, Method.MANUAL, days).build(),
              Records.line(2).days(Variable.OCCUPIED, Method.MANUAL, second).build());
      assertThat(PlausibilityRules.lastDigits(lines))
          .as("seed %d", seed)
          .isInstanceOf(Verdict.Fine.class);
    }
  }

  @Test
  void tooFewValuesSayNothing() {
    var line = Records.line(1).days(Variable.OCCUPIED, Method.MANUAL, QUIET).build();
    assertThat(PlausibilityRules.lastDigits(List.of(line))).isInstanceOf(Verdict.Unknown.class);
    assertThat(
            PlausibilityRules.roundNumbers(
                Records.line(1).days(Variable.OCCUPIED, Method.MANUAL, 20, 25, 30).build()))
        .isInstanceOf(Verdict.Unknown.class);
  }

  // ---- the census against the report ----

  @Test
  void doubtsAReportThatTheMessagesDoNotBearOut() {
    var line =
        Records.line(2)
            .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 190, 19)
            .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 20, 14)
            .reading(Variable.OCCUPIED, Method.MANUAL, "person:7", 90, 12)
            .build();
    assertThat(numbers(PlausibilityRules.censusAgainstReport(line)))
        .containsExactly(
            Map.entry("reported", 12L), Map.entry("counted", 19L), Map.entry("gap", 7L));
  }

  @Test
  void twoBedsOrATenthMayDiffer() {
    var small =
        Records.line(2)
            .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 190, 9)
            .reading(Variable.OCCUPIED, Method.REPORTED, "source:bi", 90, 11)
            .build();
    assertThat(PlausibilityRules.censusAgainstReport(small)).isInstanceOf(Verdict.Fine.class);
    var large =
        Records.line(2)
            .reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 190, 60)
            .reading(Variable.OCCUPIED, Method.REPORTED, "source:bi", 90, 66)
            .build();
    assertThat(PlausibilityRules.censusAgainstReport(large)).isInstanceOf(Verdict.Fine.class);
    var alone =
        Records.line(2).reading(Variable.OCCUPIED, Method.CENSUS, Records.SOURCE, 190, 9).build();
    assertThat(PlausibilityRules.censusAgainstReport(alone)).isInstanceOf(Verdict.Unknown.class);
  }

  // ---- declared free against refusals ----

  private static GivenAnswer answer(
      int line, int daysAgo, @Nullable Integer free, @Nullable RefusalReason refusal) {
    return new GivenAnswer(
        new SiteId(7), new LineId(line), NOW.minus(Duration.ofDays(daysAgo)), free, refusal);
  }

  private static Verdict refusals(FindingLimits.Refusals limits, GivenAnswer... answers) {
    return PlausibilityRules.freeAgainstRefusals(
        Records.line(3).build(), List.of(answers), limits, NOW);
  }

  @Test
  void doubtsFreeBedsThatAreRefusedAgainAndAgain() {
    var verdict =
        refusals(
            REFUSALS,
            answer(3, 9, 4, RefusalReason.NO_BED),
            answer(3, 6, 2, RefusalReason.NO_STAFF),
            answer(3, 5, 3, null),
            answer(3, 2, 6, RefusalReason.OWN_RESERVE),
            answer(8, 2, 5, RefusalReason.NO_BED));
    assertThat(numbers(verdict))
        .containsExactly(
            Map.entry("refused", 3L),
            Map.entry("asked", 4L),
            Map.entry("declared", 4L),
            Map.entry("days", 9L));
    assertThat(((Verdict.Doubt) verdict).suspicion().weight()).isEqualTo(3);
    assertThat(verdict.subject())
        .isEqualTo(
            new Suspicion.Subject(Check.FREE_AGAINST_REFUSALS, new LineId(3), Variable.FREE));
  }

  @Test
  void aRefusalWithoutFreeBedsIsHonestAndNoRequestsSayNothing() {
    assertThat(
            refusals(
                REFUSALS,
                answer(3, 9, 0, RefusalReason.NO_BED),
                answer(3, 6, 0, RefusalReason.NO_STAFF),
                answer(3, 5, 0, RefusalReason.NO_BED)))
        .isInstanceOf(Verdict.Fine.class);
    assertThat(
            refusals(
                REFUSALS,
                answer(3, 9, 2, RefusalReason.NO_BED),
                answer(3, 8, 2, RefusalReason.NO_BED),
                answer(3, 7, 2, RefusalReason.NO_STAFF),
                answer(3, 6, 2, null),
                answer(3, 5, 2, null),
                answer(3, 4, 2, null),
                answer(3, 3, 2, null)))
        .as("three of seven")
        .isInstanceOf(Verdict.Fine.class);
    assertThat(refusals(REFUSALS)).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void whatWasUnknownIsNotDeclaredAndOtherReasonsAreNoWantOfABed() {
    assertThat(
            refusals(
                REFUSALS,
                answer(3, 9, null, RefusalReason.NO_BED),
                answer(3, 6, 3, RefusalReason.NO_BED),
                answer(3, 5, 2, RefusalReason.NO_STAFF)))
        .as("free beds that nobody declared")
        .isInstanceOf(Verdict.Fine.class);
    assertThat(
            refusals(
                REFUSALS,
                answer(3, 9, 4, RefusalReason.CARE_NOT_AVAILABLE),
                answer(3, 6, 3, RefusalReason.TOO_ILL),
                answer(3, 5, 2, RefusalReason.NO_BED),
                answer(3, 4, 5, RefusalReason.INFORMATION_MISSING)))
        .isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void fromHowManyRefusalsOnIsPolicy() {
    GivenAnswer[] given = {
      answer(3, 13, 2, RefusalReason.NO_BED),
      answer(3, 11, 1, RefusalReason.NO_BED),
      answer(3, 5, 4, RefusalReason.NO_STAFF),
      answer(3, 4, 4, null),
      answer(3, 1, 2, null)
    };
    assertThat(refusals(REFUSALS, given)).isInstanceOf(Verdict.Doubt.class);
    for (var stricter :
        List.of(
            new FindingLimits.Refusals(4, 50, Duration.ofDays(14)),
            new FindingLimits.Refusals(3, 61, Duration.ofDays(14)),
            new FindingLimits.Refusals(3, 50, Duration.ofDays(12)))) {
      assertThat(refusals(stricter, given)).as("%s", stricter).isInstanceOf(Verdict.Fine.class);
    }
    assertThat(numbers(refusals(new FindingLimits.Refusals(1, 33, Duration.ofDays(6)), given)))
        .containsEntry("refused", 1L)
        .containsEntry("asked", 3L)
        .containsEntry("declared", 4L);
  }

  // ---- the chances ----

  @Test
  void chancesAreThoseOfTheTables() {
    assertThat(Chances.atLeast(3, 5, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(Chances.atLeast(12, 12, 0.25)).isCloseTo(Math.pow(0.25, 12), within(1e-15));
    // 27.877 is the one in a thousand of chi-square with nine degrees of freedom.
    assertThat(Chances.chiSquareOfTen(27.877)).isCloseTo(0.001, within(2e-5));
    // Two equal Poisson of mean 1 are equal with chance 0.3085.
    assertThat(Chances.unchanged(8, 0.125)).isCloseTo(0.3085, within(1e-4));
    assertThat(Chances.unchanged(4_000, 0.125)).isCloseTo(0.01262, within(1e-4));
    assertThat(Chances.oneIn(0.004)).isEqualTo(250);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
