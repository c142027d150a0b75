package nl.vangnet.alerts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of looking at messages: the inbox of a desk, the log of what became of them.
@Repository
class AlertReadStore {
  private static final String TOLD =
      """
      select a.id, a.key, a.arguments, a.about, a.urgent, a.sender, a.author_name, a.told_at, w.at
      from alerts.alert a left join alerts.withdrawal w on w.alert_id = a.id
      """;

  private final JdbcClient jdbc;

  AlertReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The messages of a desk since a moment, newest first; those that wait only when `unread`.
  List<AlertView> inbox(String desk, Instant since, boolean unread, int limit) {
    var found =
        jdbc.sql(
                """
                select a.id, a.key, a.arguments, a.about, a.href, a.call, a.urgent, c.via, c.told_at,
                  w.at withdrawn_at, d.at goes_on_at
                from alerts.copy c join alerts.alert a on a.id = c.alert_id
                left join alerts.withdrawal w on w.alert_id = a.id
                left join alerts.due d on d.alert_id = a.id
                where c.desk = :desk and c.told_at >= :since
                  and (not :unread or (w.at is null and not exists (select from alerts.receipt r
                    where r.alert_id = a.id and r.desk = c.desk)))
                order by c.told_at desc, a.id desc limit :limit
                """)
            .param("desk", desk)
            .param("since", Timestamp.from(since))
            .param("unread", unread)
            .param("limit", limit)
            .query((row, n) ->
                new AlertView(
                    row.getLong("id"),
                    AlertStore.text(row),
                    row.getString("about"),
                    row.getString("href"),
                    row.getString("call"),
                    row.getBoolean("urgent"),
                    row.getString("via"),
                    row.getTimestamp("told_at").toInstant(),
                    List.of(),
                    instant(row.getTimestamp("withdrawn_at")),
                    instant(row.getTimestamp("goes_on_at"))))
            .list();
    if (unread || found.isEmpty()) {
      return found;
    }
    var receipts = receipts(found.stream().map(AlertView::id).toList());
    return found.stream()
        .map(v ->
            new AlertView(
                v.id(),
                v.content(),
                v.about(),
                v.href(),
                v.call(),
                v.urgent(),
                v.via(),
                v.toldAt(),
                receipts.getOrDefault(new At(v.id(), desk), List.of()),
                v.withdrawnAt(),
                v.goesOnAt()))
        .toList();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private record At(long alert, String desk) {}

  private Map<At, List<Receipt>> receipts(List<Long> alerts) {
    var found = new HashMap<At, List<Receipt>>();
    jdbc.sql(
            """
            select alert_id, desk, reader, reader_name, how, at from alerts.receipt
            where alert_id = any(:alerts) order by at
            """)
        .param("alerts", alerts.toArray(new Long[0]))
        .query(
            (RowCallbackHandler)
                row ->
                    found
                        .computeIfAbsent(
                            new At(row.getLong(1), row.getString(2)), k -> new ArrayList<>())
                        .add(
                            new Receipt(
                                row.getString(3),
                                row.getString(4),
                                Receipt.How.valueOf(row.getString(5)),
                                row.getTimestamp(6).toInstant())));
    return found;
  }

  /// A message as it was told, before its copies are known.
  record Head(
      long id,
      AlertText content,
      String about,
      boolean urgent,
      String sender,
      String by,
      Instant toldAt,
      @Nullable Instant withdrawnAt) {}

  /// A way that a message went; `delivery` is its number in the outbox.
  record SentWay(String who, Told.Step step, Instant toldAt, long delivery) {}

  /// A desk that a message reached.
  record Copy(
      String desk, String via, Instant toldAt, List<SentWay> ways, List<Receipt> receipts) {}

  List<Head> about(String about, int limit) {
    return heads(
        jdbc.sql(TOLD + "where a.about = :about order by a.id desc limit :limit")
            .param("about", about)
            .param("limit", limit));
  }

  /// The latest messages of a desk, as sender or reader; of all desks when it is "".
  List<Head> latest(String desk, Instant since, int limit) {
    return heads(
        jdbc.sql(
                TOLD
                    + """
                    where a.told_at >= :since and (:desk = '' or a.sender = :desk
                      or exists (select from alerts.copy c where c.alert_id = a.id and c.desk = :desk))
                    order by a.id desc limit :limit
                    """)
            .param("desk", desk)
            .param("since", Timestamp.from(since))
            .param("limit", limit));
  }

  private static List<Head> heads(JdbcClient.StatementSpec asked) {
    return asked
        .query((row, n) ->
            new Head(
                row.getLong(1),
                AlertStore.text(row),
                row.getString(4),
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                instant(row.getTimestamp(9))))
        .list();
  }

  /// The copies of these messages, by message, in the order in which they were made.
  Map<Long, List<Copy>> copies(List<Long> alerts) {
    var receipts = receipts(alerts);
    var ways = new HashMap<At, List<SentWay>>();
    jdbc.sql(
            """
            select alert_id, desk, who, step, told_at, delivery_id from alerts.way
            where alert_id = any(:alerts) order by id
            """)
        .param("alerts", alerts.toArray(new Long[0]))
        .query(
            (RowCallbackHandler)
                row ->
                    ways.computeIfAbsent(
                            new At(row.getLong(1), row.getString(2)), k -> new ArrayList<>())
                        .add(
                            new SentWay(
                                row.getString(3),
                                Told.Step.valueOf(row.getString(4)),
                                row.getTimestamp(5).toInstant(),
                                row.getLong(6))));
    var found = new HashMap<Long, List<Copy>>();
    jdbc.sql(
            """
            select alert_id, desk, via, told_at from alerts.copy
            where alert_id = any(:alerts) order by told_at, (via <> ''), desk
            """)
        .param("alerts", alerts.toArray(new Long[0]))
        .query(
            (RowCallbackHandler)
                row -> {
                  var at = new At(row.getLong(1), row.getString(2));
                  found
                      .computeIfAbsent(at.alert(), k -> new ArrayList<>())
                      .add(
                          new Copy(
                              at.desk(),
                              row.getString(3),
                              row.getTimestamp(4).toInstant(),
                              ways.getOrDefault(at, List.of()),
                              receipts.getOrDefault(at, List.of())));
                });
    return found;
  }
}
