package nl.vangnet.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the figures about moving patients: reads the record, adds nothing.
@Repository
class FiguresStore {
  private final JdbcClient jdbc;

  FiguresStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  TransferFigures.Placing placing(Instant from, Instant to, @Nullable String region) {
    return jdbc.sql(
            """
            select count(*),
              count(*) filter (where state in ('ACCEPTED', 'TRANSPORT_ORDERED', 'UNDER_WAY', 'ARRIVED', 'CLOSED')),
              count(*) filter (where state in ('ARRIVED', 'CLOSED')),
              count(*) filter (where state in ('SUBMITTED', 'REGIONAL_SEARCH', 'NATIONAL_SEARCH', 'OFFERED')),
              count(*) filter (where state in ('REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED'))
            from transfer.request
            where submitted_at >= :from and submitted_at < :to
              and (:region::text is null or region = :region)
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("region", region)
        .query((row, i) ->
            new TransferFigures.Placing(
                row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)))
        .single();
  }

  /// The times from the hand-in to each great moment and between them, in minutes.
  List<TransferFigures.StepTime> times(Instant from, Instant to, @Nullable String region) {
    return jdbc.sql(
            """
            with chosen as (
              select id, submitted_at from transfer.request
              where submitted_at >= :from and submitted_at < :to
                and (:region::text is null or region = :region)),
            moments as (
              select c.id, c.submitted_at,
                min(s.at) filter (where s.to_state in ('REGIONAL_SEARCH', 'NATIONAL_SEARCH')) as taken_up,
                min(s.at) filter (where s.to_state = 'OFFERED') as asked,
                max(s.at) filter (where s.to_state = 'ACCEPTED'
                  and s.from_state = 'OFFERED') as accepted,
                max(s.at) filter (where s.to_state = 'TRANSPORT_ORDERED') as ordered,
                max(s.at) filter (where s.to_state = 'UNDER_WAY') as left_at,
                max(s.at) filter (where s.to_state = 'ARRIVED') as arrived
              from chosen c join transfer.step s on s.request_id = c.id group by c.id, c.submitted_at),
            names (place, stretch) as (
              values (1, 'taken-up'), (2, 'asked'), (3, 'accepted'), (4, 'ordered'), (5, 'departed'),
                (6, 'driven'), (7, 'arrived')),
            stretches as (
              select 1 as place, taken_up - submitted_at as took from moments
              union all select 2, asked - taken_up from moments
              union all select 3, accepted - submitted_at from moments
              union all select 4, ordered - accepted from moments
              union all select 5, left_at - accepted from moments
              union all select 6, arrived - left_at from moments
              union all select 7, arrived - submitted_at from moments)
            -- A moment of a place that was lost again may lie before the one it is measured from.
            select n.stretch, count(minutes),
              percentile_cont(0.25) within group (order by minutes),
              percentile_cont(0.5) within group (order by minutes),
              percentile_cont(0.75) within group (order by minutes)
            from names n
            left join (select place,
                case when took >= interval '0' then extract(epoch from took) / 60 end as minutes
              from stretches) counted on counted.place = n.place
            group by n.place, n.stretch order by n.place
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("region", region)
        .query((row, i) ->
            new TransferFigures.StepTime(
                row.getString(1), row.getInt(2), decimal(row, 3), decimal(row, 4), decimal(row, 5)))
        .list();
  }

  /// The ended cases without a place, by the coded reason of their last step, most first.
  Map<String, Integer> unfulfilled(Instant from, Instant to, @Nullable String region) {
    var found = new LinkedHashMap<String, Integer>();
    jdbc.sql(
            """
            select s.reason, count(*) from transfer.request r
            join transfer.step s on s.request_id = r.id and s.seq = r.version
            where r.state in ('REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED')
              and r.submitted_at >= :from and r.submitted_at < :to
              and (:region::text is null or r.region = :region)
            group by s.reason order by count(*) desc, s.reason
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("region", region)
        .query(row -> {
          found.put(row.getString(1), row.getInt(2));
        });
    return found;
  }

  List<TransferFigures.SiteAnswers> answers(Instant from, Instant to) {
    return jdbc.sql(
            """
            select site_id, count(*) filter (where state not in ('WITHDRAWN', 'OPEN')),
              count(*) filter (where state = 'ACCEPTED'), count(*) filter (where state = 'REFUSED'),
              count(*) filter (where state = 'REFUSED' and free > 0),
              count(*) filter (where state = 'EXPIRED'), count(*) filter (where state = 'LOST'),
              avg(free) filter (where state = 'REFUSED'),
              percentile_cont(0.5) within group (order by extract(epoch from answered_at - offered_at) / 60)
                filter (where state in ('ACCEPTED', 'REFUSED', 'LOST'))
            from transfer.offer where offered_at >= :from and offered_at < :to
            group by site_id having count(*) filter (where state not in ('WITHDRAWN', 'OPEN')) > 0
            order by 2 desc, site_id
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query((row, i) ->
            new TransferFigures.SiteAnswers(
                new SiteId(row.getLong(1)),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                decimal(row, 8),
                decimal(row, 9)))
        .list();
  }

  TransferFigures.Channels channels(Instant from, Instant to, @Nullable String region) {
    return jdbc.sql(
            """
            select count(*) filter (where o.channel = 'SCREEN'), count(*) filter (where o.channel = 'LINK'),
              count(*) filter (where o.channel in ('FHIR', 'API')),
              count(*) filter (where o.channel = 'TELEPHONE'), count(*) filter (where o.author = 'system')
            from transfer.offer o join transfer.request r on r.id = o.request_id
            where o.offered_at >= :from and o.offered_at < :to
              and o.state in ('ACCEPTED', 'REFUSED', 'LOST')
              and (:region::text is null or r.region = :region)
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("region", region)
        .query((row, i) ->
            new TransferFigures.Channels(
                row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)))
        .single();
  }

  /// What people asked: all, and those that were asked although another stood above them. A yes is
  /// counted among the answered; what is open or was withdrawn says nothing yet.
  TransferFigures.Overruling overruling(Instant from, Instant to, @Nullable String region) {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where o.overrule <> ''),
              count(*) filter (where o.overrule <> '' and o.state not in ('OPEN', 'WITHDRAWN')),
              count(*) filter (where o.overrule <> '' and o.state in ('ACCEPTED', 'LOST')),
              count(*) filter (where o.overrule = '' and o.state not in ('OPEN', 'WITHDRAWN')),
              count(*) filter (where o.overrule = '' and o.state in ('ACCEPTED', 'LOST'))
            from transfer.offer o join transfer.request r on r.id = o.request_id
            where o.offered_at >= :from and o.offered_at < :to and o.author <> 'system'
              and (:region::text is null or r.region = :region)
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("region", region)
        .query((row, i) ->
            new TransferFigures.Overruling(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6)))
        .single();
  }

  /// The arrived moves of a period: sending region and site, receiving site, and whether the
  /// patient went back to where it belongs.
  record Arrived(String region, SiteId from, SiteId to, boolean homeward) {}

  List<Arrived> arrived(Instant from, Instant to) {
    return jdbc.sql(
            """
            select r.region, r.from_site, o.site_id,
              c.body ->> 'reason' in ('RETURN_HOME', 'REPATRIATION')
            from transfer.step s
            join transfer.request r on r.id = s.request_id
            join transfer.offer o on o.id = r.placed_offer
            join transfer.content c on c.request_id = r.id and c.version = r.content_version
            where s.to_state = 'ARRIVED' and s.at >= :from and s.at < :to
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query((row, i) ->
            new Arrived(
                row.getString(1),
                new SiteId(row.getLong(2)),
                new SiteId(row.getLong(3)),
                row.getBoolean(4)))
        .list();
  }

  /// The cases to and from these sites for which a place was promised, the newest first.
  List<CaseNumber> across(Collection<SiteId> sites, int most) {
    if (sites.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select r.case_number from transfer.request r
            join transfer.offer o on o.id = r.placed_offer
            where (r.from_site in (:sites) or o.site_id in (:sites))
              and r.state in ('ACCEPTED', 'TRANSPORT_ORDERED', 'UNDER_WAY', 'ARRIVED', 'CLOSED')
            order by r.since desc, r.id desc limit :most
            """)
        .param("sites", sites.stream().map(SiteId::value).toList())
        .param("most", most)
        .query((row, i) -> new CaseNumber(row.getString(1)))
        .list();
  }

  private static @Nullable Double decimal(ResultSet row, int column) throws SQLException {
    var value = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(value);
  }
}
