package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What crews tell and planners change (issue 4, point 12).
class LegDeskIT {
  private final Yard yard = new Yard();
  private Vehicle vehicle;
  private Leg leg;

  @BeforeEach
  void oneLeg() {
    vehicle = yard.ambulance("een", yard.rav17, yard.rotterdam);
    leg = yard.ordered(yard.national, order("P-1", 0));
  }

  private LegOrder order(String caseNumber, int minutes) {
    return yard.order(
        caseNumber,
        VehicleClass.AMBULANCE,
        yard.rotterdam,
        yard.utrecht,
        Yard.NOON.plus(Duration.ofMinutes(minutes)));
  }

  private LegOutcome advance(Actor by, LegState state, @Nullable Instant at) {
    var outcome = yard.rooms.legs.advance(by, leg.id(), state, at, reason(state));
    yard.rooms.keeper.reload();
    return outcome;
  }

  private static String reason(LegState state) {
    return state == LegState.UNDER_WAY ? "lijst volgt" : "";
  }

  private Leg done(LegOutcome outcome) {
    assertThat(outcome).isInstanceOf(LegOutcome.Done.class);
    return ((LegOutcome.Done) outcome).leg();
  }

  private static LegPlan plan(Leg leg) {
    return Objects.requireNonNull(leg.assignment()).plan();
  }

  @Test
  void everyStepMovesTheRestOfThePlan() {
    var planned = plan(leg);
    yard.clock.move(Duration.ofMinutes(13));
    var onTheWay = plan(done(advance(yard.planner17, LegState.ON_THE_WAY, null)));
    assertThat(onTheWay.depart()).isEqualTo(Yard.NOON.plus(Duration.ofMinutes(13)));
    assertThat(Duration.between(planned.arrival(), onTheWay.arrival()))
        .isEqualTo(Duration.ofMinutes(13));
    yard.clock.move(Duration.ofMinutes(20));
    var bedside = plan(done(advance(yard.planner17, LegState.AT_BEDSIDE, null)));
    assertThat(bedside.pickup()).isEqualTo(Yard.NOON.plus(Duration.ofMinutes(33)));
    yard.clock.move(Duration.ofMinutes(7));
    var underWay = plan(done(advance(yard.planner17, LegState.UNDER_WAY, null)));
    assertThat(underWay.arrival())
        .isEqualTo(Yard.NOON.plus(Duration.ofMinutes(40)).plus(planned.drive()));
    yard.clock.move(Duration.ofMinutes(61));
    var arrived = plan(done(advance(yard.planner17, LegState.ARRIVED, null)));
    assertThat(Duration.between(arrived.arrival(), arrived.free()))
        .isEqualTo(Duration.ofMinutes(35));
    yard.clock.move(Duration.ofMinutes(11));
    var free = plan(done(advance(yard.planner17, LegState.FREE, null)));
    assertThat(free.free()).isEqualTo(Yard.NOON.plus(Duration.ofMinutes(112)));
    // The vehicle is free earlier than planned, so the next one can begin at once.
    var next = yard.ordered(yard.national, order("P-2", 0));
    assertThat(plan(next).depart()).isBetween(free.free(), free.free().plusSeconds(1));
    assertThat(yard.rooms.desk.history(leg.id()))
        .extracting(LegStep::after)
        .containsExactly(
            LegState.REQUESTED,
            LegState.ORDERED,
            LegState.ON_THE_WAY,
            LegState.AT_BEDSIDE,
            LegState.UNDER_WAY,
            LegState.ARRIVED,
            LegState.FREE);
  }

  @Test
  void aStepMayBeToldLaterButNotInTheFutureNorBeforeTheLast() {
    yard.clock.move(Duration.ofMinutes(30));
    done(advance(yard.planner17, LegState.ON_THE_WAY, Yard.NOON.plus(Duration.ofMinutes(4))));
    assertThat(advance(yard.planner17, LegState.AT_BEDSIDE, Yard.NOON.plus(Duration.ofMinutes(3))))
        .isEqualTo(Refusals.leg("step-out-of-order"));
    assertThat(advance(yard.planner17, LegState.AT_BEDSIDE, Yard.NOON.plus(Duration.ofMinutes(33))))
        .isEqualTo(Refusals.leg("step-out-of-order"));
    done(advance(yard.planner17, LegState.AT_BEDSIDE, Yard.NOON.plus(Duration.ofMinutes(21))));
  }

