package nl.vangnet.rounds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.Variable;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// The form of a hospital: prefilled, kept as it is typed, filed on time or late, all or nothing
/// (CAP-01, CAP-02, CAP-07, CAP-21, CAP-24).
class FilingIT extends RoundsDay {
  // ---- the form, drafts, filing ----

  @Test
  void theFormIsFilledFromWhatIsMeasuredAndFromYesterday() {
    open();
    figures(20, 17);
    time("08:00");
    assertThat(codes(file(typed(Map.of(Variable.OFFERED, "2"))))).containsExactly("filed 1");
    last = last.plusDays(1);
    day = last;
    time("05:50");
    world.now(site, IC, Variable.OCCUPIED, 19);
    open();
    var form = desk.form(World.of(site), round().round().id(), site.id());
    var line = form.lines().getFirst();
    assertThat(line.field(Variable.OCCUPIED))
        .satisfies(f -> {
          assertThat(f.suggested()).isEqualTo(19);
          assertThat(f.before()).isEqualTo(new RoundForm.Before(17, null));
        });
    assertThat(line.field(Variable.OFFERED)).satisfies(f -> assertThat(f.suggested()).isEqualTo(2));
    assertThat(line.field(Variable.RESERVE))
        .satisfies(f -> {
          assertThat(f.suggested()).as("never given is not nought").isNull();
          assertThat(f.before()).isEqualTo(new RoundForm.Before(null, "not-given"));
        });
  }

  @Test
  void onTimeLateAndMissing() {
    open();
    figures(20, 17);
    assertThat(state()).isEqualTo(FilingState.WAITING);
    time("08:30");
    assertThat(state()).isEqualTo(FilingState.WAITING);
    clock.move(Duration.ofMillis(1));
    assertThat(state()).isEqualTo(FilingState.MISSING);
    time("09:12");
    assertThat(codes(file(confirm()))).containsExactly("filed 1");
    assertThat(state()).isEqualTo(FilingState.LATE);
    time("09:40");
    assertThat(codes(file(typed(Map.of(Variable.OCCUPIED, "18"))))).containsExactly("filed 2");
    assertThat(state()).isEqualTo(FilingState.LATE);
    assertThat(used(Variable.OCCUPIED)).isEqualTo(18);
    time("11:59");
    assertThat(codes(file(confirm()))).containsExactly("filed 3");
    time("12:00");
    assertThat(codes(file(confirm()))).as("what was filed stands").containsExactly("frozen");
    var participation = board.participation(day.plusDays(1), 14).get(site.id());
    assertThat(participation).isEqualTo(new Participation(1, 0, 1));
    assertThat(board.participation(day, 14))
        .as("the day itself is not of the days before it")
        .doesNotContainKey(site.id());
    assertThat(Board.median(round().seconds(List.of(site.id())))).isEqualTo(71);
  }

  @Test
  void aCorrectionAfterAnOnTimeFilingKeepsTheStateAndIsSeenByTheRegion() {
    open();
    figures(20, 17);
    time("08:29");
    file(confirm());
    assertThat(state()).isEqualTo(FilingState.ON_TIME);
    for (var one : round().sites(world.region("BR").id())) {
      if (!one.equals(site.id())) {
        // The other hospitals of the region have no lines; the region signs without them.
        assertThat(round().state(one, clock.instant()).isFiled()).isFalse();
      }
    }
    time("09:00");
    assertThat(
            signs.sign(
                world.desk("BR"), round().round().id(), world.region("BR").id(), "gebeld", true))
        .isInstanceOf(RoundOutcome.Done.class);
    assertThat(round().changedAfterSignOff(site.id())).isFalse();
    time("09:30");
    file(typed(Map.of(Variable.OCCUPIED, "19")));
    assertThat(round().changedAfterSignOff(site.id())).isTrue();
    assertThat(state()).isEqualTo(FilingState.ON_TIME);
  }

