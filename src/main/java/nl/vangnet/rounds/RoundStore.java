package nl.vangnet.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.RoundDays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the rounds themselves: requests, rounds, submissions, drafts, sign-offs, reminders.
@Repository
class RoundStore {
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  RoundStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  // ---- requests

  /// Every version of every request, by code, newest first.
  List<DataRequest> requests() {
    return jdbc.sql("select * from rounds.request order by code, version desc")
        .query((row, n) -> request(row))
        .list();
  }

  Optional<DataRequest> findRequest(String code, int version) {
    return jdbc.sql("select * from rounds.request where code = :code and version = :version")
        .param("code", code)
        .param("version", version)
        .query((row, n) -> request(row))
        .optional();
  }

  private static DataRequest request(ResultSet row) throws SQLException {
    var days = row.getString("days");
    var reminders = row.getString("reminders");
    return new DataRequest(
        row.getString("code"),
        row.getInt("version"),
        row.getString("name_nl"),
        row.getString("name_en"),
        Asked.parse(row.getString("asked")),
        new Recipients(types(row), strings(row, "regions"), strings(row, "sites")),
        new Schedule(
            time(row, "opens"),
            time(row, "hospital_due"),
            time(row, "region_due"),
            time(row, "options_due"),
            reminders == null ? null : minutes(reminders),
            days == null ? null : RoundDays.parse(days)),
        row.getBoolean("active"),
        row.getString("author"),
        row.getTimestamp("created_at").toInstant());
  }

  private static Set<ProviderType> types(ResultSet row) throws SQLException {
    var types = EnumSet.noneOf(ProviderType.class);
    for (var name : strings(row, "provider_types")) {
      types.add(ProviderType.valueOf(name));
    }
    return types;
  }

  private static Set<String> strings(ResultSet row, String column) throws SQLException {
    return Set.of((String[]) row.getArray(column).getArray());
  }

  private static @Nullable LocalTime time(ResultSet row, String column) throws SQLException {
    var time = row.getTime(column);
    return time == null ? null : time.toLocalTime();
  }

