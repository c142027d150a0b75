package nl.vangnet;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the schemas of all rooms up to date, each room with its own folder, schema and history,
/// in the order in which rooms may use each other. Safe when several nodes start at once.
public final class Migrations {
  private static final List<String> ROOMS =
      List.of(
          "directory",
          "access",
          "policy",
          "outbox",
          "capacity",
          "exchange",
          "fhir",
          "feeds",
          "onboarding",
          "rounds",
          "plausibility",
          "desks",
          "protocols",
          "transfer",
          "alerts",
          "chain",
          "fleet",
          "transport",
          "reports",
          "publication",
          "simulator");

  private Migrations() {}

  /// Migrates every room's schema in this database.
  public static void run(DataSource dataSource) {
    for (var room : ROOMS) {
      Flyway.configure()
          .dataSource(dataSource)
          .schemas(room)
          .defaultSchema(room)
          .table("migration_history")
          .locations("classpath:db/migration/" + room)
          .load()
          .migrate();
    }
  }
}
