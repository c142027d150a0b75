package nl.vangnet.capacity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The SQL of observations: the append-only record, the latest value of each figure, the past.
@Repository
class ObservationStore {
  private static final Variable[] VARIABLES = Variable.values();
  private static final Method[] METHODS = Method.values();

  /// The order in which rows of the latest values are locked, by whomever.
  private static final Comparator<Row> IN_LOCK_ORDER =
      Comparator.<Row>comparingInt(r -> r.line().value())
          .thenComparingInt(r -> r.variable().ordinal());

  private final JdbcTemplate jdbc;

  ObservationStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// One value on its way into the record; what does not count is kept beside and not used.
  record Row(
      LineId line,
      Variable variable,
      Method method,
      int definitionVersion,
      @Nullable Integer value,
      @Nullable String unknownReason,
      Instant observedAt,
      Instant receivedAt,
      String source,
      @Nullable String note,
      boolean counts) {}

  /// A value with its line and variable as read back.
  record Found(SiteId site, LineId line, Variable variable, Measured measured) {}

  /// A value at one step of a series.
  record Step(Instant at, LineId line, Measured measured) {}

  /// Adds counted values (census, bed status). A count holds from its moment on, also when a late
  /// event caused it: its moment never lies before that of the value it replaces. An unknown that
  /// stays unknown is not written again.
  void addCounted(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    insert(
        """
        with given as (%s),
        moved as (
          insert into capacity.latest as t (line_id, variable, method, definition_version, value,
            observed_at, received_at, source, unknown_reason, note)
          select line_id, variable, method, definition_version, value, observed_at, received_at, source,
            unknown_reason, note from given where counts
          on conflict (line_id, variable) do update set
            method = excluded.method, definition_version = excluded.definition_version,
            value = excluded.value, observed_at = greatest(t.observed_at, excluded.observed_at),
            received_at = excluded.received_at, source = excluded.source,
            unknown_reason = excluded.unknown_reason, note = excluded.note
          where t.value is not null or excluded.value is not null
          returning *)
        insert into capacity.observation (line_id, variable, method, definition_version, value,
          observed_at, received_at, source, unknown_reason, note)
        select line_id, variable, method, definition_version, value, observed_at, received_at, source,
          unknown_reason, note from moved
        union all
        select line_id, variable, method, definition_version, value, observed_at, received_at, source,
          unknown_reason, note from given where not counts
        """
            .formatted(GIVEN),
        rows.stream().sorted(IN_LOCK_ORDER).toList());
  }

  /// Adds reported values; those that the record holds already (same moment, source and value) are
  /// left out. Returns the numbers (from 1) of the rows that were added.
  List<Integer> addReported(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    keepToIndexes();
    return insert(
        """
        with given as materialized (%s),
        fresh as (
          select g.* from given g where not exists (
            select from capacity.observation o
            where o.line_id = g.line_id and o.variable = g.variable and o.observed_at = g.observed_at
              and o.source = g.source and o.value is not distinct from g.value
              and o.received_at = (select max(p.received_at) from capacity.observation p
                where p.line_id = g.line_id and p.variable = g.variable
                  and p.observed_at = g.observed_at and p.source = g.source))),
        added as (
          insert into capacity.observation (line_id, variable, method, definition_version, value,
            observed_at, received_at, source, unknown_reason, note)
          select line_id, variable, method, definition_version, value, observed_at, received_at, source,
            unknown_reason, note from fresh order by n),
        moved as (
          insert into capacity.latest as t (line_id, variable, method, definition_version, value,
            observed_at, received_at, source, unknown_reason, note)
          select distinct on (line_id, variable) line_id, variable, method, definition_version, value,
            observed_at, received_at, source, unknown_reason, note
          from fresh where counts order by line_id, variable, observed_at desc, n desc
          on conflict (line_id, variable) do update set
            method = excluded.method, definition_version = excluded.definition_version,
            value = excluded.value, observed_at = excluded.observed_at,
            received_at = excluded.received_at, source = excluded.source,
            unknown_reason = excluded.unknown_reason, note = excluded.note
          where excluded.observed_at >= t.observed_at)
        select n from fresh
        """
            .formatted(GIVEN),
        rows);
  }

  /// Keeps the planner on the indexes until this transaction ends: a report asks for a few rows of
  /// a record that grows by the minute, and a plan made while it was small would read it whole.
  private void keepToIndexes() {
    jdbc.query(
        """
        select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
          set_config('enable_mergejoin', 'off', true), set_config('enable_bitmapscan', 'off', true)
        """,
        row -> {});
  }

