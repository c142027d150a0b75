package nl.vangnet.rounds;

import static nl.vangnet.testing.TestClock.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nl.vangnet.policy.Holidays;
import nl.vangnet.policy.RoundDays;
import nl.vangnet.policy.RoundHours;
import org.junit.jupiter.api.Test;

/// The clock and the calendar of the rounds: 08:30, 10:00, 12:00 in Amsterdam, whatever the season,
/// and on the days that the rule names (CAP-01, CAP-14, SPR-04, SPR-05).
class RoundClockTest {
  private static final RoundHours USUAL =
      new RoundHours(
          LocalTime.of(6, 0),
          LocalTime.of(8, 30),
          LocalTime.of(10, 0),
          LocalTime.of(12, 0),
          List.of(45, 10),
          10);
  private static final Holidays HOLIDAYS =
      new Holidays(Holidays.Liberation.LUSTRUM, Set.of(LocalDate.of(2026, 12, 24)));

  private static Times on(String day) {
    return Times.on(LocalDate.parse(day), USUAL);
  }

  @Test
  void theDeadlinesAreWallClockTimesInWinterAndSummer() {
    assertThat(on("2026-01-14").hospitalDue()).isEqualTo(Instant.parse("2026-01-14T07:30:00Z"));
    assertThat(on("2026-07-14").hospitalDue()).isEqualTo(Instant.parse("2026-07-14T06:30:00Z"));
    assertThat(on("2026-07-14").regionDue()).isEqualTo(at("2026-07-14T10:00"));
    assertThat(on("2026-07-14").optionsDue()).isEqualTo(at("2026-07-14T12:00"));
  }

  @Test
  void onTheDaysThatTheClockChangesTheDeadlinesStandWhereTheyAre() {
    var spring = on("2026-03-29");
    assertThat(spring.opens()).isEqualTo(Instant.parse("2026-03-29T04:00:00Z"));
    assertThat(spring.hospitalDue()).isEqualTo(Instant.parse("2026-03-29T06:30:00Z"));
    var autumn = on("2026-10-25");
    assertThat(autumn.opens()).isEqualTo(Instant.parse("2026-10-25T05:00:00Z"));
    assertThat(autumn.hospitalDue()).isEqualTo(Instant.parse("2026-10-25T07:30:00Z"));
    assertThat(Duration.between(on("2026-03-28").hospitalDue(), spring.hospitalDue()))
        .isEqualTo(Duration.ofHours(23));
    assertThat(Duration.between(on("2026-10-24").hospitalDue(), autumn.hospitalDue()))
        .isEqualTo(Duration.ofHours(25));
  }

  @Test
  void anHourThatSummerTimeLeavesOutNeverTurnsTheDayAround() {
    var night =
        new RoundHours(
            LocalTime.of(1, 30),
            LocalTime.of(2, 15),
            LocalTime.of(2, 45),
            LocalTime.of(3, 0),
            List.of(30),
            10);
    var times = Times.on(LocalDate.parse("2026-03-29"), night);
    assertThat(times.opens()).isBefore(times.hospitalDue());
    assertThat(times.hospitalDue()).isBeforeOrEqualTo(times.regionDue());
    assertThat(times.regionDue()).isBeforeOrEqualTo(times.optionsDue());
  }

  @Test
  void remindersStandBeforeTheDeadlineAndNotBeforeTheOpening() {
    assertThat(on("2026-01-14").reminders())
        .containsExactly(at("2026-01-14T07:45"), at("2026-01-14T08:20"));
    assertThat(on("2026-01-14").escalate()).isEqualTo(at("2026-01-14T08:40"));
    var late = on("2026-01-14").openingAt(at("2026-01-14T08:00"));
    assertThat(late.hospitalDue()).isEqualTo(at("2026-01-14T08:30"));
    assertThat(late.opens()).isEqualTo(at("2026-01-14T08:00"));
  }

