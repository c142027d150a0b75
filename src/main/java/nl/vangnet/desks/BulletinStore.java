package nl.vangnet.desks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of bulletins.
@Repository
class BulletinStore {
  private final JdbcClient jdbc;

  BulletinStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long add(String sender, Bulletin.Content content, @Nullable Long corrects, By by, Instant now) {
    var id =
        jdbc.sql(
                """
                insert into desks.bulletin (sender, headline, body, urgent, confirm, pass_minutes,
                  remind_hours, corrects, author, author_name, sent_at)
                values (:sender, :headline, :body, :urgent, :confirm, :pass, :remind, :corrects, :author,
                  :name, :now) returning id
                """)
            .param("sender", sender)
            .param("headline", content.headline())
            .param("body", content.body())
            .param("urgent", content.asks().urgent())
            .param("confirm", content.asks().confirm())
            .param("pass", content.asks().passMinutes())
            .param("remind", content.asks().remindHours())
            .param("corrects", corrects)
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .query(Long.class)
            .single();
    for (var i = 0; i < content.links().size(); i++) {
      jdbc.sql("insert into desks.bulletin_link values (:id, :n, :label, :url)")
          .param("id", id)
          .param("n", i)
          .param("label", content.links().get(i).label())
          .param("url", content.links().get(i).url())
          .update();
    }
    return id;
  }

  /// Delivers to desks that have no copy yet; returns those that got one.
  List<String> deliver(long id, Collection<String> desks, String via, Instant now) {
    return jdbc.sql(
            """
            insert into desks.bulletin_copy (bulletin_id, desk, via, delivered_at)
            select :id, d, :via, :now from unnest(:desks::text[]) d
            on conflict do nothing returning desk
            """)
        .param("id", id)
        .param("desks", desks.toArray(String[]::new))
        .param("via", via)
        .param("now", Timestamp.from(now))
        .query((rows, i) -> rows.getString(1))
        .list();
  }

