package nl.vangnet.transport;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of what stands beside the legs: checklists, costs, pilots.
@Repository
class CaseStore {
  private final JdbcClient jdbc;

  CaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What was confirmed for a leg, by whom and when.
  Map<Precondition, Confirmed> checks(LegId leg) {
    var found = new LinkedHashMap<Precondition, Confirmed>();
    for (var check : rows(leg)) {
      Precondition.find(check.item()).ifPresent(item -> found.put(item, check.confirmed()));
    }
    return found;
  }

  private record Check(String item, Confirmed confirmed) {}

  private List<Check> rows(LegId leg) {
    return jdbc.sql(
            """
            select item, author, author_name, at from transport.leg_check where leg_id = :leg
            order by at, item
            """)
        .param("leg", leg.value())
        .query((row, i) ->
            new Check(
                row.getString(1),
                new Confirmed(
                    new By(row.getString(2), row.getString(3)), row.getTimestamp(4).toInstant())))
        .list();
  }

  boolean confirm(LegId leg, Precondition item, By by, Instant now) {
    return jdbc.sql(
                """
                insert into transport.leg_check (leg_id, item, author, author_name, at)
                values (:leg, :item, :author, :name, :now) on conflict do nothing
                """)
            .param("leg", leg.value())
            .param("item", item.code())
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  List<CostLine> costs(String caseNumber) {
    return jdbc.sql(
            """
            select l.id, l.case_number, l.kind, l.cents, l.payer, l.note, l.author, l.author_name, l.at,
              w.reason
            from transport.cost_line l left join transport.cost_withdrawal w on w.line_id = l.id
            where l.case_number = :case order by l.id
            """)
        .param("case", caseNumber)
        .query((row, i) ->
            new CostLine(
                row.getLong(1),
                row.getString(2),
                CostLine.Kind.valueOf(row.getString(3)),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                new By(row.getString(7), row.getString(8)),
                row.getTimestamp(9).toInstant(),
                row.getString(10)))
        .list();
  }

  long addCost(
      String caseNumber,
      CostLine.Kind kind,
      long cents,
      String payer,
      String note,
      By by,
      Instant now) {
    return jdbc.sql(
            """
            insert into transport.cost_line (case_number, kind, cents, payer, note, author, author_name, at)
            values (:case, :kind, :cents, :payer, :note, :author, :name, :now) returning id
            """)
        .param("case", caseNumber)
        .param("kind", kind.name())
        .param("cents", cents)
        .param("payer", payer)
        .param("note", note)
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  Optional<String> caseOfCost(long line) {
    return jdbc.sql("select case_number from transport.cost_line where id = :id")
        .param("id", line)
        .query(String.class)
        .optional();
  }

  boolean withdrawCost(long line, String reason, By by, Instant now) {
    return jdbc.sql(
                """
                insert into transport.cost_withdrawal (line_id, reason, author, author_name, at)
                values (:line, :reason, :author, :name, :now) on conflict do nothing
                """)
            .param("line", line)
            .param("reason", reason)
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  List<Pilot> pilots() {
    return jdbc.sql(
            """
            select p.id, p.name, p.partner, p.aim, p.begins_on, p.ends_on, p.author, p.author_name, c.verdict,
              c.conclusion, c.author, c.author_name, c.at
            from transport.pilot p left join transport.pilot_conclusion c on c.pilot_id = p.id
            order by p.ends_on desc, p.id desc
            """)
        .query((row, i) -> {
          var verdict = row.getString(9);
          return new Pilot(
              row.getLong(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getObject(5, LocalDate.class),
              row.getObject(6, LocalDate.class),
              new By(row.getString(7), row.getString(8)),
              verdict == null
                  ? null
                  : new Pilot.Conclusion(
                      Pilot.Verdict.valueOf(verdict),
                      row.getString(10),
                      new By(row.getString(11), row.getString(12)),
                      row.getTimestamp(13).toInstant()));
        })
        .list();
  }

  long addPilot(
      String name, String partner, String aim, LocalDate from, LocalDate to, By by, Instant now) {
    return jdbc.sql(
            """
            insert into transport.pilot (name, partner, aim, begins_on, ends_on, author, author_name, at)
            values (:name, :partner, :aim, :from, :to, :author, :authorName, :now) returning id
            """)
        .param("name", name)
        .param("partner", partner)
        .param("aim", aim)
        .param("from", from)
        .param("to", to)
        .param("author", by.actor())
        .param("authorName", by.name())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  boolean concludePilot(long pilot, Pilot.Verdict verdict, String conclusion, By by, Instant now) {
    return jdbc.sql(
                """
                insert into transport.pilot_conclusion (pilot_id, verdict, conclusion, author, author_name, at)
                select id, :verdict, :conclusion, :author, :name, :now from transport.pilot where id = :id
                on conflict do nothing
                """)
            .param("id", pilot)
            .param("verdict", verdict.name())
            .param("conclusion", conclusion)
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }
}