  /// Puts these values into use, whatever stood there; the record itself does not change.
  void choose(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    insert(
        """
        with given as (%s)
        insert into capacity.latest as t (line_id, variable, method, definition_version, value,
          observed_at, received_at, source, unknown_reason, note)
        select line_id, variable, method, definition_version, value, observed_at, received_at, source,
          unknown_reason, note from given
        on conflict (line_id, variable) do update set
          method = excluded.method, definition_version = excluded.definition_version,
          value = excluded.value, observed_at = excluded.observed_at,
          received_at = excluded.received_at, source = excluded.source,
          unknown_reason = excluded.unknown_reason, note = excluded.note
        """
            .formatted(GIVEN),
        rows.stream().sorted(IN_LOCK_ORDER).toList());
  }

  private static final String GIVEN =
      """
      select * from unnest(?::int[], ?::smallint[], ?::smallint[], ?::smallint[], ?::int[],
        ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::boolean[])
        with ordinality g (line_id, variable, method, definition_version, value, observed_at, received_at,
          source, unknown_reason, note, counts, n)
      """;

  private List<Integer> insert(String sql, List<Row> rows) {
    return java.util.Objects.requireNonNull(
        jdbc.execute(
            (ConnectionCallback<List<Integer>>)
                c -> {
                  try (var s = c.prepareStatement(sql)) {
                    s.setArray(
                        1, array(c, "int", rows.stream().map(r -> r.line().value()).toList()));
                    s.setArray(
                        2,
                        array(c, "int", rows.stream().map(r -> r.variable().ordinal()).toList()));
                    s.setArray(
                        3, array(c, "int", rows.stream().map(r -> r.method().ordinal()).toList()));
                    s.setArray(
                        4, array(c, "int", rows.stream().map(Row::definitionVersion).toList()));
                    s.setArray(5, array(c, "int", rows.stream().map(Row::value).toList()));
                    s.setArray(
                        6,
                        array(
                            c, "text", rows.stream().map(r -> r.observedAt().toString()).toList()));
                    s.setArray(
                        7,
                        array(
                            c, "text", rows.stream().map(r -> r.receivedAt().toString()).toList()));
                    s.setArray(8, array(c, "text", rows.stream().map(Row::source).toList()));
                    s.setArray(9, array(c, "text", rows.stream().map(Row::unknownReason).toList()));
                    s.setArray(10, array(c, "text", rows.stream().map(Row::note).toList()));
                    s.setArray(11, array(c, "boolean", rows.stream().map(Row::counts).toList()));
                    var numbers = new ArrayList<Integer>();
                    if (s.execute()) {
                      try (var result = s.getResultSet()) {
                        while (result.next()) {
                          numbers.add(result.getInt(1));
                        }
                      }
                    }
                    return numbers;
                  }
                }));
  }

  private static java.sql.Array array(
      Connection connection, String type, List<? extends @Nullable Object> values)
      throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  /// The latest values of the given sites, or of all.
  List<Found> latest(@Nullable Collection<SiteId> sites) {
    return query(
        """
        select l.site_id, o.line_id, o.variable, o.method, o.definition_version, o.value, o.observed_at,
          o.received_at, o.source, o.unknown_reason, o.note
        from capacity.latest o join capacity.line l on l.id = o.line_id
        where ?::bigint[] is null or l.site_id = any (?::bigint[])
        """,
        (c, s) -> {
          var ids = sites == null ? null : c.createArrayOf("bigint", ids(sites));
          s.setArray(1, ids);
          s.setArray(2, ids);
        });
  }

  /// The values in force at `at`, from what had been received by `knownAt`.
  List<Found> asOf(Instant at, Instant knownAt, @Nullable Collection<SiteId> sites) {
    return query(
        """
        select l.site_id, o.line_id, o.variable, o.method, o.definition_version, o.value, o.observed_at,
          o.received_at, o.source, o.unknown_reason, o.note
        from capacity.latest t join capacity.line l on l.id = t.line_id
        cross join lateral (
          select * from capacity.observation b
          where b.line_id = t.line_id and b.variable = t.variable and b.observed_at <= ?
            and b.received_at <= ?
          order by b.observed_at desc, b.id desc limit 1) o
        where ?::bigint[] is null or l.site_id = any (?::bigint[])
        """,
        (c, s) -> {
          s.setTimestamp(1, Timestamp.from(at));
          s.setTimestamp(2, Timestamp.from(knownAt));
          var ids = sites == null ? null : c.createArrayOf("bigint", ids(sites));
          s.setArray(3, ids);
          s.setArray(4, ids);
        });
  }