  @Test
  void nothingIsFiledWhenOneFigureIsWrong() {
    open();
    figures(20, 17);
    time("08:00");
    assertThat(codes(file(typed(Map.of(Variable.OCCUPIED, "19", Variable.STAFFED, "minder")))))
        .containsExactly("not-a-number");
    assertThat(codes(file(typed(Map.of(Variable.OCCUPIED, "23")))))
        .containsExactly("occupied-above-staffed");
    assertThat(codes(file(typed(Map.of(Variable.OCCUPIED, "?")))))
        .containsExactly("unknown-reason-missing");
    assertThat(codes(file(typed(Map.of(Variable.RESERVE, "2")))))
        .containsExactly("reserve-note-missing");
    assertThat(used(Variable.OCCUPIED)).isEqualTo(17);
    assertThat(state()).isEqualTo(FilingState.WAITING);
    var line = desk.form(World.of(site), round().round().id(), site.id()).lines().getFirst();
    var with =
        new Submission(
            typed(Map.of(Variable.OCCUPIED, "23")).typed(),
            List.of(),
            Map.of(line.line().id().value(), "boven de formatie opgevangen"),
            Map.of(),
            true,
            null,
            null,
            Filing.Door.FORM);
    assertThat(codes(file(with)))
        .as("what is unlikely can be explained")
        .containsExactly("filed 1");
    assertThat(used(Variable.OCCUPIED)).isEqualTo(23);
  }

  @Test
  void anUnknownIsFiledAsUnknownAndNeverAsNought() {
    open();
    figures(20, 17);
    time("08:00");
    assertThat(codes(file(typed(Map.of(Variable.OCCUPIED, "?systeem ligt plat")))))
        .containsExactly("filed 1");
    assertThat(used(Variable.OCCUPIED)).isNull();
    var filing = requireNonNull(round().last(site.id()));
    assertThat(desk.figures(World.of(site), filing))
        .filteredOn(f -> f.variable() == Variable.OCCUPIED)
        .singleElement()
        .satisfies(f -> {
          assertThat(f.value()).isNull();
          assertThat(f.unknownReason()).isEqualTo("systeem ligt plat");
        });
  }

  @Test
  void whatIsTypedIsKeptForAllWhoWorkOnTheForm() {
    open();
    figures(20, 17);
    var round = round().round().id();
    var form = desk.form(World.of(site), round, site.id());
    var field = requireNonNull(form.lines().getFirst().field(Variable.OCCUPIED));
    var night = World.of(site);
    var day2 = new Actor("person:777", "Dagdienst", night.role(), night.scope());
    var first = desk.saveDraft(night, round, site.id(), field.key(), typed("18"), 0);
    assertThat(first)
        .isInstanceOfSatisfying(
            DraftOutcome.Saved.class, s -> assertThat(s.draft().edition()).isEqualTo(1));
    assertThat(desk.drafts(day2, round, site.id()).get(field.key()))
        .satisfies(d -> {
          assertThat(d.value()).isEqualTo("18");
          assertThat(d.authorName()).isEqualTo(night.name());
        });
    assertThat(desk.saveDraft(day2, round, site.id(), field.key(), typed("19"), 0))
        .as("the day shift did not see the night shift's value")
        .isInstanceOf(DraftOutcome.Overtaken.class);
    assertThat(desk.saveDraft(day2, round, site.id(), field.key(), typed("19"), 1))
        .isInstanceOf(DraftOutcome.Saved.class);
    assertThat(desk.saveDraft(night, round, site.id(), field.key(), typed("20"), 1))
        .isInstanceOf(DraftOutcome.Overtaken.class);
    assertThat(desk.saveDraft(night, round, site.id(), "remark", typed("x".repeat(501)), 0))
        .isEqualTo(new DraftOutcome.Refused("text-too-long"));
    assertThat(desk.saveDraft(night, round, site.id(), "7.drop table", typed("1"), 0))
        .isEqualTo(new DraftOutcome.Refused("unknown-field"));
    assertThat(used(Variable.OCCUPIED)).as("a draft is no figure").isEqualTo(17);
    // The night shift files with what it saw: refused, because the day shift changed it since.
    var sent =
        new Submission(
            Map.of(field.key(), typed("20")),
            List.of(),
            Map.of(),
            Map.of(field.key(), 1),
            true,
            null,
            null,
            Filing.Door.FORM);
    assertThat(codes(desk.file(night, round, site.id(), sent))).containsExactly("overtaken");
    time("08:00");
    assertThat(codes(file(typed(Map.of(Variable.OCCUPIED, "19"))))).containsExactly("filed 1");
    assertThat(desk.drafts(night, round, site.id())).as("the drafts are gone").isEmpty();
    time("12:00");
    assertThat(desk.saveDraft(night, round, site.id(), field.key(), typed("21"), 0))
        .isEqualTo(new DraftOutcome.Refused("frozen"));
  }

