package nl.vangnet.feeds;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of what documents said and no figure means.
@Repository
class UnmappedStore {
  private final JdbcClient jdbc;

  UnmappedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(
      Instant at,
      String sender,
      @Nullable SiteId site,
      String place,
      String content,
      String advice) {
    jdbc.sql(
            """
            insert into feeds.unmapped (received_at, sender, site_id, place, content, advice)
            values (:at, :sender, :site, :place, :content, :advice)
            """)
        .param("at", Timestamp.from(at))
        .param("sender", sender)
        .param("site", site == null ? null : site.value())
        .param("place", place)
        .param("content", content)
        .param("advice", advice)
        .update();
  }

  List<HaveDesk.Unmapped> list(String sender, boolean all, int limit) {
    return jdbc.sql(
            """
            select received_at, sender, place, content, advice from feeds.unmapped
            where :all or sender = :sender order by id desc limit :limit
            """)
        .param("all", all)
        .param("sender", sender)
        .param("limit", limit)
        .query((row, number) ->
            new HaveDesk.Unmapped(
                row.getTimestamp("received_at").toInstant(),
                row.getString("sender"),
                row.getString("place"),
                row.getString("content"),
                row.getString("advice")))
        .list();
  }
}