  /// The values in force at `at` that counted under the rules about sources, from what had been
  /// received by `knownAt`.
  List<Found> counted(Instant at, Instant knownAt, Collection<SiteId> sites) {
    return query(
        """
        select l.site_id, o.line_id, o.variable, o.method, o.definition_version, o.value, o.observed_at,
          o.received_at, o.source, o.unknown_reason, o.note
        from capacity.latest t join capacity.line l on l.id = t.line_id
        cross join lateral (
          select * from capacity.observation b
          where b.line_id = t.line_id and b.variable = t.variable and b.observed_at <= ?
            and b.received_at <= ?
            and capacity.counted(l.site_id, b.variable, b.source, b.method, ?, ?)
          order by b.observed_at desc, b.id desc limit 1) o
        where l.site_id = any (?::bigint[])
        """,
        (c, s) -> {
          s.setTimestamp(1, Timestamp.from(at));
          s.setTimestamp(2, Timestamp.from(knownAt));
          s.setTimestamp(3, Timestamp.from(at));
          s.setTimestamp(4, Timestamp.from(knownAt));
          s.setArray(5, c.createArrayOf("bigint", ids(sites)));
        });
  }

  /// The last value of each origin and method per figure of a site, received since a moment.
  List<Found> byOrigin(SiteId site, Instant since) {
    return query(
        """
        select distinct on (o.line_id, o.variable, origin, o.method) l.site_id, o.line_id, o.variable,
          o.method, o.definition_version, o.value, o.observed_at, o.received_at, o.source,
          o.unknown_reason, o.note,
          case when o.source like 'person:%' then 'people' else o.source end as origin
        from capacity.line l join capacity.observation o on o.line_id = l.id
        where l.site_id = ? and o.observed_at >= ?
        order by o.line_id, o.variable, origin, o.method, o.observed_at desc, o.id desc
        """,
        (c, s) -> {
          s.setLong(1, site.value());
          s.setTimestamp(2, Timestamp.from(since));
        });
  }