  @Test
  void anExerciseInTheAfternoonKeepsTheTimeBetweenTheDeadlines() {
    var times = Times.shifted(at("2026-01-14T15:10"), LocalDate.parse("2026-01-14"), USUAL);
    assertThat(times.hospitalDue()).isEqualTo(at("2026-01-14T15:40"));
    assertThat(times.regionDue()).isEqualTo(at("2026-01-14T17:10"));
    assertThat(times.optionsDue()).isEqualTo(at("2026-01-14T19:10"));
  }

  private static List<String> days(String calendar, String first, int many) {
    var rule = RoundDays.parse(calendar);
    var found = new ArrayList<String>();
    for (var day = LocalDate.parse(first); found.size() < many; day = day.plusDays(1)) {
      if (Schedule.BY_RULE.includes(day, rule, HOLIDAYS)) {
        found.add(day.toString());
      }
    }
    return found;
  }

  @Test
  void weekendsAndBankHolidaysCountOnlyWhenTheRuleSaysSo() {
    // Good Friday 3 April is no bank holiday; Easter is 5 and 6 April, King's Day 27 April 2026.
    assertThat(days("mon tue wed thu fri", "2026-04-02", 4))
        .containsExactly("2026-04-02", "2026-04-03", "2026-04-07", "2026-04-08");
    assertThat(days("mon tue wed thu fri holidays", "2026-04-02", 4))
        .containsExactly("2026-04-02", "2026-04-03", "2026-04-06", "2026-04-07");
    assertThat(days("mon tue wed thu fri", "2026-04-24", 3))
        .containsExactly("2026-04-24", "2026-04-28", "2026-04-29");
    assertThat(days("mon tue wed thu fri sat sun holidays", "2026-12-24", 3))
        .containsExactly("2026-12-24", "2026-12-25", "2026-12-26");
    assertThat(days("mon tue wed thu fri", "2026-12-23", 3))
        .as("24 December is an extra day off by decision, 25 and 26 are Christmas")
        .containsExactly("2026-12-23", "2026-12-28", "2026-12-29");
    // Ascension and Whit Monday of 2026.
    assertThat(days("mon tue wed thu fri", "2026-05-13", 2))
        .containsExactly("2026-05-13", "2026-05-15");
    assertThat(days("mon tue wed thu fri", "2026-05-22", 2))
        .containsExactly("2026-05-22", "2026-05-26");
    // Liberation Day is a bank holiday in 2030, not in 2026.
    assertThat(days("mon tue wed thu fri", "2026-05-05", 1)).containsExactly("2026-05-05");
    assertThat(days("mon tue wed thu fri sat sun", "2030-05-05", 1)).containsExactly("2030-05-06");
  }

  @Test
  void aRequestMayHaveDaysAndHoursOfItsOwn() {
    var own =
        new Schedule(
            LocalTime.of(7, 0),
            LocalTime.of(9, 15),
            null,
            null,
            List.of(),
            RoundDays.parse("mon thu"));
    assertThat(own.hours(USUAL).hospitalDue()).isEqualTo(LocalTime.of(9, 15));
    assertThat(own.hours(USUAL).regionDue()).isEqualTo(LocalTime.of(10, 0));
    assertThat(own.hours(USUAL).remindersBefore()).isEmpty();
    assertThat(own.isOrdered(USUAL)).isTrue();
    assertThat(own.includes(LocalDate.of(2026, 1, 15), RoundDays.parse("fri"), HOLIDAYS)).isTrue();
    assertThat(own.includes(LocalDate.of(2026, 1, 16), RoundDays.parse("fri"), HOLIDAYS)).isFalse();
    var turned = new Schedule(null, LocalTime.of(11, 0), null, null, null, null);
    assertThat(turned.isOrdered(USUAL)).as("due after the region").isFalse();
  }

