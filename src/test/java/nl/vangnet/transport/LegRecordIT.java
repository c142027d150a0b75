package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import nl.vangnet.fleet.VehicleClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// What cannot be in the record of legs is not there, whoever writes: the rules of the database.
class LegRecordIT {
  private final Yard yard = new Yard();
  private JdbcTemplate jdbc;
  private Leg leg;

  @BeforeEach
  void oneLeg() {
    jdbc = new JdbcTemplate(yard.database);
    yard.ambulance("een", yard.rav17, yard.rotterdam);
    leg = ordered(0);
  }

  private Leg ordered(int minutes) {
    return yard.ordered(
        yard.national,
        yard.order(
            "P-" + minutes,
            VehicleClass.AMBULANCE,
            yard.rotterdam,
            yard.utrecht,
            Yard.NOON.plus(Duration.ofMinutes(minutes))));
  }

  /// Tries a step as a careless program would.
  private void step(LegState before, LegState after) {
    var assignment = Objects.requireNonNull(leg.assignment());
    yard.rooms.store.step(
        leg.id(),
        before,
        after,
        new LegStep(
            0,
            before,
            after,
            Yard.NOON.plusSeconds(600),
            Yard.NOON.plusSeconds(600),
            new By("x", "x"),
            "",
            after == LegState.REQUESTED ? null : assignment));
  }

  @Test
  void theTableOfTheDatabaseIsTheTableOfTheCode() {
    for (var before : LegState.values()) {
      var allowed = new ArrayList<LegState>();
      for (var after : LegState.values()) {
        if (Boolean.TRUE.equals(
            jdbc.queryForObject(
                "select transport.may_follow(?, ?)", Boolean.class, before.name(), after.name()))) {
          allowed.add(after);
        }
      }
      assertThat(allowed).as(before.name()).containsExactlyInAnyOrderElementsOf(before.next());
    }
  }

  @Test
  void aStepThatDoesNotFollowIsRefusedByTheDatabase() {
    for (var before : LegState.values()) {
      for (var after : LegState.values()) {
        var follows = before == LegState.ORDERED && before.next().contains(after);
        if (!follows && !(before == LegState.ORDERED && after == LegState.ORDERED)) {
          assertThatThrownBy(() -> step(before, after))
              .as(before + " to " + after)
              .isInstanceOf(DataAccessException.class);
        }
      }
    }
    step(LegState.ORDERED, LegState.ON_THE_WAY);
    assertThatThrownBy(() -> step(LegState.ON_THE_WAY, LegState.ON_THE_WAY))
        .hasMessageContaining("only an ordered leg is planned again");
    assertThatThrownBy(() -> step(LegState.ON_THE_WAY, LegState.UNDER_WAY))
        .hasMessageContaining("cannot go from ON_THE_WAY to UNDER_WAY");
  }

  @Test
  void aLegChangesByAStepOnlyAndHistoryStays() {
    for (var sql :
        new String[] {
          "update transport.leg set state = 'FREE'",
          "update transport.leg set vehicle_id = 9",
          "update transport.leg set case_number = 'x'",
          "delete from transport.leg",
          "update transport.leg_step set reason = 'x'",
          "delete from transport.leg_step"
        }) {
      assertThatThrownBy(() -> jdbc.update(sql)).as(sql).isInstanceOf(DataAccessException.class);
    }
    assertThat(yard.rooms.desk.find(leg.id())).contains(leg);
  }

  @Test
  void aVehicleIsNeverBookedTwice() {
    var second = ordered(1);
    assertThatThrownBy(() ->
            jdbc.update(
                "update transport.vehicle_booking set from_at = from_at - interval '1 minute'"
                    + " where leg_id = ?",
                second.id().value()))
        .hasMessageContaining("vehicle_booking");
    assertThatThrownBy(() ->
            jdbc.update(
                "update transport.crew_booking set from_at = from_at - interval '1 minute'"
                    + " where leg_id = ?",
                second.id().value()))
        .hasMessageContaining("crew_booking");
  }

  @Test
  void nobodyDepartsWithoutABookedVehicleAndCrew() {
    jdbc.update("delete from transport.crew_booking where leg_id = ?", leg.id().value());
    assertThatThrownBy(() -> step(LegState.ORDERED, LegState.ON_THE_WAY))
        .hasMessageContaining("its crew is not booked");
    jdbc.update("delete from transport.vehicle_booking where leg_id = ?", leg.id().value());
    assertThatThrownBy(() -> step(LegState.ORDERED, LegState.ON_THE_WAY))
        .hasMessageContaining("is not booked");
  }

  @Test
  void aVehicleIsOnOneLegAtATimeInTheDatabaseToo() {
    var first = leg;
    leg = ordered(1);
    step(LegState.ORDERED, LegState.ON_THE_WAY);
    leg = first;
    assertThatThrownBy(() -> step(LegState.ORDERED, LegState.ON_THE_WAY))
        .hasMessageContaining("leg_one_at_a_time");
  }

  @Test
  void aLegBeginsAsARequest() {
    assertThatThrownBy(() ->
            jdbc.update(
                """
                insert into transport.leg (case_number, form, class, equipment, urgency, isolation, rules,
                  from_site, to_site, ready_at, return_leg, author, author_name, created_at, state,
                  state_at, vehicle_id, depart_at, pickup_at, leave_at, arrival_at, free_at, kilometres,
                  empty_kilometres)
                select 'P', form, class, equipment, urgency, isolation, rules, from_site, to_site,
                  ready_at, return_leg, author, author_name, created_at, 'UNDER_WAY', state_at, vehicle_id,
                  depart_at, pickup_at, leave_at, arrival_at, free_at, kilometres, empty_kilometres
                from transport.leg
                """))
        .hasMessageContaining("a leg begins as a request");
  }
}
