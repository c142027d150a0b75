package nl.vangnet.transport;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of legs, their steps and what they take of vehicles and crews.
@Repository
class LegStore {
  private static final String CREWS =
      " (select array_agg(c.crew_id order by c.place) from transport.crew_booking c where c.leg_id = l.id)"
          + " as crews";
  private static final String LEG = "select l.*," + CREWS + " from transport.leg l ";

  private final JdbcClient jdbc;

  LegStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Lets one writer at a time plan, until the end of the transaction.
  void lockPlanning() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('transport.plan', 0))")
        .query((row, i) -> "")
        .single();
  }

  LegId add(Leg.LegAsk ask, By by, Instant now) {
    var need = ask.need();
    return jdbc.sql(
            """
            insert into transport.leg (case_number, form, class, equipment, urgency, isolation, rules, from_site,
              to_site, ready_at, due_at, return_leg, author, author_name, created_at, state, state_at)
            values (:case, :form, :class, string_to_array(:equipment, ' '), :urgency, :isolation,
              string_to_array(:rules, ' '), :from, :to, :ready, :due, :return, :author, :name, :now,
              'REQUESTED', :now)
            returning id
            """)
        .param("case", ask.caseNumber())
        .param("form", need.form().name())
        .param("class", need.vehicle().name())
        .param(
            "equipment",
            need.equipment().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
        .param("urgency", need.urgency().name())
        .param("isolation", need.isolation())
        .param("rules", String.join(" ", need.rules()))
        .param("from", ask.from().value())
        .param("to", ask.to().value())
        .param("ready", Timestamp.from(ask.readyAt()))
        .param("due", timestamp(ask.dueAt()))
        .param("return", ask.returnLeg())
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .query((row, i) -> new LegId(row.getLong(1)))
        .single();
  }

  /// Takes vehicle and crews for the time of a plan; false, and nothing is taken, when one of them
  /// is taken already.
  boolean book(LegId leg, Assignment assignment) {
    var plan = assignment.plan();
    var took =
        jdbc.sql(
                """
                insert into transport.vehicle_booking (leg_id, vehicle_id, from_at, until_at)
                values (:leg, :vehicle, :from, :until) on conflict do nothing
                """)
            .param("leg", leg.value())
            .param("vehicle", assignment.vehicle().value())
            .param("from", Timestamp.from(plan.depart()))
            .param("until", Timestamp.from(plan.free()))
            .update();
    if (took == 0) {
      return false;
    }
    var place = 0;
    for (var crew : assignment.crews()) {
      var taken =
          jdbc.sql(
                  """
                  insert into transport.crew_booking (leg_id, crew_id, place, from_at, until_at)
                  values (:leg, :crew, :place, :from, :until) on conflict do nothing
                  """)
              .param("leg", leg.value())
              .param("crew", crew.value())
              .param("place", place++)
              .param("from", Timestamp.from(plan.depart()))
              .param("until", Timestamp.from(plan.free()))
              .update();
      if (taken == 0) {
        release(leg);
        return false;
      }
    }
    return true;
  }

  /// Gives vehicle and crews back.
  void release(LegId leg) {
    jdbc.sql("delete from transport.vehicle_booking where leg_id = :leg")
        .param("leg", leg.value())
        .update();
    jdbc.sql("delete from transport.crew_booking where leg_id = :leg")
        .param("leg", leg.value())
        .update();
  }

  /// Ends what a leg takes at a moment.
  void endBooking(LegId leg, Instant at) {
    for (var table : List.of("vehicle_booking", "crew_booking")) {
      jdbc.sql(
              """
              update transport.%s set until_at = greatest(from_at, :at)
              where leg_id = :leg and until_at > :at
              """
                  .formatted(table))
          .param("leg", leg.value())
          .param("at", Timestamp.from(at))
          .update();
    }
  }

  /// Stretches or shrinks what a leg takes until a moment, as far as the next booking of its
  /// vehicle or of one of its crews allows.
  void moveEnd(LegId leg, Instant until) {
    var limit =
        jdbc.sql(
                """
                select least(
                  (select min(o.from_at) from transport.vehicle_booking o, transport.vehicle_booking b
                   where b.leg_id = :leg and o.vehicle_id = b.vehicle_id and o.leg_id <> b.leg_id
                     and o.from_at >= b.from_at and o.until_at > o.from_at),
                  (select min(o.from_at) from transport.crew_booking o, transport.crew_booking b
                   where b.leg_id = :leg and o.crew_id = b.crew_id and o.leg_id <> b.leg_id
                     and o.from_at >= b.from_at and o.until_at > o.from_at))
                """)
            .param("leg", leg.value())
            .query(Timestamp.class)
            .optional()
            .map(Timestamp::toInstant)
            .orElse(null);
    var end = limit != null && limit.isBefore(until) ? limit : until;
    for (var table : List.of("vehicle_booking", "crew_booking")) {
      jdbc.sql(
              "update transport.%s set until_at = greatest(from_at, :end) where leg_id = :leg"
                  .formatted(table))
          .param("leg", leg.value())
          .param("end", Timestamp.from(end))
          .update();
    }
  }

  /// Adds a step; the database makes it the state of the leg.
  void step(LegId leg, LegState before, LegState after, LegStep step) {
    var assignment = step.assignment();
    var plan = assignment == null ? null : assignment.plan();
    jdbc.sql(
            """
            insert into transport.leg_step (leg_id, before, after, at, recorded_at, author, author_name, reason,
              vehicle_id, crews, depart_at, pickup_at, leave_at, arrival_at, free_at, kilometres,
              empty_kilometres)
            values (:leg, :before, :after, :at, :recorded, :author, :name, :reason, :vehicle,
              coalesce(cast(string_to_array(nullif(:crews, ''), ' ') as bigint[]), '{}'), :depart, :pickup,
              :leave, :arrival, :free, :km, :empty)
            """)
        .param("leg", leg.value())
        .param("before", before.name())
        .param("after", after.name())
        .param("at", Timestamp.from(step.at()))
        .param("recorded", Timestamp.from(step.recordedAt()))
        .param("author", step.by().actor())
        .param("name", step.by().name())
        .param("reason", step.reason())
        .param("vehicle", assignment == null ? null : assignment.vehicle().value())
        .param(
            "crews",
            assignment == null
                ? ""
                : assignment.crews().stream()
                    .map(CrewId::toString)
                    .collect(Collectors.joining(" ")))
        .param("depart", plan == null ? null : Timestamp.from(plan.depart()))
        .param("pickup", plan == null ? null : Timestamp.from(plan.pickup()))
        .param("leave", plan == null ? null : Timestamp.from(plan.leave()))
        .param("arrival", plan == null ? null : Timestamp.from(plan.arrival()))
        .param("free", plan == null ? null : Timestamp.from(plan.free()))
        .param("km", plan == null ? null : plan.kilometres())
        .param("empty", plan == null ? null : plan.emptyKilometres())
        .update();
  }

  /// Whether a vehicle is at work on another leg.
  boolean isBusy(VehicleId vehicle, LegId leg) {
    return jdbc.sql(
                """
                select count(*) from transport.leg
                where vehicle_id = :vehicle and id <> :leg
                  and state in ('ON_THE_WAY', 'AT_BEDSIDE', 'UNDER_WAY', 'ARRIVED')
                """)
            .param("vehicle", vehicle.value())
            .param("leg", leg.value())
            .query(Long.class)
            .single()
        > 0;
  }

  Optional<Leg> find(LegId leg) {
    return jdbc.sql(LEG + "where l.id = :id")
        .param("id", leg.value())
        .query(LegStore::leg)
        .optional();
  }

  /// The leg, and nobody else changes it until the end of the transaction.
  Optional<Leg> lock(LegId leg) {
    return jdbc.sql(LEG + "where l.id = :id for update of l")
        .param("id", leg.value())
        .query(LegStore::leg)
        .optional();
  }

  List<Leg> legsOf(String caseNumber) {
    return jdbc.sql(LEG + "where l.case_number = :case order by l.id")
        .param("case", caseNumber)
        .query(LegStore::leg)
        .list();
  }

  List<LegStep> steps(LegId leg) {
    return jdbc.sql("select * from transport.leg_step where leg_id = :leg order by id")
        .param("leg", leg.value())
        .query(LegStore::step)
        .list();
  }

  /// The legs that are open, or took a vehicle after `from`.
  List<Leg> open(Instant from) {
    return jdbc.sql(
            LEG
                + """
                where l.state not in ('FREE', 'CANCELLED') or l.free_at > :from or l.state_at > :from
                order by l.id
                """)
        .param("from", Timestamp.from(from))
        .query(LegStore::leg)
        .list();
  }

  /// The legs whose plan touches a period, and the requests that became ready in it.
  List<Leg> between(Instant from, Instant to) {
    return jdbc.sql(
            LEG
                + """
                where (l.free_at > :from and l.depart_at < :to)
                  or (l.vehicle_id is null and l.ready_at >= :from and l.ready_at < :to)
                order by l.depart_at, l.id limit 20000
                """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(LegStore::leg)
        .list();
  }

  /// What vehicles and crews are taken for after a moment.
  List<Booking> bookings(Instant from) {
    var crews = new HashMap<Long, List<CrewId>>();
    jdbc.sql(
            """
            select leg_id, crew_id from transport.crew_booking where until_at > :from
            order by leg_id, place
            """)
        .param("from", Timestamp.from(from))
        .query((row, i) ->
            crews
                .computeIfAbsent(row.getLong(1), l -> new ArrayList<>())
                .add(new CrewId(row.getLong(2))))
        .list();
    return jdbc.sql(
            """
            select b.leg_id, b.vehicle_id, b.from_at, b.until_at, l.from_site, l.to_site, l.pickup_at
            from transport.vehicle_booking b join transport.leg l on l.id = b.leg_id
            where b.until_at > :from and b.until_at > b.from_at
            """)
        .param("from", Timestamp.from(from))
        .query((row, i) ->
            new Booking(
                new LegId(row.getLong(1)),
                new VehicleId(row.getLong(2)),
                crews.getOrDefault(row.getLong(1), List.of()),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant(),
                new SiteId(row.getLong(5)),
                new SiteId(row.getLong(6)),
                row.getTimestamp(7).toInstant()))
        .list();
  }

  /// How many legs were ridden per day (in the given zone), class and form, with their kilometres.
  List<TripCount> trips(Instant from, Instant to, String zone) {
    return jdbc.sql(
            """
            select (arrival_at at time zone :zone)::date, class, form, count(*), sum(kilometres),
              sum(empty_kilometres), avg(extract(epoch from free_at - depart_at)) / 60
            from transport.leg
            where state in ('ARRIVED', 'FREE') and arrival_at >= :from and arrival_at < :to
            group by 1, 2, 3 order by 1, 2, 3
            """)
        .param("zone", zone)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query((row, i) ->
            new TripCount(
                row.getDate(1).toLocalDate(),
                VehicleClass.valueOf(row.getString(2)),
                Form.valueOf(row.getString(3)),
                row.getInt(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7)))
        .list();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static Leg leg(ResultSet row, int number) throws SQLException {
    var due = row.getTimestamp("due_at");
    return new Leg(
        new LegId(row.getLong("id")),
        new Leg.LegAsk(
            row.getString("case_number"),
            new TransportNeed(
                Form.valueOf(row.getString("form")),
                VehicleClass.valueOf(row.getString("class")),
                words(row, "equipment").stream()
                    .map(Equipment::valueOf)
                    .collect(Collectors.toSet()),
                Urgency.valueOf(row.getString("urgency")),
                row.getBoolean("isolation"),
                words(row, "rules")),
            new SiteId(row.getLong("from_site")),
            new SiteId(row.getLong("to_site")),
            row.getTimestamp("ready_at").toInstant(),
            due == null ? null : due.toInstant(),
            row.getBoolean("return_leg")),
        LegState.valueOf(row.getString("state")),
        row.getTimestamp("state_at").toInstant(),
        assignment(row),
        new By(row.getString("author"), row.getString("author_name")),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("edition"));
  }

  private static LegStep step(ResultSet row, int number) throws SQLException {
    var before = row.getString("before");
    return new LegStep(
        row.getLong("id"),
        before == null ? null : LegState.valueOf(before),
        LegState.valueOf(row.getString("after")),
        row.getTimestamp("at").toInstant(),
        row.getTimestamp("recorded_at").toInstant(),
        new By(row.getString("author"), row.getString("author_name")),
        row.getString("reason"),
        assignment(row));
  }

  private static @Nullable Assignment assignment(ResultSet row) throws SQLException {
    var vehicle = row.getLong("vehicle_id");
    if (row.wasNull()) {
      return null;
    }
    var array = row.getArray("crews");
    var crews = new ArrayList<CrewId>();
    if (array != null) {
      for (var id : (Long[]) array.getArray()) {
        crews.add(new CrewId(id));
      }
    }
    return new Assignment(
        new VehicleId(vehicle),
        crews,
        new LegPlan(
            row.getTimestamp("depart_at").toInstant(),
            row.getTimestamp("pickup_at").toInstant(),
            row.getTimestamp("leave_at").toInstant(),
            row.getTimestamp("arrival_at").toInstant(),
            row.getTimestamp("free_at").toInstant(),
            row.getDouble("empty_kilometres"),
            row.getDouble("kilometres")));
  }

  private static List<String> words(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .filter(w -> !w.isEmpty())
        .toList();
  }
}
