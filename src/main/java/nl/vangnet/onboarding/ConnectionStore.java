package nl.vangnet.onboarding;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of connecting hospitals.
@Repository
class ConnectionStore {
  private final JdbcClient jdbc;

  ConnectionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addStep(SiteId site, Stage stage, String note, String author, Instant at) {
    jdbc.sql(
            """
            insert into onboarding.step (site_id, stage, note, author, at)
            values (:site, :stage, :note, :author, :at)
            """)
        .param("site", site.value())
        .param("stage", stage.name())
        .param("note", note)
        .param("author", author)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The last step of every site.
  Map<SiteId, Connection.Step> lastSteps() {
    var found = new HashMap<SiteId, Connection.Step>();
    jdbc.sql(
            """
            select distinct on (site_id) site_id, stage, note, author, at from onboarding.step
            order by site_id, id desc
            """)
        .query(row -> {
          found.put(
              new SiteId(row.getLong("site_id")),
              new Connection.Step(
                  Stage.valueOf(row.getString("stage")),
                  row.getString("note"),
                  row.getString("author"),
                  row.getTimestamp("at").toInstant()));
        });
    return found;
  }

  List<Connection.Step> steps(SiteId site) {
    return jdbc.sql(
            "select stage, note, author, at from onboarding.step where site_id = :site order by id desc")
        .param("site", site.value())
        .query((row, n) ->
            new Connection.Step(
                Stage.valueOf(row.getString("stage")),
                row.getString("note"),
                row.getString("author"),
                row.getTimestamp("at").toInstant()))
        .list();
  }

  boolean isEmpty() {
    return jdbc.sql("select not exists (select from onboarding.step)")
        .query(Boolean.class)
        .single();
  }

  void addTick(SiteId site, Check.Item item, boolean done, String note, String author, Instant at) {
    jdbc.sql(
            """
            insert into onboarding.tick (site_id, item, done, note, author, at)
            values (:site, :item, :done, :note, :author, :at)
            """)
        .param("site", site.value())
        .param("item", item.name())
        .param("done", done)
        .param("note", note)
        .param("author", author)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The last tick of each item of a site.
  Map<Check.Item, Check> ticks(SiteId site) {
    var found = new HashMap<Check.Item, Check>();
    jdbc.sql(
            """
            select distinct on (item) item, done, note, author, at from onboarding.tick
            where site_id = :site order by item, id desc
            """)
        .param("site", site.value())
        .query(row -> {
          var item = Check.Item.valueOf(row.getString("item"));
          found.put(
              item,
              new Check(
                  item,
                  row.getBoolean("done"),
                  row.getString("note"),
                  row.getString("author"),
                  row.getTimestamp("at").toInstant()));
        });
    return found;
  }

  void addCount(SiteId site, OwnCount count) {
    jdbc.sql(
            """
            insert into onboarding.own_count (site_id, day, line_id, own, measured, source, author, at)
            values (:site, :day, :line, :own, :measured, :source, :author, :at)
            """)
        .param("site", site.value())
        .param("day", Date.valueOf(count.day()))
        .param("line", count.line().value())
        .param("own", count.own())
        .param("measured", count.measured(), java.sql.Types.INTEGER)
        .param("source", count.source(), java.sql.Types.VARCHAR)
        .param("author", count.author())
        .param("at", Timestamp.from(count.at()))
        .update();
  }

  /// The last count of each line and day since a day.
  List<OwnCount> counts(SiteId site, LocalDate since) {
    return jdbc.sql(
            """
            select distinct on (day, line_id) day, line_id, own, measured, source, author, at
            from onboarding.own_count where site_id = :site and day >= :since
            order by day desc, line_id, id desc
            """)
        .param("site", site.value())
        .param("since", Date.valueOf(since))
        .query((row, n) -> {
          @Nullable Integer measured = row.getObject("measured", Integer.class);
          return new OwnCount(
              row.getDate("day").toLocalDate(),
              new LineId(row.getInt("line_id")),
              row.getInt("own"),
              measured,
              row.getString("source"),
              row.getString("author"),
              row.getTimestamp("at").toInstant());
        })
        .list();
  }
}
