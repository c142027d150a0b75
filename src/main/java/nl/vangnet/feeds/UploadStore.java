package nl.vangnet.feeds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the forms that wait for a yes.
@Repository
class UploadStore {
  /// An upload as it is stored; `content` and `result` are JSON.
  record Row(
      UUID id,
      String owner,
      String fileName,
      Instant createdAt,
      Instant expiresAt,
      String content,
      @Nullable String result) {}

  private final JdbcClient jdbc;

  UploadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Row row) {
    jdbc.sql(
            """
            insert into feeds.upload (id, owner, file_name, created_at, expires_at, content)
            values (:id, :owner, :name, :created, :expires, :content)
            """)
        .param("id", row.id())
        .param("owner", row.owner())
        .param("name", row.fileName())
        .param("created", Timestamp.from(row.createdAt()))
        .param("expires", Timestamp.from(row.expiresAt()))
        .param("content", row.content())
        .update();
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql(
            """
            select id, owner, file_name, created_at, expires_at, content, result
            from feeds.upload where id = :id
            """)
        .param("id", id)
        .query(UploadStore::row)
        .optional();
  }

  List<Row> waiting(String owner, Instant now) {
    return jdbc.sql(
            """
            select id, owner, file_name, created_at, expires_at, '' as content, result
            from feeds.upload where owner = :owner and expires_at > :now
            order by created_at desc limit 20
            """)
        .param("owner", owner)
        .param("now", Timestamp.from(now))
        .query(UploadStore::row)
        .list();
  }

  /// Takes the upload for recording; false when it was recorded before.
  boolean finish(UUID id, Instant now, String result) {
    return jdbc.sql(
                """
                update feeds.upload set done_at = :now, result = :result
                where id = :id and done_at is null
                """)
            .param("id", id)
            .param("now", Timestamp.from(now))
            .param("result", result)
            .update()
        == 1;
  }

  void remove(UUID id) {
    jdbc.sql("delete from feeds.upload where id = :id").param("id", id).update();
  }

  int removeExpired(Instant now) {
    return jdbc.sql("delete from feeds.upload where expires_at < :now")
        .param("now", Timestamp.from(now))
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("owner"),
        row.getString("file_name"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getString("content"),
        row.getString("result"));
  }
}
