package nl.vangnet.exchange;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the location mappings.
@Repository
class LocationStore {
  /// A mapping as it is stored.
  record Mapping(
      LocationMap.Pattern pattern,
      SiteId site,
      UnitId unit,
      String category,
      String cohort,
      LineId line) {}

  private final JdbcClient jdbc;

  LocationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  LocationMap map() {
    var targets = new HashMap<LocationMap.Pattern, LocationMap.Target>();
    for (var mapping : rows("", Map.of())) {
      targets.put(mapping.pattern(), new LocationMap.Target(mapping.site(), mapping.line()));
    }
    return new LocationMap(targets);
  }

  List<Mapping> list(long source) {
    return rows("WHERE source = :source", Map.of("source", source));
  }

  void put(Mapping mapping, String author, Instant at) {
    var pattern = mapping.pattern();
    jdbc.sql(
            """
            INSERT INTO exchange.location_map (source, point_of_care, room, bed, service, site,
              unit, category, cohort, line, author, created_at)
            VALUES (:source, :poc, :room, :bed, :service, :site, :unit, :category, :cohort, :line,
              :author, :at)
            ON CONFLICT (source, point_of_care, room, bed, service) DO UPDATE
            SET site = excluded.site, unit = excluded.unit, category = excluded.category,
              cohort = excluded.cohort, line = excluded.line, author = excluded.author,
              created_at = excluded.created_at
            """)
        .param("source", pattern.source())
        .param("poc", pattern.pointOfCare())
        .param("room", pattern.room())
        .param("bed", pattern.bed())
        .param("service", pattern.service())
        .param("site", mapping.site().value())
        .param("unit", mapping.unit().value())
        .param("category", mapping.category())
        .param("cohort", mapping.cohort())
        .param("line", mapping.line().value())
        .param("author", author)
        .param("at", Timestamp.from(at))
        .update();
  }

  private List<Mapping> rows(String where, Map<String, ?> parameters) {
    return jdbc.sql(
            """
            SELECT source, point_of_care, room, bed, service, site, unit, category, cohort, line
            FROM exchange.location_map
            """
                + where
                + " ORDER BY point_of_care NULLS FIRST, room NULLS FIRST, bed NULLS FIRST")
        .params(parameters)
        .query((row, n) ->
            new Mapping(
                new LocationMap.Pattern(
                    row.getLong("source"),
                    text(row.getString("point_of_care")),
                    text(row.getString("room")),
                    text(row.getString("bed")),
                    text(row.getString("service"))),
                new SiteId(row.getLong("site")),
                new UnitId(row.getLong("unit")),
                row.getString("category"),
                row.getString("cohort"),
                new LineId(row.getInt("line"))))
        .list();
  }

  private static @Nullable String text(@Nullable String value) {
    return value;
  }
}
