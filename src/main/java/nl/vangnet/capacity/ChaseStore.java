package nl.vangnet.capacity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the chase.
@Repository
class ChaseStore {
  private static final Variable[] VARIABLES = Variable.values();

  private final JdbcClient jdbc;

  ChaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Chase> open() {
    return jdbc.sql(
            """
            select site_id, line_id, variable, raised_at from capacity.chase
            where resolved_at is null order by raised_at, id
            """)
        .query((row, i) ->
            new Chase(
                new SiteId(row.getLong(1)),
                new LineId(row.getInt(2)),
                VARIABLES[row.getInt(3)],
                row.getTimestamp(4).toInstant()))
        .list();
  }

  void raise(List<Chase> chases) {
    if (chases.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into capacity.chase (site_id, line_id, variable, raised_at)
            select s, l, v, :at from unnest(:sites::bigint[], :lines::int[], :variables::smallint[]) g (s, l, v)
            on conflict (line_id, variable) where resolved_at is null do nothing
            """)
        .param("at", Timestamp.from(chases.getFirst().raisedAt()))
        .param("sites", chases.stream().map(c -> c.site().value()).toArray(Long[]::new))
        .param("lines", chases.stream().map(c -> c.line().value()).toArray(Integer[]::new))
        .param(
            "variables", chases.stream().map(c -> c.variable().ordinal()).toArray(Integer[]::new))
        .update();
  }

  void resolve(List<Chase> chases, Instant now) {
    if (chases.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update capacity.chase c set resolved_at = :now
            from unnest(:lines::int[], :variables::smallint[]) g (l, v)
            where c.line_id = g.l and c.variable = g.v and c.resolved_at is null
            """)
        .param("now", Timestamp.from(now))
        .param("lines", chases.stream().map(c -> c.line().value()).toArray(Integer[]::new))
        .param(
            "variables", chases.stream().map(c -> c.variable().ordinal()).toArray(Integer[]::new))
        .update();
  }
}
