package nl.vangnet.plausibility;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of the findings.
@Repository
class FindingStore {
  private static final String SELECT =
      """
      select f.id, f.site_id, f.line_id, f.rule, f.variable, e.kind, e.at, e.actor, e.actor_name,
        e.reason, e.since, e.weight, e.numbers
      from plausibility.finding f join plausibility.event e on e.finding_id = f.id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  FindingStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /// Lets one writer at a time decide about the findings of a site, until the transaction ends.
  void lock(SiteId site) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('plausibility.finding', :site))")
        .param("site", site.value())
        .query((row, i) -> "")
        .single();
  }

  /// A new finding with its first event; the id of the one that is there already, when it is.
  long raise(SiteId site, Suspicion suspicion, By by, Instant now) {
    var subject = suspicion.subject();
    var line = subject.line();
    var id =
        jdbc.sql(
                """
                insert into plausibility.finding (site_id, line_id, rule, variable)
                values (:site, :line, :rule, :variable) returning id
                """)
            .param("site", site.value())
            .param("line", line == null ? null : line.value())
            .param("rule", subject.check().name())
            .param("variable", subject.variable().name())
            .query(Long.class)
            .single();
    add(id, new Finding.Event(Finding.Kind.RAISED, now, by, "", suspicion));
    return id;
  }

  void add(long finding, Finding.Event event) {
    var suspicion = event.suspicion();
    jdbc.sql(
            """
            insert into plausibility.event (finding_id, kind, at, actor, actor_name, reason, since,
              weight, numbers)
            values (:finding, :kind, :at, :actor, :name, :reason, :since, :weight, :numbers::jsonb)
            """)
        .param("finding", finding)
        .param("kind", event.kind().name())
        .param("at", Timestamp.from(event.at()))
        .param("actor", event.by().actor())
        .param("name", event.by().name())
        .param("reason", event.reason())
        .param("since", suspicion == null ? null : Timestamp.from(suspicion.since()))
        .param("weight", suspicion == null ? null : suspicion.weight())
        .param("numbers", suspicion == null ? null : json.writeValueAsString(suspicion.numbers()))
        .update();
  }

  Optional<Finding> find(long id) {
    return findings(
            jdbc.sql(SELECT + " where f.id = :id order by f.id, e.id")
                .param("id", id)
                .query(this::row)
                .list())
        .stream()
        .findFirst();
  }

  List<Finding> of(SiteId site) {
    return findings(
        jdbc.sql(SELECT + " where f.site_id = :site order by f.id, e.id")
            .param("site", site.value())
            .query(this::row)
            .list());
  }

  /// The findings of these sites that are open or to which something happened since a moment.
  List<Finding> list(Collection<SiteId> sites, Instant since) {
    return findings(
        jdbc.sql(
                SELECT
                    + """
                     where f.site_id = any (:sites::bigint[]) and exists (
                      select from (
                        select l.kind, l.at from plausibility.event l
                        where l.finding_id = f.id order by l.id desc limit 1) last
                      where last.at >= :since or last.kind in ('RAISED', 'SEEN', 'REOPENED'))
                    order by f.id, e.id
                    """)
            .param("sites", sites.stream().map(SiteId::value).toArray(Long[]::new))
            .param("since", Timestamp.from(since))
            .query(this::row)
            .list());
  }

  /// Changes whenever something happened to any finding.
  long lastEvent() {
    return jdbc.sql("select coalesce(max(id), 0) from plausibility.event")
        .query(Long.class)
        .single();
  }

  private record Row(long id, SiteId site, Suspicion.Subject subject, Finding.Event event) {}

  private Row row(ResultSet row, int number) throws SQLException {
    var line = row.getInt("line_id");
    var subject =
        new Suspicion.Subject(
            Check.valueOf(row.getString("rule")),
            row.wasNull() ? null : new LineId(line),
            Variable.valueOf(row.getString("variable")));
    return new Row(
        row.getLong("id"),
        new SiteId(row.getLong("site_id")),
        subject,
        new Finding.Event(
            Finding.Kind.valueOf(row.getString("kind")),
            row.getTimestamp("at").toInstant(),
            new By(row.getString("actor"), row.getString("actor_name")),
            row.getString("reason"),
            suspicion(row, subject)));
  }

  private @Nullable Suspicion suspicion(ResultSet row, Suspicion.Subject subject)
      throws SQLException {
    var numbers = row.getString("numbers");
    return numbers == null
        ? null
        : new Suspicion(
            subject,
            Objects.requireNonNull(row.getTimestamp("since")).toInstant(),
            row.getInt("weight"),
            json.readValue(numbers, new TypeReference<Map<String, Long>>() {}));
  }

  private static List<Finding> findings(List<Row> rows) {
    var events = new LinkedHashMap<Long, List<Finding.Event>>();
    var first = new LinkedHashMap<Long, Row>();
    for (var row : rows) {
      first.putIfAbsent(row.id(), row);
      events.computeIfAbsent(row.id(), k -> new ArrayList<>()).add(row.event());
    }
    var found = new ArrayList<Finding>();
    first.forEach((id, row) ->
        found.add(
            new Finding(id, row.site(), row.subject(), Objects.requireNonNull(events.get(id)))));
    return found;
  }
}
