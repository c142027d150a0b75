package nl.vangnet.capacity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The SQL of the census: whole groups by array parameters, because this stands on the hot path.
@Repository
class CensusStore {
  private static final CensusEvent.Kind[] KINDS = CensusEvent.Kind.values();
  private static final Stay.Phase[] PHASES = Stay.Phase.values();
  private static final short BASELINE = -1;

  private final JdbcTemplate jdbc;

  CensusStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// Names one stay at one site.
  record Key(SiteId site, String stay) {}

  /// A stay as it stands in the store, with the source that last spoke of it.
  record Held(Key key, Stay state, long source) {}

  /// A change of the counts of one line for one source.
  record Delta(SiteId site, LineId line, long source, int present, int departures) {}

  /// What one source counts on one line; `baseline` is the last step of its baseline at the site
  /// ("begin", "complete"), null when it never declared one.
  record Count(
      SiteId site,
      LineId line,
      long source,
      int present,
      int departures,
      @Nullable String baseline) {}

  /// Serialises the groups of each site across nodes until the transaction ends.
  void lockSites(Collection<SiteId> sites) {
    run(
        "select pg_advisory_xact_lock(7301, k) from (select unnest(?::int[]) k order by 1) s",
        (c, s) ->
            s.setArray(1, ints(c, sites.stream().map(x -> (int) x.value()).sorted().toList())));
  }

  Map<Key, Held> stays(Collection<Key> keys) {
    return query(
        """
        select s.site_id, s.stay, s.source, s.phase, s.line_id, s.location_code,
               s.departure_planned, s.last_at
        from unnest(?::bigint[], ?::uuid[]) k (site_id, stay)
        join capacity.stay s on s.site_id = k.site_id and s.stay = k.stay
        """,
        (c, s) -> {
          s.setArray(1, longs(c, keys.stream().map(k -> k.site().value()).toList()));
          s.setArray(2, texts(c, keys.stream().map(Key::stay).toList()));
        },
        rows -> {
          var found = new HashMap<Key, Held>();
          while (rows.next()) {
            var key = key(rows);
            found.put(
                key,
                new Held(
                    key,
                    new Stay(
                        PHASES[rows.getInt(4)],
                        place(rows, 5, 6),
                        rows.getBoolean(7),
                        instant(rows, 8)),
                    rows.getLong(3)));
          }
          return found;
        });
  }

  Map<Key, List<Stay.Movement>> movements(Collection<Key> keys) {
    return query(
        """
        select m.site_id, m.stay, m.id, m.message_id, m.kind, m.line_id, m.location_code, m.occurred_at
        from unnest(?::bigint[], ?::uuid[]) k (site_id, stay)
        join capacity.movement m on m.site_id = k.site_id and m.stay = k.stay
        order by m.id
        """,
        (c, s) -> {
          s.setArray(1, longs(c, keys.stream().map(k -> k.site().value()).toList()));
          s.setArray(2, texts(c, keys.stream().map(Key::stay).toList()));
        },
        rows -> {
          var found = new HashMap<Key, List<Stay.Movement>>();
          while (rows.next()) {
            var kind = rows.getShort(5);
            found
                .computeIfAbsent(key(rows), k -> new ArrayList<>())
                .add(
                    new Stay.Movement(
                        rows.getLong(3),
                        rows.getString(4),
                        kind == BASELINE ? null : KINDS[kind],
                        place(rows, 6, 7),
                        rows.getTimestamp(8).toInstant()));
          }
          return found;
        });
  }