  @Test
  void aHospitalIsOnTimeLateWaitingOrMissing() {
    var times = on("2026-01-14");
    var due = times.hospitalDue();
    assertThat(FilingState.of(times, due, due.plusSeconds(900))).isEqualTo(FilingState.ON_TIME);
    assertThat(FilingState.of(times, due.plusMillis(1), due.plusSeconds(900)))
        .isEqualTo(FilingState.LATE);
    assertThat(FilingState.of(times, null, due)).isEqualTo(FilingState.WAITING);
    assertThat(FilingState.of(times, null, due.plusMillis(1))).isEqualTo(FilingState.MISSING);
  }

  private static Round round() {
    var times = on("2026-01-14");
    return new Round(7, "dagelijks", 1, LocalDate.parse("2026-01-14"), times, times.opens(), false);
  }

  private static SignOff act(boolean signed, String at) {
    return new SignOff(
        7, new nl.vangnet.directory.RegionId(3), 1, signed, null, 0, 0, "RCPS", at(at));
  }

  @Test
  void aRegionSignsWhenAllFiledOrAfterTheDeadlineWithTheReason() {
    var early = at("2026-01-14T08:10");
    var after = at("2026-01-14T08:31");
    assertThat(SignOffRules.sign(round(), null, 0, false, null, early)).isEmpty();
    assertThat(SignOffRules.sign(round(), null, 2, true, "x", early)).contains("too-early");
    assertThat(SignOffRules.sign(round(), null, 2, false, "x", after))
        .contains("missing-not-accepted");
    assertThat(SignOffRules.sign(round(), null, 2, true, " ", after)).contains("remark-missing");
    assertThat(SignOffRules.sign(round(), null, 2, true, "gebeld", after)).isEmpty();
    assertThat(
            SignOffRules.sign(
                round(), act(true, "2026-01-14T09:00"), 0, false, null, after.plusSeconds(3600)))
        .contains("already-signed");
    assertThat(
            SignOffRules.sign(
                round(), act(false, "2026-01-14T09:00"), 0, false, null, after.plusSeconds(3600)))
        .as("what was taken back can be signed again")
        .isEmpty();
    assertThat(SignOffRules.sign(round(), null, 0, false, null, at("2026-01-14T05:59")))
        .contains("not-open");
  }

  @Test
  void aSignOffIsTakenBackUntilTheNationsDeadline() {
    var signed = act(true, "2026-01-14T09:00");
    assertThat(SignOffRules.withdraw(round(), signed, at("2026-01-14T11:59"))).isEmpty();
    assertThat(SignOffRules.withdraw(round(), signed, at("2026-01-14T12:00"))).contains("too-late");
    assertThat(SignOffRules.withdraw(round(), null, at("2026-01-14T09:00"))).contains("not-signed");
    assertThat(
            SignOffRules.withdraw(round(), act(false, "2026-01-14T09:00"), at("2026-01-14T09:30")))
        .contains("not-signed");
  }

  @Test
  void whateverTheClockTheDayRunsForward() {
    var random = new Random(11);
    for (var i = 0; i < 5_000; i++) {
      var hours =
          new RoundHours(
              LocalTime.MIN.plusMinutes(random.nextInt(1440)),
              LocalTime.MIN.plusMinutes(random.nextInt(1440)),
              LocalTime.MIN.plusMinutes(random.nextInt(1440)),
              LocalTime.MIN.plusMinutes(random.nextInt(1440)),
              List.of(random.nextInt(300), random.nextInt(300)),
              random.nextInt(240));
      var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
      var times = Times.on(day, hours);
      assertThat(times.hospitalDue()).isBeforeOrEqualTo(times.regionDue());
      assertThat(times.regionDue()).isBeforeOrEqualTo(times.optionsDue());
      assertThat(times.escalate()).isAfterOrEqualTo(times.hospitalDue());
      assertThat(times.reminders()).allSatisfy(r -> assertThat(r).isAfter(times.opens()));
    }
  }
}
