package nl.vangnet.transport;

import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Vehicle;
import org.springframework.stereotype.Component;

/// Who may ask for, assign, plan, move and call off a leg.
@Component
public class LegRights {
  private final FleetRights rights;
  private final FleetKeeper fleet;
  private final Guard guard;

  LegRights(FleetRights rights, FleetKeeper fleet, Guard guard) {
    this.rights = rights;
    this.fleet = fleet;
    this.guard = guard;
  }

  /// Whether this actor may ask for transport from or to these sites: the desks in whose region one
  /// of them lies, planners for their own service, the nation, and the product itself.
  boolean mayAsk(Actor by, Leg.LegAsk ask) {
    return by.equals(Actor.SYSTEM)
        || by.has(Permission.PLAN_TRANSPORT)
        || guard.may(by, Permission.ORDER_TRANSPORT, ask.from())
        || guard.may(by, Permission.ORDER_TRANSPORT, ask.to());
  }

  /// Whether this actor may assign this vehicle.
  public boolean mayAssign(Actor by, Vehicle vehicle) {
    return rights.mayAssign(by, vehicle);
  }

  /// Whether this actor may assign this vehicle with these crews.
  boolean mayAssign(Actor by, Vehicle vehicle, Assignment assignment) {
    return rights.mayAssign(by, vehicle)
        && assignment.crews().stream()
            .flatMap(c -> fleet.fleet().find(c).stream())
            .allMatch(c -> rights.mayAssign(by, c));
  }

  /// Whether a need is a matter of the national pool, which this actor may not assign.
  boolean isForThePool(Actor by, TransportNeed need) {
    return rights.isPool(need.vehicle()) && !by.has(Permission.ASSIGN_POOL);
  }

  /// Whether a vehicle belongs to the national pool, which this actor may not assign.
  boolean isForThePool(Actor by, Vehicle vehicle) {
    return rights.isPool(vehicle) && !by.has(Permission.ASSIGN_POOL);
  }

  /// Whether this actor may plan the leg anew or give its vehicle back.
  public boolean mayPlan(Actor by, Leg leg) {
    var assignment = leg.assignment();
    if (assignment == null) {
      return by.has(Permission.PLAN_TRANSPORT);
    }
    return fleet
        .fleet()
        .find(assignment.vehicle())
        .map(v -> rights.mayAssign(by, v))
        .orElse(rights.mayKeepNation(by));
  }

  /// Whether this actor may say what the crew does: the services of the vehicle and of its crews.
  public boolean mayMove(Actor by, Leg leg) {
    var assignment = leg.assignment();
    if (assignment == null) {
      return false;
    }
    var now = fleet.fleet();
    return rights.mayKeepNation(by)
        || now.find(assignment.vehicle()).map(v -> rights.mayMove(by, v)).orElse(false)
        || assignment.crews().stream()
            .flatMap(c -> now.find(c).stream())
            .anyMatch(c -> rights.mayMove(by, c));
  }

  /// Whether this actor may call the leg off: who may plan it, the desks that may order for these
  /// sites, the sending hospital, and the product itself.
  public boolean mayCancel(Actor by, Leg leg) {
    return by.equals(Actor.SYSTEM)
        || (leg.assignment() != null && mayPlan(by, leg))
        || rights.mayKeepNation(by)
        || guard.may(by, Permission.ORDER_TRANSPORT, leg.ask().from())
        || guard.may(by, Permission.ORDER_TRANSPORT, leg.ask().to())
        || guard.may(by, Permission.REQUEST_TRANSFER, leg.ask().from());
  }
}
