package nl.vangnet.policy;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rules by SQL: inserts and reads, nothing else.
@Repository
class RuleStore {
  private final JdbcClient jdbc;

  RuleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// All versions, by key, newest first.
  List<Rule> list() {
    return jdbc.sql(
            """
            select key, version, value, valid_from, decided_by, source
              from policy.rule order by key, version desc
            """)
        .query((row, number) ->
            new Rule(
                row.getString("key"),
                row.getInt("version"),
                row.getString("value"),
                Objects.requireNonNull(row.getObject("valid_from", OffsetDateTime.class))
                    .toInstant(),
                row.getString("decided_by"),
                row.getString("source")))
        .list();
  }

  /// Adds the next version and answers its number; two at once get two numbers.
  int insert(Decision decision, Instant at, String author) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('policy.rule.' || :key))")
        .param("key", decision.key())
        .query((row, number) -> number)
        .list();
    return jdbc.sql(
            """
            insert into policy.rule
              (key, version, value, valid_from, decided_by, source, created_by, created_at)
            select :key, coalesce(max(version), 0) + 1, :value, :from, :by, :source, :author, :at
              from policy.rule where key = :key
            returning version
            """)
        .param("key", decision.key())
        .param("value", decision.value())
        .param("from", Timestamp.from(decision.validFrom()))
        .param("by", decision.decidedBy())
        .param("source", decision.source())
        .param("author", author)
        .param("at", Timestamp.from(at))
        .query(Integer.class)
        .single();
  }
}
