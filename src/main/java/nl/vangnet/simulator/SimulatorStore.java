package nl.vangnet.simulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the simulator: where its run stands, and the lock that lets one node run it.
@Repository
@ConditionalOnBooleanProperty("vangnet.demo")
class SimulatorStore {
  private static final long LOCK = 0x5649_4D55_4C41_544FL;

  private final JdbcClient jdbc;
  private final DataSource dataSource;
  private @Nullable Connection held;

  SimulatorStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /// Where a run stands. `mapped` is the number of hospitals whose location codes were mapped;
  /// `historyAt` is when the past was filled in, null when it was not yet.
  record Run(
      long seed,
      Instant startedAt,
      double speed,
      boolean paused,
      double waveHour,
      int mapped,
      @Nullable Instant historyAt) {}

  Optional<Run> find() {
    return jdbc.sql(
            """
            select seed, started_at, speed, paused, wave_hour, mapped, history_at from simulator.run
            """)
        .query((row, n) -> {
          var history = row.getTimestamp("history_at");
          return new Run(
              row.getLong("seed"),
              row.getTimestamp("started_at").toInstant(),
              row.getDouble("speed"),
              row.getBoolean("paused"),
              row.getDouble("wave_hour"),
              row.getInt("mapped"),
              history == null ? null : history.toInstant());
        })
        .optional();
  }

  void save(Run run) {
    var history = run.historyAt();
    jdbc.sql(
            """
            insert into simulator.run
              (seed, started_at, speed, paused, wave_hour, mapped, history_at)
            values (:seed, :started, :speed, :paused, :hour, :mapped, :history)
            on conflict (single) do update set
              seed = excluded.seed, started_at = excluded.started_at, speed = excluded.speed,
              paused = excluded.paused, wave_hour = excluded.wave_hour, mapped = excluded.mapped,
              history_at = excluded.history_at
            """)
        .param("seed", run.seed())
        .param("started", Timestamp.from(run.startedAt()))
        .param("speed", run.speed())
        .param("paused", run.paused())
        .param("hour", run.waveHour())
        .param("mapped", run.mapped())
        .param(
            "history", history == null ? null : Timestamp.from(history), java.sql.Types.TIMESTAMP)
        .update();
  }

  /// Takes the lock that lets this node run the country; false when another node has it. It ends
  /// with its connection, also when the process dies.
  boolean tryLock() {
    try {
      var connection = dataSource.getConnection();
      if (answersTrue(connection, "select pg_try_advisory_lock(?)")) {
        held = connection;
        return true;
      }
      connection.close();
      return false;
    } catch (SQLException e) {
      throw new IllegalStateException("the simulator's lock cannot be asked for", e);
    }
  }

  /// Gives the lock back.
  void unlock() {
    var connection = held;
    held = null;
    if (connection != null) {
      try (connection) {
        answersTrue(connection, "select pg_advisory_unlock(?)");
      } catch (SQLException e) {
        throw new IllegalStateException("the simulator's lock went with its connection", e);
      }
    }
  }

  private static boolean answersTrue(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}
