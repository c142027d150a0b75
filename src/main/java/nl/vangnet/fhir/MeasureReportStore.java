package nl.vangnet.fhir;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The reports as they were taken, and the account of every request to write.
@Component
class MeasureReportStore {
  private static final String COLUMNS =
      "id, logical_id, site_id, actor, identifier_system, identifier_value, held_at, received_at,"
          + " edition, content";

  private final JdbcClient jdbc;

  MeasureReportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// One report as it stands.
  record Row(
      long id,
      @Nullable String logicalId,
      SiteId site,
      String actor,
      String system,
      String value,
      Instant heldAt,
      Instant receivedAt,
      int edition,
      @Nullable String content) {
    String fhirId() {
      return logicalId == null ? "r" + id : logicalId;
    }
  }

  /// Adds a report; empty when this sender gave the very same one before.
  Optional<Long> add(Row row, byte[] fingerprint) {
    return jdbc.sql(
            """
            insert into fhir.report (logical_id, site_id, actor, identifier_system, identifier_value,
              held_at, received_at, fingerprint, content)
            values (:logical, :site, :actor, :system, :value, :held, :received, :fingerprint, :content)
            on conflict (actor, fingerprint) do nothing returning id
            """)
        .param("logical", row.logicalId())
        .param("site", row.site().value())
        .param("actor", row.actor())
        .param("system", row.system())
        .param("value", row.value())
        .param("held", Timestamp.from(row.heldAt()))
        .param("received", Timestamp.from(row.receivedAt()))
        .param("fingerprint", fingerprint)
        .param("content", row.content())
        .query(Long.class)
        .optional();
  }

  Optional<Row> findSame(String actor, byte[] fingerprint) {
    return jdbc.sql(
            "select " + COLUMNS + " from fhir.report where actor = :actor and fingerprint = :print")
        .param("actor", actor)
        .param("print", fingerprint)
        .query(MeasureReportStore::row)
        .optional();
  }

  /// Puts a corrected report in the place of the earlier; false when it is no longer at `edition`.
  boolean change(Row row, byte[] fingerprint) {
    return jdbc.sql(
                """
                update fhir.report r set held_at = :held, received_at = :received,
                  fingerprint = :fingerprint, content = :content, edition = edition + 1,
                  identifier_system = :system, identifier_value = :value
                where id = :id and edition = :edition
                  and not exists (select from fhir.report o where o.actor = r.actor
                    and o.fingerprint = :fingerprint and o.id <> r.id)
                """)
            .param("held", Timestamp.from(row.heldAt()))
            .param("received", Timestamp.from(row.receivedAt()))
            .param("fingerprint", fingerprint)
            .param("content", row.content())
            .param("system", row.system())
            .param("value", row.value())
            .param("id", row.id())
            .param("edition", row.edition())
            .update()
        == 1;
  }

  Optional<Row> find(long id) {
    return jdbc.sql("select " + COLUMNS + " from fhir.report where id = :id")
        .param("id", id)
        .query(MeasureReportStore::row)
        .optional();
  }

  Optional<Row> find(String logicalId) {
    return jdbc.sql("select " + COLUMNS + " from fhir.report where logical_id = :id")
        .param("id", logicalId)
        .query(MeasureReportStore::row)
        .optional();
  }

  /// The reports with this identifier, newest first; a blank system means any.
  List<Row> byIdentifier(String system, String value, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from fhir.report where identifier_value = :value and identifier_value <> ''"
                + " and (:system = '' or identifier_system = :system)"
                + " order by id desc limit :limit")
        .param("value", value)
        .param("system", system)
        .param("limit", limit)
        .query(MeasureReportStore::row)
        .list();
  }

  /// Forgets the content of reports received before `before`; the figures stay in the record.
  int forget(Instant before) {
    return jdbc.sql(
            """
            update fhir.report set content = null where id in (
              select id from fhir.report where content is not null and received_at < :before
              order by received_at limit 5000)
            """)
        .param("before", Timestamp.from(before))
        .update();
  }

  private static Row row(ResultSet rows, int number) throws SQLException {
    return new Row(
        rows.getLong("id"),
        rows.getString("logical_id"),
        new SiteId(rows.getLong("site_id")),
        rows.getString("actor"),
        rows.getString("identifier_system"),
        rows.getString("identifier_value"),
        rows.getTimestamp("held_at").toInstant(),
        rows.getTimestamp("received_at").toInstant(),
        rows.getInt("edition"),
        rows.getString("content"));
  }

  // ---- the account

  /// What became of one request to write.
  record Entry(
      Instant at,
      String actor,
      String interaction,
      String resource,
      String outcome,
      String code,
      int taken,
      int refused,
      int bytes) {}

  void note(Entry entry) {
    jdbc.sql(
            """
            insert into fhir.received (received_at, actor, interaction, resource, outcome, code, taken,
              refused, bytes)
            values (:at, :actor, :interaction, :resource, :outcome, :code, :taken, :refused, :bytes)
            """)
        .param("at", Timestamp.from(entry.at()))
        .param("actor", entry.actor())
        .param("interaction", entry.interaction())
        .param("resource", entry.resource())
        .param("outcome", entry.outcome())
        .param("code", entry.code())
        .param("taken", entry.taken())
        .param("refused", entry.refused())
        .param("bytes", entry.bytes())
        .update();
  }

  List<FhirAccount.Count> counts(Instant since, @Nullable String actor) {
    return jdbc.sql(
            """
            select actor, interaction, resource, outcome, code, count(*) as messages,
              sum(taken) as taken, sum(refused) as refused, max(received_at) as last_at
            from fhir.received where received_at >= :since
              and (cast(:actor as text) is null or actor = :actor)
            group by actor, interaction, resource, outcome, code
            order by actor, interaction, resource, outcome, code
            """)
        .param("since", Timestamp.from(since))
        .param("actor", actor)
        .query((rows, i) ->
            new FhirAccount.Count(
                rows.getString("actor"),
                rows.getString("interaction"),
                rows.getString("resource"),
                rows.getString("outcome"),
                rows.getString("code"),
                rows.getLong("messages"),
                rows.getLong("taken"),
                rows.getLong("refused"),
                rows.getTimestamp("last_at").toInstant()))
        .list();
  }
}
