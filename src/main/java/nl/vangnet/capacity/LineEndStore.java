package nl.vangnet.capacity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of lines that are no longer used.
@Repository
class LineEndStore {
  private final JdbcClient jdbc;

  LineEndStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(LineId line, @Nullable Instant endedAt, String reason, String author, Instant at) {
    jdbc.sql(
            """
            insert into capacity.line_end (line_id, ended_at, reason, author, recorded_at)
            values (:line, :ended, :reason, :author, :at)
            """)
        .param("line", line.value())
        .param("ended", endedAt == null ? null : Timestamp.from(endedAt), java.sql.Types.TIMESTAMP)
        .param("reason", reason)
        .param("author", author)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The lines that had ended by `at`, as was known by `knownAt`, of the given sites or of all.
  Map<LineId, LineEnd> ended(Instant at, Instant knownAt, @Nullable Collection<SiteId> sites) {
    var found = new HashMap<LineId, LineEnd>();
    jdbc.sql(
            """
            select line_id, ended_at, reason, author, recorded_at from (
              select distinct on (e.line_id) e.* from capacity.line_end e
              join capacity.line l on l.id = e.line_id
              where e.recorded_at <= :known
                and (cast(:sites as bigint[]) is null or l.site_id = any (cast(:sites as bigint[])))
              order by e.line_id, e.id desc) last
            where ended_at <= :at
            """)
        .param("known", Timestamp.from(knownAt))
        .param("at", Timestamp.from(at))
        .param(
            "sites",
            sites == null ? null : sites.stream().map(SiteId::value).toArray(Long[]::new),
            java.sql.Types.ARRAY)
        .query(row -> {
          var line = new LineId(row.getInt("line_id"));
          found.put(
              line,
              new LineEnd(
                  line,
                  row.getTimestamp("ended_at").toInstant(),
                  row.getString("reason"),
                  row.getString("author"),
                  row.getTimestamp("recorded_at").toInstant()));
        });
    return found;
  }
}
