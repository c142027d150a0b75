package nl.vangnet.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of cases: the head, the versions of what is asked, the steps, what the clock did.
@Repository
class CaseStore {
  private static final String SELECT =
      """
      select r.*, c.body, o.site_id as to_site, o.line_id as to_line, o.bed, o.doctor, o.answered_at
      from transfer.request r
      join transfer.content c on c.request_id = r.id and c.version = r.content_version
      left join transfer.offer o on o.id = r.placed_offer
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

  CaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long nextRunning() {
    return jdbc.sql("select nextval('transfer.case_running')").query(Long.class).single();
  }

  TransferRequest insert(
      CaseNumber number,
      TransferRequest.Origin origin,
      Content content,
      TransferRequest.Links links,
      Actor by,
      Instant now) {
    var id =
        jdbc.sql(
                """
                insert into transfer.request (case_number, from_site, from_unit, region, channel, since,
                  created_at, created_by, created_name, evacuation_id, follows_id)
                values (:number, :site, :unit, :region, :channel, :now, :now, :by, :name, :evacuation, :follows)
                returning id
                """)
            .param("number", number.value())
            .param("site", origin.site().value())
            .param("unit", origin.unit())
            .param("region", origin.region())
            .param("channel", origin.channel().name())
            .param("now", Timestamp.from(now))
            .param("by", by.id())
            .param("name", by.name())
            .param("evacuation", links.evacuation())
            .param("follows", links.follows())
            .query(Long.class)
            .single();
    addContent(id, 1, content, by, now);
    return find(id).orElseThrow();
  }

  private void addContent(long id, int version, Content content, Actor by, Instant now) {
    jdbc.sql(
            """
            insert into transfer.content (request_id, version, body, author, author_name, at)
            values (:id, :version, :body::jsonb, :by, :name, :now)
            """)
        .param("id", id)
        .param("version", version)
        .param("body", json.writeValueAsString(content))
        .param("by", by.id())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  void edit(TransferRequest request, Content content, Actor by, Instant now) {
    var version = request.progress().contentVersion() + 1;
    addContent(request.id(), version, content, by, now);
    jdbc.sql("update transfer.request set content_version = :version where id = :id")
        .param("version", version)
        .param("id", request.id())
        .update();
  }

  /// The case, for the one writer at a time that changes it.
  Optional<TransferRequest> lock(CaseNumber number) {
    return jdbc.sql("select id from transfer.request where case_number = :number for update")
        .param("number", number.value())
        .query(Long.class)
        .optional()
        .flatMap(this::find);
  }

  TransferRequest lock(long id) {
    jdbc.sql("select id from transfer.request where id = :id for update")
        .param("id", id)
        .query(Long.class)
        .single();
    return find(id).orElseThrow();
  }

  Optional<TransferRequest> find(CaseNumber number) {
    return jdbc.sql(SELECT + " where r.case_number = :number")
        .param("number", number.value())
        .query((row, i) -> request(row))
        .optional();
  }

  Optional<TransferRequest> find(long id) {
    return jdbc.sql(SELECT + " where r.id = :id")
        .param("id", id)
        .query((row, i) -> request(row))
        .optional();
  }

  List<TransferRequest> list(Collection<Long> ids) {
    return jdbc.sql(SELECT + " where r.id = any (:ids::bigint[])")
        .param("ids", ids.toArray(Long[]::new))
        .query((row, i) -> request(row))
        .list();
  }

  /// All cases that still move, and those that ended since a moment.
  List<TransferRequest> listOpen(Instant endedSince) {
    return jdbc.sql(
            SELECT
                + """
                 where r.state not in ('CLOSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED')
                   or r.since >= :since
                order by r.id
                """)
        .param("since", Timestamp.from(endedSince))
        .query((row, i) -> request(row))
        .list();
  }

  List<TransferRequest> listEvacuation(long evacuation) {
    return jdbc.sql(SELECT + " where r.evacuation_id = :id order by r.id")
        .param("id", evacuation)
        .query((row, i) -> request(row))
        .list();
  }

  List<TransferRequest> listFollowers(long id) {
    return jdbc.sql(SELECT + " where r.follows_id = :id order by r.id")
        .param("id", id)
        .query((row, i) -> request(row))
        .list();
  }

  /// Records a step and moves the case; both or neither.
  TransferRequest step(
      TransferRequest now,
      State to,
      String reason,
      String note,
      @Nullable Instant due,
      Actor by,
      Instant at) {
    jdbc.sql(
            """
            insert into transfer.step (request_id, seq, from_state, to_state, reason, note, actor, actor_name, at)
            values (:id, :seq, :from, :to, :reason, :note, :by, :name, :at)
            """)
        .param("id", now.id())
        .param("seq", now.progress().version() + 1)
        .param("from", now.state().name())
        .param("to", to.name())
        .param("reason", reason)
        .param("note", note)
        .param("by", by.id())
        .param("name", by.name())
        .param("at", Timestamp.from(at))
        .update();
    jdbc.sql(
            """
            update transfer.request set state = :to, since = :at, due_at = :due, version = version + 1
            where id = :id
            """)
        .param("to", to.name())
        .param("at", Timestamp.from(at))
        .param("due", due == null ? null : Timestamp.from(due), java.sql.Types.TIMESTAMP)
        .param("id", now.id())
        .update();
    return find(now.id()).orElseThrow();
  }

  void markSubmitted(long id, Instant at) {
    jdbc.sql("update transfer.request set submitted_at = :at where id = :id")
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  void markNational(long id, TransferRequest.NationalStep national) {
    jdbc.sql(
            """
            update transfer.request set national_at = :at, national_reason = :reason, national_note = :note
            where id = :id and national_at is null
            """)
        .param("at", Timestamp.from(national.at()))
        .param("reason", national.reason().name())
        .param("note", national.note())
        .param("id", id)
        .update();
  }

  void place(long id, @Nullable Long offer) {
    jdbc.sql("update transfer.request set placed_offer = :offer where id = :id")
        .param("offer", offer)
        .param("id", id)
        .update();
  }

  void setDue(long id, @Nullable Instant due) {
    jdbc.sql("update transfer.request set due_at = :due where id = :id")
        .param("due", due == null ? null : Timestamp.from(due), java.sql.Types.TIMESTAMP)
        .param("id", id)
        .update();
  }

  List<Step> steps(long id) {
    return jdbc.sql("select * from transfer.step where request_id = :id order by seq")
        .param("id", id)
        .query((row, i) ->
            new Step(
                row.getInt("seq"),
                State.valueOf(row.getString("from_state")),
                State.valueOf(row.getString("to_state")),
                row.getString("reason"),
                row.getString("note"),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getTimestamp("at").toInstant()))
        .list();
  }

  /// Claims that the clock did something at this step of a case; false when it was done already.
  boolean claim(long id, int version, String kind, Instant now) {
    return jdbc.sql(
                """
                insert into transfer.clock_act (request_id, version, kind, at)
                values (:id, :version, :kind, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("version", version)
            .param("kind", kind)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /// The open cases whose clock ran out, or of which half the time is gone.
  List<Long> ticking(Instant now) {
    return jdbc.sql(
            """
            select id from transfer.request r
            where due_at is not null
              and state not in ('CLOSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED')
              and since + (due_at - since) / 2 <= :now
              and not exists (select 1 from transfer.clock_act a
                where a.request_id = r.id and a.version = r.version and a.kind = 'late')
            order by due_at limit 500
            """)
        .param("now", Timestamp.from(now))
        .query((row, i) -> row.getLong(1))
        .list();
  }

  /// The cases that may wait no longer: their wanted time went by while no place was promised.
  List<Long> overdue(Instant now) {
    return jdbc.sql(
            """
            select r.id from transfer.request r
            join transfer.content c on c.request_id = r.id and c.version = r.content_version
            where r.state in ('DRAFT', 'SUBMITTED', 'REGIONAL_SEARCH', 'NATIONAL_SEARCH', 'OFFERED')
              and (c.body #>> '{wishes,notAfter}') is not null
              and (c.body #>> '{wishes,notAfter}')::timestamptz < :now
            order by r.id limit 500
            """)
        .param("now", Timestamp.from(now))
        .query((row, i) -> row.getLong(1))
        .list();
  }

  long addEvacuation(SiteId site, String reason, Actor by, Instant now) {
    return jdbc.sql(
            """
            insert into transfer.evacuation (site_id, reason, author, author_name, at)
            values (:site, :reason, :by, :name, :now) returning id
            """)
        .param("site", site.value())
        .param("reason", reason)
        .param("by", by.id())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  Optional<Evacuation> findEvacuation(long id) {
    return jdbc.sql("select * from transfer.evacuation where id = :id")
        .param("id", id)
        .query((row, i) -> evacuation(row))
        .optional();
  }

  List<Evacuation> listEvacuations(Instant since) {
    return jdbc.sql("select * from transfer.evacuation where at >= :since order by id desc")
        .param("since", Timestamp.from(since))
        .query((row, i) -> evacuation(row))
        .list();
  }

  private static Evacuation evacuation(ResultSet row) throws SQLException {
    return new Evacuation(
        row.getLong("id"),
        new SiteId(row.getLong("site_id")),
        row.getString("reason"),
        row.getString("author_name"),
        row.getTimestamp("at").toInstant());
  }

  /// Moves that arrived since a moment: the sending region and the receiving site of each.
  List<Map.Entry<String, SiteId>> arrivals(Instant since) {
    return jdbc.sql(
            """
            select r.region, o.site_id from transfer.step s
            join transfer.request r on r.id = s.request_id
            join transfer.offer o on o.id = r.placed_offer
            where s.to_state = 'ARRIVED' and s.at >= :since
            """)
        .param("since", Timestamp.from(since))
        .query((row, i) -> Map.entry(row.getString(1), new SiteId(row.getLong(2))))
        .list();
  }

  void comment(long id, String text, Actor by, String desk, Instant now) {
    jdbc.sql(
            """
            insert into transfer.comment (request_id, text, actor, actor_name, desk, at)
            values (:id, :text, :by, :name, :desk, :now)
            """)
        .param("id", id)
        .param("text", text)
        .param("by", by.id())
        .param("name", by.name())
        .param("desk", desk)
        .param("now", Timestamp.from(now))
        .update();
  }

  List<Comment> comments(long id) {
    return jdbc.sql("select * from transfer.comment where request_id = :id order by id")
        .param("id", id)
        .query((row, i) ->
            new Comment(
                row.getLong("id"),
                row.getString("text"),
                row.getString("actor_name"),
                row.getString("desk"),
                row.getTimestamp("at").toInstant()))
        .list();
  }

  /// The last comment of each of these cases.
  Map<Long, Comment> lastComments(Collection<Long> ids) {
    var found = new HashMap<Long, Comment>();
    jdbc.sql(
            """
            select distinct on (request_id) request_id, id, text, actor_name, desk, at
            from transfer.comment where request_id = any (:ids::bigint[]) order by request_id, id desc
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(row -> {
          found.put(
              row.getLong(1),
              new Comment(
                  row.getLong(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getTimestamp(6).toInstant()));
        });
    return found;
  }

  void markSeen(long id, String desk, Instant now) {
    jdbc.sql(
            """
            insert into transfer.seen (request_id, desk, at) values (:id, :desk, :now)
            on conflict (request_id, desk) do update set at = greatest(transfer.seen.at, excluded.at)
            """)
        .param("id", id)
        .param("desk", desk)
        .param("now", Timestamp.from(now))
        .update();
  }

  Map<String, Instant> seen(long id) {
    var found = new HashMap<String, Instant>();
    jdbc.sql("select desk, at from transfer.seen where request_id = :id")
        .param("id", id)
        .query(row -> {
          found.put(row.getString(1), row.getTimestamp(2).toInstant());
        });
    return found;
  }

  /// Until when a desk has read each of these cases.
  Map<Long, Instant> seenBy(String desk, Collection<Long> ids) {
    var found = new HashMap<Long, Instant>();
    jdbc.sql(
            """
            select request_id, at from transfer.seen where desk = :desk and request_id = any (:ids::bigint[])
            """)
        .param("desk", desk)
        .param("ids", ids.toArray(Long[]::new))
        .query(row -> {
          found.put(row.getLong(1), row.getTimestamp(2).toInstant());
        });
    return found;
  }

  private TransferRequest request(ResultSet row) throws SQLException {
    var national = moment(row, "national_at");
    return new TransferRequest(
        row.getLong("id"),
        new CaseNumber(row.getString("case_number")),
        new TransferRequest.Origin(
            new SiteId(row.getLong("from_site")),
            row.getString("from_unit"),
            row.getString("region"),
            TransferRequest.Channel.valueOf(row.getString("channel")),
            row.getString("created_name")),
        json.readValue(row.getString("body"), Content.class),
        new TransferRequest.Progress(
            State.valueOf(row.getString("state")),
            row.getTimestamp("since").toInstant(),
            moment(row, "due_at"),
            row.getInt("version"),
            row.getInt("content_version"),
            row.getTimestamp("created_at").toInstant(),
            moment(row, "submitted_at"),
            national == null
                ? null
                : new TransferRequest.NationalStep(
                    national,
                    TransferRequest.NationalReason.valueOf(row.getString("national_reason")),
                    row.getString("national_note"))),
        placement(row),
        new TransferRequest.Links(number(row, "evacuation_id"), number(row, "follows_id")));
  }

  private static TransferRequest.@Nullable Placement placement(ResultSet row) throws SQLException {
    var offer = number(row, "placed_offer");
    return offer == null
        ? null
        : new TransferRequest.Placement(
            offer,
            new SiteId(row.getLong("to_site")),
            new LineId(row.getInt("to_line")),
            row.getString("bed"),
            row.getString("doctor"),
            Objects.requireNonNull(moment(row, "answered_at")));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    var at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
