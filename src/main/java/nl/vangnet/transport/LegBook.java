package nl.vangnet.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;

/// The legs of the present and the near past and what they take of whom, immutable.
final class LegBook {
  static final LegBook EMPTY = new LegBook(List.of(), List.of());

  private final List<Leg> legs;
  private final Map<VehicleId, List<Booking>> byVehicle = new HashMap<>();
  private final Map<CrewId, List<Booking>> byCrew = new HashMap<>();

  LegBook(List<Leg> legs, List<Booking> bookings) {
    this.legs = List.copyOf(legs);
    var sorted = new ArrayList<>(bookings);
    sorted.sort(Comparator.comparing(Booking::from).thenComparing(b -> b.leg().value()));
    for (var booking : sorted) {
      byVehicle.computeIfAbsent(booking.vehicle(), v -> new ArrayList<>()).add(booking);
      for (var crew : booking.crews()) {
        byCrew.computeIfAbsent(crew, c -> new ArrayList<>()).add(booking);
      }
    }
  }

  List<Leg> legs() {
    return legs;
  }

  /// The bookings of a vehicle, the earliest first.
  List<Booking> of(VehicleId vehicle) {
    return Collections.unmodifiableList(byVehicle.getOrDefault(vehicle, List.of()));
  }

  /// The bookings of a crew, the earliest first.
  List<Booking> of(CrewId crew) {
    return Collections.unmodifiableList(byCrew.getOrDefault(crew, List.of()));
  }

  /// The same book without what one leg takes, as when it is planned anew.
  LegBook without(@Nullable LegId leg) {
    if (leg == null) {
      return this;
    }
    var kept = new ArrayList<Booking>();
    byVehicle
        .values()
        .forEach(list -> list.stream().filter(b -> !b.leg().equals(leg)).forEach(kept::add));
    return new LegBook(legs, kept);
  }
}
