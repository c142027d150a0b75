package nl.vangnet.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Source systems and their keys by SQL.
@Repository
class SourceStore {
  private static final String COLUMNS =
      """
      select id, code, name, country, organisation_id, sending_application, sending_facility,
             certificate, zone, active, demo
        from access.source_system
      """;

  private final JdbcClient jdbc;
  private final DemoMode demo;

  SourceStore(JdbcClient jdbc, DemoMode demo) {
    this.jdbc = jdbc;
    this.demo = demo;
  }

  /// The fingerprint of a key in force and its source.
  record LiveKey(long id, long source, byte[] hash) {}

  List<SourceSystem> list() {
    return jdbc.sql(COLUMNS + " order by code").query(this::source).list();
  }

  Optional<SourceSystem> find(long id) {
    return jdbc.sql(COLUMNS + " where id = :id").param("id", id).query(this::source).optional();
  }

  Optional<SourceSystem> findByCode(String code) {
    return jdbc.sql(COLUMNS + " where lower(code) = lower(:code)")
        .param("code", code)
        .query(this::source)
        .optional();
  }

  boolean isSenderTaken(@Nullable String application, @Nullable String facility, long except) {
    return jdbc.sql(
            """
            select exists (
              select 1 from access.source_system
               where active and sending_application = :application
                 and sending_facility = :facility and id <> :except)
            """)
        .param("application", application, Types.VARCHAR)
        .param("facility", facility, Types.VARCHAR)
        .param("except", except)
        .query(Boolean.class)
        .single();
  }

  /// Adds a source unless its code exists; answers whether it did.
  boolean insert(SourceDetails details, boolean demo, Instant at, String author) {
    return statement(
                """
                insert into access.source_system
                  (code, name, country, organisation_id, sending_application, sending_facility,
                   certificate, zone, demo, created_at, created_by)
                values
                  (:code, :name, :country, :organisation, :application, :facility, :certificate,
                   :zone, :demo, :at, :author)
                on conflict (lower(code)) do nothing
                """,
                details)
            .param("demo", demo)
            .param("at", Timestamp.from(at))
            .param("author", author)
            .update()
        == 1;
  }

  void change(long id, SourceDetails details) {
    statement(
            """
            update access.source_system
               set code = :code, name = :name, country = :country,
                   organisation_id = :organisation, sending_application = :application,
                   sending_facility = :facility, certificate = :certificate, zone = :zone
             where id = :id
            """,
            details)
        .param("id", id)
        .update();
  }

  void setActive(long id, boolean active) {
    jdbc.sql("update access.source_system set active = :active where id = :id")
        .param("active", active)
        .param("id", id)
        .update();
  }

  List<LiveKey> liveKeys() {
    return jdbc.sql("select id, source_id, hash from access.source_key where revoked_at is null")
        .query((row, number) ->
            new LiveKey(row.getLong("id"), row.getLong("source_id"), row.getBytes("hash")))
        .list();
  }

  List<SourceKey> keys(long source) {
    return jdbc.sql(
            """
            select id, source_id, head, created_at, created_by, last_used_at, revoked_at
              from access.source_key where source_id = :source order by id desc
            """)
        .param("source", source)
        .query(SourceStore::key)
        .list();
  }

  void insertKey(long source, String head, byte[] hash, Instant at, String author) {
    jdbc.sql(
            """
            insert into access.source_key (source_id, head, hash, created_at, created_by)
            values (:source, :head, :hash, :at, :author)
            """)
        .param("source", source)
        .param("head", head)
        .param("hash", hash)
        .param("at", Timestamp.from(at))
        .param("author", author)
        .update();
  }

  /// Revokes one key of a source; answers its first characters, empty when there is no such key in
  /// force.
  Optional<String> revokeKey(long source, long key, Instant at, String author) {
    return jdbc.sql(
            """
            update access.source_key set revoked_at = :at, revoked_by = :author
             where id = :key and source_id = :source and revoked_at is null
            returning head
            """)
        .param("at", Timestamp.from(at))
        .param("author", author)
        .param("key", key)
        .param("source", source)
        .query(String.class)
        .optional();
  }

  void revokeKeys(long source, Instant at, String author) {
    jdbc.sql(
            """
            update access.source_key set revoked_at = :at, revoked_by = :author
             where source_id = :source and revoked_at is null
            """)
        .param("at", Timestamp.from(at))
        .param("author", author)
        .param("source", source)
        .update();
  }

  void markUsed(long key, Instant at) {
    jdbc.sql("update access.source_key set last_used_at = :at where id = :key")
        .param("at", Timestamp.from(at))
        .param("key", key)
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, SourceDetails details) {
    return jdbc.sql(sql)
        .param("code", details.code())
        .param("name", details.name())
        .param("country", details.country().value())
        .param("organisation", details.organisation().value())
        .param("application", details.sendingApplication(), Types.VARCHAR)
        .param("facility", details.sendingFacility(), Types.VARCHAR)
        .param("certificate", details.certificate(), Types.VARCHAR)
        .param("zone", details.zone().getId());
  }

  private SourceSystem source(ResultSet row, int number) throws SQLException {
    return new SourceSystem(
        row.getLong("id"),
        row.getString("code"),
        row.getString("name"),
        new CountryCode(row.getString("country")),
        new OrganisationId(row.getLong("organisation_id")),
        row.getString("sending_application"),
        row.getString("sending_facility"),
        row.getString("certificate"),
        ZoneId.of(row.getString("zone")),
        row.getBoolean("active") && (demo.isOn() || !row.getBoolean("demo")));
  }

  private static SourceKey key(ResultSet row, int number) throws SQLException {
    return new SourceKey(
        row.getLong("id"),
        row.getLong("source_id"),
        row.getString("head"),
        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant(),
        row.getString("created_by"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
