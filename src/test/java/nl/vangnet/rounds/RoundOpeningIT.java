package nl.vangnet.rounds;

import static nl.vangnet.testing.TestClock.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.policy.Decision;
import nl.vangnet.policy.RoundDays;
import nl.vangnet.policy.RuleOutcome;
import nl.vangnet.policy.Rules;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// Rounds open by the clock and the calendar, for those who are asked (CAP-01, CAP-14).
class RoundOpeningIT extends RoundsDay {
  // ---- opening ----

  @Test
  void aRoundOpensAtSixForEveryHospitalAndNotAMinuteEarlier() {
    time("05:59");
    keeper.tick();
    assertThat(round()).satisfies(b -> assertThat(b.round().day()).isBefore(day));
    time("06:00");
    keeper.tick();
    var opened = round();
    assertThat(opened.round().day()).isEqualTo(day);
    assertThat(opened.round().times().hospitalDue()).isEqualTo(at(day + "T08:30"));
    assertThat(opened.round().times().reminders())
        .containsExactly(at(day + "T07:45"), at(day + "T08:20"));
    assertThat(opened.recipients()).containsKey(site.id());
    assertThat(opened.recipients().get(site.id())).contains(world.region("BR").id());
    assertThat(opened.recipients().size()).isGreaterThan(80);
    var hospitals =
        app.getBean(Directory.class).snapshot().sites(site.country()).stream()
            .filter(s -> s.type() == ProviderType.HOSPITAL)
            .count();
    assertThat(opened.recipients()).hasSize((int) hospitals);
  }

  @Test
  void whoComesIntoTheDirectoryDuringTheDayJoins() {
    var opened = open();
    var late = world.hospital("LI");
    assertThat(opened.recipients()).doesNotContainKey(late.id());
    time("06:30");
    keeper.tick();
    assertThat(round().recipients().get(late.id())).contains(world.region("LI").id());
  }

  private void rule(String key, String value) {
    assertThat(
            app.getBean(Rules.class)
                .publish(
                    World.ADMIN,
                    new Decision(key, value, clock.instant(), "LNAZ", "proef van " + day)))
        .isInstanceOf(RuleOutcome.Published.class);
  }

  @Test
  void noRoundIsHeldInWeekendsOrOnBankHolidaysWhenTheRuleSaysSo() {
    rule("round.calendar", "mon tue wed thu fri");
    try {
      var opened = new ArrayList<LocalDate>();
      var whitsun =
          app
              .getBean(Rules.class)
              .holidays(clock.instant())
              .in(last.getYear() + 1)
              .entrySet()
              .stream()
              .filter(e -> e.getValue().equals("whitsun"))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
      // From the Friday before Whitsun until the Tuesday after it.
      for (var d = whitsun.minusDays(2); d.isBefore(whitsun.plusDays(3)); d = d.plusDays(1)) {
        last = d;
        day = d;
        time("06:00");
        keeper.tick();
        if (round().round().day().equals(d)) {
          opened.add(d);
        }
      }
      assertThat(opened).containsExactly(whitsun.minusDays(2), whitsun.plusDays(2));
      assertThat(requests.nextDays(round().request(), whitsun.minusDays(2), 2)).isEqualTo(opened);
    } finally {
      clock.move(Duration.ofMinutes(1));
      rule("round.calendar", "mon tue wed thu fri sat sun holidays");
    }
  }

  @Test
  void theFirstRoundAfterTheClockWentForwardOpensAtSixOnTheWall() {
    open();
    last = LocalDate.of(last.getYear() + 1, 3, 1);
    while (!(last.getMonthValue() == 3
        && last.plusDays(7).getMonthValue() == 4
        && last.getDayOfWeek() == java.time.DayOfWeek.SUNDAY)) {
      last = last.plusDays(1);
    }
    day = last;
    clock.set(at(day + "T06:00").minusSeconds(1));
    keeper.tick();
    assertThat(round().round().day()).isBefore(day);
    clock.set(at(day + "T06:00"));
    keeper.tick();
    assertThat(round().round().day()).isEqualTo(day);
    assertThat(round().round().times().hospitalDue()).isEqualTo(Instant.parse(day + "T06:30:00Z"));
  }

  @Test
  void aDayThatNobodyCanFileForAnyMoreIsNotOpened() {
    open();
    site = world.hospital("BR");
    day = day.plusDays(1);
    time("12:00");
    keeper.tick();
    assertThat(round().round().day())
        .as("after an outage until noon no hospital is called missing")
        .isBefore(day);
    assertThat(board.participation(day.plusDays(1), 3)).doesNotContainKey(site.id());
  }

  @Test
  void aRequestOfItsOwnHasItsOwnClockDaysAndRecipients() {
    var outcome =
        requests.publish(
            World.NATIONAL,
            new DataRequest(
                "beademing-" + day.getDayOfYear(),
                0,
                "Beademing",
                "Ventilators",
                List.of(new Asked("icu", List.of(Variable.VENTILATORS))),
                new Recipients(
                    Set.of(ProviderType.HOSPITAL), Set.of(), Set.of(site.code().toLowerCase())),
                new Schedule(
                    java.time.LocalTime.of(13, 0),
                    java.time.LocalTime.of(15, 0),
                    java.time.LocalTime.of(16, 0),
                    java.time.LocalTime.of(17, 0),
                    List.of(30),
                    RoundDays.parse("mon tue wed thu fri sat sun holidays")),
                true,
                "",
                clock.instant()));
    assertThat(outcome).isInstanceOf(RoundOutcome.Done.class);
    open();
    assertThat(board.on(day, day)).hasSize(1);
    time("13:00");
    keeper.tick();
    var own =
        board.on(day, day).stream()
            .filter(b -> b.round().request().startsWith("beademing"))
            .findFirst()
            .orElseThrow();
    assertThat(own.recipients().keySet()).containsExactly(site.id());
    assertThat(own.round().times().hospitalDue()).isEqualTo(at(day + "T15:00"));
    figures(20, 17);
    world.now(site, IC, Variable.VENTILATORS, 14);
    time("14:55");
    assertThat(desk.form(World.of(site), own.round().id(), site.id()).lines())
        .singleElement()
        .satisfies(l ->
            assertThat(l.fields())
                .extracting(RoundForm.Field::variable)
                .containsExactly(Variable.VENTILATORS));
    assertThat(codes(desk.file(World.of(site), own.round().id(), site.id(), confirm())))
        .containsExactly("filed 1");
    assertThatThrownBy(
            () -> requests.publish(World.STEWARD, requests.find("dagelijks").orElseThrow()))
        .isInstanceOf(NotAllowed.class);
    requests.publish(
        World.NATIONAL,
        new DataRequest(
            own.request().code(),
            0,
            "Beademing",
            "Ventilators",
            own.request().asked(),
            own.request().recipients(),
            own.request().schedule(),
            false,
            "",
            clock.instant()));
    assertThat(requests.find(own.request().code()).orElseThrow().version()).isEqualTo(2);
  }
}