  @Test
  void twoWhoFileAtOnceMakeTwoEditionsAndOneStateOfTheFigures() throws Exception {
    open();
    figures(20, 17);
    time("08:00");
    var one = typed(Map.of(Variable.OCCUPIED, "18"));
    var two = typed(Map.of(Variable.OCCUPIED, "19"));
    try (var pool = Executors.newFixedThreadPool(2)) {
      var done = pool.invokeAll(List.<Callable<FilingOutcome>>of(() -> file(one), () -> file(two)));
      for (var outcome : done) {
        assertThat(outcome.get()).isInstanceOf(FilingOutcome.Filed.class);
      }
    }
    assertThat(round().filings().get(site.id())).extracting(Filing::edition).containsExactly(1, 2);
    var filing = requireNonNull(round().last(site.id()));
    assertThat(desk.figures(World.of(site), filing))
        .filteredOn(f -> f.variable() == Variable.OCCUPIED)
        .extracting(FiledFigure::value)
        .containsExactly(used(Variable.OCCUPIED));
  }

  @Test
  void onlyTheHospitalItsRegionAndTheNationFile() {
    open();
    figures(20, 17);
    var stranger = world.hospital("BR");
    var round = round().round().id();
    for (var who : List.of(World.of(stranger), world.desk("LI"), World.OVERSIGHT, World.ADMIN)) {
      assertThatThrownBy(() -> desk.file(who, round, site.id(), confirm()))
          .as(who.name())
          .isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> desk.form(who, round, site.id())).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> desk.drafts(who, round, site.id())).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> desk.setAutomatic(who, site.id(), true))
          .isInstanceOf(NotAllowed.class);
    }
    assertThat(codes(desk.file(world.desk("BR"), round, site.id(), confirm())))
        .containsExactly("filed 1");
    assertThat(codes(desk.file(World.NATIONAL, round, site.id(), confirm())))
        .containsExactly("filed 2");
  }

  @Test
  void aHospitalThatIsFedByMessagesFilesByItselfJustBeforeTheDeadline() {
    open();
    figures(20, 17);
    assertThat(desk.setAutomatic(World.of(site), site.id(), true))
        .isInstanceOf(RoundOutcome.Done.class);
    assertThat(desk.setAutomatic(World.of(site), site.id(), true))
        .isEqualTo(new RoundOutcome.Refused("no-change"));
    time("08:28");
    keeper.tick();
    assertThat(state()).isEqualTo(FilingState.WAITING);
    time("08:29");
    keeper.tick();
    assertThat(state()).isEqualTo(FilingState.ON_TIME);
    assertThat(round().last(site.id()))
        .satisfies(f -> assertThat(f.door()).isEqualTo(Filing.Door.AUTOMATIC));
    keeper.tick();
    assertThat(round().filings().get(site.id())).hasSize(1);
    // A day later nothing was measured any more: a person must look.
    last = last.plusDays(6);
    day = last;
    open();
    time("08:29");
    keeper.tick();
    assertThat(state()).isEqualTo(FilingState.WAITING);
  }

  @Test
  void theRecordOfARoundIsNeverRewritten() {
    open();
    figures(20, 17);
    file(confirm());
    for (var table : List.of("request", "filing", "filed_figure")) {
      assertThatThrownBy(() -> jdbc.update("delete from rounds." + table))
          .as(table)
          .isInstanceOf(DataAccessException.class);
    }
    assertThatThrownBy(() -> jdbc.update("update rounds.filing set remark = 'anders'"))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> jdbc.update("update rounds.round set day = day + 1"))
        .as("the deadlines of a round stand")
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void aSiteWithoutLinesHasNothingToFile() {
    open();
    assertThat(codes(file(confirm()))).containsExactly("no-lines");
  }
}
