package nl.vangnet.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import nl.vangnet.access.AccessFixture;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.policy.PolicyFixture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The room `fleet` on a test database, without Spring: an empty yard to put vehicles and crews in.
public final class FleetFixture {
  /// The national desk.
  public static final Actor NATIONAL =
      new Actor("person:901", "Landelijk", Role.NATIONAL, new Scope.Everywhere());

  public final FleetKeeper keeper;
  public final FleetRights rights;
  public final FleetDesk desk;
  public final DutyDesk duty;
  public final Directory directory;
  final FleetImport table;
  private final FleetSeed seed;

  /// A yard on this database.
  public FleetFixture(DataSource database, Clock clock) {
    var jdbc = JdbcClient.create(database);
    directory = Directory.on(database, clock);
    var rules = PolicyFixture.transportRules(database, clock);
    var audit = AccessFixture.auditTrail(database, clock);
    var store = new FleetStore(jdbc);
    var duties = new DutyStore(jdbc);
    seed = new FleetSeed(store, directory, clock, new JdbcTransactionManager(database));
    keeper = new FleetKeeper(store, duties, seed, AccessFixture.bell(database), event -> {}, clock);
    rights = new FleetRights(rules, clock);
    desk = new FleetDesk(store, keeper, rights, directory, audit, clock);
    table = new FleetImport(desk, rights, directory, audit, "NL");
    duty = new DutyDesk(duties, store, keeper, rights, rules, audit, clock);
  }

  /// Loads the product's own tables.
  public void plant() {
    seed.plant();
    reload();
  }

  /// Reads the fleet again, as the bell makes a node do.
  public void reload() {
    keeper.reload();
  }

  /// A planner of one organisation.
  public static Actor planner(OrganisationId organisation) {
    return new Actor(
        "person:77" + organisation.value(),
        "Planner " + organisation.value(),
        Role.DISPATCH,
        new Scope.InOrganisation(organisation));
  }

  /// A plain vehicle in the yard of an organisation.
  public Vehicle vehicle(
      String code, VehicleClass vehicleClass, OrganisationId owner, Coordinates home) {
    return vehicle(code, vehicleClass, owner, home, Set.of(), null);
  }

  /// A vehicle with equipment and a range.
  public Vehicle vehicle(
      String code,
      VehicleClass vehicleClass,
      OrganisationId owner,
      Coordinates home,
      Set<Equipment> equipment,
      @Nullable Integer range) {
    return vehicle(
        new VehicleDraft(
            code,
            "Wagen " + code,
            owner,
            new Vehicle.Build(vehicleClass, equipment, 1, range, Duration.ZERO),
            new Home("Post " + code, home),
            new Vehicle.Use(false, Set.of(), null),
            "toets"));
  }

  /// A vehicle as it is drafted.
  public Vehicle vehicle(VehicleDraft draft) {
    var outcome = desk.add(NATIONAL, draft);
    if (!(outcome instanceof FleetOutcome.Done(var id))) {
      throw new IllegalStateException("the yard refused " + draft + ": " + outcome);
    }
    reload();
    return keeper.fleet().find(new VehicleId(id)).orElseThrow();
  }

  /// A crew in the yard of an organisation.
  public Crew crew(String code, CrewKind kind, OrganisationId owner, Coordinates home) {
    var outcome =
        desk.add(
            NATIONAL,
            new CrewDraft(
                code, "Ploeg " + code, kind, owner, new Home("Post " + code, home), "toets"));
    if (!(outcome instanceof FleetOutcome.Done(var id))) {
      throw new IllegalStateException("the yard refused crew " + code + ": " + outcome);
    }
    reload();
    return keeper.fleet().find(new CrewId(id)).orElseThrow();
  }

  /// A shift of a crew, in a vehicle or at its home.
  public long shift(Crew crew, @Nullable Vehicle vehicle, Instant from, Instant until) {
    var outcome = duty.add(NATIONAL, crew.id(), vehicle == null ? null : vehicle.id(), from, until);
    if (!(outcome instanceof FleetOutcome.Done(var id))) {
      throw new IllegalStateException("the yard refused the shift: " + outcome);
    }
    reload();
    return id;
  }
}
