package nl.vangnet.chain;

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

/// The SQL of what emergency departments ask.
@Repository
class DiversionStore {
  private static final String COLUMNS =
      "id, site_id, level, reason, extent, note, from_at, expires_at, until_at, author, author_name,"
          + " follows, ended_by, ended_name, end_note";

  private final JdbcClient jdbc;

  DiversionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Lets one writer at a time decide about a site, until the end of the transaction.
  void lock(SiteId site) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('chain.diversion', :site))")
        .param("site", site.value())
        .query((row, i) -> "")
        .single();
  }

  Diversion add(SiteId site, Diversion.Ask ask, By by, Instant now, @Nullable Long follows) {
    return jdbc.sql(
            """
            insert into chain.diversion (site_id, level, reason, extent, note, from_at, expires_at, until_at,
              author, author_name, follows)
            values (:site, :level, :reason, :extent, :note, :now, :expires, :expires, :author, :name, :follows)
            returning %s
            """
                .formatted(COLUMNS))
        .param("site", site.value())
        .param("level", ask.level().name())
        .param("reason", ask.reason().name())
        .param("extent", ask.extent().name())
        .param("note", ask.note())
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(ask.expires()))
        .param("author", by.actor())
        .param("name", by.name())
        .param("follows", follows)
        .query(DiversionStore::diversion)
        .single();
  }

  void end(long id, Instant now, By by, String note) {
    jdbc.sql(
            """
            update chain.diversion set until_at = :now, ended_by = :by, ended_name = :name,
              end_note = :note where id = :id
            """)
        .param("id", id)
        .param("now", Timestamp.from(now))
        .param("by", by.actor())
        .param("name", by.name())
        .param("note", note)
        .update();
  }

  Optional<Diversion> inForce(SiteId site, Instant at) {
    return jdbc.sql(
            "select %s from chain.diversion where site_id = :site and from_at <= :at and until_at > :at"
                .formatted(COLUMNS))
        .param("site", site.value())
        .param("at", Timestamp.from(at))
        .query(DiversionStore::diversion)
        .optional();
  }

  List<Diversion> inForce(Instant at) {
    return jdbc.sql(
            """
            select %s from chain.diversion where from_at <= :at and until_at > :at
            order by from_at desc, id desc
            """
                .formatted(COLUMNS))
        .param("at", Timestamp.from(at))
        .query(DiversionStore::diversion)
        .list();
  }

  List<Diversion> list(@Nullable Collection<SiteId> sites, Instant from, Instant to) {
    return jdbc.sql(
            """
            select %s from chain.diversion
            where from_at < :to and until_at > :from and (:all or site_id = any (:sites::bigint[]))
            order by from_at desc, id desc limit 20000
            """
                .formatted(COLUMNS))
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("all", sites == null)
        .param(
            "sites",
            sites == null ? new Long[0] : sites.stream().map(SiteId::value).toArray(Long[]::new))
        .query(DiversionStore::diversion)
        .list();
  }

  Optional<Diversion> find(long id) {
    return jdbc.sql("select %s from chain.diversion where id = :id".formatted(COLUMNS))
        .param("id", id)
        .query(DiversionStore::diversion)
        .optional();
  }

  void remark(long diversion, String text, By by, Instant now) {
    jdbc.sql(
            """
            insert into chain.diversion_remark (diversion_id, text, author, author_name, at)
            values (:id, :text, :author, :name, :now)
            """)
        .param("id", diversion)
        .param("text", text)
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  List<DiversionRemark> remarks(Collection<Long> diversions) {
    return jdbc.sql(
            """
            select diversion_id, text, author, author_name, at from chain.diversion_remark
            where diversion_id = any (:ids::bigint[]) order by id
            """)
        .param("ids", diversions.toArray(Long[]::new))
        .query((row, i) ->
            new DiversionRemark(
                row.getLong(1),
                row.getString(2),
                new By(row.getString(3), row.getString(4)),
                row.getTimestamp(5).toInstant()))
        .list();
  }

  private static Diversion diversion(ResultSet row, int number) throws SQLException {
    var follows = row.getLong(12);
    var first = row.wasNull();
    var endedBy = row.getString(13);
    return new Diversion(
        row.getLong(1),
        new SiteId(row.getLong(2)),
        new Diversion.Ask(
            Diversion.Level.valueOf(row.getString(3)),
            Diversion.Reason.valueOf(row.getString(4)),
            Diversion.Extent.valueOf(row.getString(5)),
            row.getString(6),
            row.getTimestamp(8).toInstant()),
        new By(row.getString(10), row.getString(11)),
        row.getTimestamp(7).toInstant(),
        row.getTimestamp(9).toInstant(),
        endedBy == null
            ? null
            : new Diversion.End(new By(endedBy, row.getString(14)), row.getString(15)),
        first ? null : follows);
  }
}
