package nl.vangnet.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Distribution lists and what was sent to them, by SQL.
@Repository
class ListStore {
  private final JdbcClient jdbc;

  ListStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// All lists with their recipients, by name.
  List<DistributionList> list() {
    var recipients = new LinkedHashMap<Long, List<DistributionList.Recipient>>();
    jdbc.sql(
            """
            select id, list_id, organisation, name, email, language, active, unsubscribed_at, token
              from reports.recipient order by lower(organisation), lower(email)
            """)
        .query(row -> {
          recipients
              .computeIfAbsent(row.getLong("list_id"), k -> new ArrayList<>())
              .add(recipient(row));
        });
    return jdbc.sql("select id, name, what, active from reports.list order by lower(name)")
        .query((row, number) ->
            new DistributionList(
                row.getLong("id"),
                row.getString("name"),
                row.getString("what"),
                row.getBoolean("active"),
                recipients.getOrDefault(row.getLong("id"), List.of())))
        .list();
  }

  private static DistributionList.Recipient recipient(ResultSet row) throws SQLException {
    var unsubscribed = row.getObject("unsubscribed_at", OffsetDateTime.class);
    return new DistributionList.Recipient(
        row.getLong("id"),
        new DistributionList.Address(
            row.getString("organisation"),
            row.getString("name"),
            row.getString("email"),
            row.getString("language")),
        row.getBoolean("active"),
        unsubscribed == null ? null : unsubscribed.toInstant(),
        row.getString("token"));
  }

  /// Adds a list; empty when the name is taken.
  Optional<Long> insert(String name, String what, Instant at, String by) {
    return jdbc.sql(
            """
            insert into reports.list (name, what, created_at, created_by)
            values (:name, :what, :at, :by) on conflict do nothing returning id
            """)
        .param("name", name)
        .param("what", what)
        .param("at", Timestamp.from(at))
        .param("by", by)
        .query(Long.class)
        .optional();
  }

  boolean update(long list, String name, String what, boolean active) {
    return jdbc.sql(
                """
                update reports.list set name = :name, what = :what, active = :active
                 where id = :id and not exists (
                   select 1 from reports.list o where lower(o.name) = lower(:name) and o.id <> :id)
                """)
            .param("id", list)
            .param("name", name)
            .param("what", what)
            .param("active", active)
            .update()
        == 1;
  }

  /// Adds an address; empty when the list has it already.
  Optional<Long> insert(long list, DistributionList.Address address, Instant at, String by) {
    return jdbc.sql(
            """
            insert into reports.recipient
              (list_id, organisation, name, email, language, token, added_at, added_by)
            select id, :organisation, :name, :email, :language, :token, :at, :by
              from reports.list where id = :list
            on conflict do nothing returning id
            """)
        .param("list", list)
        .param("organisation", address.organisation())
        .param("name", address.name())
        .param("email", address.email())
        .param("language", address.language())
        .param("token", UUID.randomUUID())
        .param("at", Timestamp.from(at))
        .param("by", by)
        .query(Long.class)
        .optional();
  }

  boolean update(long recipient, DistributionList.Address address, boolean active) {
    return jdbc.sql(
                """
                update reports.recipient r
                   set organisation = :organisation, name = :name, email = :email,
                       language = :language, active = :active,
                       unsubscribed_at = case when :active then null else unsubscribed_at end
                 where id = :id and not exists (
                   select 1 from reports.recipient o
                    where o.list_id = r.list_id and lower(o.email) = lower(:email) and o.id <> r.id)
                """)
            .param("id", recipient)
            .param("organisation", address.organisation())
            .param("name", address.name())
            .param("email", address.email())
            .param("language", address.language())
            .param("active", active)
            .update()
        == 1;
  }

  /// Takes the address with this token off its list; the address, empty when nobody has the token.
  Optional<String> unsubscribe(UUID token, Instant at) {
    return jdbc.sql(
            """
            update reports.recipient
               set active = false, unsubscribed_at = coalesce(unsubscribed_at, :at)
             where token = :token returning email
            """)
        .param("token", token)
        .param("at", Timestamp.from(at))
        .query((rows, i) -> rows.getString(1))
        .optional();
  }

  /// The name of the list and the address behind a token.
  Optional<String[]> find(UUID token) {
    return jdbc.sql(
            """
            select l.name, r.email from reports.recipient r join reports.list l on l.id = r.list_id
             where r.token = :token
            """)
        .param("token", token)
        .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
        .optional();
  }

  /// One time that an edition was sent to an address.
  record Sent(long recipient, int attempt, long delivery) {}

  /// What was sent of an edition, oldest first.
  List<Sent> sent(long edition) {
    return jdbc.sql(
            """
            select recipient_id, attempt, delivery_id from reports.sending
             where edition_id = :edition order by id
            """)
        .param("edition", edition)
        .query((row, number) -> new Sent(row.getLong(1), row.getInt(2), row.getLong(3)))
        .list();
  }

  void lockSending(long edition) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('reports.sending.' || :edition))")
        .param("edition", edition)
        .query((row, number) -> number)
        .list();
  }

  void insert(long edition, Sent sent, Instant at, String by) {
    jdbc.sql(
            """
            insert into reports.sending
              (edition_id, recipient_id, attempt, delivery_id, asked_at, asked_by)
            values (:edition, :recipient, :attempt, :delivery, :at, :by)
            """)
        .param("edition", edition)
        .param("recipient", sent.recipient())
        .param("attempt", sent.attempt())
        .param("delivery", sent.delivery())
        .param("at", Timestamp.from(at))
        .param("by", by)
        .update();
  }
}
