package nl.vangnet.fleet;

import java.time.Clock;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.policy.TransportRules;
import org.springframework.stereotype.Component;

/// Who may plan, keep and move what: a planner the vehicles of the own service, the national desk
/// alone the national pool (TRA-03, TRA-07).
@Component
public class FleetRights {
  private final TransportRules rules;
  private final Clock clock;

  FleetRights(TransportRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /// Whether a vehicle belongs to the national pool: by its class, or because its owner put it
  /// there.
  public boolean isPool(Vehicle vehicle) {
    return vehicle.use().pool() || pool().contains(vehicle.build().vehicleClass().code());
  }

  /// Whether a special team belongs to the national pool.
  public boolean isPool(Crew crew) {
    return pool().contains(crew.kind().code());
  }

  /// Whether a class belongs to the national pool.
  public boolean isPool(VehicleClass vehicleClass) {
    return pool().contains(vehicleClass.code());
  }

  private Set<String> pool() {
    return rules.nationalPool(clock.instant());
  }

  /// Whether this actor may assign a vehicle to a leg.
  public boolean mayAssign(Actor actor, Vehicle vehicle) {
    return isPool(vehicle)
        ? actor.has(Permission.ASSIGN_POOL)
        : actor.has(Permission.PLAN_TRANSPORT) && covers(actor, vehicle);
  }

  /// Whether this actor may assign a crew to a leg in a vehicle that it may assign: crews of the
  /// own service, and those of others that stand ready in that vehicle; special teams of the pool
  /// by the nation only.
  public boolean mayAssign(Actor actor, Crew crew) {
    return !isPool(crew) || actor.has(Permission.ASSIGN_POOL);
  }

  /// Whether this actor may keep the vehicles, crews and shifts of an organisation.
  public boolean mayKeep(Actor actor, OrganisationId owner) {
    return actor.has(Permission.PLAN_TRANSPORT) && covers(actor.scope(), owner);
  }

  /// Whether this actor may say what keeps a vehicle from riding.
  public boolean mayKeep(Actor actor, Vehicle vehicle) {
    return actor.has(Permission.PLAN_TRANSPORT) && covers(actor, vehicle);
  }

  /// Whether this actor keeps facts of the whole country: landing places, weather for a class.
  public boolean mayKeepNation(Actor actor) {
    return actor.has(Permission.PLAN_TRANSPORT) && actor.scope() instanceof Scope.Everywhere;
  }

  /// Whether this actor may tell where a vehicle is and what it does.
  public boolean mayMove(Actor actor, Vehicle vehicle) {
    return (actor.has(Permission.SEND_POSITIONS) || actor.has(Permission.PLAN_TRANSPORT))
        && covers(actor, vehicle);
  }

  /// Whether this actor speaks for a crew.
  public boolean mayMove(Actor actor, Crew crew) {
    return (actor.has(Permission.SEND_POSITIONS) || actor.has(Permission.PLAN_TRANSPORT))
        && covers(actor.scope(), crew.owner());
  }

  private static boolean covers(Actor actor, Vehicle vehicle) {
    return covers(actor.scope(), vehicle.owner())
        || vehicle.use().others().stream().anyMatch(o -> covers(actor.scope(), o));
  }

  private static boolean covers(Scope scope, OrganisationId organisation) {
    return switch (scope) {
      case Scope.Everywhere() -> true;
      case Scope.InRegion ignored -> false;
      case Scope.InOrganisation(var own) -> own.equals(organisation);
    };
  }
}