  @Test
  void onlyTheServicesOfVehicleAndCrewTellWhatTheCrewDoes() {
    var region = new Actor("person:3", "Regio", Role.REGION, new Scope.Everywhere());
    var source = new Actor("source:gms", "GMS", Role.SOURCE, new Scope.InOrganisation(yard.rav17));
    var foreign =
        new Actor("source:x", "Vreemd", Role.SOURCE, new Scope.InOrganisation(yard.rav09));
    assertThat(advance(region, LegState.ON_THE_WAY, null)).isEqualTo(Refusals.leg("not-allowed"));
    assertThat(advance(foreign, LegState.ON_THE_WAY, null)).isEqualTo(Refusals.leg("not-allowed"));
    assertThat(advance(yard.planner09, LegState.ON_THE_WAY, null))
        .isEqualTo(Refusals.leg("not-allowed"));
    done(advance(source, LegState.ON_THE_WAY, null));
  }

  @Test
  void aStepThatDoesNotFollowIsRefused() {
    for (var state : LegState.values()) {
      if (state != LegState.ON_THE_WAY) {
        assertThat(advance(yard.national, state, null))
            .as(state.code())
            .isEqualTo(Refusals.leg("illegal-step"));
      }
    }
    done(advance(yard.national, LegState.ON_THE_WAY, null));
    done(advance(yard.national, LegState.AT_BEDSIDE, null));
    done(advance(yard.national, LegState.UNDER_WAY, null));
    assertThat(yard.rooms.in(() -> yard.rooms.desk.cancel(yard.national, leg.id(), "weather")))
        .isEqualTo(Refusals.leg("illegal-step"));
    assertThat(yard.rooms.legs.giveBack(yard.national, leg.id(), "pech"))
        .isEqualTo(Refusals.leg("illegal-step"));
  }

  @Test
  void aVehicleDoesOneLegAtATime() {
    var second = yard.ordered(yard.national, order("P-2", 60));
    done(advance(yard.planner17, LegState.ON_THE_WAY, null));
    assertThat(yard.rooms.legs.advance(yard.planner17, second.id(), LegState.ON_THE_WAY, null, ""))
        .isEqualTo(Refusals.leg("vehicle-busy"));
  }

  @Test
  void aLegThatRunsLateDoesNotPushTheNextOneOut() {
    var second = yard.ordered(yard.national, order("P-2", 0));
    yard.clock.move(Duration.ofMinutes(90));
    var late = done(advance(yard.planner17, LegState.ON_THE_WAY, null));
    assertThat(plan(late).free()).isAfter(plan(second).depart());
    // What is booked stays without overlap; the delay is an alert, not an error.
    var bookings = yard.rooms.keeper.book().of(vehicle.id());
    assertThat(bookings).hasSize(2);
    assertThat(bookings.getFirst().until()).isEqualTo(plan(second).depart());
    assertThat(Lateness.of(late, Duration.ofMinutes(10), yard.clock.instant())).isEmpty();
  }

  @Test
  void aVehicleThatBreaksDownIsGivenBackAndAnotherOneComes() {
    done(advance(yard.planner17, LegState.ON_THE_WAY, null));
    assertThat(yard.rooms.legs.giveBack(yard.planner17, leg.id(), ""))
        .isEqualTo(Refusals.leg("reason-missing"));
    assertThat(yard.rooms.legs.giveBack(yard.planner09, leg.id(), "pech"))
        .isEqualTo(Refusals.leg("not-allowed"));
    var waiting = done(yard.rooms.legs.giveBack(yard.planner17, leg.id(), "pech"));
    assertThat(waiting.state()).isEqualTo(LegState.REQUESTED);
    assertThat(waiting.assignment()).isNull();
    yard.ambulance("twee", yard.rav09, yard.utrecht);
    var again = done(yard.rooms.in(() -> yard.rooms.desk.assign(yard.planner09, leg.id(), null)));
    assertThat(yard.codeOf(again)).isEqualTo("twee");
    assertThat(yard.rooms.desk.history(leg.id()))
        .extracting(LegStep::reason)
        .containsExactly("", "", "", "pech", "");
  }

  private LegOutcome replan(
      Actor by, int edition, @Nullable Instant pickup, @Nullable VehicleId to) {
    return yard.rooms.legs.replan(
        by, leg.id(), new LegDesk.Replan(edition, pickup, to, "later klaar"));
  }

