package nl.vangnet.exchange;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL behind the secrets that are kept in the database.
@Repository
class SecretStore {
  private final JdbcClient jdbc;

  SecretStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<String> find(String name) {
    return jdbc.sql("SELECT value FROM exchange.generated_secret WHERE name = :name")
        .param("name", name)
        .query(String.class)
        .optional();
  }

  /// Keeps `proposal` unless another node was first; the value that counts for all.
  String keepFirst(String name, String proposal, Instant at) {
    jdbc.sql(
            """
            INSERT INTO exchange.generated_secret (name, value, made_at)
            VALUES (:name, :value, :at)
            ON CONFLICT (name) DO NOTHING
            """)
        .param("name", name)
        .param("value", proposal)
        .param("at", Timestamp.from(at))
        .update();
    return find(name).orElseThrow();
  }

  void replace(String name, String value, Instant at) {
    jdbc.sql(
            "UPDATE exchange.generated_secret SET value = :value, made_at = :at WHERE name = :name")
        .param("name", name)
        .param("value", value)
        .param("at", Timestamp.from(at))
        .update();
  }

  void forget(String name) {
    jdbc.sql("DELETE FROM exchange.generated_secret WHERE name = :name")
        .param("name", name)
        .update();
  }
}
