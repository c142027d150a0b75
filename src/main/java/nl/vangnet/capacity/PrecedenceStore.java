package nl.vangnet.capacity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the rules about whose figures count.
@Repository
class PrecedenceStore {
  private final JdbcClient jdbc;

  PrecedenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Precedence> list() {
    return jdbc.sql(
            """
            select id, site_id, variable, origin, method, valid_from, reason, author, created_at
            from capacity.precedence order by valid_from desc, id desc
            """)
        .query(PrecedenceStore::precedence)
        .list();
  }

  Precedence add(
      SiteId site,
      @Nullable Variable variable,
      @Nullable String origin,
      @Nullable Method method,
      Instant validFrom,
      String reason,
      String author,
      Instant at) {
    return jdbc.sql(
            """
            insert into capacity.precedence (site_id, variable, origin, method, valid_from, reason,
              author, created_at)
            values (:site, :variable, :origin, :method, :from, :reason, :author, :at)
            returning id, site_id, variable, origin, method, valid_from, reason, author, created_at
            """)
        .param("site", site.value())
        .param("variable", variable == null ? null : variable.ordinal(), java.sql.Types.SMALLINT)
        .param("origin", origin, java.sql.Types.VARCHAR)
        .param("method", method == null ? null : method.ordinal(), java.sql.Types.SMALLINT)
        .param("from", Timestamp.from(validFrom))
        .param("reason", reason)
        .param("author", author)
        .param("at", Timestamp.from(at))
        .query(PrecedenceStore::precedence)
        .single();
  }

  /// The rules that have begun and were not worked in yet, claimed for this transaction.
  List<Precedence> begin(Instant now) {
    return jdbc.sql(
            """
            with due as (
              select p.* from capacity.precedence p
              where p.valid_from <= :now and not exists (
                select from capacity.precedence_begun b where b.precedence_id = p.id)
              order by p.id for update skip locked),
            begun as (
              insert into capacity.precedence_begun select id, :now from due
              on conflict do nothing returning precedence_id)
            select d.id, d.site_id, d.variable, d.origin, d.method, d.valid_from, d.reason, d.author,
              d.created_at
            from due d join begun b on b.precedence_id = d.id order by d.id
            """)
        .param("now", Timestamp.from(now))
        .query(PrecedenceStore::precedence)
        .list();
  }

  private static Precedence precedence(ResultSet row, int n) throws SQLException {
    var variable = row.getObject("variable", Integer.class);
    var method = row.getObject("method", Integer.class);
    return new Precedence(
        row.getLong("id"),
        new SiteId(row.getLong("site_id")),
        variable == null ? null : Variable.values()[variable],
        row.getString("origin"),
        method == null ? null : Method.values()[method],
        row.getTimestamp("valid_from").toInstant(),
        row.getString("reason"),
        row.getString("author"),
        row.getTimestamp("created_at").toInstant());
  }
}
