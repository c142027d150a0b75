package nl.vangnet.transport;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.access.Bell;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Keeps the book of legs in memory: read again when a leg changed on any node.
@Component
@DependsOnDatabaseInitialization
class LegKeeper implements SmartInitializingSingleton {
  static final String CHANNEL = "transport";
  static final Duration BACK = Duration.ofHours(12);

  private final LegStore store;
  private final Bell bell;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile LegBook book = LegBook.EMPTY;

  LegKeeper(LegStore store, Bell bell, Clock clock) {
    this.store = store;
    this.bell = bell;
    this.clock = clock;
    bell.listen(CHANNEL, payload -> reload());
  }

  @Override
  public void afterSingletonsInstantiated() {
    reload();
  }

  LegBook book() {
    return book;
  }

  /// The book as the current transaction sees it.
  LegBook fresh() {
    var from = clock.instant().minus(BACK);
    return new LegBook(store.open(from), store.bookings(from));
  }

  @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void reload() {
    reading.lock();
    try {
      book = fresh();
    } finally {
      reading.unlock();
    }
  }

  /// Tells all nodes of a change in the current transaction.
  void changed() {
    bell.ring(CHANNEL, "");
  }
}
