package nl.vangnet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.testing.StandingClock;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/// The register of vehicles and crews on a real database (TRA-01, TRA-03, TRA-06, TRA-07): a table
/// that says what is wrong and where, rosters without two shifts at once, owners that keep their
/// own, and what keeps a vehicle from riding.
class FleetIT {
  private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
  private static final Coordinates HOME = new Coordinates(51.92, 4.47);
  private static final String HEAD =
      "record;code;name;class;owner;home;lat;lon;equipment;places;range_km;pool;hours;source\n";

  private final DataSource database = TestDatabase.fresh();
  private final FleetFixture yard = new FleetFixture(database, new StandingClock(NOON));
  private final OrganisationId rav17 = organisation("RAV17");
  private final OrganisationId rav09 = organisation("RAV09");
  private final OrganisationId hospital =
      yard.directory.snapshot().findSite(CountryCode.NL, "EMC").orElseThrow().organisation();
  private final Actor planner17 = FleetFixture.planner(rav17);
  private final Actor planner09 = FleetFixture.planner(rav09);

  private OrganisationId organisation(String code) {
    return yard.directory.snapshot().findOrganisation(CountryCode.NL, code).orElseThrow().id();
  }

  private static byte[] table(String... lines) {
    return (HEAD + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Instant hour(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }

  private static String code(FleetOutcome outcome) {
    return switch (outcome) {
      case FleetOutcome.Done ignored -> "done";
      case FleetOutcome.Refused(var code, var advice) -> code;
    };
  }

  private static VehicleDraft draft(String code, OrganisationId owner, boolean pool) {
    return new VehicleDraft(
        code,
        "Wagen " + code,
        owner,
        new Vehicle.Build(VehicleClass.AMBULANCE, Set.of(), 1, null, Duration.ZERO),
        new Home("Post", HOME),
        new Vehicle.Use(pool, Set.of(), null),
        "toets");
  }

  private static final String[] MIXED = {
    "vehicle;T-1;Wagen een;ambulance;RAV17;Post Zuid;51.91;4.46;;2;;no;;opgave",
    "vehicle;T-2;Wagen twee;luchtballon;RAV17;Post Zuid;51.91;4.46;;1;;no;;opgave",
    "vehicle;T-3;Wagen drie;micu;RAV17;Post Zuid;519.1;4.46;;1;;no;;opgave",
    "vehicle;T-4;Wagen vier;ambulance;RAV99;Post Zuid;51.91;4.46;;1;;no;;opgave",
    "crew;P-5;;ambulance;RAV17;Post Zuid;51.91;4.46;;;;;;opgave",
    "crew;P-6;Ploeg zes;micu;RAV17;Post Zuid;51.91;4.46;;;;;;opgave",
    "vehicle;t-1;Wagen zeven;ambulance;RAV17;Post Zuid;51.91;4.46;;1;;no;;opgave",
    "vehicle;T-8;Wagen acht;bus;RAV17;Post Zuid;51.91;4.46;;700;;no;;opgave",
    "vehicle;T-9;Wagen negen;ambulance;RAV17;Post Zuid;51.91;4.46;;1;;no;zeven uur;opgave"
  };

  private static void saysWhatIsWrong(FleetReport report) {
    assertThat(report.lines()).isEqualTo(9);
    assertThat(report.faults())
        .extracting(f -> f.line() + " " + f.column() + " " + f.value() + " " + f.code())
        .containsExactly(
            "3 class luchtballon unknown-class",
            "4 lat 519.1 outside-the-earth",
            "5 owner RAV99 owner-unknown",
            "6 name  cell-missing",
            "8 code t-1 code-twice",
            "9 code T-8 places-out-of-range",
            "10 hours zeven uur bad-hours");
    assertThat(report.faults()).allSatisfy(f -> assertThat(f.advice()).isNotBlank());
  }

  @Test
  void aTableSaysPerLineWhatIsWrongAndIsTakenWholeOrNotAtAll() {
    saysWhatIsWrong(yard.table.preview(planner17, table(MIXED)));
    var report = yard.table.write(planner17, table(MIXED), false);
    saysWhatIsWrong(report);
    assertThat(report.written()).isFalse();
    assertThat(yard.desk.vehicles()).noneMatch(v -> v.code().startsWith("T-"));
    assertThat(yard.desk.crews()).noneMatch(c -> c.code().startsWith("P-"));
  }

  @Test
  void ofATableTheGoodLinesCanBeTakenAndNothingOfAFaultyOne() {
    var report = yard.table.write(planner17, table(MIXED), true);
    saysWhatIsWrong(report);
    assertThat(report.written()).isTrue();
    assertThat(report.added()).isEqualTo(2);
    assertThat(yard.desk.vehicles())
        .filteredOn(v -> v.code().toLowerCase(java.util.Locale.ROOT).startsWith("t-"))
        .extracting(Vehicle::code, Vehicle::name, v -> v.build().places())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("T-1", "Wagen een", 2));
    assertThat(yard.desk.crews())
        .filteredOn(c -> c.code().startsWith("P-"))
        .extracting(Crew::code)
        .containsExactly("P-6");
  }

  @Test
  void aTableThatWasWrittenIsReadBackAsTheSame() {
    yard.table.write(
        planner17,
        table(
            "vehicle;T-1;Wagen een;ambulance;RAV17;Post Zuid;51.91;4.46;;2;480;ja;07:00-23:00;opgave",
            "crew;P-1;Ploeg een;ambulance;RAV17;Post Zuid;51.91;4.46;;;;;;opgave"),
        false);
    var again =
        yard.table.write(
            planner17, yard.table.export(planner17).getBytes(StandardCharsets.UTF_8), false);
    assertThat(again.faults()).isEmpty();
    assertThat(again.same()).isEqualTo(again.lines()).isGreaterThanOrEqualTo(2);
    var changed =
        yard.table.write(
            planner17,
            table("vehicle;T-1;Wagen een;ambulance;RAV17;Post Noord;51.95;4.46;;2;;no;;opgave"),
            false);
    assertThat(changed.changed()).isEqualTo(1);
    assertThat(yard.desk.findVehicle("T-1").orElseThrow().home().name()).isEqualTo("Post Noord");
  }

  @Test
  void aTableWithoutItsColumnsIsRefusedAsAFile() {
    var report =
        yard.table.write(
            planner17, "code;name\nT-1;Wagen\n".getBytes(StandardCharsets.UTF_8), false);
    assertThat(report.written()).isFalse();
    assertThat(report.file()).startsWith("columns-missing").contains("owner", "record");
  }

  @Test
  void aServiceKeepsItsOwnVehiclesOnly() {
    assertThat(code(yard.desk.add(planner09, draft("E-1", rav17, false)))).isEqualTo("not-allowed");
    var vehicle = yard.vehicle("E-1", VehicleClass.AMBULANCE, rav17, HOME);
    var edition = vehicle.record().edition();
    assertThat(code(yard.desk.change(planner09, vehicle.id(), edition, draft("E-1", rav09, false))))
        .as("nobody takes a vehicle over")
        .isEqualTo("not-allowed");
    assertThat(code(yard.desk.change(planner17, vehicle.id(), edition, draft("E-1", rav09, false))))
        .as("nor gives one to another")
        .isEqualTo("not-allowed");
    assertThat(code(yard.desk.retire(planner09, vehicle.id(), edition, true)))
        .isEqualTo("not-allowed");
    assertThat(code(yard.duty.move(planner09, new Position(vehicle.id(), NOON, HOME))))
        .isEqualTo("not-allowed");
    var stolen =
        yard.table.write(
            planner09,
            table("vehicle;E-1;Gekaapt;ambulance;RAV09;Post;51.91;4.46;;1;;no;;opgave"),
            true);
    assertThat(stolen.written()).isFalse();
    assertThat(stolen.faults())
        .singleElement()
        .extracting(FleetReport.Fault::line, FleetReport.Fault::code)
        .containsExactly(2, "not-allowed");
    assertThat(yard.table.export(planner09)).doesNotContain("E-1");
    assertThat(yard.desk.findVehicle("E-1").orElseThrow()).isEqualTo(vehicle);
    assertThat(code(yard.desk.change(planner17, vehicle.id(), edition, draft("E-2", rav17, false))))
        .isEqualTo("done");
    assertThat(code(yard.desk.change(planner17, vehicle.id(), edition, draft("E-3", rav17, false))))
        .as("the edition that was read is no longer true")
        .isEqualTo("stale");
  }

  @Test
  void aCrewHasOneShiftAtATime() {
    var vehicle = yard.vehicle("S-1", VehicleClass.AMBULANCE, rav17, HOME);
    var other = yard.vehicle("S-2", VehicleClass.AMBULANCE, rav17, HOME);
    var crew = yard.crew("S-P", CrewKind.AMBULANCE, rav17, HOME);
    var first = yard.shift(crew, vehicle, hour(0), hour(8));
    for (var from : List.of(hour(-3), hour(1), hour(7))) {
      assertThat(
              code(
                  yard.duty.add(
                      planner17, crew.id(), other.id(), from, from.plus(Duration.ofHours(4)))))
          .as("%s", from)
          .isEqualTo("shift-overlaps");
    }
    assertThat(code(yard.duty.add(planner17, crew.id(), null, hour(8), hour(16))))
        .as("the next begins when this one ends")
        .isEqualTo("done");
    assertThat(code(yard.duty.withdraw(planner17, first))).isEqualTo("done");
    assertThat(code(yard.duty.add(planner17, crew.id(), other.id(), hour(1), hour(5))))
        .as("who was withdrawn is free")
        .isEqualTo("done");
    assertThat(code(yard.duty.add(planner17, crew.id(), null, hour(30), hour(29))))
        .isEqualTo("shift-backwards");
    assertThat(code(yard.duty.add(planner17, crew.id(), null, hour(30), hour(60))))
        .isEqualTo("shift-too-long");
  }

  @Test
  void ofManyWhoPutACrewOnDutyAtOnceOneDoes() throws Exception {
    var vehicle = yard.vehicle("G-1", VehicleClass.AMBULANCE, rav17, HOME);
    for (var round = 0; round < 10; round++) {
      var crew = yard.crew("G-P" + round, CrewKind.AMBULANCE, rav17, HOME);
      var outcomes = new ArrayList<String>();
      try (var pool = Executors.newFixedThreadPool(4)) {
        var gate = new CyclicBarrier(4);
        var work = new ArrayList<Future<FleetOutcome>>();
        for (var i = 0; i < 4; i++) {
          var from = hour(i);
          Callable<FleetOutcome> one =
              () -> {
                gate.await();
                return yard.duty.add(
                    planner17, crew.id(), vehicle.id(), from, from.plus(Duration.ofHours(6)));
              };
          work.add(pool.submit(one));
        }
        for (var one : work) {
          outcomes.add(code(one.get()));
        }
      }
      assertThat(outcomes)
          .containsExactlyInAnyOrder("done", "shift-overlaps", "shift-overlaps", "shift-overlaps");
      yard.reload();
      assertThat(yard.keeper.fleet().shifts(crew.id())).hasSize(1);
    }
  }

  @Test
  void aTeamOfAnotherOwnerRidesInAVehicleAndItsOwnerKeepsItsRoster() {
    var micu = yard.vehicle("M-1", VehicleClass.MICU, rav17, HOME);
    var team = yard.crew("M-T", CrewKind.MICU, hospital, HOME);
    assertThat(team.owner()).isNotEqualTo(micu.owner());
    assertThat(code(yard.duty.add(planner17, team.id(), micu.id(), hour(0), hour(8))))
        .as("the owner of the vehicle does not plan the team")
        .isEqualTo("not-allowed");
    var centre = FleetFixture.planner(hospital);
    assertThat(code(yard.duty.add(centre, team.id(), micu.id(), hour(0), hour(8))))
        .isEqualTo("done");
    yard.reload();
    assertThat(yard.keeper.fleet().shifts(micu.id()))
        .singleElement()
        .extracting(Shift::crew)
        .isEqualTo(team.id());
    var care = yard.crew("M-Z", CrewKind.CARE, rav17, HOME);
    assertThat(code(yard.duty.add(planner17, care.id(), micu.id(), hour(0), hour(8))))
        .isEqualTo("shift-not-driven");
  }

  @Test
  void whatIsInThePoolByItsClassOrByItsOwnerIsAssignedByTheNationOnly() {
    var plain = yard.vehicle("N-1", VehicleClass.AMBULANCE, rav17, HOME);
    var given = yard.vehicle(draft("N-2", rav17, true));
    var micu = yard.vehicle("N-3", VehicleClass.MICU, rav17, HOME);
    var team = yard.crew("N-T", CrewKind.MMT, hospital, HOME);
    assertThat(yard.rights.isPool(plain)).isFalse();
    assertThat(yard.rights.mayAssign(planner17, plain)).isTrue();
    assertThat(yard.rights.mayAssign(planner09, plain)).isFalse();
    for (var pooled : List.of(given, micu)) {
      assertThat(yard.rights.isPool(pooled)).as(pooled.code()).isTrue();
      assertThat(yard.rights.mayAssign(planner17, pooled)).as(pooled.code()).isFalse();
      assertThat(yard.rights.mayAssign(FleetFixture.NATIONAL, pooled)).as(pooled.code()).isTrue();
    }
    assertThat(yard.rights.isPool(team)).isTrue();
    assertThat(yard.rights.mayAssign(FleetFixture.planner(hospital), team)).isFalse();
    assertThat(yard.rights.mayAssign(FleetFixture.NATIONAL, team)).isTrue();
    assertThat(
            code(
                yard.desk.change(
                    planner17, given.id(), given.record().edition(), draft("N-2", rav17, false))))
        .as("its owner takes it out of the pool")
        .isEqualTo("done");
    yard.reload();
    assertThat(yard.rights.isPool(yard.keeper.fleet().find(given.id()).orElseThrow())).isFalse();
  }

  @Test
  void everySpecialTeamIsInThePoolAndNoOther() {
    for (var kind : CrewKind.values()) {
      var crew = yard.crew("S-" + kind.code(), kind, hospital, HOME);
      assertThat(yard.rights.isPool(crew))
          .as(kind.code())
          .isEqualTo(kind.isSpecial() || kind == CrewKind.TRAIN);
      assertThat(yard.rights.mayAssign(FleetFixture.planner(hospital), crew))
          .as(kind.code())
          .isEqualTo(!yard.rights.isPool(crew));
    }
  }

  @Test
  void whatKeepsAVehicleOrAClassFromRidingHasAReasonAndAnEnd() {
    var heli = yard.vehicle("W-1", VehicleClass.HELICOPTER, rav17, HOME);
    var wagon = yard.vehicle("W-2", VehicleClass.AMBULANCE, rav17, HOME);
    var storm = new ObstacleDraft(Obstacle.Kind.WEATHER, hour(1), hour(7), "storm uit het westen");
    assertThat(code(yard.duty.report(planner17, VehicleClass.HELICOPTER, storm)))
        .as("a class is a matter of the nation")
        .isEqualTo("not-allowed");
    assertThat(code(yard.duty.report(planner09, wagon.id(), storm))).isEqualTo("not-allowed");
    assertThat(code(yard.duty.report(FleetFixture.NATIONAL, VehicleClass.HELICOPTER, storm)))
        .isEqualTo("done");
    var broken =
        yard.duty.report(
            planner17,
            wagon.id(),
            new ObstacleDraft(Obstacle.Kind.BREAKDOWN, hour(0), hour(3), "lekke band"));
    yard.reload();
    var fleet = yard.keeper.fleet();
    assertThat(fleet.obstacles(heli))
        .singleElement()
        .satisfies(o -> {
          assertThat(o.kind()).isEqualTo(Obstacle.Kind.WEATHER);
          assertThat(o.isOn(hour(0))).isFalse();
          assertThat(o.isOn(hour(1))).isTrue();
          assertThat(o.isOn(hour(7))).isFalse();
        });
    assertThat(fleet.obstacles(wagon))
        .extracting(Obstacle::kind)
        .containsExactly(Obstacle.Kind.BREAKDOWN);
    var id = ((FleetOutcome.Done) broken).id();
    assertThat(code(yard.duty.end(planner09, id))).isEqualTo("not-allowed");
    assertThat(code(yard.duty.end(planner17, id))).isEqualTo("done");
    assertThat(code(yard.duty.end(planner17, id))).isEqualTo("already-ended");
    yard.reload();
    assertThat(yard.keeper.fleet().obstacles(wagon)).isEmpty();
    for (var wrong :
        List.of(
            new ObstacleDraft(Obstacle.Kind.STAFF, hour(2), hour(1), "griep"),
            new ObstacleDraft(Obstacle.Kind.STAFF, hour(-9), hour(-1), "griep"))) {
      assertThat(code(yard.duty.report(planner17, wagon.id(), wrong)))
          .isEqualTo("obstacle-backwards");
    }
    assertThat(
            code(
                yard.duty.report(
                    planner17,
                    wagon.id(),
                    new ObstacleDraft(Obstacle.Kind.STAFF, hour(1), hour(2), " "))))
        .isEqualTo("reason-missing");
  }
}
