package nl.vangnet.chain;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of dormant beds and of the orders to wake them.
@Repository
class ActivationStore {
  private static final String DORMANT =
      """
      select d.id, d.site_id, d.unit, d.beds, d.hours, d.agreement, d.parties, d.ends_on, d.contact,
        d.author, d.author_name, d.created_at, e.reason, e.author, e.author_name, e.at
      from chain.dormant d left join chain.dormant_end e on e.dormant_id = d.id
      """;

  private final JdbcClient jdbc;

  ActivationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Dormant> dormant() {
    return jdbc.sql(DORMANT + " order by d.id").query(ActivationStore::dormantOf).list();
  }

  Optional<Dormant> findDormant(long id) {
    return jdbc.sql(DORMANT + " where d.id = :id")
        .param("id", id)
        .query(ActivationStore::dormantOf)
        .optional();
  }

  Dormant add(Dormant dormant) {
    var id =
        jdbc.sql(
                """
                insert into chain.dormant (site_id, unit, beds, hours, agreement, parties, ends_on, contact,
                  author, author_name, created_at)
                values (:site, :unit, :beds, :hours, :agreement, :parties, :ends, :contact, :author, :name,
                  :now) returning id
                """)
            .param("site", dormant.site().value())
            .param("unit", dormant.unit())
            .param("beds", dormant.beds())
            .param("hours", dormant.hours())
            .param("agreement", dormant.agreement().reference())
            .param("parties", dormant.agreement().parties())
            .param("ends", Date.valueOf(dormant.agreement().endsOn()))
            .param("contact", dormant.contact())
            .param("author", dormant.by().actor())
            .param("name", dormant.by().name())
            .param("now", Timestamp.from(dormant.createdAt()))
            .query(Long.class)
            .single();
    return findDormant(id).orElseThrow();
  }

  void end(long dormant, Dormant.Ended ended) {
    jdbc.sql(
            """
            insert into chain.dormant_end (dormant_id, reason, author, author_name, at)
            values (:id, :reason, :author, :name, :at)
            """)
        .param("id", dormant)
        .param("reason", ended.reason())
        .param("author", ended.by().actor())
        .param("name", ended.by().name())
        .param("at", Timestamp.from(ended.at()))
        .update();
  }

  /// Lets one writer at a time decide about these beds, until the end of the transaction.
  void lock(long dormant) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('chain.dormant', :id))")
        .param("id", dormant)
        .query((row, i) -> "")
        .single();
  }

  long order(long dormant, int beds, String reason, By by, Instant orderedAt, Instant dueAt) {
    return jdbc.sql(
            """
            insert into chain.activation (dormant_id, beds, reason, author, author_name, ordered_at, due_at)
            values (:dormant, :beds, :reason, :author, :name, :at, :due) returning id
            """)
        .param("dormant", dormant)
        .param("beds", beds)
        .param("reason", reason)
        .param("author", by.actor())
        .param("name", by.name())
        .param("at", Timestamp.from(orderedAt))
        .param("due", Timestamp.from(dueAt))
        .query(Long.class)
        .single();
  }

  void step(long activation, Activation.Step step) {
    jdbc.sql(
            """
            insert into chain.activation_step (activation_id, kind, beds, note, author, author_name, at)
            values (:id, :kind, :beds, :note, :author, :name, :at)
            """)
        .param("id", activation)
        .param("kind", step.kind().name())
        .param("beds", step.beds())
        .param("note", step.note())
        .param("author", step.by().actor())
        .param("name", step.by().name())
        .param("at", Timestamp.from(step.at()))
        .update();
  }

  /// All orders, the newest first.
  List<Activation> activations() {
    var dormant = new HashMap<Long, Dormant>();
    dormant().forEach(d -> dormant.put(d.id(), d));
    var steps = new HashMap<Long, List<Activation.Step>>();
    jdbc.sql(
            """
            select activation_id, kind, beds, note, author, author_name, at
            from chain.activation_step order by id
            """)
        .query(
            (org.springframework.jdbc.core.RowCallbackHandler)
                row ->
                    steps.computeIfAbsent(row.getLong(1), k -> new ArrayList<>()).add(step(row)));
    return jdbc.sql(
            """
            select id, dormant_id, beds, reason, author, author_name, ordered_at, due_at
            from chain.activation order by id desc
            """)
        .query((row, i) -> activation(row, dormant, steps))
        .list();
  }

  Optional<Activation> find(long id) {
    return activations().stream().filter(a -> a.id() == id).findFirst();
  }

  private static Activation activation(
      ResultSet row, Map<Long, Dormant> dormant, Map<Long, List<Activation.Step>> steps)
      throws SQLException {
    return new Activation(
        row.getLong(1),
        java.util.Objects.requireNonNull(dormant.get(row.getLong(2))),
        row.getInt(3),
        row.getString(4),
        new By(row.getString(5), row.getString(6)),
        new Activation.Clockwork(row.getTimestamp(7).toInstant(), row.getTimestamp(8).toInstant()),
        steps.getOrDefault(row.getLong(1), List.of()));
  }

  private static Activation.Step step(ResultSet row) throws SQLException {
    return new Activation.Step(
        Activation.Kind.valueOf(row.getString(2)),
        row.getInt(3),
        row.getString(4),
        new By(row.getString(5), row.getString(6)),
        row.getTimestamp(7).toInstant());
  }

  private static Dormant dormantOf(ResultSet row, int number) throws SQLException {
    var endedReason = row.getString(13);
    return new Dormant(
        row.getLong(1),
        new SiteId(row.getLong(2)),
        row.getString(3),
        row.getInt(4),
        row.getInt(5),
        new Dormant.Agreement(row.getString(6), row.getString(7), row.getDate(8).toLocalDate()),
        row.getString(9),
        new By(row.getString(10), row.getString(11)),
        row.getTimestamp(12).toInstant(),
        endedReason == null
            ? null
            : new Dormant.Ended(
                endedReason,
                new By(row.getString(14), row.getString(15)),
                row.getTimestamp(16).toInstant()));
  }
}
