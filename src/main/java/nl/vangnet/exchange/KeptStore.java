package nl.vangnet.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL behind the intake page: tallies, kept messages and unknown locations.
@Repository
class KeptStore {
  private static final String COLUMNS =
      """
      SELECT id, source, received_at, receipts, outcome, type, version, cause, code, place, advice,
        sender, site, point_of_care, room, bed, service, replayed_at
      FROM exchange.kept
      """;

  /// How many messages of a source had an outcome and cause: since `recent`, since `day`, ever.
  record Tally(
      long source,
      Outcome outcome,
      String cause,
      long recent,
      long day,
      long total,
      Instant last) {}

  /// A kept message without its content.
  record Kept(
      long id,
      long source,
      Instant receivedAt,
      int receipts,
      String type,
      String version,
      Fault fault,
      String sender,
      @Nullable SiteId site,
      @Nullable Location location,
      @Nullable Instant replayedAt) {}

  /// A location that no mapping knows, with the messages that wait for one.
  record Unknown(
      long source,
      String pointOfCare,
      String room,
      String service,
      @Nullable SiteId site,
      long messages,
      long beds,
      Instant last) {}

  private final JdbcClient jdbc;

  KeptStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Tally> tallies(Collection<Long> sources, Instant recent, Instant day) {
    return jdbc.sql(
            """
            SELECT source, outcome, cause,
              coalesce(sum(messages) FILTER (WHERE hour >= :recent), 0) AS recent,
              coalesce(sum(messages) FILTER (WHERE hour >= :day), 0) AS day,
              sum(messages) AS total, max(last_at) AS last
            FROM exchange.tally
            WHERE source = ANY (:sources)
            GROUP BY source, outcome, cause
            HAVING sum(messages) <> 0
            ORDER BY source, outcome, total DESC
            """)
        .param("recent", Timestamp.from(recent))
        .param("day", Timestamp.from(day))
        .param("sources", sources.toArray(Long[]::new))
        .query((row, n) ->
            new Tally(
                row.getLong("source"),
                Outcome.values()[row.getInt("outcome")],
                row.getString("cause"),
                row.getLong("recent"),
                row.getLong("day"),
                row.getLong("total"),
                row.getTimestamp("last").toInstant()))
        .list();
  }

  List<Kept> list(Collection<Long> sources, String cause, long before, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE source = ANY (:sources) AND (:cause = '' OR cause = :cause)
                  AND id < :before AND replayed_at IS NULL
                ORDER BY id DESC LIMIT :limit
                """)
        .param("sources", sources.toArray(Long[]::new))
        .param("cause", cause)
        .param("before", before)
        .param("limit", limit)
        .query((row, n) -> kept(row))
        .list();
  }

  Optional<Kept> find(long id) {
    return jdbc.sql(COLUMNS + "WHERE id = :id")
        .param("id", id)
        .query((row, n) -> kept(row))
        .optional();
  }

  Optional<byte[]> sealed(long id) {
    return jdbc.sql("SELECT sealed FROM exchange.kept WHERE id = :id")
        .param("id", id)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }

  /// What waits of a source and cause ("" for any), oldest first, after `afterId`; with a point of
  /// care only what waits for that one.
  List<Kept> waiting(
      long source, String cause, @Nullable String pointOfCare, long afterId, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE source = :source AND (:cause = '' OR cause = :cause) AND replayed_at IS NULL
                  AND (:poc::text IS NULL OR lower(point_of_care) = lower(:poc::text))
                  AND id > :after
                ORDER BY id LIMIT :limit
                """)
        .param("source", source)
        .param("cause", cause)
        .param("poc", pointOfCare)
        .param("after", afterId)
        .param("limit", limit)
        .query((row, n) -> kept(row))
        .list();
  }

  List<Unknown> unknown(Collection<Long> sources) {
    return jdbc.sql(
            """
            SELECT source, coalesce(point_of_care, '') AS poc, '' AS room,
              coalesce(min(service), '') AS service, min(site) AS site, count(*) AS messages,
              count(DISTINCT (room, bed)) AS beds, max(received_at) AS last
            FROM exchange.kept
            WHERE source = ANY (:sources) AND cause = 'unknown-location' AND replayed_at IS NULL
            GROUP BY source, poc
            ORDER BY messages DESC LIMIT 200
            """)
        .param("sources", sources.toArray(Long[]::new))
        .query((row, n) ->
            new Unknown(
                row.getLong("source"),
                row.getString("poc"),
                row.getString("room"),
                row.getString("service"),
                site(row),
                row.getLong("messages"),
                row.getLong("beds"),
                row.getTimestamp("last").toInstant()))
        .list();
  }

  /// Locks kept messages that still wait, and tells their outcome and cause now.
  Map<Long, Receipt.Replayed> claim(Collection<Long> ids) {
    var claimed = new HashMap<Long, Receipt.Replayed>();
    jdbc.sql(
            """
            SELECT id, source, outcome, cause FROM exchange.kept
            WHERE id = ANY (:ids) AND replayed_at IS NULL ORDER BY id FOR UPDATE
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query((row, n) ->
            new Receipt.Replayed(
                row.getLong("id"),
                row.getLong("source"),
                Outcome.values()[row.getInt("outcome")],
                row.getString("cause")))
        .list()
        .forEach(one -> claimed.put(one.keptId(), one));
    return claimed;
  }

  private static Kept kept(ResultSet row) throws SQLException {
    var poc = row.getString("point_of_care");
    var replayed = row.getTimestamp("replayed_at");
    return new Kept(
        row.getLong("id"),
        row.getLong("source"),
        row.getTimestamp("received_at").toInstant(),
        row.getInt("receipts"),
        row.getString("type"),
        row.getString("version"),
        new Fault(
            Outcome.values()[row.getInt("outcome")],
            row.getString("cause"),
            row.getInt("code"),
            row.getString("place"),
            row.getString("advice")),
        row.getString("sender"),
        site(row),
        poc == null
            ? null
            : new Location(
                poc, row.getString("room"), row.getString("bed"), "", row.getString("service")),
        replayed == null ? null : replayed.toInstant());
  }

  private static @Nullable SiteId site(ResultSet row) throws SQLException {
    var site = row.getLong("site");
    return row.wasNull() ? null : new SiteId(site);
  }

  /// The sources that ever sent, for people who see all.
  List<Long> sources() {
    return new ArrayList<>(
        jdbc.sql("SELECT DISTINCT source FROM exchange.tally").query(Long.class).list());
  }
}
