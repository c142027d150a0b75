package nl.vangnet.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.directory.SiteId;

/// The whole fleet at one moment, immutable; a question reads one fleet from start to end. Holds
/// the vehicles and crews in service, and the shifts and obstacles from a day back on.
public final class Fleet {
  /// No vehicle at all.
  public static final Fleet EMPTY =
      new Fleet(Instant.EPOCH, List.of(), List.of(), List.of(), List.of(), List.of());

  private final Instant at;
  private final Map<VehicleId, Vehicle> vehicles;
  private final Map<CrewId, Crew> crews;
  private final List<Shift> shifts;
  private final Map<VehicleId, List<Shift>> shiftsByVehicle;
  private final Map<CrewId, List<Shift>> shiftsByCrew;
  private final List<Obstacle> obstacles;
  private final Map<SiteId, BoardingPoint> helipads = new HashMap<>();
  private final Map<SiteId, BoardingPoint> stations = new HashMap<>();
  private final Map<VehicleClass, List<Vehicle>> byClass = new HashMap<>();

  /// Builds a fleet from plain lists.
  public Fleet(
      Instant at,
      List<Vehicle> vehicles,
      List<Crew> crews,
      List<Shift> shifts,
      List<Obstacle> obstacles,
      List<BoardingPoint> boardingPoints) {
    this.at = at;
    this.vehicles = new LinkedHashMap<>();
    vehicles.stream()
        .filter(v -> !v.record().retired())
        .sorted(Comparator.comparing(v -> v.code().toLowerCase(Locale.ROOT)))
        .forEach(v -> {
          this.vehicles.put(v.id(), v);
          byClass.computeIfAbsent(v.build().vehicleClass(), c -> new ArrayList<>()).add(v);
        });
    this.crews = new LinkedHashMap<>();
    crews.stream()
        .filter(c -> !c.record().retired())
        .sorted(Comparator.comparing(c -> c.code().toLowerCase(Locale.ROOT)))
        .forEach(c -> this.crews.put(c.id(), c));
    this.shifts =
        shifts.stream()
            .filter(s -> this.crews.containsKey(s.crew()))
            .sorted(Comparator.comparing(Shift::from).thenComparing(Shift::id))
            .toList();
    this.shiftsByVehicle = new HashMap<>();
    this.shiftsByCrew = new HashMap<>();
    for (var shift : this.shifts) {
      shiftsByCrew.computeIfAbsent(shift.crew(), c -> new ArrayList<>()).add(shift);
      var vehicle = shift.vehicle();
      if (vehicle != null) {
        shiftsByVehicle.computeIfAbsent(vehicle, v -> new ArrayList<>()).add(shift);
      }
    }
    this.obstacles = List.copyOf(obstacles);
    for (var point : boardingPoints) {
      switch (point.kind()) {
        case HELIPAD -> helipads.put(point.site(), point);
        case STATION -> stations.put(point.site(), point);
      }
    }
  }

  /// When it was read.
  public Instant at() {
    return at;
  }

  /// The vehicles in service, by code.
  public Collection<Vehicle> vehicles() {
    return java.util.Collections.unmodifiableCollection(vehicles.values());
  }

  /// The vehicles of a class, by code.
  public List<Vehicle> vehicles(VehicleClass vehicleClass) {
    return java.util.Collections.unmodifiableList(byClass.getOrDefault(vehicleClass, List.of()));
  }

  /// The crews in service, by code.
  public Collection<Crew> crews() {
    return java.util.Collections.unmodifiableCollection(crews.values());
  }

  /// The vehicle with this id, when it is in service.
  public Optional<Vehicle> find(VehicleId id) {
    return Optional.ofNullable(vehicles.get(id));
  }

  /// The vehicle with this code, ignoring case.
  public Optional<Vehicle> findVehicle(String code) {
    return vehicles.values().stream().filter(v -> v.code().equalsIgnoreCase(code)).findFirst();
  }

  /// The crew with this id, when it is in service.
  public Optional<Crew> find(CrewId id) {
    return Optional.ofNullable(crews.get(id));
  }

  /// The crew with this code, ignoring case.
  public Optional<Crew> findCrew(String code) {
    return crews.values().stream().filter(c -> c.code().equalsIgnoreCase(code)).findFirst();
  }

  /// All shifts, the earliest first.
  public List<Shift> shifts() {
    return shifts;
  }

  /// The shifts in a vehicle, the earliest first.
  public List<Shift> shifts(VehicleId vehicle) {
    return java.util.Collections.unmodifiableList(shiftsByVehicle.getOrDefault(vehicle, List.of()));
  }

  /// The shifts of a crew, the earliest first.
  public List<Shift> shifts(CrewId crew) {
    return java.util.Collections.unmodifiableList(shiftsByCrew.getOrDefault(crew, List.of()));
  }

  /// All obstacles that have not ended.
  public List<Obstacle> obstacles() {
    return obstacles;
  }

  /// What keeps a vehicle from riding, now or later.
  public List<Obstacle> obstacles(Vehicle vehicle) {
    return obstacles.isEmpty()
        ? obstacles
        : obstacles.stream().filter(o -> o.concerns(vehicle)).toList();
  }

  /// Where a vehicle of this class is boarded for a site; empty when it drives up to the door or
  /// when nothing is known (`needsBoardingPoint` tells which).
  public Optional<BoardingPoint> boardingPoint(VehicleClass vehicleClass, SiteId site) {
    return switch (vehicleClass.mode()) {
      case AIR -> Optional.ofNullable(helipads.get(site));
      case RAIL -> Optional.ofNullable(stations.get(site));
      case ROAD -> Optional.empty();
    };
  }

  /// The landing places and stations.
  public List<BoardingPoint> boardingPoints() {
    var all = new ArrayList<>(helipads.values());
    all.addAll(stations.values());
    return all;
  }
}
