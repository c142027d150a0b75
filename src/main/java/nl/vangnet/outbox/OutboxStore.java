package nl.vangnet.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of what is sent.
@Repository
class OutboxStore {
  private static final String COLUMNS =
      "id, kind, address, headline, state, attempts, created_at, sent_at, fault, about";

  private final JdbcClient jdbc;

  OutboxStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A message with all that is needed to send it.
  record Letter(
      long id,
      Delivery.Kind kind,
      String address,
      String headline,
      String body,
      String mediaType,
      Map<String, String> headers,
      int attempts) {}

  long add(
      Delivery.Kind kind,
      String about,
      String address,
      String headline,
      String body,
      String mediaType,
      Map<String, String> headers,
      String author,
      Instant at) {
    var flat = new ArrayList<String>();
    headers.forEach((name, value) -> {
      flat.add(name);
      flat.add(value);
    });
    return jdbc.sql(
            """
            insert into outbox.message (kind, about, address, headline, body, media_type, headers,
              next_at, created_at, created_by)
            values (:kind, :about, :address, :headline, :body, :type, :headers, :at, :at, :author)
            returning id
            """)
        .param("kind", kind.name())
        .param("about", about)
        .param("address", address)
        .param("headline", headline)
        .param("body", body)
        .param("type", mediaType)
        .param("headers", flat.toArray(new String[0]))
        .param("at", Timestamp.from(at))
        .param("author", author)
        .query(Long.class)
        .single();
  }

  void attach(long message, Attachment attachment) {
    jdbc.sql("insert into outbox.attachment values (:message, :name, :type, :content)")
        .param("message", message)
        .param("name", attachment.name())
        .param("type", attachment.mediaType())
        .param("content", attachment.content())
        .update();
  }

  List<Attachment> attachments(long message) {
    return jdbc.sql(
            "select name, media_type, content from outbox.attachment where message_id = :message")
        .param("message", message)
        .query((row, n) ->
            new Attachment(
                row.getString("name"), row.getString("media_type"), row.getBytes("content")))
        .list();
  }

  /// Claims one message that is due, for the rest of the transaction; other nodes pass it by.
  Optional<Letter> claim(Instant now, boolean alsoEmail) {
    return jdbc.sql(
            """
            select id, kind, address, headline, body, media_type, headers, attempts
            from outbox.message
            where state = 'WAITING' and next_at <= :now and (:email or kind <> 'EMAIL')
            order by next_at, id limit 1 for update skip locked
            """)
        .param("now", Timestamp.from(now))
        .param("email", alsoEmail)
        .query((row, n) -> {
          var flat = (String[]) row.getArray("headers").getArray();
          var headers = new LinkedHashMap<String, String>();
          for (var i = 0; i + 1 < flat.length; i += 2) {
            headers.put(flat[i], flat[i + 1]);
          }
          return new Letter(
              row.getLong("id"),
              Delivery.Kind.valueOf(row.getString("kind")),
              row.getString("address"),
              row.getString("headline"),
              row.getString("body"),
              row.getString("media_type"),
              headers,
              row.getInt("attempts"));
        })
        .optional();
  }

  void sent(long id, Instant at) {
    jdbc.sql(
            """
            update outbox.message set state = 'SENT', attempts = attempts + 1, sent_at = :at,
              fault = null where id = :id
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  void retry(long id, String fault, Instant next) {
    jdbc.sql(
            """
            update outbox.message set attempts = attempts + 1, fault = :fault, next_at = :next
            where id = :id
            """)
        .param("id", id)
        .param("fault", fault)
        .param("next", Timestamp.from(next))
        .update();
  }

  void giveUp(long id, String fault) {
    jdbc.sql(
            """
            update outbox.message set state = 'FAILED', attempts = attempts + 1, fault = :fault
            where id = :id
            """)
        .param("id", id)
        .param("fault", fault)
        .update();
  }

  /// Takes back what was not sent yet.
  int withdraw(Collection<Long> ids) {
    return jdbc.sql(
            """
            update outbox.message set state = 'WITHDRAWN'
            where id = any(:ids) and state = 'WAITING'
            """)
        .param("ids", ids.toArray(new Long[0]))
        .update();
  }

  List<Delivery> list(Collection<Long> ids) {
    return jdbc.sql("select " + COLUMNS + " from outbox.message where id = any(:ids) order by id")
        .param("ids", ids.toArray(new Long[0]))
        .query(OutboxStore::delivery)
        .list();
  }

  /// The keys of web push that were made here.
  record PushPair(String publicKey, String privateKey) {}

  Optional<PushPair> pushKeys() {
    return jdbc.sql("select public_key, private_key from outbox.push_key")
        .query((row, n) -> new PushPair(row.getString(1), row.getString(2)))
        .optional();
  }

  void keepPushKeys(String publicKey, String privateKey, Instant at) {
    jdbc.sql(
            """
            insert into outbox.push_key (public_key, private_key, made_at)
            values (:public, :private, :at) on conflict do nothing
            """)
        .param("public", publicKey)
        .param("private", privateKey)
        .param("at", Timestamp.from(at))
        .update();
  }

  boolean again(long id, Instant now) {
    return jdbc.sql(
                """
                update outbox.message set state = 'WAITING', attempts = 0, next_at = :now
                where id = :id and state in ('WAITING', 'FAILED')
                """)
            .param("id", id)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  List<Delivery> about(String about) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from outbox.message where about = :about order by id desc limit 500")
        .param("about", about)
        .query(OutboxStore::delivery)
        .list();
  }

  List<Delivery> list(Delivery.@Nullable State state, long before, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from outbox.message
                where id < :before and (:state = '' or state = :state)
                order by id desc limit :limit
                """)
        .param("before", before)
        .param("state", state == null ? "" : state.name())
        .param("limit", limit)
        .query(OutboxStore::delivery)
        .list();
  }

  Map<Delivery.State, Integer> counts() {
    var counts = new LinkedHashMap<Delivery.State, Integer>();
    jdbc.sql("select state, count(*) n from outbox.message group by state")
        .query(row -> {
          counts.put(Delivery.State.valueOf(row.getString("state")), row.getInt("n"));
        });
    return counts;
  }

  private static Delivery delivery(ResultSet row, int n) throws SQLException {
    var sent = row.getTimestamp("sent_at");
    return new Delivery(
        row.getLong("id"),
        Delivery.Kind.valueOf(row.getString("kind")),
        row.getString("address"),
        row.getString("headline"),
        Delivery.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getTimestamp("created_at").toInstant(),
        sent == null ? null : sent.toInstant(),
        row.getString("fault"),
        row.getString("about"));
  }
}
