package nl.vangnet.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Tells all nodes on the same database, this one included, that something changed: PostgreSQL
/// `LISTEN/NOTIFY`, so a ring is heard after commit and never when the transaction fails. After a
/// lost connection every listener hears the payload "" once: re-read all.
@Component
public class Bell implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Bell.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final BellStore store;
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private volatile boolean running;

  Bell(DataSource dataSource, BellStore store) {
    this.dataSource = dataSource;
    this.store = store;
  }

  /// Rings in the current transaction; `payload` holds at most 7,000 bytes.
  public void ring(String channel, String payload) {
    store.ring(channel, payload);
  }

  /// Calls `heard` for every ring on `channel`, one at a time, on the bell's own thread; keep it
  /// short. Register before the application has started.
  public void listen(String channel, Consumer<String> heard) {
    listeners.computeIfAbsent(channel, c -> new CopyOnWriteArrayList<>()).add(heard);
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().name("bell").daemon().start(this::listenForever);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1000;
  }

  private void listenForever() {
    var first = true;
    while (running) {
      try (var connection = dataSource.getConnection()) {
        subscribe(connection);
        if (!first) {
          listeners.keySet().forEach(channel -> tell(channel, ""));
        }
        first = false;
        var postgres = connection.unwrap(PGConnection.class);
        while (running) {
          var heard = postgres.getNotifications(500);
          if (heard != null) {
            for (var one : heard) {
              tell(one.getName().substring(BellStore.PREFIX.length()), one.getParameter());
            }
          }
        }
      } catch (SQLException e) {
        if (running) {
          log.warn("the bell lost its connection and tries again: {}", e.getMessage());
          first = false;
          pause();
        }
      }
    }
  }

  private void subscribe(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      for (var channel : listeners.keySet()) {
        statement.execute("LISTEN " + BellStore.PREFIX + channel);
      }
    }
  }

  private void tell(String channel, String payload) {
    for (var listener : listeners.getOrDefault(channel, List.of())) {
      try {
        listener.accept(payload);
      } catch (RuntimeException e) {
        log.error("a listener of channel {} failed", channel, e);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
