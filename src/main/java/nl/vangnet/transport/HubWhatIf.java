package nl.vangnet.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.travel.Journey;

/// What concentration at hubs does to the ways (TRA-05, TRA-08): without hubs a patient goes to one
/// of the nearest other hospitals, with hubs to the nearest hub. Patients come from every hospital
/// alike; those of a hub stay where they are.
public record HubWhatIf(Way spread, Way hubs) {
  private static final int NEAREST = 3;

  /// The mean one-way drive, and which share of the patients drives at all.
  public record Way(double minutes, double kilometres, double moving) {}

  /// The ways between these hospitals, of which some are hubs; null-free: with fewer than two
  /// hospitals there is no way at all.
  public static HubWhatIf of(
      List<Coordinates> hospitals,
      List<Coordinates> hubs,
      BiFunction<Coordinates, Coordinates, Journey> drive) {
    return new HubWhatIf(spread(hospitals, drive), toHubs(hospitals, hubs, drive));
  }

  private static Way spread(
      List<Coordinates> hospitals, BiFunction<Coordinates, Coordinates, Journey> drive) {
    var ways = new ArrayList<Journey>();
    for (var from : hospitals) {
      hospitals.stream()
          .filter(to -> !to.equals(from))
          .map(to -> drive.apply(from, to))
          .sorted(Comparator.comparing(Journey::duration))
          .limit(NEAREST)
          .forEach(ways::add);
    }
    return mean(ways, 1);
  }

  private static Way toHubs(
      List<Coordinates> hospitals,
      List<Coordinates> hubs,
      BiFunction<Coordinates, Coordinates, Journey> drive) {
    var ways = new ArrayList<Journey>();
    var from = hospitals.stream().filter(h -> !hubs.contains(h)).toList();
    for (var hospital : from) {
      hubs.stream()
          .map(to -> drive.apply(hospital, to))
          .min(Comparator.comparing(Journey::duration))
          .ifPresent(ways::add);
    }
    return mean(ways, hospitals.isEmpty() ? 0 : from.size() / (double) hospitals.size());
  }

  private static Way mean(List<Journey> ways, double moving) {
    return new Way(
        ways.stream().mapToDouble(w -> w.duration().toSeconds() / 60.0).average().orElse(0),
        ways.stream().mapToDouble(Journey::kilometres).average().orElse(0),
        ways.isEmpty() ? 0 : moving);
  }
}
