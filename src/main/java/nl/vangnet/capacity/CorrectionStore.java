package nl.vangnet.capacity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of corrections: they lie beside the record and are never changed, only withdrawn.
@Repository
class CorrectionStore {
  private static final Variable[] VARIABLES = Variable.values();

  private final JdbcClient jdbc;

  CorrectionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Correction add(
      LineId line,
      Variable variable,
      int amount,
      String reason,
      String author,
      Instant now,
      Instant expiresAt) {
    return jdbc.sql(
            """
            insert into capacity.correction (line_id, variable, amount, reason, author, created_at, expires_at)
            values (:line, :variable, :amount, :reason, :author, :now, :expires)
            returning id, line_id, variable, amount, reason, author, created_at, expires_at
            """)
        .param("line", line.value())
        .param("variable", variable.ordinal())
        .param("amount", amount)
        .param("reason", reason)
        .param("author", author)
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(expiresAt))
        .query(CorrectionStore::correction)
        .single();
  }

  /// Withdraws a correction; false when that was done before.
  boolean withdraw(long id, String author, Instant now) {
    return jdbc.sql(
                """
                insert into capacity.correction_withdrawal (correction_id, withdrawn_at, author)
                values (:id, :now, :author) on conflict do nothing
                """)
            .param("id", id)
            .param("now", Timestamp.from(now))
            .param("author", author)
            .update()
        == 1;
  }

  Optional<Correction> find(long id) {
    return jdbc.sql(
            """
            select id, line_id, variable, amount, reason, author, created_at, expires_at
            from capacity.correction where id = :id
            """)
        .param("id", id)
        .query(CorrectionStore::correction)
        .optional();
  }

  /// The corrections in force at `at` or later, made by `knownAt` and not withdrawn by `at` as far
  /// as was known.
  List<Correction> inForce(Instant at, Instant knownAt, @Nullable Collection<SiteId> sites) {
    var ids = sites == null ? null : sites.stream().map(SiteId::value).toArray(Long[]::new);
    return jdbc.sql(
            """
            select c.id, c.line_id, c.variable, c.amount, c.reason, c.author, c.created_at, c.expires_at
            from capacity.correction c join capacity.line l on l.id = c.line_id
            left join capacity.correction_withdrawal w on w.correction_id = c.id
            where c.expires_at > :at and c.created_at <= :known
              and (w.withdrawn_at is null or w.withdrawn_at > least(:at::timestamptz, :known::timestamptz))
              and (:sites::bigint[] is null or l.site_id = any (:sites::bigint[]))
            order by c.id
            """)
        .param("at", Timestamp.from(at))
        .param("known", Timestamp.from(knownAt))
        .param("sites", ids)
        .query(CorrectionStore::correction)
        .list();
  }

  /// Every correction ever made on a line, newest first, with its withdrawal.
  List<PastCorrection> history(LineId line) {
    return jdbc.sql(
            """
            select c.id, c.line_id, c.variable, c.amount, c.reason, c.author, c.created_at, c.expires_at,
              w.withdrawn_at, w.author
            from capacity.correction c left join capacity.correction_withdrawal w on w.correction_id = c.id
            where c.line_id = :line order by c.id desc
            """)
        .param("line", line.value())
        .query((row, i) -> {
          var withdrawnAt = row.getTimestamp(9);
          return new PastCorrection(
              correction(row, i),
              withdrawnAt == null ? null : withdrawnAt.toInstant(),
              row.getString(10));
        })
        .list();
  }

  private static Correction correction(ResultSet row, int number) throws SQLException {
    return new Correction(
        row.getLong(1),
        new LineId(row.getInt(2)),
        VARIABLES[row.getInt(3)],
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getTimestamp(7).toInstant(),
        row.getTimestamp(8).toInstant());
  }
}
