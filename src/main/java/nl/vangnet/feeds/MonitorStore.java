package nl.vangnet.feeds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the monitors of others, in tables that no picture reads.
@Repository
class MonitorStore {
  private static final String MONITORS =
      """
      select m.id, m.name, m.owner, m.definitions, m.basis, m.region_id,
        (select count(*) from feeds.foreign_figure f where f.monitor_id = m.id) as figures,
        (select max(f.day) from feeds.foreign_figure f where f.monitor_id = m.id) as last_day,
        (select max(i.imported_at) from feeds.foreign_import i where i.monitor_id = m.id) as last_import
      from feeds.monitor m
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batch;

  MonitorStore(JdbcClient jdbc, JdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  List<Monitor> list() {
    return jdbc.sql(MONITORS + " order by m.name").query(MonitorStore::monitor).list();
  }

  Optional<Monitor> find(long id) {
    return jdbc.sql(MONITORS + " where m.id = :id")
        .param("id", id)
        .query(MonitorStore::monitor)
        .optional();
  }

  private static Monitor monitor(ResultSet row, int number) throws SQLException {
    var region = row.getObject("region_id", Long.class);
    var imported = row.getTimestamp("last_import");
    return new Monitor(
        row.getLong("id"),
        row.getString("name"),
        row.getString("owner"),
        row.getString("definitions"),
        row.getString("basis"),
        region == null ? null : new RegionId(region),
        row.getInt("figures"),
        row.getObject("last_day", LocalDate.class),
        imported == null ? null : imported.toInstant());
  }

  /// The id of a new monitor; empty when the name is taken.
  Optional<Long> add(
      String name,
      String owner,
      String definitions,
      String basis,
      @Nullable RegionId region,
      String author,
      Instant now) {
    return jdbc.sql(
            """
            insert into feeds.monitor (name, owner, definitions, basis, region_id, author, created_at)
            values (:name, :owner, :definitions, :basis, :region, :author, :now)
            on conflict (name) do nothing returning id
            """)
        .param("name", name)
        .param("owner", owner)
        .param("definitions", definitions)
        .param("basis", basis)
        .param("region", region == null ? null : region.value())
        .param("author", author)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  void addImport(
      long monitor,
      String fileName,
      String author,
      Instant now,
      List<ForeignFigure> figures,
      int faults) {
    var id =
        jdbc.sql(
                """
                insert into feeds.foreign_import
                  (monitor_id, file_name, author, imported_at, figures, faults)
                values (:monitor, :name, :author, :now, :figures, :faults) returning id
                """)
            .param("monitor", monitor)
            .param("name", fileName)
            .param("author", author)
            .param("now", Timestamp.from(now))
            .param("figures", figures.size())
            .param("faults", faults)
            .query(Long.class)
            .single();
    batch.batchUpdate(
        """
        insert into feeds.foreign_figure
          (monitor_id, import_id, day, area, indicator, value, unknown_reason)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        figures,
        1_000,
        (statement, figure) -> {
          statement.setLong(1, monitor);
          statement.setLong(2, id);
          statement.setObject(3, figure.day());
          statement.setString(4, figure.area());
          statement.setString(5, figure.indicator());
          statement.setBigDecimal(6, figure.value());
          statement.setString(7, figure.unknownReason());
        });
  }

  List<String> indicators(long monitor) {
    return jdbc.sql(
            """
            select distinct indicator from feeds.foreign_figure where monitor_id = :monitor
            order by indicator limit 200
            """)
        .param("monitor", monitor)
        .query((rows, i) -> rows.getString(1))
        .list();
  }

  /// The last figures of an indicator up to a day, the later import before the earlier.
  List<ForeignFigure> figures(long monitor, String indicator, int limit) {
    return jdbc.sql(
            """
            select day, area, indicator, value, unknown_reason from (
              select distinct on (day, area) day, area, indicator, value, unknown_reason
              from feeds.foreign_figure
              where monitor_id = :monitor and indicator = :indicator
              order by day desc, area, id desc
            ) latest
            order by day desc, area limit :limit
            """)
        .param("monitor", monitor)
        .param("indicator", indicator)
        .param("limit", limit)
        .query((row, number) ->
            new ForeignFigure(
                row.getObject("day", LocalDate.class),
                row.getString("area"),
                row.getString("indicator"),
                row.getBigDecimal("value") == null
                    ? null
                    : row.getBigDecimal("value").stripTrailingZeros(),
                row.getString("unknown_reason")))
        .list();
  }

  void compare(long monitor, Comparison comparison, String author, Instant now) {
    jdbc.sql(
            """
            insert into feeds.comparison
              (monitor_id, indicator, category, cohort, variable, explanation, author, created_at)
            values (:monitor, :indicator, :category, :cohort, :variable, :explanation, :author, :now)
            """)
        .param("monitor", monitor)
        .param("indicator", comparison.indicator())
        .param("category", comparison.category())
        .param("cohort", comparison.cohort())
        .param("variable", comparison.variable())
        .param("explanation", comparison.explanation())
        .param("author", author)
        .param("now", Timestamp.from(now))
        .update();
  }

  Optional<Comparison> comparison(long monitor, String indicator) {
    return jdbc.sql(
            """
            select indicator, category, cohort, variable, explanation from feeds.comparison
            where monitor_id = :monitor and indicator = :indicator order by id desc limit 1
            """)
        .param("monitor", monitor)
        .param("indicator", indicator)
        .query((row, number) ->
            new Comparison(
                row.getString("indicator"),
                row.getString("category"),
                row.getString("cohort"),
                row.getString("variable"),
                row.getString("explanation")))
        .optional();
  }
}