  private static List<Integer> minutes(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.strip().split("\\s+")).map(Integer::valueOf).toList();
  }

  /// Adds the next version of a request and answers its number.
  int addRequest(DataRequest request, String author, Instant at) {
    lock("request/" + request.code());
    var schedule = request.schedule();
    var reminders = schedule.remindersBefore();
    var days = schedule.days();
    return jdbc.sql(
            """
            insert into rounds.request
              (code, version, name_nl, name_en, asked, provider_types, regions, sites, opens,
               hospital_due, region_due, options_due, reminders, days, active, author, created_at)
            select :code, coalesce(max(version), 0) + 1, :nl, :en, :asked, :types::text[],
                   :regions::text[], :sites::text[], :opens, :hospital, :region, :options,
                   :reminders, :days, :active, :author, :at
              from rounds.request where code = :code
            returning version
            """)
        .param("code", request.code())
        .param("nl", request.nameNl())
        .param("en", request.nameEn())
        .param("asked", Asked.text(request.asked()))
        .param("types", array(request.recipients().types().stream().map(Enum::name).toList()))
        .param("regions", array(request.recipients().regions()))
        .param("sites", array(request.recipients().sites()))
        .param("opens", sql(schedule.opens()), Types.TIME)
        .param("hospital", sql(schedule.hospitalDue()), Types.TIME)
        .param("region", sql(schedule.regionDue()), Types.TIME)
        .param("options", sql(schedule.optionsDue()), Types.TIME)
        .param(
            "reminders",
            reminders == null
                ? null
                : reminders.stream().map(String::valueOf).collect(Collectors.joining(" ")),
            Types.VARCHAR)
        .param("days", days == null ? null : days.text(), Types.VARCHAR)
        .param("active", request.active())
        .param("author", author)
        .param("at", Timestamp.from(at))
        .query(Integer.class)
        .single();
  }

  private static @Nullable Time sql(@Nullable LocalTime time) {
    return time == null ? null : Time.valueOf(time);
  }

  private static String array(Collection<String> values) {
    return values.stream()
        .sorted()
        .map(v -> '"' + v.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// Serialises work on `what` until the transaction ends.
  void lock(String what) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 7))")
        .param("what", "rounds/" + what)
        .query((row, n) -> n)
        .list();
  }

  // ---- rounds

  /// Opens the round of a day once; empty when it was opened before, here or on another node.
  Optional<Long> open(
      DataRequest request, LocalDate day, Times times, Instant at, boolean shifted) {
    return jdbc.sql(
            """
            insert into rounds.round
              (request, version, day, opens_at, hospital_due_at, region_due_at, options_due_at,
               reminders_at, escalate_at, opened_at, shifted)
            values (:request, :version, :day, :opens, :hospital, :region, :options,
                    :reminders::timestamptz[], :escalate, :at, :shifted)
            on conflict (request, day) do nothing
            returning id
            """)
        .param("request", request.code())
        .param("version", request.version())
        .param("day", java.sql.Date.valueOf(day))
        .param("opens", Timestamp.from(times.opens()))
        .param("hospital", Timestamp.from(times.hospitalDue()))
        .param("region", Timestamp.from(times.regionDue()))
        .param("options", Timestamp.from(times.optionsDue()))
        .param("reminders", array(times.reminders().stream().map(Instant::toString).toList()))
        .param("escalate", Timestamp.from(times.escalate()))
        .param("at", Timestamp.from(at))
        .param("shifted", shifted)
        .query(Long.class)
        .optional();
  }

  /// Adds recipients that the round does not have yet; answers how many were new.
  int addRecipients(long round, Map<SiteId, Optional<RegionId>> sites) {
    var rows =
        sites.entrySet().stream()
            .map(e ->
                new Object[] {
                  round, e.getKey().value(), e.getValue().map(RegionId::value).orElse(null)
                })
            .toList();
    return Arrays.stream(
            batches.batchUpdate(
                """
                insert into rounds.recipient (round_id, site_id, region_id) values (?, ?, ?)
                on conflict do nothing
                """,
                rows,
                new int[] {Types.BIGINT, Types.BIGINT, Types.BIGINT}))
        .map(n -> Math.max(0, n))
        .sum();
  }

  private static Round round(ResultSet row) throws SQLException {
    return new Round(
        row.getLong("id"),
        row.getString("request"),
        row.getInt("version"),
        row.getDate("day").toLocalDate(),
        new Times(
            at(row, "opens_at"),
            at(row, "hospital_due_at"),
            at(row, "region_due_at"),
            at(row, "options_due_at"),
            Arrays.stream((Timestamp[]) row.getArray("reminders_at").getArray())
                .map(Timestamp::toInstant)
                .toList(),
            at(row, "escalate_at")),
        at(row, "opened_at"),
        row.getBoolean("shifted"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  Optional<Round> find(long id) {
    return jdbc.sql("select * from rounds.round where id = :id")
        .param("id", id)
        .query((row, n) -> round(row))
        .optional();
  }

  /// The last opened round of each request.
  List<Round> latest() {
    return jdbc.sql(
            """
            select distinct on (request) * from rounds.round order by request, day desc
            """)
        .query((row, n) -> round(row))
        .list();
  }

  /// The rounds of the days from `from` to `to` (included), oldest first.
  List<Round> rounds(LocalDate from, LocalDate to) {
    return jdbc.sql(
            "select * from rounds.round where day between :from and :to order by day, request")
        .param("from", java.sql.Date.valueOf(from))
        .param("to", java.sql.Date.valueOf(to))
        .query((row, n) -> round(row))
        .list();
  }

  Map<SiteId, Optional<RegionId>> recipients(long round) {
    var found = new HashMap<SiteId, Optional<RegionId>>();
    jdbc.sql("select site_id, region_id from rounds.recipient where round_id = :round")
        .param("round", round)
        .query(row -> {
          var region = row.getLong("region_id");
          found.put(
              new SiteId(row.getLong("site_id")),
              row.wasNull() ? Optional.empty() : Optional.of(new RegionId(region)));
        });
    return found;
  }

  boolean isRecipient(long round, SiteId site) {
    return jdbc.sql("select 1 from rounds.recipient where round_id = :round and site_id = :site")
        .param("round", round)
        .param("site", site.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  // ---- submissions

  List<Filing> filings(long round) {
    return jdbc.sql("select * from rounds.filing where round_id = :round order by site_id, edition")
        .param("round", round)
        .query((row, n) -> filing(row))
        .list();
  }

  List<Filing> filings(long round, SiteId site) {
    return jdbc.sql(
            """
            select * from rounds.filing where round_id = :round and site_id = :site
             order by edition
            """)
        .param("round", round)
        .param("site", site.value())
        .query((row, n) -> filing(row))
        .list();
  }

  private static Filing filing(ResultSet row) throws SQLException {
    var seconds = row.getInt("seconds");
    return new Filing(
        row.getLong("id"),
        row.getLong("round_id"),
        new SiteId(row.getLong("site_id")),
        row.getInt("edition"),
        at(row, "filed_at"),
        Filing.Door.valueOf(row.getString("door")),
        row.getString("actor"),
        row.getString("actor_name"),
        seconds == 0 ? null : Integer.valueOf(seconds),
        row.getString("remark"));
  }

  /// Adds the next submission of a site; the caller holds the lock of round and site.
  Filing addFiling(
      long round,
      SiteId site,
      Instant at,
      Filing.Door door,
      Actor actor,
      @Nullable Integer seconds,
      @Nullable String remark) {
    return jdbc.sql(
            """
            insert into rounds.filing
              (round_id, site_id, edition, filed_at, door, actor, actor_name, seconds, remark)
            select :round, :site, coalesce(max(edition), 0) + 1, :at, :door, :actor, :name,
                   :seconds, :remark
              from rounds.filing where round_id = :round and site_id = :site
            returning *
            """)
        .param("round", round)
        .param("site", site.value())
        .param("at", Timestamp.from(at))
        .param("door", door.name())
        .param("actor", actor.id())
        .param("name", actor.name())
        .param("seconds", seconds, Types.INTEGER)
        .param("remark", remark, Types.VARCHAR)
        .query((row, n) -> filing(row))
        .single();
  }

  void addFigures(long filing, List<FiledFigure> figures) {
    batches.batchUpdate(
        """
        insert into rounds.filed_figure
          (filing_id, line_id, variable, value, unknown_reason, note, how)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        figures.stream()
            .map(f ->
                new Object[] {
                  filing,
                  f.line().value(),
                  f.variable().code(),
                  f.value(),
                  f.unknownReason(),
                  f.note(),
                  f.how().name()
                })
            .toList(),
        new int[] {
          Types.BIGINT,
          Types.INTEGER,
          Types.VARCHAR,
          Types.INTEGER,
          Types.VARCHAR,
          Types.VARCHAR,
          Types.VARCHAR
        });
  }

  List<FiledFigure> figures(long filing) {
    return jdbc.sql(
            "select * from rounds.filed_figure where filing_id = :filing order by line_id, variable")
        .param("filing", filing)
        .query((row, n) -> figure(row))
        .list();
  }

  private static FiledFigure figure(ResultSet row) throws SQLException {
    var value = row.getInt("value");
    var unknown = row.wasNull();
    return new FiledFigure(
        new LineId(row.getInt("line_id")),
        Variable.find(row.getString("variable")).orElseThrow(),
        unknown ? null : Integer.valueOf(value),
        row.getString("unknown_reason"),
        row.getString("note"),
        FiledFigure.How.valueOf(row.getString("how")));
  }

  /// What a site filed the last time before this round, in the same request.
  List<FiledFigure> figuresBefore(Round round, SiteId site) {
    return jdbc.sql(
            """
            select f.* from rounds.filed_figure f
             where f.filing_id = (
               select p.id from rounds.filing p join rounds.round r on r.id = p.round_id
                where r.request = :request and r.day < :day and p.site_id = :site
                order by r.day desc, p.edition desc limit 1)
            """)
        .param("request", round.request())
        .param("day", java.sql.Date.valueOf(round.day()))
        .param("site", site.value())
        .query((row, n) -> figure(row))
        .list();
  }

  // ---- drafts

  Map<String, RoundForm.Draft> drafts(long round, SiteId site) {
    var found = new LinkedHashMap<String, RoundForm.Draft>();
    jdbc.sql(
            """
            select * from rounds.draft where round_id = :round and site_id = :site order by saved_at
            """)
        .param("round", round)
        .param("site", site.value())
        .query((row, n) -> draft(row))
        .list()
        .forEach(d -> found.put(d.field(), d));
    return found;
  }

  private static RoundForm.Draft draft(ResultSet row) throws SQLException {
    return new RoundForm.Draft(
        row.getString("field"),
        row.getString("value"),
        row.getString("unknown"),
        row.getString("note"),
        row.getInt("edition"),
        row.getString("author"),
        row.getString("author_name"),
        at(row, "saved_at"));
  }

  /// Keeps a draft unless somebody else changed the field after `known`; then answers nothing.
  Optional<RoundForm.Draft> saveDraft(
      long round,
      SiteId site,
      String field,
      Submission.Typed typed,
      int known,
      Actor actor,
      Instant at) {
    return jdbc.sql(
            """
            insert into rounds.draft as d
              (round_id, site_id, field, value, unknown, note, edition, author, author_name, saved_at)
            values (:round, :site, :field, :value, :unknown, :note, :known + 1, :author, :name, :at)
            on conflict (round_id, site_id, field) do update
               set value = excluded.value, unknown = excluded.unknown, note = excluded.note,
                   edition = d.edition + 1, author = excluded.author,
                   author_name = excluded.author_name, saved_at = excluded.saved_at
             where d.edition <= :known or d.author = excluded.author
                or (d.value = excluded.value and d.unknown = excluded.unknown
                    and d.note = excluded.note)
            returning *
            """)
        .param("round", round)
        .param("site", site.value())
        .param("field", field)
        .param("value", typed.value())
        .param("unknown", typed.unknown())
        .param("note", typed.note())
        .param("known", known)
        .param("author", actor.id())
        .param("name", actor.name())
        .param("at", Timestamp.from(at))
        .query((row, n) -> draft(row))
        .optional();
  }

  Optional<RoundForm.Draft> findDraft(long round, SiteId site, String field) {
    return jdbc.sql(
            """
            select * from rounds.draft
             where round_id = :round and site_id = :site and field = :field
            """)
        .param("round", round)
        .param("site", site.value())
        .param("field", field)
        .query((row, n) -> draft(row))
        .optional();
  }

  void dropDrafts(long round, SiteId site) {
    jdbc.sql("delete from rounds.draft where round_id = :round and site_id = :site")
        .param("round", round)
        .param("site", site.value())
        .update();
  }

  // ---- automatic filing

  void setAutomatic(SiteId site, boolean automatic, String actor, Instant at) {
    jdbc.sql(
            """
            insert into rounds.automation (site_id, automatic, actor, at)
            values (:site, :automatic, :actor, :at)
            """)
        .param("site", site.value())
        .param("automatic", automatic)
        .param("actor", actor)
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The sites that file by themselves.
  Set<SiteId> automatic() {
    return jdbc
        .sql(
            """
            select site_id from (
              select distinct on (site_id) site_id, automatic from rounds.automation
               order by site_id, id desc) last
             where automatic
            """)
        .query((row, n) -> new SiteId(row.getLong("site_id")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  // ---- sign-offs

  List<SignOff> signOffs(long round) {
    return jdbc.sql(
            "select * from rounds.sign_off where round_id = :round order by region_id, edition")
        .param("round", round)
        .query((row, n) -> signOff(row))
        .list();
  }

  private static SignOff signOff(ResultSet row) throws SQLException {
    return new SignOff(
        row.getLong("round_id"),
        new RegionId(row.getLong("region_id")),
        row.getInt("edition"),
        row.getString("kind").equals("SIGNED"),
        row.getString("remark"),
        row.getInt("missing"),
        row.getInt("late"),
        row.getString("actor_name"),
        at(row, "at"));
  }

  Optional<SignOff> lastSignOff(long round, RegionId region) {
    return jdbc.sql(
            """
            select * from rounds.sign_off where round_id = :round and region_id = :region
             order by edition desc limit 1
            """)
        .param("round", round)
        .param("region", region.value())
        .query((row, n) -> signOff(row))
        .optional();
  }

  void addSignOff(SignOff act, Actor actor) {
    jdbc.sql(
            """
            insert into rounds.sign_off
              (round_id, region_id, edition, kind, remark, missing, late, actor, actor_name, at)
            values (:round, :region, :edition, :kind, :remark, :missing, :late, :actor, :name, :at)
            """)
        .param("round", act.round())
        .param("region", act.region().value())
        .param("edition", act.edition())
        .param("kind", act.signed() ? "SIGNED" : "WITHDRAWN")
        .param("remark", act.remark(), Types.VARCHAR)
        .param("missing", act.missing())
        .param("late", act.late())
        .param("actor", actor.id())
        .param("name", act.actorName())
        .param("at", Timestamp.from(act.at()))
        .update();
  }

  // ---- reminders

  /// Notes a reminder once; false when it was noted before, here or on another node.
  boolean addReminder(
      long round, String about, String moment, @Nullable String address, Instant at) {
    return jdbc.sql(
                """
                insert into rounds.reminder (round_id, about, moment, address, at)
                values (:round, :about, :moment, :address, :at)
                on conflict (round_id, about, moment) do nothing
                """)
            .param("round", round)
            .param("about", about)
            .param("moment", moment)
            .param("address", address, Types.VARCHAR)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  void setDelivery(long round, String about, String moment, long delivery) {
    jdbc.sql(
            """
            update rounds.reminder set delivery = :delivery
             where round_id = :round and about = :about and moment = :moment
            """)
        .param("delivery", delivery)
        .param("round", round)
        .param("about", about)
        .param("moment", moment)
        .update();
  }

  List<Board.Reminder> reminders(long round) {
    return jdbc.sql("select * from rounds.reminder where round_id = :round order by id")
        .param("round", round)
        .query((row, n) -> {
          var delivery = row.getLong("delivery");
          return new Board.Reminder(
              row.getString("about"),
              row.getString("moment"),
              row.getString("address"),
              delivery == 0 ? null : Long.valueOf(delivery),
              at(row, "at"));
        })
        .list();
  }

  // ---- contacts of regions

  Map<RegionId, RegionContact> contacts() {
    var found = new HashMap<RegionId, RegionContact>();
    jdbc.sql(
            """
            select distinct on (region_id) * from rounds.region_contact order by region_id, id desc
            """)
        .query((row, n) ->
            new RegionContact(
                new RegionId(row.getLong("region_id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone")))
        .list()
        .forEach(c -> found.put(c.region(), c));
    return found;
  }

  void addContact(RegionContact contact, String actor, Instant at) {
    jdbc.sql(
            """
            insert into rounds.region_contact (region_id, name, email, phone, actor, at)
            values (:region, :name, :email, :phone, :actor, :at)
            """)
        .param("region", contact.region().value())
        .param("name", contact.name())
        .param("email", contact.email(), Types.VARCHAR)
        .param("phone", contact.phone(), Types.VARCHAR)
        .param("actor", actor)
        .param("at", Timestamp.from(at))
        .update();
  }

  // ---- the past

  /// How often each site filed in the rounds of these days whose deadline passed before `now`.
  Map<SiteId, Participation> participation(LocalDate from, LocalDate to, Instant now) {
    var found = new HashMap<SiteId, Participation>();
    jdbc.sql(
            """
            select c.site_id, count(*) as rounds,
                   count(*) filter (where f.filed_at <= r.hospital_due_at) as on_time,
                   count(*) filter (where f.filed_at > r.hospital_due_at) as late
              from rounds.round r
              join rounds.recipient c on c.round_id = r.id
              left join rounds.filing f
                on f.round_id = r.id and f.site_id = c.site_id and f.edition = 1
             where r.day between :from and :to and r.hospital_due_at < :now
             group by c.site_id
            """)
        .param("from", java.sql.Date.valueOf(from))
        .param("to", java.sql.Date.valueOf(to))
        .param("now", Timestamp.from(now))
        .query(row -> {
          found.put(
              new SiteId(row.getLong("site_id")),
              new Participation(row.getInt("rounds"), row.getInt("on_time"), row.getInt("late")));
        });
    return found;
  }
}
