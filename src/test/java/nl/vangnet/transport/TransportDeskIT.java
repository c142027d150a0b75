package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.VehicleClass;
import org.junit.jupiter.api.Test;

/// Ordering transport on a real database (TRA-01, TRA-02, TRA-03, TRA-07, SPR-15).
class TransportDeskIT {
  private final Yard yard = new Yard();

  private static final Actor HOSPITAL =
      new Actor(
          "person:31", "Dokter", Role.HOSPITAL, new Scope.InOrganisation(new OrganisationId(1)));

  private Actor desk(String region) {
    var snapshot = yard.fleet.directory.snapshot();
    var set =
        snapshot.regionSets(CountryCode.NL).stream()
            .filter(s -> s.kind().equals("acute-care-network"))
            .findFirst()
            .orElseThrow();
    var found = snapshot.regions(set).stream().filter(r -> r.code().equals(region)).findFirst();
    return new Actor(
        "person:41", "RCPS " + region, Role.REGION, new Scope.InRegion(found.orElseThrow().id()));
  }

  private Reach reach(VehicleClass type, nl.vangnet.directory.Site to) {
    var found =
        yard.rooms.desk.reach(Yard.need(type), yard.rotterdam.id(), List.of(to.id()), Yard.NOON);
    return Objects.requireNonNull(found.get(to.id()));
  }

  @Test
  void theNearestVehicleIsReservedWithItsCrewAndPlan() {
    yard.ambulance("ver", yard.rav09, yard.utrecht);
    yard.ambulance("dichtbij", yard.rav17, yard.rotterdam);
    var promised = reach(VehicleClass.AMBULANCE, yard.utrecht);
    var leg =
        yard.ordered(
            yard.national,
            yard.order("P-7", VehicleClass.AMBULANCE, yard.rotterdam, yard.utrecht, Yard.NOON));
    assertThat(yard.codeOf(leg)).isEqualTo("dichtbij");
    assertThat(leg.state()).isEqualTo(LegState.ORDERED);
    assertThat(leg.expectedPickup()).isEqualTo(promised.pickup());
    assertThat(leg.expectedArrival()).isEqualTo(promised.arrival());
    assertThat(promised.owner()).isEqualTo("RAV Rotterdam-Rijnmond");
    // Turnout 5 and 2.6 km at 35 km/h, then 20 at the bedside and 60 km by the bands.
    assertThat(leg.expectedPickup())
        .isBetween(Yard.NOON.plus(Duration.ofMinutes(9)), Yard.NOON.plus(Duration.ofMinutes(10)));
    assertThat(leg.expectedArrival())
        .isBetween(Yard.NOON.plus(Duration.ofMinutes(85)), Yard.NOON.plus(Duration.ofMinutes(105)));
    assertThat(yard.rooms.desk.legsOf("P-7")).containsExactly(leg);
    assertThat(yard.rooms.heard)
        .extracting(LegChanged::state)
        .containsExactly(LegState.REQUESTED, LegState.ORDERED);
    assertThat(yard.rooms.desk.history(leg.id()))
        .extracting(LegStep::after)
        .containsExactly(LegState.REQUESTED, LegState.ORDERED);
  }

  @Test
  void aVehicleThatIsTakenIsNotOfferedTwice() {
    yard.ambulance("een", yard.rav17, yard.rotterdam);
    var order = yard.order("P-1", VehicleClass.AMBULANCE, yard.rotterdam, yard.utrecht, Yard.NOON);
    var first = yard.ordered(yard.national, order);
    var second = yard.ordered(yard.national, order);
    var free = Objects.requireNonNull(first.assignment()).plan().free();
    assertThat(Objects.requireNonNull(second.assignment()).plan().depart()).isAfterOrEqualTo(free);
  }

  @Test
  void aVehicleThatEndsNearThePatientGoesBeforeOneFromItsPost() {
    yard.ambulance("terug", yard.rav17, yard.rotterdam);
    yard.ordered(
        yard.national,
        yard.order("P-1", VehicleClass.AMBULANCE, yard.rotterdam, yard.utrecht, Yard.NOON));
    yard.ambulance("elders", yard.rav09, yard.groningen);
    var later = Yard.NOON.plus(Duration.ofMinutes(150));
    var back =
        yard.ordered(
            yard.national,
            yard.order("P-2", VehicleClass.AMBULANCE, yard.utrecht, yard.rotterdam, later));
    assertThat(yard.codeOf(back)).isEqualTo("terug");
    assertThat(Objects.requireNonNull(back.assignment()).plan().emptyKilometres()).isLessThan(1);
  }

  @Test
  void aMicuTakesADriverOfOneOwnerAndATeamOfAnother() {
    yard.manned("micu", VehicleClass.MICU, yard.rav17, yard.rotterdam, 1, 9);
    assertThat(reach(VehicleClass.MICU, yard.groningen).blockedBy()).isEqualTo("no-crew");
    var team = yard.team("team", CrewKind.MICU, yard.rotterdam.organisation(), yard.rotterdam);
    var leg =
        yard.ordered(
            yard.national,
            yard.order("P-9", VehicleClass.MICU, yard.rotterdam, yard.groningen, Yard.NOON));
    assertThat(Objects.requireNonNull(leg.assignment()).crews()).hasSize(2).contains(team.id());
  }