  void addMovements(List<CensusEvent> events, Instant receivedAt) {
    run(
        """
        insert into capacity.movement
          (site_id, stay, patient, source, message_id, kind, line_id, location_code, occurred_at, received_at)
        select site_id, stay, patient, source, message_id, kind, line_id, location_code, occurred_at, ?
        from unnest(?::bigint[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::smallint[], ?::int[],
                    ?::text[], ?::timestamptz[])
          with ordinality e (site_id, stay, patient, source, message_id, kind, line_id, location_code,
                             occurred_at, n)
        order by n
        """,
        (c, s) -> {
          s.setTimestamp(1, Timestamp.from(receivedAt));
          s.setArray(2, longs(c, events.stream().map(e -> e.site().value()).toList()));
          s.setArray(3, texts(c, events.stream().map(CensusEvent::stay).toList()));
          s.setArray(4, texts(c, events.stream().map(CensusEvent::patient).toList()));
          s.setArray(5, longs(c, events.stream().map(CensusEvent::source).toList()));
          s.setArray(6, texts(c, events.stream().map(CensusEvent::messageId).toList()));
          s.setArray(7, ints(c, events.stream().map(e -> e.kind().ordinal()).toList()));
          s.setArray(8, ints(c, events.stream().map(e -> lineOf(e.place())).toList()));
          s.setArray(9, texts(c, events.stream().map(e -> codeOf(e.place())).toList()));
          s.setArray(10, times(c, events.stream().map(CensusEvent::occurredAt).toList()));
        });
  }

  void putStays(Collection<Held> stays) {
    var list = List.copyOf(stays);
    run(
        """
        insert into capacity.stay
          (site_id, stay, source, phase, line_id, location_code, departure_planned, last_at)
        select * from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::smallint[], ?::int[], ?::text[],
                             ?::boolean[], ?::timestamptz[])
        on conflict (site_id, stay) do update set
          source = excluded.source, phase = excluded.phase, line_id = excluded.line_id,
          location_code = excluded.location_code, departure_planned = excluded.departure_planned,
          last_at = excluded.last_at
        """,
        (c, s) -> {
          s.setArray(1, longs(c, list.stream().map(h -> h.key().site().value()).toList()));
          s.setArray(2, texts(c, list.stream().map(h -> h.key().stay()).toList()));
          s.setArray(3, longs(c, list.stream().map(Held::source).toList()));
          s.setArray(4, ints(c, list.stream().map(h -> h.state().phase().ordinal()).toList()));
          s.setArray(5, ints(c, list.stream().map(h -> lineOf(h.state().place())).toList()));
          s.setArray(6, texts(c, list.stream().map(h -> codeOf(h.state().place())).toList()));
          s.setArray(
              7,
              c.createArrayOf(
                  "boolean", list.stream().map(h -> h.state().departurePlanned()).toArray()));
          s.setArray(8, times(c, list.stream().map(h -> h.state().lastAt()).toList()));
        });
  }

  /// Adds the changes to the counts and returns the counts of the lines concerned, of all their
  /// sources. The caller holds the locks of the sites.
  List<Count> addCounts(List<Delta> deltas) {
    return query(
        """
        with changed as (
          insert into capacity.census_count as t (site_id, line_id, source, present, departures)
          select * from unnest(?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[])
          on conflict (site_id, line_id, source) do update set
            present = t.present + excluded.present, departures = t.departures + excluded.departures
          returning *),
        counts as (
          select * from changed
          union all
          select t.* from capacity.census_count t
          where (t.site_id, t.line_id) in (select site_id, line_id from changed)
            and (t.site_id, t.line_id, t.source) not in (select site_id, line_id, source from changed))
        select c.site_id, c.line_id, c.source, c.present, c.departures, b.step
        from counts c left join lateral (
          select step from capacity.baseline b
          where b.site_id = c.site_id and b.source = c.source order by b.id desc limit 1) b on true
        order by c.source
        """,
        (c, s) -> {
          s.setArray(1, longs(c, deltas.stream().map(d -> d.site().value()).toList()));
          s.setArray(2, ints(c, deltas.stream().map(d -> d.line().value()).toList()));
          s.setArray(3, longs(c, deltas.stream().map(Delta::source).toList()));
          s.setArray(4, ints(c, deltas.stream().map(Delta::present).toList()));
          s.setArray(5, ints(c, deltas.stream().map(Delta::departures).toList()));
        },
        CensusStore::counts);
  }

