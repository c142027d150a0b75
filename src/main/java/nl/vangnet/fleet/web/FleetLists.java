package nl.vangnet.fleet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Shift;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Makes the rows of the register's pages.
@Component
class FleetLists {
  private static final Duration AHEAD = Duration.ofDays(7);

  private final FleetDesk desk;
  private final DutyDesk duty;
  private final FleetKeeper keeper;
  private final FleetRights rights;
  private final Directory directory;
  private final CountryCode home;

  FleetLists(
      FleetDesk desk,
      DutyDesk duty,
      FleetKeeper keeper,
      FleetRights rights,
      Directory directory,
      @Value("${vangnet.country:NL}") String home) {
    this.desk = desk;
    this.duty = duty;
    this.keeper = keeper;
    this.rights = rights;
    this.directory = directory;
    this.home = new CountryCode(home);
  }

  CountryCode home() {
    return home;
  }

  String owner(OrganisationId id) {
    return directory.snapshot().findOrganisation(id).map(Organisation::name).orElse("?");
  }

  String ownerCode(OrganisationId id) {
    return directory.snapshot().findOrganisation(id).map(Organisation::code).orElse("?");
  }

  /// The organisations whose fleet this actor keeps, by name.
  List<Organisation> kept(Actor actor) {
    if (!actor.has(Permission.PLAN_TRANSPORT)) {
      return List.of();
    }
    return directory.snapshot().organisations(home).stream()
        .filter(o -> rights.mayKeep(actor, o.id()))
        .toList();
  }

  /// The organisations that own something, by name.
  List<Organisation> owners() {
    var owning = new java.util.HashSet<OrganisationId>();
    keeper.fleet().vehicles().forEach(v -> owning.add(v.owner()));
    keeper.fleet().crews().forEach(c -> owning.add(c.owner()));
    return owning.stream()
        .flatMap(id -> directory.snapshot().findOrganisation(id).stream())
        .sorted(Comparator.comparing(Organisation::name))
        .toList();
  }

  List<FleetView.VehicleRow> vehicles(FleetView.Filter filter, Instant now) {
    var all = filter.retired() ? desk.vehicles() : List.copyOf(keeper.fleet().vehicles());
    return all.stream()
        .filter(v -> v.record().retired() == filter.retired())
        .filter(
            v -> filter.type().isEmpty() || v.build().vehicleClass().code().equals(filter.type()))
        .filter(v -> isOf(v.owner(), filter))
        .filter(v -> holds(filter.q(), v.code(), v.name(), v.home().name(), owner(v.owner())))
        .map(v -> row(v, now))
        .toList();
  }

  private boolean isOf(OrganisationId owner, FleetView.Filter filter) {
    return filter.owner().isEmpty() || ownerCode(owner).equalsIgnoreCase(filter.owner());
  }

  private static boolean holds(String q, String... texts) {
    for (var word : q.toLowerCase(Locale.ROOT).split("\\s+")) {
      var found = false;
      for (var text : texts) {
        found = found || text.toLowerCase(Locale.ROOT).contains(word);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  FleetView.VehicleRow row(Vehicle vehicle, Instant now) {
    var fleet = keeper.fleet();
    return new FleetView.VehicleRow(
        vehicle,
        owner(vehicle.owner()),
        rights.isPool(vehicle),
        fleet.obstacles(vehicle).stream().filter(o -> o.isOn(now)).findFirst().orElse(null),
        fleet.shifts(vehicle.id()).stream()
            .filter(s -> s.isOn(now))
            .flatMap(s -> duty(s).stream())
            .findFirst()
            .orElse(null),
        keeper.positions().get(vehicle.id()));
  }

  private Optional<FleetView.Duty> duty(Shift shift) {
    return keeper.fleet().find(shift.crew()).map(c -> new FleetView.Duty(c, shift));
  }

  /// The shifts in a vehicle from now on.
  List<FleetView.Duty> shifts(Vehicle vehicle, Instant now) {
    return duty.shifts(now, now.plus(AHEAD)).stream()
        .filter(s -> vehicle.id().equals(s.vehicle()))
        .flatMap(s -> duty(s).stream())
        .toList();
  }

  List<FleetView.CrewRow> crews(FleetView.Filter filter, Instant now) {
    var all = filter.retired() ? desk.crews() : List.copyOf(keeper.fleet().crews());
    return all.stream()
        .filter(c -> c.record().retired() == filter.retired())
        .filter(c -> filter.type().isEmpty() || c.kind().code().equals(filter.type()))
        .filter(c -> isOf(c.owner(), filter))
        .filter(c -> holds(filter.q(), c.code(), c.name(), c.home().name(), owner(c.owner())))
        .map(c -> row(c, now))
        .toList();
  }

  FleetView.CrewRow row(Crew crew, Instant now) {
    var shifts = keeper.fleet().shifts(crew.id());
    return new FleetView.CrewRow(
        crew,
        owner(crew.owner()),
        shifts.stream().filter(s -> s.isOn(now)).findFirst().orElse(null),
        shifts.stream().filter(s -> s.from().isAfter(now)).findFirst().orElse(null));
  }

  /// The shifts of a crew from a day back on.
  List<FleetView.Ridden> shifts(Crew crew, Instant now) {
    return duty.shifts(now.minus(Duration.ofDays(1)), now.plus(AHEAD)).stream()
        .filter(s -> s.crew().equals(crew.id()))
        .map(s -> new FleetView.Ridden(s, vehicle(s)))
        .toList();
  }

  private @Nullable Vehicle vehicle(Shift shift) {
    var id = shift.vehicle();
    return id == null ? null : keeper.fleet().find(id).orElse(null);
  }

  /// The vehicles that a crew may ride in: those of its owner or that its owner may use, and those
  /// that stand where it stands.
  List<Vehicle> rideable(Crew crew) {
    return keeper.fleet().vehicles().stream()
        .filter(v -> v.isOf(crew.owner()) || v.home().isNear(crew.home()))
        .filter(v ->
            crew.kind().isSpecial() || v.build().vehicleClass().drivenBy().contains(crew.kind()))
        .limit(200)
        .toList();
  }

  FleetView.FormView form(
      Actor actor, @Nullable Vehicle vehicle, @Nullable Crew crew, HttpServletRequest request) {
    var owner = vehicle != null ? vehicle.owner() : crew != null ? crew.owner() : null;
    var kept = kept(actor);
    var flash = Flash.of(request);
    return new FleetView.FormView(
        vehicle,
        crew,
        owner != null ? ownerCode(owner) : kept.isEmpty() ? "" : kept.getFirst().code(),
        vehicle == null
            ? List.of()
            : vehicle.use().others().stream().map(this::ownerCode).sorted().toList(),
        kept,
        desk.posts(),
        flash == null ? Map.of() : flash.kept(),
        flash);
  }
}
