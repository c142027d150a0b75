package nl.vangnet.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.vangnet.outbox.Push;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of how people and desks want to be told.
@Repository
class WayStore {
  private static final String BROWSERS =
      """
      select id, person, endpoint, key, secret, device, language, made_at from alerts.browser
      """;

  private final JdbcClient jdbc;

  WayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  // ---- browsers

  /// A browser that somebody switched on.
  record Row(
      long id, String person, Push.Browser push, String device, String language, Instant madeAt) {}

  List<Row> browsers(Collection<String> people) {
    return jdbc.sql(BROWSERS + "where person = any(:people) order by id")
        .param("people", people.toArray(new String[0]))
        .query(WayStore::browser)
        .list();
  }

  private static Row browser(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getString(2),
        new Push.Browser(row.getString(3), row.getString(4), row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getTimestamp(8).toInstant());
  }

  /// Switches a browser on; one that another person used before is that person's no more.
  void addBrowser(String person, Push.Browser push, String device, String language, Instant at) {
    jdbc.sql(
            """
            insert into alerts.browser (person, endpoint, key, secret, device, language, made_at)
            values (:person, :endpoint, :key, :secret, :device, :language, :at)
            on conflict (endpoint) do update set person = :person, key = :key, secret = :secret,
              device = :device, language = :language, made_at = :at
            """)
        .param("person", person)
        .param("endpoint", push.endpoint())
        .param("key", push.key())
        .param("secret", push.secret())
        .param("device", device)
        .param("language", language)
        .param("at", Timestamp.from(at))
        .update();
  }

  boolean removeBrowser(String person, long id) {
    return jdbc.sql("delete from alerts.browser where person = :person and id = :id")
            .param("person", person)
            .param("id", id)
            .update()
        > 0;
  }

  boolean removeBrowser(String person, String endpoint) {
    return jdbc.sql("delete from alerts.browser where person = :person and endpoint = :endpoint")
            .param("person", person)
            .param("endpoint", endpoint)
            .update()
        > 0;
  }

  /// Forgets the browser that a message could not reach because it is gone.
  void removeGone(long delivery) {
    jdbc.sql(
            """
            delete from alerts.browser b using alerts.way w
            where w.delivery_id = :delivery and w.kind = 'PUSH' and b.endpoint = w.address
            """)
        .param("delivery", delivery)
        .update();
  }

  Optional<Row> findBrowser(String endpoint) {
    return jdbc.sql(BROWSERS + "where endpoint = :endpoint")
        .param("endpoint", endpoint)
        .query(WayStore::browser)
        .optional();
  }

  // ---- desks

  /// How a desk wants its messages; an empty webhook is none.
  record DeskRow(String language, String webhook, String secret) {
    static final DeskRow NONE = new DeskRow("nl", "", "");
  }

  DeskRow desk(String desk) {
    return jdbc.sql("select language, webhook, secret from alerts.desk_way where desk = :desk")
        .param("desk", desk)
        .query((row, n) -> new DeskRow(row.getString(1), row.getString(2), row.getString(3)))
        .optional()
        .orElse(DeskRow.NONE);
  }

  void setDesk(String desk, DeskRow row, String author, Instant at) {
    jdbc.sql(
            """
            insert into alerts.desk_way (desk, language, webhook, secret, changed_by, changed_at)
            values (:desk, :language, :webhook, :secret, :author, :at)
            on conflict (desk) do update set language = :language, webhook = :webhook,
              secret = :secret, changed_by = :author, changed_at = :at
            """)
        .param("desk", desk)
        .param("language", row.language())
        .param("webhook", row.webhook())
        .param("secret", row.secret())
        .param("author", author)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The contact cards of the escalation order.
  List<Long> order(String desk) {
    return jdbc.sql("select card_id from alerts.escalation where desk = :desk order by n")
        .param("desk", desk)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  void setOrder(String desk, List<Long> cards) {
    jdbc.sql("delete from alerts.escalation where desk = :desk").param("desk", desk).update();
    for (var n = 0; n < cards.size(); n++) {
      jdbc.sql("insert into alerts.escalation values (:desk, :n, :card)")
          .param("desk", desk)
          .param("n", n)
          .param("card", cards.get(n))
          .update();
    }
  }
}