  @Test
  void onlyTheNationalDeskAssignsThePool() {
    yard.manned("micu", VehicleClass.MICU, yard.rav17, yard.rotterdam, 1, 9);
    yard.team("team", CrewKind.MICU, yard.rotterdam.organisation(), yard.rotterdam);
    var order = yard.order("P-9", VehicleClass.MICU, yard.rotterdam, yard.utrecht, Yard.NOON);
    var asked = yard.place(yard.planner17, order);
    assertThat(asked).isInstanceOf(OrderOutcome.Requested.class);
    var leg = ((OrderOutcome.Requested) asked).leg();
    assertThat(yard.rooms.in(() -> yard.rooms.desk.assign(yard.planner17, leg, null)))
        .isEqualTo(Refusals.leg("pool-only-national"));
    assertThat(yard.rooms.in(() -> yard.rooms.desk.assign(yard.national, leg, null)))
        .isInstanceOf(LegOutcome.Done.class);
  }

  @Test
  void aPlannerAssignsVehiclesOfTheOwnServiceOnly() {
    yard.ambulance("eigen", yard.rav17, yard.groningen);
    yard.ambulance("vreemd", yard.rav09, yard.rotterdam);
    var order = yard.order("P-3", VehicleClass.AMBULANCE, yard.rotterdam, yard.utrecht, Yard.NOON);
    assertThat(yard.codeOf(yard.ordered(yard.planner17, order))).isEqualTo("eigen");
    var foreign = yard.fleet.keeper.fleet().findVehicle("vreemd").orElseThrow();
    var theirs =
        new LegOrder(
            "P-4",
            order.need(),
            order.from(),
            order.to(),
            order.readyAt(),
            null,
            foreign.id(),
            false);
    assertThat(yard.place(yard.planner17, theirs)).isEqualTo(Refusals.order("not-allowed"));
    assertThat(yard.place(yard.planner09, theirs)).isInstanceOf(OrderOutcome.Ordered.class);
  }

  @Test
  void aRegionalDeskAsksForItsOwnRegionAndAPlannerAssigns() {
    yard.ambulance("een", yard.rav17, yard.rotterdam);
    var order = yard.order("P-5", VehicleClass.AMBULANCE, yard.rotterdam, yard.utrecht, Yard.NOON);
    assertThat(yard.place(desk("LI"), order)).isEqualTo(Refusals.order("not-allowed"));
    assertThat(yard.place(HOSPITAL, order)).isEqualTo(Refusals.order("not-allowed"));
    var asked = yard.place(desk("ZWN"), order);
    assertThat(asked).isInstanceOf(OrderOutcome.Requested.class);
    var leg = ((OrderOutcome.Requested) asked).leg();
    assertThat(yard.rooms.in(() -> yard.rooms.desk.assign(desk("ZWN"), leg, null)))
        .isEqualTo(Refusals.leg("not-allowed"));
    assertThat(yard.rooms.in(() -> yard.rooms.desk.assign(yard.planner09, leg, null)))
        .isEqualTo(Refusals.leg("no-vehicle-of-class"));
    assertThat(yard.rooms.in(() -> yard.rooms.desk.assign(yard.planner17, leg, null)))
        .isInstanceOf(LegOutcome.Done.class);
  }

  @Test
  void callingOffGivesVehicleAndCrewBack() {
    yard.ambulance("een", yard.rav17, yard.rotterdam);
    var order = yard.order("P-6", VehicleClass.AMBULANCE, yard.rotterdam, yard.utrecht, Yard.NOON);
    var first = yard.ordered(yard.national, order);
    assertThat(yard.rooms.in(() -> yard.rooms.desk.cancel(HOSPITAL, first.id(), "bed-lost")))
        .isEqualTo(Refusals.leg("not-allowed"));
    assertThat(yard.rooms.in(() -> yard.rooms.desk.cancel(yard.national, first.id(), " ")))
        .isEqualTo(Refusals.leg("reason-missing"));
    assertThat(yard.rooms.in(() -> yard.rooms.desk.cancel(Actor.SYSTEM, first.id(), "bed-lost")))
        .isInstanceOf(LegOutcome.Done.class);
    assertThat(yard.rooms.in(() -> yard.rooms.desk.cancel(Actor.SYSTEM, first.id(), "bed-lost")))
        .isEqualTo(Refusals.leg("illegal-step"));
    var again = yard.ordered(yard.national, order);
    assertThat(again.expectedPickup()).isEqualTo(first.expectedPickup());
  }

  @Test
  void anOrderThatMakesNoSenseSaysWhy() {
    yard.ambulance("een", yard.rav17, yard.rotterdam);
    var type = VehicleClass.AMBULANCE;
    var late = Yard.NOON.plus(Duration.ofDays(15));
    assertThat(
            yard.place(
                yard.national, yard.order(" ", type, yard.rotterdam, yard.utrecht, Yard.NOON)))
        .isEqualTo(Refusals.order("case-missing"));
    assertThat(
            yard.place(
                yard.national, yard.order("P-8", type, yard.rotterdam, yard.rotterdam, Yard.NOON)))
        .isEqualTo(Refusals.order("same-site"));
    assertThat(
            yard.place(yard.national, yard.order("P-8", type, yard.rotterdam, yard.utrecht, late)))
        .isEqualTo(Refusals.order("ready-out-of-range"));
    var need = Yard.need(type);
    var soon =
        new LegOrder(
            "P-8",
            need,
            yard.rotterdam.id(),
            yard.groningen.id(),
            Yard.NOON,
            Yard.NOON.plus(Duration.ofMinutes(70)),
            null,
            false);
    assertThat(yard.place(yard.national, soon)).isEqualTo(Refusals.order("too-late"));
    assertThat(
            yard.place(
                yard.national,
                yard.order("P-8", VehicleClass.BUS, yard.rotterdam, yard.utrecht, Yard.NOON)))
        .isEqualTo(Refusals.order("no-vehicle-of-class"));
    assertThat(yard.rooms.desk.legsOf("P-8")).isEmpty();
  }
}
