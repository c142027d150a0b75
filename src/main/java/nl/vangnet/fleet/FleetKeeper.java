package nl.vangnet.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.Coordinates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keeps the present fleet in memory: read again when somebody on any node changed it, and every
/// ten minutes because shifts come nearer. Positions come often, so each is taken over by itself.
@Component
@DependsOnDatabaseInitialization
@Order(10)
public class FleetKeeper implements SmartInitializingSingleton {
  static final String CHANNEL = "fleet";
  static final String POSITIONS = "fleet_position";
  private static final Logger log = LoggerFactory.getLogger(FleetKeeper.class);
  private static final Duration BACK = Duration.ofHours(36);
  private static final Duration AHEAD = Duration.ofDays(8);

  private final FleetStore store;
  private final DutyStore duty;
  private final FleetSeed seed;
  private final Bell bell;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Fleet fleet = Fleet.EMPTY;
  private volatile Map<VehicleId, Position> positions = Map.of();

  FleetKeeper(
      FleetStore store,
      DutyStore duty,
      FleetSeed seed,
      Bell bell,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.duty = duty;
    this.seed = seed;
    this.bell = bell;
    this.events = events;
    this.clock = clock;
    bell.listen(CHANNEL, payload -> reload());
    bell.listen(POSITIONS, this::heardPosition);
  }

  @Override
  public void afterSingletonsInstantiated() {
    seed.plant();
    reload();
  }

  /// The fleet as it stands now.
  public Fleet fleet() {
    return fleet;
  }

  /// Where the vehicles were last heard of.
  public Map<VehicleId, Position> positions() {
    return positions;
  }

  @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void reload() {
    reading.lock();
    try {
      var now = clock.instant();
      fleet =
          new Fleet(
              now,
              store.vehicles(),
              store.crews(),
              duty.shifts(now.minus(BACK), now.plus(AHEAD)),
              duty.obstacles(now),
              store.boardingPoints());
      var known = new HashMap<VehicleId, Position>();
      duty.positions().forEach(p -> known.put(p.vehicle(), p));
      positions = Map.copyOf(known);
    } finally {
      reading.unlock();
    }
    events.publishEvent(new FleetChanged());
  }

  /// Tells all nodes of a change in the current transaction, and reads it here right after.
  void changed() {
    bell.ring(CHANNEL, "");
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      var registered =
          TransactionSynchronizationManager.getSynchronizations().stream()
              .anyMatch(s -> s instanceof AfterCommit a && a.keeper() == this);
      if (!registered) {
        TransactionSynchronizationManager.registerSynchronization(new AfterCommit(this));
      }
    }
  }

  /// Reads the fleet again after commit. A failure is logged only: the change stands, and the bell
  /// brings the fleet up to date.
  private record AfterCommit(FleetKeeper keeper) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      try {
        keeper.reload();
      } catch (RuntimeException e) {
        log.warn("the fleet changed, but could not be read again", e);
      }
    }
  }

  void moved(Position position) {
    bell.ring(
        POSITIONS,
        String.format(
            Locale.ROOT,
            "%d %d %.6f %.6f",
            position.vehicle().value(),
            position.at().toEpochMilli(),
            position.where().latitude(),
            position.where().longitude()));
  }

  private void heardPosition(String payload) {
    if (payload.isEmpty()) {
      reload();
      return;
    }
    var parts = payload.split(" ", -1);
    var position =
        new Position(
            new VehicleId(Long.parseLong(parts[0])),
            Instant.ofEpochMilli(Long.parseLong(parts[1])),
            new Coordinates(Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
    var known = new HashMap<>(positions);
    known.put(position.vehicle(), position);
    positions = Map.copyOf(known);
    events.publishEvent(new VehicleMoved(position));
  }
}