  List<Count> counts(SiteId site) {
    return query(
        """
        select c.site_id, c.line_id, c.source, c.present, c.departures, b.step
        from capacity.census_count c left join lateral (
          select step from capacity.baseline b
          where b.site_id = c.site_id and b.source = c.source order by b.id desc limit 1) b on true
        where c.site_id = ? order by c.source
        """,
        (c, s) -> s.setLong(1, site.value()),
        CensusStore::counts);
  }

  private static List<Count> counts(ResultSet rows) throws SQLException {
    var counts = new ArrayList<Count>();
    while (rows.next()) {
      counts.add(
          new Count(
              new SiteId(rows.getLong(1)),
              new LineId(rows.getInt(2)),
              rows.getLong(3),
              rows.getInt(4),
              rows.getInt(5),
              rows.getString(6)));
    }
    return counts;
  }

  /// Unplaced present stays of the given sites, or of all.
  Map<SiteId, Integer> unplaced(@Nullable Collection<SiteId> sites) {
    return query(
        """
        select site_id, sum(present) from capacity.census_count
        where line_id = 0 and (?::bigint[] is null or site_id = any (?::bigint[]))
        group by site_id having sum(present) > 0
        """,
        (c, s) -> {
          var ids = sites == null ? null : longs(c, sites.stream().map(SiteId::value).toList());
          s.setArray(1, ids);
          s.setArray(2, ids);
        },
        rows -> {
          var found = new HashMap<SiteId, Integer>();
          while (rows.next()) {
            found.put(new SiteId(rows.getLong(1)), rows.getInt(2));
          }
          return found;
        });
  }

  /// Ends all open stays of a source at a site and writes the barrier into their histories.
  void resetStays(SiteId site, long source, Instant at) {
    jdbc.update(
        """
        insert into capacity.movement (site_id, stay, source, message_id, kind, occurred_at, received_at)
        select site_id, stay, source, 'baseline', -1, ?, ? from capacity.stay
        where site_id = ? and source = ? and phase in (1, 2)
        """,
        Timestamp.from(at),
        Timestamp.from(at),
        site.value(),
        source);
    jdbc.update(
        """
        update capacity.stay set phase = 0, line_id = null, location_code = null,
          departure_planned = false, last_at = null
        where site_id = ? and source = ? and phase in (1, 2)
        """,
        site.value(),
        source);
    jdbc.update(
        "update capacity.census_count set present = 0, departures = 0 where site_id = ? and source = ?",
        site.value(),
        source);
  }

  void addBaseline(SiteId site, long source, String step, Instant at, String author) {
    jdbc.update(
        "insert into capacity.baseline (site_id, source, step, at, author) values (?, ?, ?, ?, ?)",
        site.value(),
        source,
        step,
        Timestamp.from(at),
        author);
  }

  /// Whether the last declared baseline of the source at the site is complete.
  boolean hasBaseline(SiteId site, long source) {
    return jdbc.queryForList(
            """
            select step from capacity.baseline where site_id = ? and source = ?
            order by id desc limit 1
            """,
            String.class,
            site.value(),
            source)
        .contains("complete");
  }

  void addPulses(Map<Long, Instant> heard) {
    var sources = List.copyOf(heard.keySet());
    run(
        """
        insert into capacity.pulse as p (source, minute, last_at)
        select * from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[])
        on conflict (source, minute) do update set last_at = greatest(p.last_at, excluded.last_at)
        """,
        (c, s) -> {
          s.setArray(1, longs(c, sources));
          s.setArray(
              2,
              times(
                  c,
                  sources.stream()
                      .map(x -> heardAt(heard, x).truncatedTo(ChronoUnit.MINUTES))
                      .toList()));
          s.setArray(3, times(c, sources.stream().map(x -> heardAt(heard, x)).toList()));
        });
  }

  private static Instant heardAt(Map<Long, Instant> heard, long source) {
    return java.util.Objects.requireNonNull(heard.get(source));
  }

