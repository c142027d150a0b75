package nl.vangnet.publication;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The open data as it was released, by SQL: inserts and reads.
@Repository
class ReleaseStore {
  private static final TypeReference<List<List<@Nullable Object>>> ROWS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

  ReleaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// One released day.
  record Release(
      long id,
      LocalDate day,
      int revision,
      Instant figuresAt,
      Instant releasedAt,
      List<OpenRow> rows) {}

  /// The frozen picture that each day of a dataset was last released from.
  Map<LocalDate, Long> snapshots(Dataset dataset) {
    var found = new HashMap<LocalDate, Long>();
    jdbc.sql(
            """
            select distinct on (day) day, snapshot_id
              from publication.release where dataset = :dataset order by day, revision desc
            """)
        .param("dataset", dataset.code())
        .query(row -> {
          found.put(row.getDate("day").toLocalDate(), row.getLong("snapshot_id"));
        });
    return found;
  }

  /// Adds the next revision of a day; nothing happens when the last one is of this picture, because
  /// another node did so already.
  void insert(
      Dataset dataset,
      LocalDate day,
      long snapshot,
      Instant figuresAt,
      Instant now,
      List<OpenRow> rows) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('publication.' || :dataset || :day))")
        .param("dataset", dataset.code())
        .param("day", day.toString())
        .query((row, number) -> number)
        .list();
    var content = json.writeValueAsString(rows.stream().map(OpenRow::cells).toList());
    jdbc.sql(
            """
            insert into publication.release
              (dataset, day, revision, snapshot_id, figures_at, released_at, content, sha256)
            select :dataset, :day, coalesce(max(revision), 0) + 1, :snapshot, :figuresAt, :now,
                :content, encode(sha256(convert_to(:content, 'UTF8')), 'hex')
              from publication.release where dataset = :dataset and day = :day
            having :snapshot is distinct from
                (array_agg(snapshot_id order by revision desc))[1]
            """)
        .param("dataset", dataset.code())
        .param("day", Date.valueOf(day))
        .param("snapshot", snapshot)
        .param("figuresAt", Timestamp.from(figuresAt))
        .param("now", Timestamp.from(now))
        .param("content", content)
        .update();
  }

  /// The id of the newest release of a dataset; 0 when there is none.
  long newest(Dataset dataset) {
    return jdbc.sql("select coalesce(max(id), 0) from publication.release where dataset = :dataset")
        .param("dataset", dataset.code())
        .query(Long.class)
        .single();
  }

  /// The last revision of each day, oldest first.
  List<Release> list(Dataset dataset) {
    return jdbc.sql(
            """
            select distinct on (day) id, day, revision, figures_at, released_at, content
              from publication.release where dataset = :dataset order by day, revision desc
            """)
        .param("dataset", dataset.code())
        .query((row, number) -> release(row))
        .list();
  }

  /// All revisions of a day, oldest first.
  List<Release> list(Dataset dataset, LocalDate day) {
    return jdbc.sql(
            """
            select id, day, revision, figures_at, released_at, content
              from publication.release where dataset = :dataset and day = :day order by revision
            """)
        .param("dataset", dataset.code())
        .param("day", Date.valueOf(day))
        .query((row, number) -> release(row))
        .list();
  }

  /// The days with more than one revision, newest day first, each with its revisions, oldest first.
  List<OpenData.Revised> revised(Dataset dataset) {
    var found = new LinkedHashMap<LocalDate, List<OpenData.Revision>>();
    jdbc.sql(
            """
            select day, revision, released_at from publication.release r
             where dataset = :dataset
               and exists (
                   select 1 from publication.release later
                    where later.dataset = r.dataset and later.day = r.day and later.revision > 1)
             order by day desc, revision
            """)
        .param("dataset", dataset.code())
        .query(row -> {
          found
              .computeIfAbsent(row.getDate("day").toLocalDate(), k -> new ArrayList<>())
              .add(new OpenData.Revision(row.getInt("revision"), moment(row, "released_at")));
        });
    return found.entrySet().stream()
        .map(e -> new OpenData.Revised(e.getKey(), e.getValue()))
        .toList();
  }

  private Release release(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Release(
        row.getLong("id"),
        row.getDate("day").toLocalDate(),
        row.getInt("revision"),
        moment(row, "figures_at"),
        moment(row, "released_at"),
        json.readValue(row.getString("content"), ROWS).stream().map(OpenRow::new).toList());
  }

  private static Instant moment(java.sql.ResultSet row, String column)
      throws java.sql.SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
