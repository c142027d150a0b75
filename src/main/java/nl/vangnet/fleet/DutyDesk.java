package nl.vangnet.fleet;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.policy.TransportRules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is on duty, what keeps a vehicle from riding, and where it is.
@Service
public class DutyDesk {
  private final DutyStore store;
  private final FleetStore register;
  private final FleetKeeper keeper;
  private final FleetRights rights;
  private final TransportRules rules;
  private final AuditTrail audit;
  private final Clock clock;

  DutyDesk(
      DutyStore store,
      FleetStore register,
      FleetKeeper keeper,
      FleetRights rights,
      TransportRules rules,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.register = register;
    this.keeper = keeper;
    this.rights = rights;
    this.rules = rules;
    this.audit = audit;
    this.clock = clock;
  }

  /// Puts a crew on duty, in a vehicle or (null) at its home. The crew's owner says so; the vehicle
  /// may be another's that the owner may use (TRA-03).
  @Transactional
  public FleetOutcome add(
      Actor actor, CrewId crewId, @Nullable VehicleId vehicleId, Instant from, Instant until) {
    var crew = register.find(crewId).orElse(null);
    if (crew == null) {
      return refused("no-such-crew", "there is no such crew");
    }
    if (!rights.mayKeep(actor, crew.owner())) {
      return notAllowed();
    }
    var refused = FleetRules.duty(from, until, rules.longestShift(clock.instant()));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (vehicleId != null) {
      var vehicle = register.find(vehicleId).orElse(null);
      if (vehicle == null) {
        return refused("no-such-vehicle", "there is no such vehicle");
      }
      var unfit = FleetRules.fits(crew, vehicle);
      if (unfit.isPresent()) {
        return unfit.get();
      }
    }
    var added =
        store.add(
            crewId,
            vehicleId,
            from.truncatedTo(ChronoUnit.SECONDS),
            until.truncatedTo(ChronoUnit.SECONDS),
            By.of(actor),
            now());
    if (added.isEmpty()) {
      return refused("shift-overlaps", "the crew has another shift in that time");
    }
    tell(
        actor,
        "fleet.shift",
        "shift:" + added.get().id() + " crew:" + crewId,
        crew.owner(),
        Map.of("from", from.toString(), "until", until.toString()));
    return new FleetOutcome.Done(added.get().id());
  }

  /// Withdraws a shift. Legs that were planned in it keep their crew; the board shows them.
  @Transactional
  public FleetOutcome withdraw(Actor actor, long shiftId) {
    var shift = store.findShift(shiftId).orElse(null);
    var crew = shift == null ? null : register.find(shift.crew()).orElse(null);
    if (shift == null || crew == null) {
      return refused("no-such-shift", "there is no such shift, or it was withdrawn already");
    }
    if (!rights.mayKeep(actor, crew.owner())) {
      return notAllowed();
    }
    if (!store.withdraw(shiftId, By.of(actor), now())) {
      return refused("no-such-shift", "it was withdrawn already");
    }
    tell(
        actor,
        "fleet.shift-withdraw",
        "shift:" + shiftId + " crew:" + crew.id(),
        crew.owner(),
        Map.of());
    return new FleetOutcome.Done(shiftId);
  }

  /// Says that something keeps one vehicle from riding.
  @Transactional
  public FleetOutcome report(Actor actor, VehicleId vehicleId, ObstacleDraft draft) {
    var vehicle = register.find(vehicleId).orElse(null);
    if (vehicle == null) {
      return refused("no-such-vehicle", "there is no such vehicle");
    }
    if (!rights.mayKeep(actor, vehicle)) {
      return notAllowed();
    }
    return report(actor, vehicleId, null, vehicle.owner(), draft);
  }

  /// Says that something keeps a whole class from riding, such as a storm all helicopters. For the
  /// national desk.
  @Transactional
  public FleetOutcome report(Actor actor, VehicleClass vehicleClass, ObstacleDraft draft) {
    return rights.mayKeepNation(actor)
        ? report(actor, null, vehicleClass, null, draft)
        : notAllowed();
  }

  private FleetOutcome report(
      Actor actor,
      @Nullable VehicleId vehicle,
      @Nullable VehicleClass vehicleClass,
      @Nullable OrganisationId owner,
      ObstacleDraft draft) {
    var refused = FleetRules.explained(draft.reason()).or(() -> FleetRules.lasting(draft, now()));
    if (refused.isPresent()) {
      return refused.get();
    }
    var id = store.add(vehicle, vehicleClass, draft, By.of(actor), now());
    tell(
        actor,
        "fleet.obstacle",
        "obstacle:"
            + id
            + (vehicleClass == null ? " vehicle:" + vehicle : " class:" + vehicleClass.code()),
        owner,
        Map.of("kind", draft.kind().code(), "until", draft.until().toString()));
    return new FleetOutcome.Done(id);
  }

  /// Ends an obstacle before its time.
  @Transactional
  public FleetOutcome end(Actor actor, long obstacleId) {
    var found = store.findObstacle(obstacleId).orElse(null);
    if (found == null) {
      return refused("no-such-obstacle", "there is no such obstacle");
    }
    var vehicle = Optional.ofNullable(found.vehicle()).flatMap(register::find).orElse(null);
    if (vehicle == null ? !rights.mayKeepNation(actor) : !rights.mayKeep(actor, vehicle)) {
      return notAllowed();
    }
    if (!store.end(obstacleId, By.of(actor), now())) {
      return refused("already-ended", "it has ended already");
    }
    tell(
        actor,
        "fleet.obstacle-end",
        "obstacle:" + obstacleId,
        vehicle == null ? null : vehicle.owner(),
        Map.of());
    return new FleetOutcome.Done(obstacleId);
  }

  /// Says where a vehicle is. An older position than the known one changes nothing.
  @Transactional
  public FleetOutcome move(Actor actor, Position position) {
    var vehicle = register.find(position.vehicle()).orElse(null);
    if (vehicle == null) {
      return refused("no-such-vehicle", "there is no such vehicle");
    }
    if (!rights.mayMove(actor, vehicle)) {
      return new FleetOutcome.Refused(
          "not-allowed", "the owner's systems and planner and the national desk tell positions");
    }
    var refused = FleetRules.recent(position.at(), clock.instant());
    if (refused.isPresent()) {
      return refused.get();
    }
    if (store.put(position, By.of(actor), now())) {
      keeper.moved(position);
    }
    return new FleetOutcome.Done(vehicle.id().value());
  }

  /// The last obstacles of a vehicle and of its class, the newest first.
  @Transactional(readOnly = true)
  public List<Obstacle> obstacles(Vehicle vehicle) {
    return store.obstacles(vehicle.id(), vehicle.build().vehicleClass(), 50);
  }

  /// The shifts that touch a period, the earliest first.
  @Transactional(readOnly = true)
  public List<Shift> shifts(Instant from, Instant to) {
    return store.shifts(from, to);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void tell(
      Actor actor,
      String action,
      String subject,
      @Nullable OrganisationId owner,
      Map<String, String> facts) {
    audit.record(actor, action, subject, owner, facts);
    keeper.changed();
  }

  private static FleetOutcome.Refused notAllowed() {
    return new FleetOutcome.Refused(
        "not-allowed", "the owner's planner and the national desk keep this");
  }

  private static FleetOutcome.Refused refused(String code, String advice) {
    return new FleetOutcome.Refused(code, advice);
  }
}
