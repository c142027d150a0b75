package nl.vangnet.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.outbox.Delivery;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of messages: what is told, sent, read and withdrawn.
@Repository
class AlertStore {
  private final JdbcClient jdbc;

  AlertStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A message as it was told.
  record Row(
      long id,
      AlertText content,
      String about,
      String href,
      String call,
      boolean urgent,
      String desk) {}

  long add(Alert alert, String call, String sender, Actor by, Instant at) {
    return jdbc.sql(
            """
            insert into alerts.alert (about, key, arguments, href, call, urgent, desk, sender, author,
              author_name, told_at)
            values (:about, :key, :arguments, :href, :call, :urgent, :desk, :sender, :author, :name, :at)
            returning id
            """)
        .param("about", alert.about())
        .param("key", alert.key())
        .param("arguments", alert.arguments().toArray(new String[0]))
        .param("href", alert.href())
        .param("call", call)
        .param("urgent", alert.urgent())
        .param("desk", alert.desk().key())
        .param("sender", sender)
        .param("author", by.id())
        .param("name", by.name())
        .param("at", Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  Row get(long id) {
    return jdbc.sql(
            "select id, key, arguments, about, href, call, urgent, desk from alerts.alert where id = :id")
        .param("id", id)
        .query(AlertStore::row)
        .single();
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getLong("id"),
        text(row),
        row.getString("about"),
        row.getString("href"),
        row.getString("call"),
        row.getBoolean("urgent"),
        row.getString("desk"));
  }

  static AlertText text(ResultSet row) throws SQLException {
    return new AlertText(
        row.getString("key"), List.of((String[]) row.getArray("arguments").getArray()));
  }

  void addCopy(long alert, String desk, String via, Instant at) {
    jdbc.sql(
            """
            insert into alerts.copy (alert_id, desk, via, told_at) values (:alert, :desk, :via, :at)
            on conflict do nothing
            """)
        .param("alert", alert)
        .param("desk", desk)
        .param("via", via)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The desks that a message reached, in the order in which it did.
  List<String> desks(long alert) {
    return jdbc.sql(
            "select desk from alerts.copy where alert_id = :alert order by told_at, (via <> ''), desk")
        .param("alert", alert)
        .query((row, n) -> row.getString(1))
        .list();
  }

  /// The desk that left a message unread before it came to this one.
  Optional<String> viaOf(long alert, String desk) {
    return jdbc.sql(
            "select via from alerts.copy where alert_id = :alert and desk = :desk and via <> ''")
        .param("alert", alert)
        .param("desk", desk)
        .query(String.class)
        .optional();
  }

  void addWay(
      long alert,
      String desk,
      Delivery.Kind kind,
      Way way,
      Told.Step step,
      long delivery,
      byte @Nullable [] tokenHash,
      Instant at) {
    jdbc.sql(
            """
            insert into alerts.way (alert_id, desk, kind, address, who, step, delivery_id, token_hash,
              told_at)
            values (:alert, :desk, :kind, :address, :who, :step, :delivery, :hash, :at)
            """)
        .param("alert", alert)
        .param("desk", desk)
        .param("kind", kind.name())
        .param("address", way.address())
        .param("who", way.who())
        .param("step", step.name())
        .param("delivery", delivery)
        .param("hash", tokenHash)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The addresses at a desk that were told.
  Set<String> told(long alert, String desk) {
    return new HashSet<>(
        jdbc.sql("select address from alerts.way where alert_id = :alert and desk = :desk")
            .param("alert", alert)
            .param("desk", desk)
            .query((row, n) -> row.getString(1))
            .list());
  }

  /// One way that a message went, and its message in the outbox.
  record Sent(Delivery.Kind kind, String desk, String address, long delivery) {}

  List<Sent> sent(long alert) {
    return jdbc.sql(
            "select kind, desk, address, delivery_id from alerts.way where alert_id = :alert order by id")
        .param("alert", alert)
        .query((row, n) ->
            new Sent(
                Delivery.Kind.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getLong(4)))
        .list();
  }

  /// The desks that a message in the outbox concerns: that it went to, and whoever told it.
  Set<String> desksOfDelivery(long delivery) {
    return new HashSet<>(
        jdbc.sql(
                """
                select w.desk from alerts.way w where w.delivery_id = :delivery
                union
                select a.sender from alerts.way w join alerts.alert a on a.id = w.alert_id
                where w.delivery_id = :delivery and a.sender <> ''
                """)
            .param("delivery", delivery)
            .query((row, n) -> row.getString(1))
            .list());
  }

  // ---- links

  void addLink(long alert, String address, String href) {
    jdbc.sql("insert into alerts.link values (:alert, :address, :href) on conflict do nothing")
        .param("alert", alert)
        .param("address", address)
        .param("href", href)
        .update();
  }

  void removeLinksBefore(Instant at) {
    jdbc.sql(
            """
            delete from alerts.link l using alerts.alert a where a.id = l.alert_id and a.told_at < :at
            """)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// What the link of a message opens, for whom.
  record Opened(long alert, String desk, String address, String who, String href) {}

  Optional<Opened> findByToken(byte[] hash) {
    return jdbc.sql(
            """
            select w.alert_id, w.desk, w.address, w.who, coalesce(l.href, a.href)
            from alerts.way w join alerts.alert a on a.id = w.alert_id
            left join alerts.link l on l.alert_id = w.alert_id and l.address = w.address
              and w.desk = a.desk
            where w.token_hash = :hash
            """)
        .param("hash", hash)
        .query((row, n) ->
            new Opened(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)))
        .optional();
  }

  // ---- receipts and withdrawals

  boolean hasCopy(long alert, String desk) {
    return jdbc.sql(
            "select exists (select from alerts.copy where alert_id = :alert and desk = :desk)")
        .param("alert", alert)
        .param("desk", desk)
        .query(Boolean.class)
        .single();
  }

  boolean addReceipt(long alert, String desk, Receipt receipt) {
    return jdbc.sql(
                """
                insert into alerts.receipt (alert_id, desk, reader, reader_name, how, at)
                values (:alert, :desk, :reader, :name, :how, :at) on conflict do nothing
                """)
            .param("alert", alert)
            .param("desk", desk)
            .param("reader", receipt.reader())
            .param("name", receipt.name())
            .param("how", receipt.how().name())
            .param("at", Timestamp.from(receipt.at()))
            .update()
        == 1;
  }

  boolean isSettled(long alert) {
    return jdbc.sql(
            """
            select exists (select from alerts.receipt where alert_id = :alert)
              or exists (select from alerts.withdrawal where alert_id = :alert)
            """)
        .param("alert", alert)
        .query(Boolean.class)
        .single();
  }

  /// The messages that still hold.
  List<Long> holding(String about, String key, String desk) {
    return jdbc.sql(
            """
            select a.id from alerts.alert a
            where a.about = :about and a.key = :key and a.desk = :desk
              and not exists (select from alerts.withdrawal w where w.alert_id = a.id)
            order by a.id
            """)
        .param("about", about)
        .param("key", key)
        .param("desk", desk)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  List<Long> holding(String about, java.util.Collection<String> keys) {
    return jdbc.sql(
            """
            select a.id from alerts.alert a
            where a.about = :about and a.key in (:keys)
              and not exists (select from alerts.withdrawal w where w.alert_id = a.id)
            order by a.id
            """)
        .param("about", about)
        .param("keys", keys)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  boolean withdraw(long alert, Instant at) {
    return jdbc.sql("insert into alerts.withdrawal values (:alert, :at) on conflict do nothing")
            .param("alert", alert)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  // ---- going on

  void setDue(long alert, Instant at) {
    jdbc.sql(
            """
            insert into alerts.due (alert_id, at) values (:alert, :at)
            on conflict (alert_id) do update set at = :at
            """)
        .param("alert", alert)
        .param("at", Timestamp.from(at))
        .update();
  }

  void removeDue(long alert) {
    jdbc.sql("delete from alerts.due where alert_id = :alert").param("alert", alert).update();
  }

  /// Claims one message whose time has come, for the rest of the transaction; other nodes pass it
  /// by.
  Optional<Long> claimDue(Instant now) {
    return jdbc.sql(
            """
            select alert_id from alerts.due where at <= :now order by at, alert_id limit 1
            for update skip locked
            """)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }
}