  @Test
  void aLegIsMovedInTimeWithAllThatHangsOnIt() {
    var pickup = plan(leg).pickup();
    var later = pickup.plus(Duration.ofMinutes(25));
    var moved = done(replan(yard.planner17, leg.edition(), later, null));
    assertThat(plan(moved).pickup()).isEqualTo(later);
    assertThat(Duration.between(plan(leg).free(), plan(moved).free()))
        .isEqualTo(Duration.ofMinutes(25));
    assertThat(moved.edition()).isEqualTo(leg.edition() + 1);
    assertThat(replan(yard.planner17, leg.edition(), later, null)).isEqualTo(Refusals.leg("stale"));
    var before = Yard.NOON.minus(Duration.ofMinutes(5));
    assertThat(replan(yard.planner17, moved.edition(), before, null))
        .isEqualTo(Refusals.leg("before-ready"));
    var midnight = Yard.NOON.plus(Duration.ofHours(11));
    assertThat(replan(yard.planner17, moved.edition(), midnight, null))
        .isInstanceOf(LegOutcome.Refused.class);
    assertThat(yard.rooms.heard.getLast().expectedPickup()).isEqualTo(later);
  }

  @Test
  void aLegIsNotMovedOntoAnother() {
    var second = yard.ordered(yard.national, order("P-2", 0));
    var outcome = replan(yard.planner17, leg.edition(), plan(second).pickup(), null);
    assertThat(outcome).isInstanceOf(LegOutcome.Refused.class);
    assertThat(yard.rooms.desk.find(leg.id())).contains(leg);
    assertThat(yard.rooms.keeper.fresh().of(vehicle.id())).hasSize(2);
  }

  @Test
  void aLegMovesToAnotherVehicleThatThePlannerMayAssign() {
    var other = yard.ambulance("twee", yard.rav17, yard.rotterdam);
    var foreign = yard.ambulance("drie", yard.rav09, yard.rotterdam);
    var care = yard.manned("zorg", VehicleClass.CARE_AMBULANCE, yard.rav17, yard.rotterdam, 1, 9);
    assertThat(replan(yard.planner17, leg.edition(), null, foreign.id()))
        .isEqualTo(Refusals.leg("not-allowed"));
    assertThat(replan(yard.planner17, leg.edition(), null, care.id()))
        .isEqualTo(Refusals.leg("wrong-class"));
    assertThat(replan(yard.planner09, leg.edition(), null, foreign.id()))
        .isEqualTo(Refusals.leg("not-allowed"));
    var moved = done(replan(yard.planner17, leg.edition(), null, other.id()));
    assertThat(yard.codeOf(moved)).isEqualTo("twee");
    assertThat(yard.rooms.keeper.fresh().of(vehicle.id())).isEmpty();
    assertThat(yard.rooms.keeper.fresh().of(other.id())).hasSize(1);
  }

  @Test
  void aPoolLegIsPlannedByTheNationOnly() {
    yard.manned("micu", VehicleClass.MICU, yard.rav17, yard.rotterdam, 1, 9);
    yard.team("team", CrewKind.MICU, yard.rotterdam.organisation(), yard.rotterdam);
    leg =
        yard.ordered(
            yard.national,
            yard.order("P-9", VehicleClass.MICU, yard.rotterdam, yard.utrecht, Yard.NOON));
    var later = plan(leg).pickup().plus(Duration.ofMinutes(5));
    assertThat(replan(yard.planner17, leg.edition(), later, null))
        .isEqualTo(Refusals.leg("not-allowed"));
    done(replan(yard.national, leg.edition(), later, null));
    // The crews of both owners may tell what they do.
    var centre =
        new Actor(
            "person:8",
            "MICU-centrum",
            Role.DISPATCH,
            new Scope.InOrganisation(yard.rotterdam.organisation()));
    done(advance(centre, LegState.ON_THE_WAY, null));
    done(advance(yard.planner17, LegState.AT_BEDSIDE, null));
  }