  /// Marks that a region passed its copy on; false when that had happened already.
  boolean pass(long id, String desk, String remark, @Nullable By by, Instant now) {
    return jdbc.sql(
                """
                insert into desks.bulletin_pass (bulletin_id, desk, remark, author, author_name, at)
                values (:id, :desk, :remark, :author, :name, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("desk", desk)
            .param("remark", remark)
            .param("author", by == null ? null : by.actor())
            .param("name", by == null ? null : by.name())
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  void receipt(long id, String desk, String kind, By by, Instant now) {
    jdbc.sql(
            """
            insert into desks.bulletin_receipt (bulletin_id, desk, kind, author, author_name, at)
            values (:id, :desk, :kind, :author, :name, :now) on conflict do nothing
            """)
        .param("id", id)
        .param("desk", desk)
        .param("kind", kind)
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  boolean withdraw(long id, String reason, By by, Instant now) {
    return jdbc.sql(
                """
                insert into desks.bulletin_withdrawal (bulletin_id, reason, author, author_name, at)
                values (:id, :reason, :author, :name, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("reason", reason)
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  /// Notes the n-th reminder; false when another node did.
  boolean remind(long id, String desk, int n, String address, Instant now) {
    return jdbc.sql(
                """
                insert into desks.bulletin_reminder (bulletin_id, desk, n, address, at)
                values (:id, :desk, :n, :address, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("desk", desk)
            .param("n", n)
            .param("address", address)
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  Optional<Bulletin> find(long id) {
    return read("b.id = :id", Map.of("id", id)).stream().findFirst();
  }

  /// Those that a desk sent or got, newest first.
  List<Bulletin> of(String desk, int limit) {
    return read(
        """
        b.id in (select id from desks.bulletin where sender = :desk
          union select bulletin_id from desks.bulletin_copy where desk = :desk
          order by 1 desc limit :limit)
        """,
        Map.of("desk", desk, "limit", limit));
  }

  /// All, newest first.
  List<Bulletin> list(int limit) {
    return read(
        "b.id in (select id from desks.bulletin order by id desc limit :limit)",
        Map.of("limit", limit));
  }

  /// Those that still count and are younger than a moment.
  List<Bulletin> current(Instant since) {
    return read(
        """
        b.sent_at > :since and c.id is null
          and not exists (select from desks.bulletin_withdrawal x where x.bulletin_id = b.id)
        """,
        Map.of("since", Timestamp.from(since)));
  }

  private List<Bulletin> read(String where, Map<String, Object> params) {
    var rows =
        jdbc.sql(
                """
                select b.id, b.sender, b.headline, b.body, b.urgent, b.confirm, b.pass_minutes,
                  b.remind_hours, b.corrects, b.author, b.author_name, b.sent_at, c.id, w.reason, w.author,
                  w.author_name, w.at
                from desks.bulletin b left join desks.bulletin c on c.corrects = b.id
                left join desks.bulletin_withdrawal w on w.bulletin_id = b.id
                where %s order by b.id desc
                """
                    .formatted(where))
            .params(params)
            .query((row, i) -> bulletin(row))
            .list();
    if (rows.isEmpty()) {
      return List.of();
    }
    var ids = rows.stream().map(Bulletin::id).toArray(Long[]::new);
    var links = links(ids);
    var copies = copies(ids);
    return rows.stream()
        .map(b ->
            new Bulletin(
                b.id(),
                b.sender(),
                new Bulletin.Content(
                    b.content().headline(),
                    b.content().body(),
                    links.getOrDefault(b.id(), List.of()),
                    b.content().asks()),
                b.by(),
                b.sentAt(),
                b.corrects(),
                b.correctedBy(),
                b.withdrawal(),
                copies.getOrDefault(b.id(), Map.of())))
        .toList();
  }

  private Map<Long, List<Bulletin.Link>> links(Long[] ids) {
    var found = new HashMap<Long, List<Bulletin.Link>>();
    jdbc.sql(
            """
            select bulletin_id, label, url from desks.bulletin_link
            where bulletin_id = any (:ids::bigint[]) order by bulletin_id, n
            """)
        .param("ids", ids)
        .query(
            (RowCallbackHandler)
                row ->
                    found
                        .computeIfAbsent(row.getLong(1), k -> new ArrayList<>())
                        .add(new Bulletin.Link(row.getString(2), row.getString(3))));
    return found;
  }

  private Map<Long, Map<String, Bulletin.Copy>> copies(Long[] ids) {
    var found = new HashMap<Long, Map<String, Bulletin.Copy>>();
    jdbc.sql(
            """
            select c.bulletin_id, c.desk, c.via, c.delivered_at, r.author, r.author_name, r.at, k.author,
              k.author_name, k.at, p.remark, p.author, p.author_name, p.at,
              (select count(*) from desks.bulletin_reminder m
                where m.bulletin_id = c.bulletin_id and m.desk = c.desk)
            from desks.bulletin_copy c
            left join desks.bulletin_receipt r
              on r.bulletin_id = c.bulletin_id and r.desk = c.desk and r.kind = 'READ'
            left join desks.bulletin_receipt k
              on k.bulletin_id = c.bulletin_id and k.desk = c.desk and k.kind = 'CONFIRMED'
            left join desks.bulletin_pass p on p.bulletin_id = c.bulletin_id and p.desk = c.desk
            where c.bulletin_id = any (:ids::bigint[]) order by c.delivered_at, c.desk
            """)
        .param("ids", ids)
        .query(
            (RowCallbackHandler)
                row -> {
                  var copy = copy(row);
                  found
                      .computeIfAbsent(row.getLong(1), k -> new LinkedHashMap<>())
                      .put(copy.desk(), copy);
                });
    return found;
  }

  private static Bulletin.Copy copy(ResultSet row) throws SQLException {
    var passed = row.getTimestamp(14);
    var passer = row.getString(12);
    return new Bulletin.Copy(
        row.getString(2),
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        receipt(row, 5),
        receipt(row, 8),
        passed == null
            ? null
            : new Bulletin.Pass(
                row.getString(11),
                passer == null ? null : new By(passer, row.getString(13)),
                passed.toInstant()),
        row.getInt(15));
  }

  private static Bulletin.@Nullable Receipt receipt(ResultSet row, int at) throws SQLException {
    var who = row.getString(at);
    return who == null
        ? null
        : new Bulletin.Receipt(
            new By(who, row.getString(at + 1)), row.getTimestamp(at + 2).toInstant());
  }

  private static Bulletin bulletin(ResultSet row) throws SQLException {
    var corrects = row.getObject(9, Long.class);
    var correctedBy = row.getObject(13, Long.class);
    var reason = row.getString(14);
    return new Bulletin(
        row.getLong(1),
        row.getString(2),
        new Bulletin.Content(
            row.getString(3),
            row.getString(4),
            List.of(),
            new Bulletin.Asks(row.getBoolean(5), row.getBoolean(6), row.getInt(7), row.getInt(8))),
        new By(row.getString(10), row.getString(11)),
        row.getTimestamp(12).toInstant(),
        corrects,
        correctedBy,
        reason == null
            ? null
            : new Bulletin.Withdrawal(
                reason,
                new By(row.getString(15), row.getString(16)),
                row.getTimestamp(17).toInstant()),
        Map.of());
  }
}