  /// The last sign of life of every source, up to `at`.
  Map<Long, Instant> pulses(Instant at) {
    var found = new HashMap<Long, Instant>();
    jdbc.query(
        """
        select source, max(last_at) from capacity.pulse
        where minute <= ? and minute > ?::timestamptz - interval '14 days' group by source
        """,
        rows -> {
          found.put(rows.getLong(1), rows.getTimestamp(2).toInstant());
        },
        Timestamp.from(at),
        Timestamp.from(at));
    return found;
  }

  void putBedStatus(
      SiteId site, long source, LineId line, String locationCode, boolean closed, Instant at) {
    jdbc.update(
        """
        insert into capacity.bed_status as b (site_id, source, location_code, line_id, closed, at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (site_id, source, location_code) do update set
          line_id = excluded.line_id, closed = excluded.closed, at = excluded.at
        where excluded.at >= b.at
        """,
        site.value(),
        source,
        locationCode,
        line.value(),
        closed,
        Timestamp.from(at));
  }

  List<Census.Bed> beds(@Nullable SiteId site) {
    return jdbc.query(
        """
        select source, location_code, line_id, closed, at, site_id from capacity.bed_status
        where site_id = ? or ?::boolean order by site_id, location_code, source
        """,
        (rows, i) ->
            new Census.Bed(
                new SiteId(rows.getLong(6)),
                rows.getLong(1),
                new LineId(rows.getInt(3)),
                rows.getString(2),
                rows.getBoolean(4),
                rows.getTimestamp(5).toInstant()),
        site == null ? 0 : site.value(),
        site == null);
  }

  int closedBeds(LineId line) {
    var count =
        jdbc.queryForObject(
            "select count(*) from capacity.bed_status where line_id = ? and closed",
            Integer.class,
            line.value());
    return count == null ? 0 : count;
  }

  private static Key key(ResultSet rows) throws SQLException {
    return new Key(new SiteId(rows.getLong(1)), rows.getString(2).replace("-", ""));
  }

  private static CensusEvent.@Nullable Place place(ResultSet rows, int line, int code)
      throws SQLException {
    var location = rows.getString(code);
    if (location == null) {
      return null;
    }
    var id = rows.getInt(line);
    return new CensusEvent.Place(rows.wasNull() ? null : new LineId(id), location);
  }

  private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
    var at = rows.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Integer lineOf(CensusEvent.@Nullable Place place) {
    var line = place == null ? null : place.line();
    return line == null ? null : line.value();
  }

  private static @Nullable String codeOf(CensusEvent.@Nullable Place place) {
    return place == null ? null : place.locationCode();
  }

  private interface Fill {
    void into(Connection connection, PreparedStatement statement) throws SQLException;
  }

  private interface Read<T> {
    T from(ResultSet rows) throws SQLException;
  }

  private void run(String sql, Fill fill) {
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (var statement = connection.prepareStatement(sql)) {
                fill.into(connection, statement);
                return statement.execute();
              }
            });
  }

  private <T> T query(String sql, Fill fill, Read<T> read) {
    return java.util.Objects.requireNonNull(
        jdbc.execute(
            (ConnectionCallback<T>)
                connection -> {
                  try (var statement = connection.prepareStatement(sql)) {
                    fill.into(connection, statement);
                    try (var rows = statement.executeQuery()) {
                      return read.from(rows);
                    }
                  }
                }));
  }

  private static Array longs(Connection connection, List<Long> values) throws SQLException {
    return connection.createArrayOf("bigint", values.toArray());
  }

  private static Array ints(Connection connection, List<? extends @Nullable Integer> values)
      throws SQLException {
    return connection.createArrayOf("int", values.toArray());
  }

  private static Array texts(Connection connection, List<? extends @Nullable String> values)
      throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static Array times(Connection connection, List<? extends @Nullable Instant> values)
      throws SQLException {
    return connection.createArrayOf(
        "timestamptz", values.stream().map(v -> v == null ? null : v.toString()).toArray());
  }
}
