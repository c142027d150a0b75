package nl.vangnet.transport.web;

import java.util.List;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.transport.Alert;
import nl.vangnet.transport.Leg;
import org.jspecify.annotations.Nullable;

/// A leg as one person may see it: with sites, vehicle and crews by name. `open` is false for who
/// may know only that the vehicle is taken.
record LegLook(
    Leg leg,
    Site from,
    Site to,
    @Nullable Vehicle vehicle,
    List<Crew> crews,
    List<Alert> alerts,
    boolean open) {
  /// From where to where, in short: the codes of the sites.
  String way() {
    return from.code() + " → " + to.code();
  }

  String href() {
    return "/vervoer/rit/" + leg.id();
  }

  boolean isLate() {
    return alerts.stream().anyMatch(a -> a.kind() == Alert.Kind.LATE);
  }
}
