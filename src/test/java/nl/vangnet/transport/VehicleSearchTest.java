package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.BoardingPoint;
import nl.vangnet.fleet.By;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.DutyHours;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.Fleet;
import nl.vangnet.fleet.Home;
import nl.vangnet.fleet.Obstacle;
import nl.vangnet.fleet.Position;
import nl.vangnet.fleet.Shift;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.travel.Journey;
import nl.vangnet.travel.Mode;
import nl.vangnet.travel.TravelTimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who can do a leg: on a flat country where a kilometre takes a minute (issue 4, point 11).
class VehicleSearchTest {
  private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
  private static final OrganisationId RAV = new OrganisationId(17);
  private static final Vehicle.Record RECORD = new Vehicle.Record("toets", false, false, 1);
  private static final LegTimes TIMES = new LegTimes(300, 1200, 1200, 900);
  private static final SiteId PATIENT = new SiteId(1);
  private static final SiteId NEAR = new SiteId(2);
  private static final SiteId FAR = new SiteId(3);
  private static final SiteId NOWHERE = new SiteId(4);

  private final List<Vehicle> vehicles = new ArrayList<>();
  private final List<Crew> crews = new ArrayList<>();
  private final List<Shift> shifts = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
  private final List<BoardingPoint> points = new ArrayList<>();
  private final List<Booking> bookings = new ArrayList<>();
  private final Map<VehicleId, Position> positions = new HashMap<>();
  private final Map<SiteId, Coordinates> places =
      new HashMap<>(Map.of(PATIENT, km(0), NEAR, km(30), FAR, km(200)));
  private final TravelTimes.Estimates estimates =
      (from, to, mode) -> {
        var kilometres = Math.round(from.distanceMetres(to) / 1000);
        return new Journey(
            kilometres,
            Duration.ofMinutes(mode == Mode.AIR ? kilometres / 4 : kilometres),
            Journey.Basis.ESTIMATE);
      };

  /// A place so many kilometres north of the patient.
  private static Coordinates km(double kilometres) {
    return new Coordinates(52 + kilometres / 111.195, 5);
  }

  private Vehicle vehicle(VehicleClass type, double home) {
    return vehicle(type, home, Set.of(), null, null);
  }

  private Vehicle vehicle(
      VehicleClass type,
      double home,
      Set<Equipment> equipment,
      @Nullable Integer range,
      @Nullable DutyHours hours) {
    var id = new VehicleId(vehicles.size() + 1);
    var vehicle =
        new Vehicle(
            id,
            "W" + id,
            "Wagen " + id,
            RAV,
            new Vehicle.Build(type, equipment, 1, range, Duration.ZERO),
            new Home("Post", km(home)),
            new Vehicle.Use(false, Set.of(), hours),
            RECORD);
    vehicles.add(vehicle);
    return vehicle;
  }

  private Crew crew(CrewKind kind, double home) {
    var id = new CrewId(crews.size() + 1);
    var crew = new Crew(id, "P" + id, "Ploeg " + id, kind, RAV, new Home("Post", km(home)), RECORD);
    crews.add(crew);
    return crew;
  }

  private void shift(Crew crew, @Nullable Vehicle vehicle, int fromMinutes, int untilMinutes) {
    shifts.add(
        new Shift(
            shifts.size() + 1,
            crew.id(),
            vehicle == null ? null : vehicle.id(),
            at(fromMinutes),
            at(untilMinutes)));
  }

  /// A manned vehicle, on duty from an hour ago until so many minutes from now.
  private Vehicle manned(VehicleClass type, double home, int untilMinutes) {
    var vehicle = vehicle(type, home);
    shift(crew(type.drivenBy().getFirst(), home), vehicle, -60, untilMinutes);
    return vehicle;
  }

