package nl.vangnet.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import nl.vangnet.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL for tests: one server per test run, a fresh migrated database per call.
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /// A new database with the schemas of all rooms.
  public static DataSource fresh() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(freshUrl());
    return dataSource;
  }

  /// The address of a new database with the schemas of all rooms.
  public static String freshUrl() {
    var name = "test_" + NUMBER.incrementAndGet();
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + Server.TEMPLATE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Server.RUNNING.getJdbcUrl("postgres", name);
  }

  private static final class Server {
    static final String TEMPLATE = "migrated";
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
        try (var connection = server.getPostgresDatabase().getConnection();
            var statement = connection.createStatement()) {
          statement.execute("create database " + TEMPLATE);
        }
        Migrations.run(server.getDatabase("postgres", TEMPLATE));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
