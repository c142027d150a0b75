package nl.vangnet.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The directory as the other rooms use it: one current snapshot, and the use cases of the data
/// steward. Every change joins the caller's transaction, counts up the version, tells the other
/// nodes (`pg_notify` on `vangnet_directory`) and, after commit, replaces the snapshot here.
@Service
@DependsOnDatabaseInitialization
public class Directory implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(Directory.class);
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DirectoryStore store;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionTemplate joining;
  private final TransactionTemplate reading;
  private final TransactionTemplate seeding;
  private final ReentrantLock first = new ReentrantLock();
  private final ReentrantLock reader = new ReentrantLock();
  private final AtomicLong asked = new AtomicLong();
  private long answered;
  private volatile @Nullable DirectorySnapshot current;

  @Autowired
  Directory(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = new DirectoryStore(dataSource);
    this.events = events;
    this.clock = clock;
    this.joining = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    reading.setReadOnly(true);
    this.seeding = new TransactionTemplate(transactions);
    seeding.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /// A directory on a migrated database outside the application, for tools and tests. It joins
  /// transactions of any manager on the same `dataSource`.
  public static Directory on(DataSource dataSource, Clock clock) {
    return new Directory(dataSource, new JdbcTransactionManager(dataSource), event -> {}, clock);
  }

  @Override
  public void afterSingletonsInstantiated() {
    snapshot();
  }

  /// The directory as it stands now; the same object until something changes.
  public DirectorySnapshot snapshot() {
    var snapshot = current;
    return snapshot == null ? firstSnapshot() : snapshot;
  }

  private DirectorySnapshot firstSnapshot() {
    first.lock();
    try {
      var snapshot = current;
      if (snapshot == null) {
        seeding.executeWithoutResult(status -> DirectorySeed.plant(store, clock.instant()));
        snapshot = load();
        current = snapshot;
      }
      return snapshot;
    } finally {
      first.unlock();
    }
  }

  /// Reads the directory again because it changed, here or on another node, and returns when the
  /// snapshot holds what was committed before the call. One thread reads for all who wait.
  public void refresh() {
    var turn = asked.incrementAndGet();
    try {
      // Whoever waits may hold a connection that the reader needs: so nobody waits for ever.
      if (!reader.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the directory changed, but is still being read; the next reading will show it");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    @Nullable DirectorySnapshot before;
    DirectorySnapshot snapshot;
    try {
      if (answered >= turn) {
        return;
      }
      var upTo = asked.get();
      before = current;
      snapshot = load();
      current = snapshot;
      answered = upTo;
    } finally {
      reader.unlock();
    }
    if (before == null || before.version() != snapshot.version()) {
      events.publishEvent(new DirectoryChanged(snapshot.version()));
    }
  }

  /// Identifiers and regions begin and end at midnight.
  @Scheduled(cron = "1 0 0 * * *", zone = "Europe/Amsterdam")
  void beginDay() {
    refresh();
  }

  private DirectorySnapshot load() {
    return Objects.requireNonNull(reading.execute(status -> store.load(today())));
  }

  /// A unit that should exist.
  public record WantedUnit(SiteId site, String code, String name) {}

  /// The unit with this code at the site, opened with this name when there is none. Joins the
  /// caller's transaction; what it returns counts at once, the snapshot holds it after commit. Two
  /// callers at once get the same unit.
  public Unit openUnit(SiteId site, String code, String name) {
    return openUnits(List.of(new WantedUnit(site, code, name))).getFirst();
  }

  /// Opens many units at once, as `openUnit` does, with one refresh of the snapshot; answers in the
  /// order of the question.
  public List<Unit> openUnits(List<WantedUnit> wanted) {
    var known = snapshot();
    if (wanted.stream().allMatch(w -> known.findUnit(w.site(), w.code().strip()).isPresent())) {
      return wanted.stream()
          .map(w -> known.findUnit(w.site(), w.code().strip()).orElseThrow())
          .toList();
    }
    var units =
        joining.execute(status -> {
          var opened = new int[1];
          var result = wanted.stream().map(w -> open(w, opened)).toList();
          if (opened[0] > 0) {
            changed("units opened: " + opened[0]);
          }
          return result;
        });
    if (units == null) {
      throw new IllegalStateException("the units were not opened");
    }
    return units;
  }

  private Unit open(WantedUnit wanted, int[] opened) {
    var code = wanted.code().strip();
    var name = wanted.name().isBlank() ? code : wanted.name().strip();
    var found = store.findUnit(wanted.site(), code);
    if (found.isPresent()) {
      return found.get();
    }
    var added = store.addUnit(wanted.site(), code, name);
    if (added.isPresent()) {
      opened[0]++;
      return added.get();
    }
    return store.findUnit(wanted.site(), code).orElseThrow();
  }

  DirectoryStore store() {
    return store;
  }

  /// The snapshot as the current transaction sees it.
  DirectorySnapshot fresh() {
    return store.load(today());
  }

  /// Does `work` in the caller's transaction, or in one of its own.
  <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(joining.execute(status -> work.get()));
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  /// Counts a change of the current transaction and refreshes after its commit.
  void changed(String what) {
    store.changed(what, clock.instant());
    var registered =
        TransactionSynchronizationManager.getSynchronizations().stream()
            .anyMatch(s -> s instanceof AfterCommit a && a.directory() == this);
    if (!registered) {
      TransactionSynchronizationManager.registerSynchronization(new AfterCommit(this));
    }
  }

  /// Replaces the snapshot after commit. A failure is logged only: the change itself stands, and
  /// the notification brings the snapshot up to date.
  private record AfterCommit(Directory directory) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      try {
        directory.refresh();
      } catch (RuntimeException e) {
        log.warn("the directory changed, but could not be read again", e);
      }
    }
  }
}
