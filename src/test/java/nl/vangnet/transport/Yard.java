package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.FleetFixture;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.testing.StandingClock;
import nl.vangnet.testing.TestDatabase;

/// A small country at noon: three hospitals, two ambulance services, a few vehicles on duty.
final class Yard {
  static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

  final StandingClock clock = new StandingClock(NOON);
  final DataSource database = TestDatabase.fresh();
  final TransportFixture rooms = new TransportFixture(database, clock);
  final FleetFixture fleet = rooms.fleet;
  final Site rotterdam = site("EMC");
  final Site utrecht = site("UMCU");
  final Site groningen = site("UMCG");
  final OrganisationId rav17 = organisation("RAV17");
  final OrganisationId rav09 = organisation("RAV09");
  final Actor national = FleetFixture.NATIONAL;
  final Actor planner17 = FleetFixture.planner(rav17);
  final Actor planner09 = FleetFixture.planner(rav09);

  Site site(String code) {
    return fleet.directory.snapshot().findSite(CountryCode.NL, code).orElseThrow();
  }

  OrganisationId organisation(String code) {
    return fleet.directory.snapshot().findOrganisation(CountryCode.NL, code).orElseThrow().id();
  }

  static Coordinates at(Site site) {
    return java.util.Objects.requireNonNull(site.coordinates());
  }

  /// An ambulance near a hospital with a crew on duty for ten hours since eleven o'clock.
  Vehicle ambulance(String code, OrganisationId owner, Site near) {
    return manned(code, VehicleClass.AMBULANCE, owner, near, 1, 10);
  }

  /// A vehicle near a hospital, manned from and until so many hours from noon.
  Vehicle manned(
      String code, VehicleClass type, OrganisationId owner, Site near, int since, int hours) {
    var vehicle = fleet.vehicle(code, type, owner, beside(near));
    var crew = fleet.crew(code + "-P", type.drivenBy().getFirst(), owner, beside(near));
    var from = NOON.minus(Duration.ofHours(since));
    fleet.shift(crew, vehicle, from, from.plus(Duration.ofHours(hours)));
    return vehicle;
  }

  /// A special team at a hospital, on duty for its own owner.
  Crew team(String code, CrewKind kind, OrganisationId owner, Site near) {
    var crew = fleet.crew(code, kind, owner, beside(near));
    fleet.shift(crew, null, NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(8)));
    return crew;
  }

  /// Two kilometres north of a hospital.
  static Coordinates beside(Site site) {
    return new Coordinates(at(site).latitude() + 0.018, at(site).longitude());
  }

  static TransportNeed need(VehicleClass type) {
    return new TransportNeed(
        type == VehicleClass.MICU ? Form.MICU : Form.AMBULANCE,
        type,
        Set.of(),
        Urgency.B1,
        false,
        java.util.List.of("lying"));
  }

  LegOrder order(String caseNumber, VehicleClass type, Site from, Site to, Instant ready) {
    return new LegOrder(caseNumber, need(type), from.id(), to.id(), ready, null, null, false);
  }

  OrderOutcome place(Actor by, LegOrder order) {
    return rooms.in(() -> rooms.desk.order(by, order));
  }

  /// Orders, and insists on a vehicle.
  Leg ordered(Actor by, LegOrder order) {
    var outcome = place(by, order);
    if (outcome instanceof OrderOutcome.Ordered(var leg)) {
      return leg;
    }
    throw new AssertionError("not ordered: " + outcome);
  }

  String codeOf(Leg leg) {
    var assignment = java.util.Objects.requireNonNull(leg.assignment());
    return fleet.keeper.fleet().find(assignment.vehicle()).orElseThrow().code();
  }
}
