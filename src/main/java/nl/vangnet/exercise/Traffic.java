package nl.vangnet.exercise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Position;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transport.Assignment;
import nl.vangnet.transport.Breathing;
import nl.vangnet.transport.CaseDesk;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegDesk;
import nl.vangnet.transport.LegOrder;
import nl.vangnet.transport.LegPlan;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.transport.Precondition;
import nl.vangnet.transport.RiddenLegs;
import nl.vangnet.transport.TransportDesk;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.transport.TravelProfile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Invented traffic, in demo mode only: a leg every few minutes by day, crews that do their steps
/// about when the plan says, one in twelve much too late, and positions on the way. Case numbers
/// begin with OEF. Legs that people order ride along, as long as an invented vehicle does them.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class Traffic {
  private static final Logger log = LoggerFactory.getLogger(Traffic.class);
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int AT_ONCE = 45;
  private static final double FARTHEST = 130_000;

  private final TransportDesk desk;
  private final LegDesk legs;
  private final CaseDesk cases;
  private final PlanningBoard board;
  private final FleetKeeper fleet;
  private final DutyDesk duty;
  private final Directory directory;
  private final HomeRegions regions;
  private final Cast cast;
  private final RiddenLegs ridden;
  private final Clock clock;
  private final boolean on;
  private final TransactionTemplate transaction;
  private final Random random = new Random(20200330);
  private int ticks;

  Traffic(
      TransportDesk desk,
      LegDesk legs,
      CaseDesk cases,
      PlanningBoard board,
      FleetKeeper fleet,
      DutyDesk duty,
      Directory directory,
      HomeRegions regions,
      Cast cast,
      RiddenLegs ridden,
      Clock clock,
      PlatformTransactionManager transactions,
      @Value("${vangnet.exercise.transport:true}") boolean on) {
    this.desk = desk;
    this.transaction = new TransactionTemplate(transactions);
    this.legs = legs;
    this.cases = cases;
    this.board = board;
    this.fleet = fleet;
    this.duty = duty;
    this.directory = directory;
    this.regions = regions;
    this.cast = cast;
    this.ridden = ridden;
    this.clock = clock;
    this.on = on;
  }

  @Scheduled(initialDelay = 40, fixedDelay = 20, timeUnit = TimeUnit.SECONDS)
  void tick() {
    if (!on || fleet.fleet().vehicles().isEmpty()) {
      return;
    }
    try {
      if (ticks == 0) {
        past();
      }
      ride();
      var open = board.present().stream().filter(l -> !l.state().isEnd()).count();
      var wanted = ticks == 0 ? AT_ONCE - 15 : random.nextInt(7) == 0 ? 1 : 0;
      for (var i = 0; i < wanted && open + i < AT_ONCE; i++) {
        order(ticks == 0);
      }
      ticks++;
    } catch (RuntimeException e) {
      log.warn("the invented traffic of the exercise stood still for a moment", e);
    }
  }

  private void order(boolean first) {
    var hospitals = cast.hospitals();
    if (hospitals.size() < 20) {
      return;
    }
    var from = hospitals.get(random.nextInt(hospitals.size()));
    var near =
        hospitals.stream()
            .filter(s -> !s.id().equals(from.id()) && distance(from, s) < FARTHEST)
            .toList();
    if (near.isEmpty()) {
      return;
    }
    var to = near.get(random.nextInt(near.size()));
    var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    var ready = now.plus(Duration.ofMinutes(5L * random.nextInt(first ? 60 : 30)));
    var region = regions.of(from.id()).orElse(null);
    var by = region == null || random.nextInt(9) != 0 ? Cast.NATION : Cast.region(region);
    desk.order(
        by,
        new LegOrder(
            "OEF-%s-%04d".formatted(from.code(), random.nextInt(10_000)),
            TransportNeed.of(profile()),
            from.id(),
            to.id(),
            ready,
            null,
            null,
            random.nextInt(6) == 0));
  }

  /// Nine days of trips that were ridden, so that the counter has something to count.
  private void past() {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZONE);
    if (!board.trips(now.minus(Duration.ofDays(20)), now).isEmpty()) {
      return;
    }
    var hospitals = cast.hospitals();
    var vehicles = fleet.fleet().vehicles().stream().filter(v -> v.record().invented()).toList();
    if (hospitals.size() < 20 || vehicles.size() < 100) {
      return;
    }
    transaction.executeWithoutResult(status -> {
      for (var day = 9; day >= 1; day--) {
        var morning = today.minusDays(day).atTime(7, 0).atZone(ZONE).toInstant();
        var weekend = today.minusDays(day).getDayOfWeek().getValue() > 5;
        var many = (weekend ? 14 : 24) + random.nextInt(9);
        for (var n = 0; n < many; n++) {
          ridden(
              vehicles.get((day * 37 + n * 7) % vehicles.size()),
              hospitals.get(random.nextInt(hospitals.size())),
              hospitals.get(random.nextInt(hospitals.size())),
              morning.plus(Duration.ofMinutes(23L * n + random.nextInt(20))));
        }
      }
    });
  }

  private void ridden(Vehicle vehicle, Site from, Site to, Instant ready) {
    var crew = fleet.fleet().findCrew(vehicle.code() + ".A").orElse(null);
    var metres = distance(from, to);
    if (crew == null || from.id().equals(to.id()) || metres > FARTHEST) {
      return;
    }
    var need =
        vehicle.build().vehicleClass() == VehicleClass.MICU
            ? TransportNeed.of(
                new TravelProfile(
                    true,
                    Breathing.INVASIVE,
                    70,
                    9,
                    true,
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false))
            : TransportNeed.of(profile());
    var drive = Duration.ofSeconds((long) (metres / 17));
    var leave = ready.plus(Duration.ofMinutes(20 + random.nextInt(15)));
    var plan =
        new LegPlan(
            ready.minus(Duration.ofMinutes(9 + random.nextInt(20))),
            ready,
            leave,
            leave.plus(drive),
            leave.plus(drive).plus(Duration.ofMinutes(35)),
            7 + random.nextInt(25),
            metres * 1.3 / 1000);
    var number = "OEF-%s-%04d".formatted(from.code(), random.nextInt(10_000));
    var ask = new Leg.LegAsk(number, need, from.id(), to.id(), ready, null, false);
    ridden.add(Cast.NATION, ask, new Assignment(vehicle.id(), List.of(crew.id()), plan));
  }

  private static double distance(Site a, Site b) {
    var from = a.coordinates();
    var to = b.coordinates();
    return from == null || to == null ? Double.MAX_VALUE : from.distanceMetres(to);
  }

  private TravelProfile profile() {
    var icu = random.nextInt(3) == 0;
    var breathing =
        icu
            ? List.of(Breathing.INVASIVE, Breathing.INVASIVE, Breathing.HIGH_FLOW)
                .get(random.nextInt(3))
            : List.of(Breathing.NONE, Breathing.OXYGEN_LOW, Breathing.OXYGEN_HIGH)
                .get(random.nextInt(3));
    return new TravelProfile(
        icu,
        breathing,
        30 + 5 * random.nextInt(8),
        4 + random.nextInt(6),
        icu && random.nextInt(3) == 0,
        random.nextInt(12) != 0,
        false,
        false,
        random.nextInt(20) == 0,
        random.nextInt(3) == 0,
        true,
        random.nextInt(25) == 0,
        false);
  }

  /// Lets every invented vehicle do what it should have done by now.
  private void ride() {
    var now = clock.instant();
    for (var leg : new ArrayList<>(board.present())) {
      var assignment = leg.assignment();
      if (assignment == null || leg.state().isEnd()) {
        continue;
      }
      var vehicle = fleet.fleet().find(assignment.vehicle()).orElse(null);
      if (vehicle == null) {
        continue;
      }
      var due = assignment.plan().due(leg.state()).plus(delay(leg));
      if (!due.isAfter(now)) {
        step(leg);
      } else if (leg.state().isRunning()) {
        move(leg, vehicle, assignment.plan(), now);
      }
    }
  }

  /// Up to six minutes, differing per leg and step; one leg in twelve turns out much too late.
  private static Duration delay(Leg leg) {
    var luck = Math.floorMod(leg.id().value() * 31 + leg.state().ordinal() * 7L, 12);
    return Duration.ofMinutes(luck == 5 && leg.state() == LegState.ORDERED ? 27 : luck / 2);
  }

  private void step(Leg leg) {
    if (leg.state() == LegState.AT_BEDSIDE) {
      for (var item : Precondition.of(leg.ask().need())) {
        cases.confirm(Cast.NATION, leg.id(), item);
      }
    }
    legs.advance(Cast.NATION, leg.id(), leg.state().next().getFirst(), null, "");
  }

  private void move(Leg leg, Vehicle vehicle, LegPlan plan, Instant now) {
    var from = place(leg.ask().from());
    var to = place(leg.ask().to());
    if (from == null || to == null) {
      return;
    }
    var where =
        switch (leg.state()) {
          case ON_THE_WAY -> between(vehicle.home().at(), from, plan.depart(), plan.pickup(), now);
          case UNDER_WAY -> between(from, to, plan.leave(), plan.arrival(), now);
          case ARRIVED -> to;
          case AT_BEDSIDE, REQUESTED, ORDERED, FREE, CANCELLED -> from;
        };
    duty.move(Cast.NATION, new Position(vehicle.id(), now.truncatedTo(ChronoUnit.SECONDS), where));
  }

  private @Nullable Coordinates place(SiteId site) {
    return directory.snapshot().findSite(site).map(Site::coordinates).orElse(null);
  }

  private static Coordinates between(
      Coordinates a, Coordinates b, Instant from, Instant until, Instant now) {
    var whole = Math.max(1, Duration.between(from, until).toSeconds());
    var share = Math.clamp(Duration.between(from, now).toSeconds() / (double) whole, 0, 1);
    return new Coordinates(
        a.latitude() + share * (b.latitude() - a.latitude()),
        a.longitude() + share * (b.longitude() - a.longitude()));
  }
}
