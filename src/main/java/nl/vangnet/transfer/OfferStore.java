package nl.vangnet.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.matching.Answers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of offers, held beds and links to answer by.
@Repository
class OfferStore {
  private final JdbcClient jdbc;

  OfferStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What an offer is made of.
  record NewOffer(
      long request,
      SiteId site,
      LineId line,
      int rank,
      @Nullable Integer free,
      String why,
      String overrule,
      Instant at,
      Instant due) {}

  Offer add(NewOffer offer, Actor by) {
    var id =
        jdbc.sql(
                """
                insert into transfer.offer (request_id, site_id, line_id, rank, free, why, overrule, offered_at,
                  answer_due, author, author_name)
                values (:request, :site, :line, :rank, :free, :why::jsonb, :overrule, :at, :due, :by, :name)
                returning id
                """)
            .param("request", offer.request())
            .param("site", offer.site().value())
            .param("line", offer.line().value())
            .param("rank", offer.rank())
            .param("free", offer.free())
            .param("why", offer.why())
            .param("overrule", offer.overrule())
            .param("at", Timestamp.from(offer.at()))
            .param("due", Timestamp.from(offer.due()))
            .param("by", by.id())
            .param("name", by.name())
            .query(Long.class)
            .single();
    return find(id).orElseThrow();
  }

  Optional<Offer> find(long id) {
    return jdbc.sql("select * from transfer.offer where id = :id")
        .param("id", id)
        .query((row, i) -> offer(row))
        .optional();
  }

  Optional<Offer> lock(long id) {
    return jdbc.sql("select * from transfer.offer where id = :id for update")
        .param("id", id)
        .query((row, i) -> offer(row))
        .optional();
  }

  List<Offer> list(long request) {
    return jdbc.sql("select * from transfer.offer where request_id = :request order by id")
        .param("request", request)
        .query((row, i) -> offer(row))
        .list();
  }

  /// The offers of many cases, by case, in their order.
  Map<Long, List<Offer>> list(Collection<Long> requests) {
    var found = new HashMap<Long, List<Offer>>();
    jdbc.sql("select * from transfer.offer where request_id = any (:ids::bigint[]) order by id")
        .param("ids", requests.toArray(Long[]::new))
        .query(row -> {
          var offer = offer(row);
          found.computeIfAbsent(offer.request(), r -> new java.util.ArrayList<>()).add(offer);
        });
    return found;
  }

  /// The open offers whose clock ran out.
  List<Offer> due(Instant now) {
    return jdbc.sql(
            """
            select * from transfer.offer where state = 'OPEN' and answer_due <= :now order by answer_due limit 500
            """)
        .param("now", Timestamp.from(now))
        .query((row, i) -> offer(row))
        .list();
  }

  /// Answers an open offer; false when it was answered already.
  boolean answer(long id, Offer.State state, Offer.Answer answer) {
    return jdbc.sql(
                """
                update transfer.offer set state = :state, channel = :via, answered_at = :at, answered_by = :by,
                  answered_name = :name, reason = :reason, note = :note, bed = :bed, doctor = :doctor
                where id = :id and state = 'OPEN'
                """)
            .param("state", state.name())
            .param("via", answer.via() == null ? null : answer.via().name())
            .param("at", Timestamp.from(answer.at()))
            .param("by", answer.by())
            .param("name", answer.name())
            .param("reason", answer.reason() == null ? null : answer.reason().name())
            .param("note", answer.note())
            .param("bed", answer.bed())
            .param("doctor", answer.doctor())
            .param("id", id)
            .update()
        == 1;
  }

