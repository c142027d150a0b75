package nl.vangnet.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of requests for places and their options.
@Repository
class OptionStore {
  private final JdbcClient jdbc;

  OptionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Plea> pleas(long round) {
    return read("p.round_id = :it", round);
  }

  Optional<Plea> find(long id) {
    return read("p.id = :it", id).stream().findFirst();
  }

  private List<Plea> read(String where, long it) {
    var options = new HashMap<Long, List<Plea.Option>>();
    jdbc.sql(
            """
            select o.* from rounds.option o join rounds.handout h on h.id = o.handout_id
              join rounds.plea p on p.id = h.plea_id where %s order by o.beds desc, o.region_id
            """
                .formatted(where))
        .param("it", it)
        .query(row -> {
          options
              .computeIfAbsent(row.getLong("handout_id"), k -> new ArrayList<>())
              .add(
                  new Plea.Option(
                      new RegionId(row.getLong("region_id")),
                      row.getInt("beds"),
                      number(row, "offered"),
                      row.getInt("offered_stale"),
                      number(row, "free_beds"),
                      number(row, "reserve"),
                      row.getString("remark")));
        });
    var handouts = new HashMap<Long, List<Plea.Handout>>();
    jdbc.sql(
            """
            select h.* from rounds.handout h join rounds.plea p on p.id = h.plea_id
             where %s order by h.edition
            """
                .formatted(where))
        .param("it", it)
        .query(row -> {
          handouts
              .computeIfAbsent(row.getLong("plea_id"), k -> new ArrayList<>())
              .add(
                  new Plea.Handout(
                      row.getLong("id"),
                      row.getInt("edition"),
                      row.getString("remark"),
                      row.getString("actor_name"),
                      row.getTimestamp("at").toInstant(),
                      options.getOrDefault(row.getLong("id"), List.of())));
        });
    var notes = notes(where, it);
    return jdbc.sql(
            """
            select p.*, e.reason as end_reason, e.actor_name as end_name, e.at as end_at
              from rounds.plea p left join rounds.plea_end e on e.plea_id = p.id
             where %s order by p.at, p.id
            """
                .formatted(where))
        .param("it", it)
        .query((row, n) -> plea(row, handouts, notes))
        .list();
  }

  private Map<Long, List<Plea.Note>> notes(String where, long it) {
    var notes = new HashMap<Long, List<Plea.Note>>();
    jdbc.sql(
            """
            select n.* from rounds.note n join rounds.plea p on p.id = n.plea_id
             where %s order by n.id
            """
                .formatted(where))
        .param("it", it)
        .query(row -> {
          notes
              .computeIfAbsent(row.getLong("plea_id"), k -> new ArrayList<>())
              .add(
                  new Plea.Note(
                      row.getLong("id"),
                      new RegionId(row.getLong("region_id")),
                      row.getString("text"),
                      number(row, "agreed"),
                      row.getString("actor_name"),
                      row.getTimestamp("at").toInstant()));
        });
    return notes;
  }

  private static Plea plea(
      ResultSet row, Map<Long, List<Plea.Handout>> handouts, Map<Long, List<Plea.Note>> notes)
      throws SQLException {
    var id = row.getLong("id");
    var ended = row.getTimestamp("end_at");
    return new Plea(
        id,
        row.getLong("round_id"),
        new RegionId(row.getLong("region_id")),
        row.getString("category"),
        row.getString("cohort"),
        row.getInt("wanted"),
        row.getString("reason"),
        row.getBoolean("signalled"),
        row.getString("actor_name"),
        row.getTimestamp("at").toInstant(),
        ended == null
            ? null
            : new Plea.End(
                row.getString("end_reason"), row.getString("end_name"), ended.toInstant()),
        handouts.getOrDefault(id, List.of()),
        notes.getOrDefault(id, List.of()));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    var value = row.getInt(column);
    return row.wasNull() ? null : Integer.valueOf(value);
  }

  long addPlea(
      long round, RegionId region, OptionDesk.Ask ask, boolean signalled, Actor actor, Instant at) {
    return jdbc.sql(
            """
            insert into rounds.plea
              (round_id, region_id, category, cohort, wanted, reason, signalled, actor, actor_name, at)
            values (:round, :region, :category, :cohort, :wanted, :reason, :signalled, :actor, :name,
                    :at)
            returning id
            """)
        .param("round", round)
        .param("region", region.value())
        .param("category", ask.category())
        .param("cohort", ask.cohort(), Types.VARCHAR)
        .param("wanted", ask.wanted())
        .param("reason", ask.reason())
        .param("signalled", signalled)
        .param("actor", actor.id())
        .param("name", actor.name())
        .param("at", Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  /// Ends a plea once; false when it had ended.
  boolean end(long plea, String reason, Actor actor, Instant at) {
    return jdbc.sql(
                """
                insert into rounds.plea_end (plea_id, reason, actor, actor_name, at)
                values (:plea, :reason, :actor, :name, :at) on conflict do nothing
                """)
            .param("plea", plea)
            .param("reason", reason)
            .param("actor", actor.id())
            .param("name", actor.name())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  long addHandout(long plea, @Nullable String remark, Actor actor, Instant at) {
    return jdbc.sql(
            """
            insert into rounds.handout (plea_id, edition, remark, actor, actor_name, at)
            select :plea, coalesce(max(edition), 0) + 1, :remark, :actor, :name, :at
              from rounds.handout where plea_id = :plea
            returning id
            """)
        .param("plea", plea)
        .param("remark", remark, Types.VARCHAR)
        .param("actor", actor.id())
        .param("name", actor.name())
        .param("at", Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  void addOption(long handout, Plea.Option option) {
    jdbc.sql(
            """
            insert into rounds.option
              (handout_id, region_id, beds, offered, offered_stale, free_beds, reserve, remark)
            values (:handout, :region, :beds, :offered, :stale, :free, :reserve, :remark)
            """)
        .param("handout", handout)
        .param("region", option.region().value())
        .param("beds", option.beds())
        .param("offered", option.offered(), Types.INTEGER)
        .param("stale", option.offeredStale())
        .param("free", option.free(), Types.INTEGER)
        .param("reserve", option.reserve(), Types.INTEGER)
        .param("remark", option.remark(), Types.VARCHAR)
        .update();
  }

  void addNote(
      long plea,
      RegionId region,
      String text,
      @Nullable Integer agreed,
      Actor actor,
      String name,
      Instant at) {
    jdbc.sql(
            """
            insert into rounds.note (plea_id, region_id, text, agreed, actor, actor_name, at)
            values (:plea, :region, :text, :agreed, :actor, :name, :at)
            """)
        .param("plea", plea)
        .param("region", region.value())
        .param("text", text)
        .param("agreed", agreed, Types.INTEGER)
        .param("actor", actor.id())
        .param("name", name)
        .param("at", Timestamp.from(at))
        .update();
  }
}
