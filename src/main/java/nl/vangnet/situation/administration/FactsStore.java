package nl.vangnet.situation.administration;

import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the database says about itself.
@Repository
class FactsStore {
  private final JdbcClient jdbc;

  FactsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  String serverVersion() {
    return jdbc.sql("show server_version")
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .single();
  }
}
