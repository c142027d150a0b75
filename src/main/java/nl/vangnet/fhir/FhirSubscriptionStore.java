package nl.vangnet.fhir;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The subscriptions.
@Component
class FhirSubscriptionStore {
  private final JdbcClient jdbc;

  FhirSubscriptionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What a subscription asks for.
  record Wanted(
      String criteria,
      String resource,
      String place,
      String endpoint,
      String headers,
      String secret,
      String content,
      String reason,
      @Nullable Instant endsAt) {}

  /// One subscription as it stands; `state` is active, error or off.
  record Row(
      long id,
      String actor,
      String actorName,
      Wanted wanted,
      String state,
      String fault,
      int edition,
      Instant createdAt,
      @Nullable Instant sentAt) {}

  long add(String actor, String name, Wanted wanted, Instant now) {
    return jdbc.sql(
            """
            insert into fhir.subscription (actor, actor_name, criteria, resource, place, endpoint, headers,
              secret, content, reason, ends_at, state, created_at)
            values (:actor, :name, :criteria, :resource, :place, :endpoint, :headers, :secret, :content,
              :reason, :ends, 'active', :now)
            returning id
            """)
        .param("actor", actor)
        .param("name", name)
        .param("criteria", wanted.criteria())
        .param("resource", wanted.resource())
        .param("place", wanted.place())
        .param("endpoint", wanted.endpoint())
        .param("headers", wanted.headers())
        .param("secret", wanted.secret())
        .param("content", wanted.content())
        .param("reason", wanted.reason())
        .param("ends", timestamp(wanted.endsAt()))
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  void change(long id, Wanted wanted, String state) {
    jdbc.sql(
            """
            update fhir.subscription set criteria = :criteria, resource = :resource, place = :place,
              endpoint = :endpoint, headers = :headers, secret = :secret, content = :content,
              reason = :reason, ends_at = :ends, state = :state, fault = '', edition = edition + 1
            where id = :id
            """)
        .param("id", id)
        .param("criteria", wanted.criteria())
        .param("resource", wanted.resource())
        .param("place", wanted.place())
        .param("endpoint", wanted.endpoint())
        .param("headers", wanted.headers())
        .param("secret", wanted.secret())
        .param("content", wanted.content())
        .param("reason", wanted.reason())
        .param("ends", timestamp(wanted.endsAt()))
        .param("state", state)
        .update();
  }

  void setState(long id, String state, String fault) {
    jdbc.sql(
            """
            update fhir.subscription set state = :state, fault = :fault, edition = edition + 1
            where id = :id and state <> :state
            """)
        .param("id", id)
        .param("state", state)
        .param("fault", fault.length() > 300 ? fault.substring(0, 300) : fault)
        .update();
  }

  void delete(long id) {
    jdbc.sql("delete from fhir.subscription where id = :id").param("id", id).update();
  }

  Optional<Row> find(long id) {
    return jdbc.sql("select * from fhir.subscription where id = :id")
        .param("id", id)
        .query(FhirSubscriptionStore::row)
        .optional();
  }

  List<Row> list(@Nullable String actor) {
    return jdbc.sql(
            """
            select * from fhir.subscription where cast(:actor as text) is null or actor = :actor
            order by id
            """)
        .param("actor", actor)
        .query(FhirSubscriptionStore::row)
        .list();
  }

  /// Takes the right to send now, on all nodes: not while the last sending is younger than `pause`,
  /// and not when it came well after the change.
  boolean claim(long id, Instant now, Instant changedAt, Duration pause) {
    return jdbc.sql(
                """
                update fhir.subscription set sent_at = :now
                where id = :id and state = 'active' and (sent_at is null
                  or (sent_at <= :before and sent_at < :changed))
                """)
            .param("id", id)
            .param("now", Timestamp.from(now))
            .param("before", Timestamp.from(now.minus(pause)))
            .param("changed", Timestamp.from(changedAt.plusSeconds(1)))
            .update()
        == 1;
  }

  private static Row row(ResultSet rows, int number) throws SQLException {
    var ends = rows.getTimestamp("ends_at");
    var sent = rows.getTimestamp("sent_at");
    return new Row(
        rows.getLong("id"),
        rows.getString("actor"),
        rows.getString("actor_name"),
        new Wanted(
            rows.getString("criteria"),
            rows.getString("resource"),
            rows.getString("place"),
            rows.getString("endpoint"),
            rows.getString("headers"),
            rows.getString("secret"),
            rows.getString("content"),
            rows.getString("reason"),
            ends == null ? null : ends.toInstant()),
        rows.getString("state"),
        rows.getString("fault"),
        rows.getInt("edition"),
        rows.getTimestamp("created_at").toInstant(),
        sent == null ? null : sent.toInstant());
  }
}
