package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.DutyHours;
import nl.vangnet.fleet.Fleet;
import nl.vangnet.fleet.Shift;
import nl.vangnet.fleet.Vehicle;
import org.jspecify.annotations.Nullable;

/// When a vehicle can do a leg: outside its bookings and obstacles, inside its hours, with a crew
/// on duty that is free, and with the special team that must ride along.
final class Availability {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Fleet fleet;
  private final LegBook book;
  private final Duration longestDuty;
  private final Stretch period;

  Availability(Fleet fleet, LegBook book, Duration longestDuty, Instant from, Instant until) {
    this.fleet = fleet;
    this.book = book;
    this.longestDuty = longestDuty;
    this.period = new Stretch(from.getEpochSecond(), until.getEpochSecond());
  }

  /// The windows of a vehicle, or the code of what leaves none.
  record Found(List<Window> windows, @Nullable String blockedBy) {
    Found {
      windows = List.copyOf(windows);
    }

    static Found none(String code) {
      return new Found(List.of(), code);
    }
  }

  Found of(Vehicle vehicle, Set<CrewKind> teams) {
    var open = List.of(period);
    String code = "no-time";
    for (var obstacle : fleet.obstacles(vehicle)) {
      open = Stretch.without(open, stretch(obstacle.from(), obstacle.until()));
      if (open.isEmpty()) {
        return Found.none(obstacle.kind().code());
      }
      if (obstacle.isOn(Instant.ofEpochSecond(period.from()))) {
        code = obstacle.kind().code();
      }
    }
    var hours = vehicle.use().hours();
    if (hours != null) {
      open = Stretch.common(open, daily(hours));
      if (open.isEmpty()) {
        return Found.none("night");
      }
    }
    var bookings = book.of(vehicle.id());
    for (var booking : bookings) {
      open = Stretch.without(open, stretch(booking.from(), booking.until()));
    }
    var windows = new ArrayList<Window>();
    var crewed = false;
    for (var shift : fleet.shifts(vehicle.id())) {
      var crew = fleet.find(shift.crew()).orElse(null);
      if (crew == null || !drives(vehicle, crew)) {
        continue;
      }
      var duty = duty(shift);
      var free = free(crew.id(), Stretch.common(open, List.of(duty)));
      if (teams.isEmpty()) {
        crewed = crewed || !duty.isEmpty();
        for (var stretch : free) {
          windows.add(window(stretch, duty.until(), List.of(crew.id()), bookings));
        }
      } else {
        crewed |= addWithTeams(vehicle, crew.id(), duty, free, teams, bookings, windows);
      }
    }
    return windows.isEmpty() ? Found.none(crewed ? code : "no-crew") : new Found(windows, null);
  }

  private static boolean drives(Vehicle vehicle, Crew crew) {
    return vehicle.build().vehicleClass().drivenBy().contains(crew.kind());
  }

  private boolean addWithTeams(
      Vehicle vehicle,
      CrewId driver,
      Stretch duty,
      List<Stretch> free,
      Set<CrewKind> teams,
      List<Booking> bookings,
      List<Window> windows) {
    var crewed = false;
    for (var team : fleet.crews()) {
      if (!teams.contains(team.kind()) || !team.home().isNear(vehicle.home())) {
        continue;
      }
      for (var shift : fleet.shifts(team.id())) {
        if (shift.vehicle() != null && !vehicle.id().equals(shift.vehicle())) {
          continue;
        }
        var both = Stretch.common(List.of(duty), List.of(duty(shift)));
        crewed = crewed || !both.isEmpty();
        for (var stretch : free(team.id(), Stretch.common(free, List.of(duty(shift))))) {
          windows.add(
              window(
                  stretch,
                  Math.min(duty.until(), duty(shift).until()),
                  List.of(driver, team.id()),
                  bookings));
        }
      }
    }
    return crewed;
  }

  /// The part of a shift in the period; never longer than a duty may be.
  private Stretch duty(Shift shift) {
    var end = shift.from().plus(longestDuty);
    var until = shift.until().isBefore(end) ? shift.until() : end;
    return new Stretch(
        Math.max(period.from(), shift.from().getEpochSecond()),
        Math.min(period.until(), until.getEpochSecond()));
  }

  private List<Stretch> free(CrewId crew, List<Stretch> open) {
    var left = open;
    for (var booking : book.of(crew)) {
      left = Stretch.without(left, stretch(booking.from(), booking.until()));
    }
    return left;
  }

  private static Window window(
      Stretch stretch, long homeBy, List<CrewId> crews, List<Booking> bookings) {
    @Nullable Booking before = null;
    @Nullable Booking next = null;
    for (var booking : bookings) {
      if (end(booking) <= stretch.from()) {
        before = booking;
      } else if (booking.from().getEpochSecond() >= stretch.until() && next == null) {
        next = booking;
      }
    }
    return new Window(stretch.from(), stretch.until(), homeBy, crews, before, next);
  }

  private List<Stretch> daily(DutyHours hours) {
    var found = new ArrayList<Stretch>();
    var day = LocalDate.ofInstant(Instant.ofEpochSecond(period.from()), ZONE).minusDays(1);
    while (day.atStartOfDay(ZONE).toEpochSecond() < period.until()) {
      var passesMidnight = !hours.from().isBefore(hours.until());
      found.add(
          new Stretch(
              day.atTime(hours.from()).atZone(ZONE).toEpochSecond(),
              (passesMidnight ? day.plusDays(1) : day)
                  .atTime(hours.until())
                  .atZone(ZONE)
                  .toEpochSecond()));
      day = day.plusDays(1);
    }
    return found;
  }

  /// Whole seconds that surely hold the time between two moments.
  private static Stretch stretch(Instant from, Instant until) {
    return new Stretch(from.getEpochSecond(), ceiling(until));
  }

  private static long end(Booking booking) {
    return ceiling(booking.until());
  }

  private static long ceiling(Instant at) {
    return at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
  }
}
