package nl.vangnet.desks;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of contact cards, rosters and work agreements.
@Repository
class DutyStore {
  private final JdbcClient jdbc;

  DutyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  // ---- cards

  List<ContactCard> cards() {
    return cards("");
  }

  /// The cards of a desk; of all desks when it is "".
  List<ContactCard> cards(String desk) {
    return jdbc.sql(
            """
            select id, desk, duty, phone, email, hours, bulletins, changed_at from desks.card
            where removed_at is null and (:desk = '' or desk = :desk) order by desk, id
            """)
        .param("desk", desk)
        .query((row, i) ->
            new ContactCard(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                row.getTimestamp(8).toInstant()))
        .list();
  }

  /// The e-mail addresses of a desk that bulletins go to.
  List<String> bulletinAddresses(String desk) {
    return jdbc.sql(
            """
            select distinct email from desks.card
            where desk = :desk and bulletins and email <> '' and removed_at is null order by email
            """)
        .param("desk", desk)
        .query((rows, i) -> rows.getString(1))
        .list();
  }

  long addCard(ContactCard card, String author) {
    return jdbc.sql(
            """
            insert into desks.card (desk, duty, phone, email, hours, bulletins, changed_by, changed_at)
            values (:desk, :duty, :phone, :email, :hours, :bulletins, :author, :now) returning id
            """)
        .param("desk", card.desk())
        .param("duty", card.duty())
        .param("phone", card.phone())
        .param("email", card.email())
        .param("hours", card.hours())
        .param("bulletins", card.bulletins())
        .param("author", author)
        .param("now", Timestamp.from(card.changedAt()))
        .query(Long.class)
        .single();
  }

  boolean removeCard(long id, String desk, Instant now) {
    return jdbc.sql(
                """
                update desks.card set removed_at = :now
                where id = :id and desk = :desk and removed_at is null
                """)
            .param("id", id)
            .param("desk", desk)
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  // ---- rosters

  /// The roles of all desks with their shifts that end after a moment.
  List<DutyRole> roles(Instant since) {
    var shifts = new HashMap<Long, List<DutyRole.Shift>>();
    jdbc.sql(
            """
            select role_id, id, from_at, to_at, who, phone from desks.shift
            where cancelled_at is null and to_at > :since order by from_at
            """)
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                row ->
                    shifts
                        .computeIfAbsent(row.getLong(1), k -> new ArrayList<>())
                        .add(
                            new DutyRole.Shift(
                                row.getLong(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4).toInstant(),
                                row.getString(5),
                                row.getString(6))));
    return jdbc.sql(
            """
            select r.id, r.desk, r.name, h.text, h.author, h.author_name, h.at
            from desks.duty_role r
            left join lateral (select * from desks.handover n where n.role_id = r.id
              order by n.id desc limit 1) h on true
            where r.removed_at is null order by r.desk, r.id
            """)
        .query((row, i) -> {
          var text = row.getString(4);
          return new DutyRole(
              row.getLong(1),
              row.getString(2),
              row.getString(3),
              shifts.getOrDefault(row.getLong(1), List.of()),
              text == null
                  ? null
                  : new DutyRole.Handover(
                      text,
                      new By(row.getString(5), row.getString(6)),
                      row.getTimestamp(7).toInstant()));
        })
        .list();
  }