  @Test
  void aPatientLeavesWhenEverythingIsConfirmedOrSomebodySaysWhyNot() {
    done(advance(yard.planner17, LegState.ON_THE_WAY, null));
    done(advance(yard.planner17, LegState.AT_BEDSIDE, null));
    var legs = yard.rooms.legs;
    assertThat(legs.advance(yard.planner17, leg.id(), LegState.UNDER_WAY, null, ""))
        .isEqualTo(Refusals.leg("checklist-open"));
    assertThat(yard.rooms.cases.confirm(yard.planner09, leg.id(), Precondition.BED_CONFIRMED))
        .isEqualTo(Refusals.leg("not-allowed"));
    assertThat(yard.rooms.cases.confirm(yard.planner17, leg.id(), Precondition.PUMPS_CHECKED))
        .isEqualTo(Refusals.leg("illegal-step"));
    for (var item : Precondition.of(leg.ask().need())) {
      done(yard.rooms.cases.confirm(yard.planner17, leg.id(), item));
    }
    assertThat(yard.rooms.cases.checks(leg.id())).hasSize(4);
    var left = done(legs.advance(yard.planner17, leg.id(), LegState.UNDER_WAY, null, ""));
    assertThat(left.state()).isEqualTo(LegState.UNDER_WAY);
  }

  @Test
  void costsOfACaseAreLinesThatAreWithdrawnNotChanged() {
    var cases = yard.rooms.cases;
    assertThat(
            cases.addCost(
                yard.planner17, "P-1", CostLine.Kind.TRANSPORT, 123_45, "Zorgverzekeraar", ""))
        .isEqualTo(new CaseDesk.Noted("not-allowed"));
    assertThat(
            cases.addCost(
                yard.national, "P-1", CostLine.Kind.TRANSPORT, 123_45, "Zorgverzekeraar", "Heen"))
        .isEqualTo(CaseDesk.Noted.DONE);
    assertThat(cases.addCost(yard.national, "P-1", CostLine.Kind.TREATMENT, 0, "VWS", "").refused())
        .isEqualTo("amount-out-of-range");
    var line = cases.costs("P-1").getFirst();
    assertThat(line.cents()).isEqualTo(12_345);
    assertThat(cases.withdrawCost(yard.national, line.id(), "dubbel"))
        .isEqualTo(CaseDesk.Noted.DONE);
    assertThat(cases.withdrawCost(yard.national, line.id(), "nogmaals").refused())
        .isEqualTo("already-withdrawn");
    assertThat(cases.costs("P-1").getFirst().withdrawn()).isEqualTo("dubbel");
  }

  @Test
  void aPilotIsConcludedOnce() {
    var cases = yard.rooms.cases;
    var day = java.time.LocalDate.of(2026, 1, 5);
    assertThat(
            cases.addPilot(yard.national, "Posities delen", "AZN", "Proef", day, day.plusDays(90)))
        .isEqualTo(CaseDesk.Noted.DONE);
    var pilot = cases.pilots().getFirst();
    assertThat(pilot.conclusion()).isNull();
    assertThat(
            cases.concludePilot(
                yard.national, pilot.id(), Pilot.Verdict.CONTINUE, "Landelijk door"))
        .isEqualTo(CaseDesk.Noted.DONE);
    assertThat(
            cases
                .concludePilot(yard.national, pilot.id(), Pilot.Verdict.STOP, "Toch niet")
                .refused())
        .isEqualTo("already-concluded");
    assertThat(cases.addPilot(yard.planner17, "x", "AZN", "y", day, day).refused())
        .isEqualTo("not-allowed");
  }

  @Test
  void lateLegsSaySoByTheStepThatIsMissing() {
    var grace = Duration.ofMinutes(10);
    assertThat(Lateness.of(leg, grace, plan(leg).depart().plus(grace))).isEmpty();
    var late =
        Lateness.of(leg, grace, plan(leg).depart().plus(Duration.ofMinutes(17))).orElseThrow();
    assertThat(late.by()).isEqualTo(Duration.ofMinutes(17));
    assertThat(late.waitsFor()).isEqualTo(LegState.ON_THE_WAY);
    yard.clock.move(Duration.ofMinutes(3));
    var rides = done(advance(yard.planner17, LegState.ON_THE_WAY, null));
    var there =
        Lateness.of(rides, grace, plan(rides).pickup().plus(Duration.ofMinutes(11))).orElseThrow();
    assertThat(there.waitsFor()).isEqualTo(LegState.AT_BEDSIDE);
    assertThat(List.of(LegState.FREE, LegState.CANCELLED)).allMatch(LegState::isEnd);
  }
}
