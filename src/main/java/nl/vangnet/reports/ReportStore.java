package nl.vangnet.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Frozen pictures, texts and editions by SQL: inserts and reads, nothing else.
@Repository
class ReportStore {
  /// Of each day the picture that speaks for it: that of the newest edition, else the one that was
  /// frozen by itself. What a person froze counts once an edition carries it.
  private static final String OFFICIAL =
      """
      select distinct on (s.day) s.id, s.day, e.number
        from reports.snapshot s left join reports.edition e on e.snapshot_id = s.id
       where s.day between :from and :to and (s.kind = 'day' or e.number is not null)
       order by s.day, e.number desc nulls last, s.id desc
      """;

  private static final String HEAD =
      "select id, day, kind, at, frozen_at, frozen_by_name, sha256 from reports.snapshot ";
  private static final String EDITION =
      """
      select id, day, number, snapshot_id, template, texts, reason, published_at, published_by_name
        from reports.edition
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  ReportStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /// Waits until no other node freezes or publishes this day; held to the end of the transaction.
  void lock(LocalDate day) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('reports.' || :day))")
        .param("day", day.toString())
        .query((row, number) -> number)
        .list();
  }

  /// Adds a frozen picture.
  long insert(Snapshot.Kind kind, Frozen frozen, byte[] json, String by, Snapshot.Signed signed) {
    var id =
        jdbc.sql(
                """
                insert into reports.snapshot (day, kind, at, known_at, frozen_at, frozen_by,
                  frozen_by_name, format, content, sha256)
                values (:day, :kind, :at, :known, :frozenAt, :by, :name, :format, :content, :sha)
                returning id
                """)
            .param("day", Date.valueOf(frozen.head().day()))
            .param("kind", kind.name().toLowerCase(Locale.ROOT))
            .param("at", Timestamp.from(frozen.head().at()))
            .param("known", Timestamp.from(frozen.head().knownAt()))
            .param("frozenAt", Timestamp.from(signed.at()))
            .param("by", by)
            .param("name", signed.by())
            .param("format", frozen.head().format())
            .param("content", FrozenJson.pack(json))
            .param("sha", FrozenJson.sha256(json))
            .query(Long.class)
            .single();
    var rows = new ArrayList<Object[]>();
    for (var area : frozen.areas()) {
      for (var group : area.groups()) {
        var occupied = group.sums().occupied();
        rows.add(
            new Object[] {
              id,
              area.code(),
              group.category(),
              group.cohort(),
              occupied.enough(),
              group.sums().staffed().enough(),
              group.sums().free().value(),
              occupied.counted(),
              occupied.figures()
            });
      }
    }
    batches.batchUpdate(
        """
        insert into reports.day_sum
          (snapshot_id, area, category, cohort, occupied, staffed, free, counted, figures)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows,
        new int[] {
          Types.BIGINT,
          Types.VARCHAR,
          Types.VARCHAR,
          Types.VARCHAR,
          Types.INTEGER,
          Types.INTEGER,
          Types.INTEGER,
          Types.INTEGER,
          Types.INTEGER
        });
    return id;
  }

  Optional<Snapshot> find(long id) {
    return jdbc.sql(HEAD + "where id = :id").param("id", id).query(ReportStore::head).optional();
  }

  /// The frozen pictures of a day, newest first.
  List<Snapshot> list(LocalDate day) {
    return jdbc.sql(HEAD + "where day = :day order by id desc")
        .param("day", Date.valueOf(day))
        .query(ReportStore::head)
        .list();
  }

  boolean isFrozen(LocalDate day) {
    return jdbc.sql("select count(*) from reports.snapshot where day = :day and kind = 'day'")
            .param("day", Date.valueOf(day))
            .query(Integer.class)
            .single()
        > 0;
  }

  boolean wasFrozenBefore(LocalDate day) {
    return jdbc.sql(
            "select exists (select from reports.snapshot where day < :day and kind = 'day')")
        .param("day", Date.valueOf(day))
        .query(Boolean.class)
        .single();
  }

  byte[] content(long id) {
    return FrozenJson.unpack(
        jdbc.sql("select content from reports.snapshot where id = :id")
            .param("id", id)
            .query(byte[].class)
            .single());
  }

  /// The picture that speaks for a day, and the edition that carries it.
  record Official(long snapshot, LocalDate day, @Nullable Integer edition) {}

  /// What speaks for each day of a period, oldest first.
  List<Official> official(LocalDate from, LocalDate to) {
    return jdbc.sql(OFFICIAL)
        .param("from", Date.valueOf(from))
        .param("to", Date.valueOf(to))
        .query((row, number) ->
            new Official(
                row.getLong("id"),
                row.getDate("day").toLocalDate(),
                row.getObject("number", Integer.class)))
        .list();
  }

  /// Which variable of the sums a series holds.
  enum Of {
    OCCUPIED,
    STAFFED
  }

  /// The key of one series.
  record Series(String area, String category, String cohort) {}

  /// The counted days of all series of a period, by what speaks for each day.
  java.util.Map<Series, NavigableMap<LocalDate, Integer>> series(
      Of of, LocalDate from, LocalDate to) {
    var found = new java.util.HashMap<Series, NavigableMap<LocalDate, Integer>>();
    jdbc.sql(
            "with official as ("
                + OFFICIAL
                + ") select o.day, d.area, d.category, d.cohort, "
                + (of == Of.OCCUPIED ? "d.occupied" : "d.staffed")
                + " as value from official o join reports.day_sum d on d.snapshot_id = o.id")
        .param("from", Date.valueOf(from))
        .param("to", Date.valueOf(to))
        .query(row -> {
          var value = row.getObject("value", Integer.class);
          if (value != null) {
            found
                .computeIfAbsent(
                    new Series(
                        row.getString("area"), row.getString("category"), row.getString("cohort")),
                    k -> new TreeMap<>())
                .put(row.getDate("day").toLocalDate(), value);
          }
        });
    return found;
  }

  // Texts -----------------------------------------------------------------------------------------

  /// All versions of the texts of a subject, by region, newest first.
  List<Note> notes(String subject) {
    return jdbc.sql(
            """
            select id, subject, region, version, body, author_name, written_at
              from reports.text where subject = :subject order by region, version desc
            """)
        .param("subject", subject)
        .query(ReportStore::note)
        .list();
  }

  List<Note> notes(List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select id, subject, region, version, body, author_name, written_at
              from reports.text where id in (:ids) order by region, id
            """)
        .param("ids", ids)
        .query(ReportStore::note)
        .list();
  }

  void insert(String subject, String region, String body, String by, Snapshot.Signed written) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('reports.text.' || :subject || :region))")
        .param("subject", subject)
        .param("region", region)
        .query((row, number) -> number)
        .list();
    jdbc.sql(
            """
            insert into reports.text
              (subject, region, version, body, author, author_name, written_at)
            select :subject, :region, coalesce(max(version), 0) + 1, :body, :by, :name, :at
              from reports.text where subject = :subject and region = :region
            """)
        .param("subject", subject)
        .param("region", region)
        .param("body", body)
        .param("by", by)
        .param("name", written.by())
        .param("at", Timestamp.from(written.at()))
        .update();
  }

  // Editions --------------------------------------------------------------------------------------

  /// The editions of a day, newest first.
  List<Edition> editions(LocalDate day) {
    return jdbc.sql(EDITION + " where day = :day order by number desc")
        .param("day", Date.valueOf(day))
        .query(ReportStore::edition)
        .list();
  }

  /// The newest edition of each day of a period, newest day first.
  List<Edition> newest(LocalDate from, LocalDate to) {
    return jdbc.sql(
            """
            select distinct on (day) id, day, number, snapshot_id, template, texts, reason,
                published_at, published_by_name
              from reports.edition where day between :from and :to
             order by day desc, number desc
            """)
        .param("from", Date.valueOf(from))
        .param("to", Date.valueOf(to))
        .query(ReportStore::edition)
        .list();
  }

  Optional<Edition> edition(long id) {
    return jdbc.sql(EDITION + " where id = :id")
        .param("id", id)
        .query(ReportStore::edition)
        .optional();
  }

  long insert(Edition edition, String by) {
    return jdbc.sql(
            """
            insert into reports.edition (day, number, snapshot_id, template, texts, reason,
              published_at, published_by, published_by_name)
            values (:day, :number, :snapshot, :template, :texts, :reason, :at, :by, :name)
            returning id
            """)
        .param("day", Date.valueOf(edition.day()))
        .param("number", edition.number())
        .param("snapshot", edition.snapshot())
        .param("template", edition.template())
        .param("texts", edition.texts().toArray(Long[]::new))
        .param("reason", edition.reason())
        .param("at", Timestamp.from(edition.mark().published().at()))
        .param("by", by)
        .param("name", edition.mark().published().by())
        .query(Long.class)
        .single();
  }

  void insertFile(long edition, String name, byte[] content) {
    jdbc.sql(
            """
            insert into reports.edition_file (edition_id, name, content, sha256)
            values (:edition, :name, :content, :sha)
            """)
        .param("edition", edition)
        .param("name", name)
        .param("content", content)
        .param("sha", FrozenJson.sha256(content))
        .update();
  }

  Optional<byte[]> file(long edition, String name) {
    return jdbc.sql(
            "select content from reports.edition_file where edition_id = :edition and name = :name")
        .param("edition", edition)
        .param("name", name)
        .query(byte[].class)
        .optional();
  }

  List<EditionFile> files(long edition) {
    return jdbc.sql(
            """
            select name, sha256 from reports.edition_file where edition_id = :edition order by name
            """)
        .param("edition", edition)
        .query((row, number) -> new EditionFile(row.getString("name"), row.getString("sha256")))
        .list();
  }

  private static Snapshot head(ResultSet row, int number) throws SQLException {
    return new Snapshot(
        row.getLong("id"),
        row.getDate("day").toLocalDate(),
        Snapshot.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        moment(row, "at"),
        new Snapshot.Signed(moment(row, "frozen_at"), row.getString("frozen_by_name")),
        row.getString("sha256"));
  }

  private static Note note(ResultSet row, int number) throws SQLException {
    return new Note(
        row.getLong("id"),
        row.getString("subject"),
        row.getString("region"),
        row.getInt("version"),
        row.getString("body"),
        new Snapshot.Signed(moment(row, "written_at"), row.getString("author_name")));
  }

  private static Edition edition(ResultSet row, int number) throws SQLException {
    return new Edition(
        row.getLong("id"),
        new Edition.Mark(
            row.getDate("day").toLocalDate(),
            row.getInt("number"),
            new Snapshot.Signed(moment(row, "published_at"), row.getString("published_by_name"))),
        row.getLong("snapshot_id"),
        row.getInt("template"),
        Arrays.asList((Long[]) row.getArray("texts").getArray()),
        row.getString("reason"));
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