  private static Instant at(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private void booked(Vehicle vehicle, int from, int until, SiteId fromSite, SiteId toSite) {
    bookings.add(
        new Booking(
            new LegId(bookings.size() + 1),
            vehicle.id(),
            List.of(),
            at(from),
            at(until),
            fromSite,
            toSite,
            at(from + 10)));
  }

  private VehicleSearch search(TransportNeed need, int ready) {
    return new VehicleSearch(
        new VehicleSearch.World(
            new Fleet(NOON, vehicles, crews, shifts, obstacles, points),
            positions,
            new LegBook(List.of(), bookings),
            places::get,
            estimates,
            Duration.ofHours(10),
            NOON),
        need,
        TIMES,
        PATIENT,
        at(ready),
        vehicle -> true);
  }

  private static TransportNeed need(VehicleClass type, Equipment... equipment) {
    return new TransportNeed(
        type == VehicleClass.MICU ? Form.MICU : Form.AMBULANCE,
        type,
        Set.of(equipment),
        Urgency.B1,
        false,
        List.of("lying"));
  }

  /// "W2 pick-up +15 arrival +65", or the code of what stands in the way.
  private String found(TransportNeed need, int ready, SiteId to) {
    var journeys = new EnumMap<Mode, Journey>(Mode.class);
    for (var mode : Mode.values()) {
      journeys.put(mode, estimates.between(km(0), places.getOrDefault(to, km(0)), mode));
    }
    var answer = search(need, ready).answer(to, mode -> Objects.requireNonNull(journeys.get(mode)));
    var proposal = answer.proposal();
    if (proposal == null) {
      return "" + answer.blockedBy();
    }
    var plan = proposal.assignment().plan();
    return proposal.vehicle().code()
        + " pick-up +"
        + Duration.between(NOON, plan.pickup()).toMinutes()
        + " arrival +"
        + Duration.between(NOON, plan.arrival()).toMinutes();
  }

  private String found(VehicleClass type, SiteId to) {
    return found(need(type), 0, to);
  }

  @Test
  void aVehicleFromItsPostTurnsOutDrivesAndStaysAtTheBedside() {
    manned(VehicleClass.AMBULANCE, 10, 480);
    // 5 to turn out, 10 to the patient; 20 at the bedside, 30 on the road.
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("W1 pick-up +15 arrival +65");
  }

  @Test
  void nobodyComesBeforeThePatientIsReady() {
    manned(VehicleClass.AMBULANCE, 10, 480);
    assertThat(found(need(VehicleClass.AMBULANCE), 90, NEAR))
        .isEqualTo("W1 pick-up +90 arrival +140");
  }

  @Test
  void theSameSoonGoesToWhoDrivesLeastEmpty() {
    manned(VehicleClass.AMBULANCE, 40, 480);
    manned(VehicleClass.AMBULANCE, 3, 480);
    assertThat(found(need(VehicleClass.AMBULANCE), 120, NEAR)).startsWith("W2 pick-up +120");
  }

  @Test
  void aBetterVehicleIsKeptForWhoNeedsItUnlessItIsMuchNearer() {
    manned(VehicleClass.AMBULANCE, 10, 480);
    manned(VehicleClass.CARE_AMBULANCE, 15, 480);
    assertThat(found(VehicleClass.CARE_AMBULANCE, NEAR)).startsWith("W2");
    manned(VehicleClass.CARE_AMBULANCE, 5, 480);
    assertThat(found(VehicleClass.CARE_AMBULANCE, NEAR)).startsWith("W3");
    vehicles.removeIf(v -> v.build().vehicleClass() == VehicleClass.CARE_AMBULANCE);
    assertThat(found(VehicleClass.CARE_AMBULANCE, NEAR)).startsWith("W1");
    assertThat(found(VehicleClass.MICU, NEAR)).isEqualTo("no-vehicle-of-class");
  }

  @Test
  void aVehicleThatEndsNearbyComesWithoutTurningOut() {
    var vehicle = manned(VehicleClass.AMBULANCE, 100, 480);
    booked(vehicle, -60, 20, FAR, PATIENT);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("W1 pick-up +20 arrival +70");
    // It waits an hour at most, then it is home again.
    assertThat(found(need(VehicleClass.AMBULANCE), 75, NEAR)).startsWith("W1 pick-up +75");
    assertThat(found(need(VehicleClass.AMBULANCE), 100, NEAR)).startsWith("W1 pick-up +225");
  }

  @Test
  void aVehicleIsTakenFromWhereItWasHeardOf() {
    var vehicle = manned(VehicleClass.AMBULANCE, 100, 480);
    positions.put(vehicle.id(), new Position(vehicle.id(), at(-5), km(12)));
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).startsWith("W1 pick-up +17");
    positions.put(vehicle.id(), new Position(vehicle.id(), at(-16), km(12)));
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).startsWith("W1 pick-up +105");
  }

  @Test
  void aCrewIsHomeBeforeItsDutyEnds() {
    // 5 + 10 + 20 + 30 + 20 + 15 = 100, and 20 minutes home from the destination.
    manned(VehicleClass.AMBULANCE, 10, 119);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("crew-hours");
    shifts.clear();
    shift(crews.getFirst(), vehicles.getFirst(), -60, 120);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).startsWith("W1 pick-up +15");
  }

  @Test
  void aDutyIsNeverLongerThanTheRules() {
    var vehicle = vehicle(VehicleClass.AMBULANCE, 10);
    shift(crew(CrewKind.AMBULANCE, 10), vehicle, -500, 400);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("crew-hours");
  }

  @Test
  void whoIsNotKnownToBeOnDutyDoesNotCount() {
    vehicle(VehicleClass.AMBULANCE, 10);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("no-crew");
    shift(crew(CrewKind.CARE, 10), vehicles.getFirst(), -60, 480);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("no-crew");
  }

  @Test
  void theNextLegIsReachedInTime() {
    var vehicle = manned(VehicleClass.AMBULANCE, 10, 480);
    // Free again at +100 in NEAR, 30 minutes from the next patient, who waits from +130.
    booked(vehicle, 120, 200, PATIENT, NEAR);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).startsWith("W1 pick-up +15");
    bookings.clear();
    booked(vehicle, 119, 200, PATIENT, NEAR);
    // One minute earlier it is done after the next leg instead.
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).startsWith("W1 pick-up +230");
  }

  @Test
  void stormKeepsHelicoptersDownAndTheMicuRides() {
    var helicopter =
        vehicle(VehicleClass.HELICOPTER, 50, Set.of(Equipment.MICU_TROLLEY), 400, null);
    shift(crew(CrewKind.MMT, 50), helicopter, -60, 480);
    shift(crew(CrewKind.MICU, 50), null, -60, 480);
    points.add(pad(PATIENT));
    points.add(pad(FAR));
    var need = need(VehicleClass.MICU, Equipment.MICU_TROLLEY);
    assertThat(found(need, 0, FAR)).startsWith("W1");
    obstacles.add(
        new Obstacle(
            1,
            null,
            VehicleClass.HELICOPTER,
            Obstacle.Kind.WEATHER,
            at(-10),
            at(60 * 48),
            "Storm",
            new By("x", "x")));
    assertThat(found(need, 0, FAR)).isEqualTo("weather");
    manned(VehicleClass.MICU, 50, 590);
    assertThat(found(need, 0, FAR)).startsWith("W2");
  }

  private static BoardingPoint pad(SiteId site) {
    return new BoardingPoint(site, BoardingPoint.Kind.HELIPAD, "Dak", 6, true, "toets");
  }

  @Test
  void aHelicopterNeedsALandingPlaceAtBothEndsAndItsRange() {
    var helicopter = vehicle(VehicleClass.HELICOPTER, 40, Set.of(), 230, null);
    shift(crew(CrewKind.MMT, 40), helicopter, -60, 480);
    assertThat(found(VehicleClass.HELICOPTER, NEAR)).isEqualTo("no-landing-place");
    points.add(pad(PATIENT));
    assertThat(found(VehicleClass.HELICOPTER, NEAR)).isEqualTo("no-landing-place");
    points.add(pad(NEAR));
    points.add(pad(FAR));
    // 5 + 10 flown; 20 + 6 to the roof; 30 km in 7 minutes and 6 from the roof.
    assertThat(found(VehicleClass.HELICOPTER, NEAR)).isEqualTo("W1 pick-up +15 arrival +54");
    assertThat(found(VehicleClass.HELICOPTER, FAR)).isEqualTo("out-of-range");
  }

  @Test
  void aVehicleRidesWithinItsHours() {
    var micu =
        vehicle(
            VehicleClass.AMBULANCE,
            10,
            Set.of(),
            null,
            new DutyHours(LocalTime.of(7, 0), LocalTime.of(13, 0)));
    shift(crew(CrewKind.AMBULANCE, 10), micu, -60, 480);
    // Noon here is 11:00 UTC; free at +100 is past 13:00.
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("no-time");
    vehicles.clear();
    vehicle(
        VehicleClass.AMBULANCE,
        10,
        Set.of(),
        null,
        new DutyHours(LocalTime.of(20, 0), LocalTime.of(14, 0)));
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).startsWith("W1 pick-up +15");
  }

  @Test
  void aTeamStandsReadyWhereTheVehicleStands() {
    manned(VehicleClass.MICU, 10, 480);
    var team = crew(CrewKind.MICU, 20);
    shift(team, null, -60, 480);
    assertThat(found(VehicleClass.MICU, NEAR)).isEqualTo("no-crew");
    shift(crew(CrewKind.MICU, 11), null, -60, 480);
    assertThat(found(VehicleClass.MICU, NEAR)).startsWith("W1 pick-up +15");
    assertThat(found(need(VehicleClass.MICU, Equipment.PAEDIATRIC), 0, NEAR))
        .isEqualTo("no-equipment");
  }

  @Test
  void aPlaceThatNobodyKnowsIsSaidToBeUnknown() {
    manned(VehicleClass.AMBULANCE, 10, 480);
    assertThat(found(VehicleClass.AMBULANCE, NOWHERE)).isEqualTo("unknown-coordinates");
    places.remove(PATIENT);
    assertThat(found(VehicleClass.AMBULANCE, NEAR)).isEqualTo("unknown-coordinates");
  }

  @Test
  void whatIsProposedNeverOverlapsAndAlwaysFits() {
    var random = new Random(19);
    for (var country = 0; country < 60; country++) {
      clear();
      for (var i = 0; i < 12; i++) {
        var type = random.nextInt(3) == 0 ? VehicleClass.CARE_AMBULANCE : VehicleClass.AMBULANCE;
        var vehicle = vehicle(type, random.nextInt(150));
        var crew = crew(type.drivenBy().getFirst(), random.nextInt(150));
        shift(crew, vehicle, -random.nextInt(300), 100 + random.nextInt(500));
        var start = -random.nextInt(200);
        for (var leg = 0; leg < random.nextInt(4); leg++) {
          var end = start + 30 + random.nextInt(150);
          booked(vehicle, start, end, random.nextBoolean() ? NEAR : FAR, PATIENT);
          start = end + random.nextInt(300);
        }
      }
      var ready = random.nextInt(300);
      var to = random.nextBoolean() ? NEAR : FAR;
      var journey = estimates.between(km(0), Objects.requireNonNull(places.get(to)), Mode.ROAD);
      for (var proposal :
          search(need(VehicleClass.CARE_AMBULANCE), ready).proposals(to, mode -> journey)) {
        var plan = proposal.assignment().plan();
        assertThat(plan.pickup()).isAfterOrEqualTo(at(ready));
        assertThat(plan.depart()).isAfterOrEqualTo(NOON);
        for (var booking : bookings) {
          if (booking.vehicle().equals(proposal.vehicle().id())) {
            assertThat(
                    booking.until().isAfter(plan.depart()) && booking.from().isBefore(plan.free()))
                .as("%s %s overlaps %s", proposal.vehicle().code(), plan, booking)
                .isFalse();
          }
        }
        var shift =
            shifts.stream()
                .filter(s -> s.crew().equals(proposal.assignment().crews().getFirst()))
                .findFirst()
                .orElseThrow();
        assertThat(plan.depart()).isAfterOrEqualTo(shift.from());
        assertThat(plan.free()).isBeforeOrEqualTo(shift.until());
      }
    }
  }

  private void clear() {
    vehicles.clear();
    crews.clear();
    shifts.clear();
    bookings.clear();
  }

  /// A country of 730 vehicles with 900 legs: 1,000 destinations in less than 10 milliseconds.
  @Test
  void aThousandDestinationsAreAnsweredAtOnce() {
    var random = new Random(3);
    for (var i = 0; i < 730; i++) {
      var vehicle = manned(VehicleClass.AMBULANCE, random.nextInt(300), 480);
      var start = -random.nextInt(120);
      for (var leg = 0; leg < random.nextInt(3); leg++) {
        booked(vehicle, start, start + 80, NEAR, PATIENT);
        start += 80 + random.nextInt(200);
      }
    }
    var to = new ArrayList<SiteId>();
    var journeys = new ArrayList<Journey>();
    for (var i = 0; i < 1_000; i++) {
      var site = new SiteId(100 + i);
      places.put(site, km(random.nextInt(300)));
      to.add(site);
      journeys.add(estimates.between(km(0), Objects.requireNonNull(places.get(site)), Mode.ROAD));
    }
    var fleet = new Fleet(NOON, vehicles, crews, shifts, obstacles, points);
    var book = new LegBook(List.of(), bookings);
    var best = Long.MAX_VALUE;
    for (var round = 0; round < 80; round++) {
      var begin = System.nanoTime();
      var search =
          new VehicleSearch(
              new VehicleSearch.World(
                  fleet, positions, book, places::get, estimates, Duration.ofHours(10), NOON),
              need(VehicleClass.AMBULANCE),
              TIMES,
              PATIENT,
              NOON,
              vehicle -> true);
      var reached = 0;
      for (var i = 0; i < to.size(); i++) {
        var journey = journeys.get(i);
        if (search.answer(to.get(i), mode -> journey).proposal() != null) {
          reached++;
        }
      }
      best = Math.min(best, System.nanoTime() - begin);
      assertThat(reached).isGreaterThan(700);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(10));
    System.out.println("1,000 destinations, 730 vehicles: " + best / 1000 + " us");
  }
}