  /// What an origin said last by a method of a figure by `at`; null when it had not spoken or did
  /// not know.
  @Nullable Integer saidBy(
      LineId line, Variable variable, String origin, Method method, Instant at) {
    return jdbc
        .queryForList(
            """
            select value from capacity.observation
            where line_id = ? and variable = ? and method = ? and observed_at <= ?
              and case when source like 'person:%' then 'people' else source end = ?
            order by observed_at desc, id desc limit 1
            """,
            Integer.class,
            line.value(),
            variable.ordinal(),
            method.ordinal(),
            Timestamp.from(at),
            origin)
        .stream()
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static final String COUNTED_AT_STEP =
      """
      and capacity.counted((select l.site_id from capacity.line l where l.id = k.line_id),
        b.variable, b.source, b.method, g.at, 'infinity')
      """;

  /// The values of one variable on the given lines at each step of a period; with `chosen` only
  /// those that counted at the step.
  List<Step> steps(
      Collection<LineId> lines,
      Variable variable,
      Instant from,
      Instant to,
      Duration step,
      boolean chosen) {
    var found = new ArrayList<Step>();
    jdbc.query(
        connection -> {
          var s =
              connection.prepareStatement(
                  """
                  select g.at, k.line_id, o.variable, o.method, o.definition_version, o.value,
                    o.observed_at, o.received_at, o.source, o.unknown_reason, o.note
                  from generate_series(?::timestamptz, ?::timestamptz, ?::interval) g (at)
                  cross join unnest(?::int[]) k (line_id)
                  cross join lateral (
                    select * from capacity.observation b
                    where b.line_id = k.line_id and b.variable = ? and b.observed_at <= g.at
                      %s
                    order by b.observed_at desc, b.id desc limit 1) o
                  """
                      .formatted(chosen ? COUNTED_AT_STEP : ""));
          s.setTimestamp(1, Timestamp.from(from));
          s.setTimestamp(2, Timestamp.from(to));
          s.setString(3, step.toSeconds() + " seconds");
          s.setArray(
              4, connection.createArrayOf("int", lines.stream().map(LineId::value).toArray()));
          s.setInt(5, variable.ordinal());
          return s;
        },
        rows -> {
          found.add(
              new Step(
                  rows.getTimestamp(1).toInstant(), new LineId(rows.getInt(2)), measured(rows)));
        });
    return found;
  }

  /// The record of a line, oldest first.
  List<Found> entries(LineId line, @Nullable Variable variable, Instant from, Instant to) {
    return query(
        """
        select l.site_id, o.line_id, o.variable, o.method, o.definition_version, o.value, o.observed_at,
          o.received_at, o.source, o.unknown_reason, o.note
        from capacity.observation o join capacity.line l on l.id = o.line_id
        where o.line_id = ? and (?::smallint is null or o.variable = ?::smallint)
          and o.observed_at >= ? and o.observed_at < ?
        order by o.observed_at, o.id
        """,
        (c, s) -> {
          s.setInt(1, line.value());
          s.setObject(2, variable == null ? null : variable.ordinal(), java.sql.Types.SMALLINT);
          s.setObject(3, variable == null ? null : variable.ordinal(), java.sql.Types.SMALLINT);
          s.setTimestamp(4, Timestamp.from(from));
          s.setTimestamp(5, Timestamp.from(to));
        });
  }

  /// The record of a site, oldest first.
  List<Found> entries(SiteId site, Instant from, Instant to) {
    return query(
        """
        select l.site_id, o.line_id, o.variable, o.method, o.definition_version, o.value, o.observed_at,
          o.received_at, o.source, o.unknown_reason, o.note
        from capacity.line l join capacity.observation o on o.line_id = l.id
        where l.site_id = ? and o.observed_at >= ? and o.observed_at < ?
        order by o.observed_at, o.line_id, o.variable, o.id
        """,
        (c, s) -> {
          s.setLong(1, site.value());
          s.setTimestamp(2, Timestamp.from(from));
          s.setTimestamp(3, Timestamp.from(to));
        });
  }

  /// The last entries of a line, newest first.
  List<Found> recent(LineId line, int limit) {
    return query(
        """
        select l.site_id, o.line_id, o.variable, o.method, o.definition_version, o.value, o.observed_at,
          o.received_at, o.source, o.unknown_reason, o.note
        from capacity.latest t join capacity.line l on l.id = t.line_id
        cross join lateral (
          select * from capacity.observation b
          where b.line_id = t.line_id and b.variable = t.variable
          order by b.observed_at desc, b.id desc limit ?) o
        where t.line_id = ? order by o.observed_at desc, o.id desc limit ?
        """,
        (c, s) -> {
          s.setInt(1, limit);
          s.setInt(2, line.value());
          s.setInt(3, limit);
        });
  }

  private interface Fill {
    void into(Connection connection, java.sql.PreparedStatement statement) throws SQLException;
  }

  private List<Found> query(String sql, Fill fill) {
    return java.util.Objects.requireNonNull(
        jdbc.execute(
            (ConnectionCallback<List<Found>>)
                connection -> {
                  try (var statement = connection.prepareStatement(sql)) {
                    fill.into(connection, statement);
                    var found = new ArrayList<Found>();
                    try (var rows = statement.executeQuery()) {
                      while (rows.next()) {
                        found.add(
                            new Found(
                                new SiteId(rows.getLong(1)),
                                new LineId(rows.getInt(2)),
                                VARIABLES[rows.getInt(3)],
                                measured(rows)));
                      }
                    }
                    return found;
                  }
                }));
  }

  /// Reads the value from the columns method, definition_version, value, observed_at, received_at,
  /// source, unknown_reason and note, which start at the fourth.
  private static Measured measured(ResultSet rows) throws SQLException {
    var value = rows.getInt(6);
    var unknown = rows.wasNull();
    var observedAt = rows.getTimestamp(7).toInstant();
    return new Measured(
        unknown ? null : value,
        rows.getString(10),
        METHODS[rows.getInt(4)],
        rows.getString(9),
        observedAt,
        rows.getTimestamp(8).toInstant(),
        observedAt,
        rows.getInt(5),
        rows.getString(11));
  }

  private static Object[] ids(Collection<SiteId> sites) {
    return sites.stream().map(SiteId::value).toArray();
  }

  /// Finds the lines that hold a reported value of a variable.
  Map<LineId, Boolean> holding(Variable variable) {
    var found = new HashMap<LineId, Boolean>();
    jdbc.query(
        "select line_id from capacity.latest where variable = ?",
        rows -> {
          found.put(new LineId(rows.getInt(1)), true);
        },
        variable.ordinal());
    return found;
  }
}