  /// Ends an accepted offer: the bed was lost, or the case ended.
  void end(long id, Offer.State state, String reason, Actor by, Instant now) {
    jdbc.sql("update transfer.offer set state = :state where id = :id and state = 'ACCEPTED'")
        .param("state", state.name())
        .param("id", id)
        .update();
    jdbc.sql(
            """
            insert into transfer.offer_end (offer_id, reason, actor, actor_name, at)
            values (:id, :reason, :by, :name, :now) on conflict do nothing
            """)
        .param("id", id)
        .param("reason", reason)
        .param("by", by.id())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  // ---- held beds

  /// The first of `beds` slots of a line that nobody holds in a period, 0 when all are held. One
  /// writer per line at a time, until the end of the transaction; the exclusion in the database
  /// holds whatever happens here.
  int freeSlot(LineId line, int beds, Instant from, Instant until) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('transfer.hold', :line))")
        .param("line", (long) line.value())
        .query((row, i) -> "")
        .single();
    return jdbc.sql(
            """
            select coalesce(min(s), 0) from generate_series(1, :beds) s
            where not exists (
              select 1 from transfer.hold h where h.line_id = :line and h.slot = s
                and tstzrange(h.from_at, h.until_at) && tstzrange(:from, :until))
            """)
        .param("line", line.value())
        .param("beds", Math.min(beds, 9999))
        .param("from", Timestamp.from(from))
        .param("until", Timestamp.from(until))
        .query(Integer.class)
        .single();
  }

  /// Holds a slot of a line for an offer.
  void hold(long offer, LineId line, int slot, Instant from, Instant until) {
    jdbc.sql(
            """
            insert into transfer.hold (offer_id, line_id, slot, from_at, until_at)
            values (:offer, :line, :slot, :from, :until)
            """)
        .param("offer", offer)
        .param("line", line.value())
        .param("slot", slot)
        .param("from", Timestamp.from(from))
        .param("until", Timestamp.from(until))
        .update();
  }

  /// Moves the end of a hold; never before its beginning.
  void holdUntil(long offer, Instant until) {
    jdbc.sql(
            "update transfer.hold set until_at = greatest(from_at, :until) where offer_id = :offer")
        .param("until", Timestamp.from(until))
        .param("offer", offer)
        .update();
  }

  /// How many beds of each line are held at a moment.
  Map<LineId, Integer> held(Instant at) {
    var found = new HashMap<LineId, Integer>();
    jdbc.sql(
            """
            select line_id, count(*) from transfer.hold where from_at <= :at and until_at > :at group by line_id
            """)
        .param("at", Timestamp.from(at))
        .query(row -> {
          found.put(new LineId(row.getInt(1)), row.getInt(2));
        });
    return found;
  }

  // ---- the record of answers

  /// Per site what became of the questions since a moment.
  Map<SiteId, Answers> answers(Instant since) {
    var found = new HashMap<SiteId, Answers>();
    jdbc.sql(
            """
            select site_id, count(*) filter (where state <> 'WITHDRAWN' and state <> 'OPEN'),
              count(*) filter (where state in ('ACCEPTED', 'LOST')), count(*) filter (where state = 'REFUSED'),
              count(*) filter (where state = 'EXPIRED')
            from transfer.offer where offered_at >= :since group by site_id
            """)
        .param("since", Timestamp.from(since))
        .query(row -> {
          found.put(
              new SiteId(row.getLong(1)),
              new Answers(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)));
        });
    return found;
  }

  /// The answers of sites to questions since a moment, oldest first. A yes names a bed, also when
  /// it was lost or taken back later.
  List<GivenAnswer> given(Collection<SiteId> sites, Instant since) {
    return jdbc.sql(
            """
            select site_id, line_id, offered_at, free, case when state = 'REFUSED' then reason end as refusal
            from transfer.offer
            where site_id = any (:sites::bigint[]) and offered_at >= :since
              and (state = 'REFUSED' or bed <> '')
            order by offered_at, id
            """)
        .param("sites", sites.stream().map(SiteId::value).toArray(Long[]::new))
        .param("since", Timestamp.from(since))
        .query((row, i) -> {
          var free = row.getInt("free");
          var known = !row.wasNull();
          var refusal = row.getString("refusal");
          return new GivenAnswer(
              new SiteId(row.getLong("site_id")),
              new LineId(row.getInt("line_id")),
              row.getTimestamp("offered_at").toInstant(),
              known ? Integer.valueOf(free) : null,
              refusal == null ? null : RefusalReason.valueOf(refusal));
        })
        .list();
  }

  /// Per site how many patients it said yes to since a moment.
  Map<SiteId, Integer> taken(Instant since) {
    var found = new HashMap<SiteId, Integer>();
    jdbc.sql(
            """
            select site_id, count(*) from transfer.offer
            where state = 'ACCEPTED' and answered_at >= :since group by site_id
            """)
        .param("since", Timestamp.from(since))
        .query(row -> {
          found.put(new SiteId(row.getLong(1)), row.getInt(2));
        });
    return found;
  }

  // ---- links

  void addLink(String hash, long offer, String to, Instant now, Instant expires) {
    jdbc.sql(
            """
            insert into transfer.answer_link (token_hash, offer_id, sent_to, created_at, expires_at)
            values (:hash, :offer, :to, :now, :expires)
            """)
        .param("hash", hash)
        .param("offer", offer)
        .param("to", to)
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(expires))
        .update();
  }

  /// A link by its hash.
  record Link(long offer, String sentTo, Instant expires, boolean used) {}

  Optional<Link> findLink(String hash) {
    return jdbc.sql("select * from transfer.answer_link where token_hash = :hash")
        .param("hash", hash)
        .query((row, i) ->
            new Link(
                row.getLong("offer_id"),
                row.getString("sent_to"),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("used_at") != null))
        .optional();
  }

  /// Uses a link up; false when it was used before.
  boolean useLink(String hash, Instant now) {
    return jdbc.sql(
                """
                update transfer.answer_link set used_at = :now
                where token_hash = :hash and used_at is null and expires_at > :now
                """)
            .param("hash", hash)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  private static Offer offer(ResultSet row) throws SQLException {
    var answered = row.getTimestamp("answered_at");
    var free = row.getInt("free");
    var knownFree = !row.wasNull();
    var via = row.getString("channel");
    var reason = row.getString("reason");
    return new Offer(
        row.getLong("id"),
        row.getLong("request_id"),
        new SiteId(row.getLong("site_id")),
        new LineId(row.getInt("line_id")),
        Offer.State.valueOf(row.getString("state")),
        row.getInt("rank"),
        knownFree ? Integer.valueOf(free) : null,
        row.getString("why"),
        row.getString("overrule"),
        row.getTimestamp("offered_at").toInstant(),
        row.getTimestamp("answer_due").toInstant(),
        row.getString("author_name"),
        answered == null
            ? null
            : new Offer.Answer(
                via == null ? null : Offer.Via.valueOf(via),
                answered.toInstant(),
                row.getString("answered_by"),
                row.getString("answered_name"),
                reason == null ? null : RefusalReason.valueOf(reason),
                row.getString("note"),
                row.getString("bed"),
                row.getString("doctor")));
  }
}
