package nl.vangnet.transport;

import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
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
  private final Directory directory;

  LegRights(FleetRights rights, FleetKeeper fleet, Guard guard, Directory directory) {
    this.rights = rights;
    this.fleet = fleet;
    this.guard = guard;
    this.directory = directory;
  }

  /// Whether this actor may see whose leg it is and where it goes: the nation and oversight all of
  /// them, a region and a hospital those from or to its sites, a service those of its vehicles and
  /// crews and the requests in its area. To others a vehicle is only taken.
  public boolean maySee(Actor by, Leg leg) {
    if (!by.has(Permission.SEE_TRANSPORT) && !by.has(Permission.SEND_POSITIONS)) {
      return false;
    }
    var snapshot = directory.snapshot();
    var from = leg.ask().from();
    var to = leg.ask().to();
    return switch (by.scope()) {
      case Scope.Everywhere() -> true;
      case Scope.InRegion(var region) -> snapshot.isIn(from, region) || snapshot.isIn(to, region);
      case Scope.InOrganisation(var own) ->
          isOf(snapshot, from, own)
              || isOf(snapshot, to, own)
              || isDoneBy(leg, own)
              || (leg.assignment() == null
                  && (isInArea(snapshot, from, own) || isInArea(snapshot, to, own)));
    };
  }

  private static boolean isOf(DirectorySnapshot snapshot, SiteId site, OrganisationId own) {
    return snapshot.findSite(site).map(Site::organisation).filter(own::equals).isPresent();
  }

  private boolean isDoneBy(Leg leg, OrganisationId own) {
    var assignment = leg.assignment();
    if (assignment == null) {
      return false;
    }
    var now = fleet.fleet();
    return now.find(assignment.vehicle()).map(v -> v.isOf(own)).orElse(false)
        || assignment.crews().stream()
            .flatMap(c -> now.find(c).stream())
            .anyMatch(c -> c.owner().equals(own));
  }

  /// A regional ambulance service has the number of its safety region.
  private static boolean isInArea(DirectorySnapshot snapshot, SiteId site, OrganisationId own) {
    var service = snapshot.findOrganisation(own).orElse(null);
    if (service == null || !service.code().startsWith("RAV")) {
      return false;
    }
    var area = "VR" + service.code().substring(3);
    return snapshot.regionSets(service.country()).stream()
        .filter(set -> set.kind().equals("safety-region"))
        .flatMap(set -> snapshot.findRegionOf(site, set).stream())
        .anyMatch(region -> region.code().equals(area));
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
