package nl.vangnet.capacity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of capacity lines.
@Repository
class LineStore {
  private static final String COLUMNS = "id, unit_id, site_id, category, cohort";

  private final JdbcClient jdbc;

  LineStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Line> list() {
    return jdbc.sql("select " + COLUMNS + " from capacity.line").query(LineStore::line).list();
  }

  Optional<Line> find(LineId id) {
    return jdbc.sql("select " + COLUMNS + " from capacity.line where id = :id")
        .param("id", id.value())
        .query(LineStore::line)
        .optional();
  }

  Line open(UnitId unit, SiteId site, String category, String cohort) {
    return jdbc.sql(
            """
            insert into capacity.line (unit_id, site_id, category, cohort)
            values (:unit, :site, :category, :cohort)
            on conflict (unit_id, category, cohort) do update set site_id = excluded.site_id
            returning id, unit_id, site_id, category, cohort
            """)
        .param("unit", unit.value())
        .param("site", site.value())
        .param("category", category)
        .param("cohort", cohort)
        .query(LineStore::line)
        .single();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        new LineId(row.getInt(1)),
        new UnitId(row.getLong(2)),
        new SiteId(row.getLong(3)),
        row.getString(4),
        row.getString(5));
  }
}
