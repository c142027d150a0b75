package nl.vangnet.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.directory.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The audit trail's SQL: inserts and reads, nothing else.
@Repository
class AuditStore {
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(AuditEvent event) {
    jdbc.sql(
            """
            insert into access.audit_event
              (at, actor_id, actor_name, role, action, subject, organisation_id, remote,
               request_id, facts)
            values
              (:at, :actorId, :actorName, :role, :action, :subject, :organisation, :remote,
               :requestId, cast(:facts as jsonb))
            """)
        .param("at", Timestamp.from(event.at()))
        .param("actorId", event.actorId())
        .param("actorName", event.actorName())
        .param("role", event.role())
        .param("action", event.action())
        .param("subject", event.subject())
        .param(
            "organisation",
            event.organisation() == null ? null : event.organisation().value(),
            java.sql.Types.BIGINT)
        .param("remote", event.remote())
        .param("requestId", event.requestId(), java.sql.Types.VARCHAR)
        .param("facts", json.writeValueAsString(event.facts()))
        .update();
  }

  /// The events that match, newest first, older than `before`, at most `limit`.
  List<AuditEvent> list(AuditFilter filter, long before, int limit) {
    var conditions = new ArrayList<String>();
    var values = new HashMap<String, Object>();
    conditions.add("id < :before");
    values.put("before", before);
    if (filter.from() != null) {
      conditions.add("at >= :from");
      values.put("from", Timestamp.from(filter.from()));
    }
    if (filter.to() != null) {
      conditions.add("at < :to");
      values.put("to", Timestamp.from(filter.to()));
    }
    if (filter.actor() != null) {
      conditions.add("(actor_id = :actor or strpos(lower(actor_name), lower(:actor)) > 0)");
      values.put("actor", filter.actor());
    }
    if (filter.action() != null) {
      conditions.add("starts_with(action, :action)");
      values.put("action", filter.action());
    }
    if (filter.organisation() != null) {
      conditions.add("organisation_id = :organisation");
      values.put("organisation", filter.organisation().value());
    }
    values.put("limit", limit);
    return jdbc.sql(
            """
            select id, at, actor_id, actor_name, role, action, subject, organisation_id, remote,
                   request_id, facts::text as facts
              from access.audit_event
            """
                + " where "
                + String.join(" and ", conditions)
                + " order by id desc limit :limit")
        .params(values)
        .query(this::event)
        .list();
  }

  /// The actions that occur, for the filter.
  List<String> actions() {
    return jdbc.sql("select distinct action from access.audit_event order by action")
        .query((row, number) -> Objects.requireNonNull(row.getString("action")))
        .list();
  }

  private AuditEvent event(ResultSet row, int number) throws SQLException {
    var organisation = row.getObject("organisation_id", Long.class);
    return new AuditEvent(
        row.getLong("id"),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
        row.getString("actor_id"),
        row.getString("actor_name"),
        row.getString("role"),
        row.getString("action"),
        row.getString("subject"),
        organisation == null ? null : new OrganisationId(organisation),
        row.getString("remote"),
        row.getString("request_id"),
        json.readValue(row.getString("facts"), FACTS));
  }
}