  /// Who holds the roles of a desk at a moment.
  List<Reach.OnDuty> onDuty(String desk, Instant at) {
    return jdbc.sql(
            """
            select r.name, s.who, s.phone
            from desks.duty_role r join desks.shift s on s.role_id = r.id
            where r.desk = :desk and r.removed_at is null and s.cancelled_at is null
              and s.from_at <= :at and s.to_at > :at
            order by r.id
            """)
        .param("desk", desk)
        .param("at", Timestamp.from(at))
        .query((row, i) -> new Reach.OnDuty(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  Optional<String> deskOfRole(long id) {
    return jdbc.sql("select desk from desks.duty_role where id = :id and removed_at is null")
        .param("id", id)
        .query((rows, i) -> rows.getString(1))
        .optional();
  }

  Optional<Long> addRole(String desk, String name, Instant now) {
    return jdbc.sql(
            """
            insert into desks.duty_role (desk, name, created_at) values (:desk, :name, :now)
            on conflict do nothing returning id
            """)
        .param("desk", desk)
        .param("name", name)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  void removeRole(long id, Instant now) {
    jdbc.sql("update desks.duty_role set removed_at = :now where id = :id and removed_at is null")
        .param("id", id)
        .param("now", Timestamp.from(now))
        .update();
  }

  /// Lets one writer at a time plan a role, until the end of the transaction.
  void lockRole(long id) {
    jdbc.sql("select id from desks.duty_role where id = :id for update")
        .param("id", id)
        .query(Long.class)
        .optional();
  }

  boolean overlaps(long role, Instant from, Instant to) {
    return jdbc.sql(
            """
            select exists (select from desks.shift where role_id = :role and cancelled_at is null
              and tstzrange(from_at, to_at) && tstzrange(:from, :to))
            """)
        .param("role", role)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(Boolean.class)
        .single();
  }

  long addShift(
      long role, Instant from, Instant to, String who, String phone, String author, Instant now) {
    return jdbc.sql(
            """
            insert into desks.shift (role_id, from_at, to_at, who, phone, author, created_at)
            values (:role, :from, :to, :who, :phone, :author, :now) returning id
            """)
        .param("role", role)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("who", who)
        .param("phone", phone)
        .param("author", author)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  /// The desk of a shift that was not cancelled.
  Optional<String> deskOfShift(long id) {
    return jdbc.sql(
            """
            select r.desk from desks.shift s join desks.duty_role r on r.id = s.role_id
            where s.id = :id and s.cancelled_at is null
            """)
        .param("id", id)
        .query((rows, i) -> rows.getString(1))
        .optional();
  }

  void cancelShift(long id, Instant now) {
    jdbc.sql("update desks.shift set cancelled_at = :now where id = :id and cancelled_at is null")
        .param("id", id)
        .param("now", Timestamp.from(now))
        .update();
  }

  long handOver(long role, String text, By by, Instant now) {
    return jdbc.sql(
            """
            insert into desks.handover (role_id, text, author, author_name, at)
            values (:role, :text, :author, :name, :now) returning id
            """)
        .param("role", role)
        .param("text", text)
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  // ---- work agreements

  /// The work agreements that hold, by desk.
  List<WorkAgreement> agreements() {
    return jdbc.sql(
            """
            with recursive line (id, edition) as (
              select id, 1 from desks.agreement where replaces is null
              union all
              select a.id, l.edition + 1 from desks.agreement a join line l on a.replaces = l.id)
            select a.id, a.desk, a.title, a.body, a.owner, a.review_on, l.edition, a.author, a.author_name,
              a.at
            from desks.agreement a join line l on l.id = a.id
            where not a.ended
              and not exists (select from desks.agreement n where n.replaces = a.id)
            order by a.desk, a.title, a.id
            """)
        .query((row, i) ->
            new WorkAgreement(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getDate(6).toLocalDate(),
                row.getInt(7),
                new By(row.getString(8), row.getString(9)),
                row.getTimestamp(10).toInstant()))
        .list();
  }

  long addAgreement(WorkAgreement agreement, @Nullable Long replaces, boolean ended) {
    return jdbc.sql(
            """
            insert into desks.agreement (desk, title, body, owner, review_on, replaces, ended, author,
              author_name, at)
            values (:desk, :title, :body, :owner, :review, :replaces, :ended, :author, :name, :now)
            returning id
            """)
        .params(
            Map.of(
                "desk", agreement.desk(),
                "title", agreement.title(),
                "body", agreement.body(),
                "owner", agreement.owner(),
                "review", Date.valueOf(agreement.reviewOn()),
                "ended", ended,
                "author", agreement.by().actor(),
                "name", agreement.by().name(),
                "now", Timestamp.from(agreement.at())))
        .param("replaces", replaces)
        .query(Long.class)
        .single();
  }
}
