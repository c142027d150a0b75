package nl.vangnet.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.fleet.Fleet;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.policy.TransportRules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What planners look at: the legs of a period, what waits, what goes wrong, who else could do it.
@Service
public class PlanningBoard {
  private static final int OPTIONS = 12;

  private final LegStore store;
  private final LegKeeper keeper;
  private final Searches searches;
  private final LegRights rights;
  private final FleetKeeper fleet;
  private final TransportRules rules;
  private final Clock clock;

  PlanningBoard(
      LegStore store,
      LegKeeper keeper,
      Searches searches,
      LegRights rights,
      FleetKeeper fleet,
      TransportRules rules,
      Clock clock) {
    this.store = store;
    this.keeper = keeper;
    this.searches = searches;
    this.rights = rights;
    this.fleet = fleet;
    this.rules = rules;
    this.clock = clock;
  }

  /// The legs whose plan touches a period, and the requests that become ready in it.
  @Transactional(readOnly = true)
  public List<Leg> legs(Instant from, Instant to) {
    return store.between(from, to);
  }

  /// The legs of the present: open ones and those of the past hours.
  public List<Leg> present() {
    return keeper.book().legs();
  }

  /// The legs that wait for somebody to assign a vehicle, the one that is ready first on top.
  public List<Leg> requests() {
    return keeper.book().legs().stream()
        .filter(l -> l.state() == LegState.REQUESTED)
        .sorted(java.util.Comparator.comparing(l -> l.ask().readyAt()))
        .toList();
  }

  /// The leg that a vehicle does or does next.
  public Optional<Leg> current(VehicleId vehicle) {
    return keeper.book().legs().stream()
        .filter(l -> !l.state().isEnd() && isOf(l, vehicle))
        .min(java.util.Comparator.comparing(PlanningBoard::depart));
  }

  private static boolean isOf(Leg leg, VehicleId vehicle) {
    var assignment = leg.assignment();
    return assignment != null && assignment.vehicle().equals(vehicle);
  }

  private static Instant depart(Leg leg) {
    var assignment = leg.assignment();
    return assignment == null ? leg.ask().readyAt() : assignment.plan().depart();
  }

  /// What goes wrong with the open legs, the gravest first.
  public List<Alert> alerts() {
    var now = clock.instant();
    var grace = rules.lateAfter(now);
    var book = keeper.book();
    var found = new ArrayList<Alert>();
    for (var leg : book.legs()) {
      if (leg.state().isEnd()) {
        continue;
      }
      Lateness.of(leg, grace, now)
          .ifPresent(l -> found.add(new Alert(leg, Alert.Kind.LATE, l.waitsFor(), l.by())));
      if (leg.assignment() != null) {
        found.addAll(trouble(leg, leg.assignment(), book, fleet.fleet()));
      }
    }
    found.sort(Alert.GRAVEST);
    return found;
  }

  private List<Alert> trouble(Leg leg, Assignment assignment, LegBook book, Fleet now) {
    var found = new ArrayList<Alert>();
    var plan = assignment.plan();
    var waits = leg.state().next().getFirst();
    clash(leg, assignment, book)
        .ifPresent(by -> found.add(new Alert(leg, Alert.Kind.CLASH, waits, by)));
    var due = leg.ask().dueAt();
    if (due != null && plan.arrival().isAfter(due) && leg.state() != LegState.ARRIVED) {
      found.add(new Alert(leg, Alert.Kind.TOO_LATE, waits, Duration.between(due, plan.arrival())));
    }
    if (leg.state() != LegState.ORDERED) {
      return found;
    }
    var vehicle = now.find(assignment.vehicle()).orElse(null);
    if (vehicle == null || isBlocked(vehicle, plan, now)) {
      found.add(new Alert(leg, Alert.Kind.OBSTACLE, waits, Duration.ZERO));
    }
    var manned =
        assignment.crews().stream()
            .allMatch(crew ->
                now.shifts(crew).stream()
                    .anyMatch(
                        s -> !s.from().isAfter(plan.depart()) && !s.until().isBefore(plan.free())));
    if (!manned) {
      found.add(new Alert(leg, Alert.Kind.NO_CREW, waits, Duration.ZERO));
    }
    return found;
  }

  private static boolean isBlocked(Vehicle vehicle, LegPlan plan, Fleet now) {
    return now.obstacles(vehicle).stream()
        .anyMatch(o -> o.from().isBefore(plan.free()) && o.until().isAfter(plan.depart()));
  }

  private static Optional<Duration> clash(Leg leg, Assignment assignment, LegBook book) {
    var others = new HashSet<>(book.of(assignment.vehicle()));
    assignment.crews().forEach(c -> others.addAll(book.of(c)));
    var free = assignment.plan().free();
    return others.stream()
        .filter(b -> !b.leg().equals(leg.id()))
        .filter(b ->
            b.from().isBefore(free)
                && b.until().isAfter(b.from())
                && !b.from().isBefore(assignment.plan().depart()))
        .map(b -> Duration.between(b.from(), free))
        .max(java.util.Comparator.naturalOrder());
  }

  /// Somebody who could do a leg: the vehicle, its plan, and whether the asker may assign it.
  public record Option(Vehicle vehicle, LegPlan plan, boolean may) {}

  /// Who could do a leg from a moment on, the best first; and if nobody can, the code of why.
  public record Options(List<Option> options, @Nullable String blockedBy) {
    public Options {
      options = List.copyOf(options);
    }
  }

  /// The vehicles that could do a leg that has not departed, one line each.
  public Options options(Actor by, Leg leg) {
    var found =
        searches.proposals(
            leg.ask(), leg.ask().readyAt(), keeper.book().without(leg.id()), v -> true);
    var seen = new HashSet<VehicleId>();
    var options = new ArrayList<Option>();
    for (var proposal : found.proposals()) {
      if (options.size() < OPTIONS && seen.add(proposal.vehicle().id())) {
        options.add(
            new Option(
                proposal.vehicle(),
                proposal.assignment().plan(),
                rights.mayAssign(by, proposal.vehicle(), proposal.assignment())));
      }
    }
    return new Options(options, options.isEmpty() ? found.blockedBy() : null);
  }

  /// How many trips were ridden per day, class and form.
  @Transactional(readOnly = true)
  public List<TripCount> trips(Instant from, Instant to) {
    return store.trips(from, to, "Europe/Amsterdam");
  }

  /// How long a leg may lag behind its plan before it is late.
  public Duration grace() {
    return rules.lateAfter(clock.instant());
  }
}
