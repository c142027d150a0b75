package nl.vangnet.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.Coordinates;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of what changes by the hour: shifts, obstacles and positions.
@Repository
class DutyStore {
  private static final String SHIFT = "id, crew_id, vehicle_id, from_at, until_at";
  private static final String OBSTACLE =
      "id, vehicle_id, class, kind, from_at, until_at, reason, author, author_name";

  private final JdbcClient jdbc;

  DutyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The shifts that end after `from` and begin before `to`.
  List<Shift> shifts(Instant from, Instant to) {
    return jdbc.sql(
            """
            select %s from fleet.shift
            where withdrawn_at is null and until_at > :from and from_at < :to order by from_at, id
            """
                .formatted(SHIFT))
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(DutyStore::shift)
        .list();
  }

  Optional<Shift> findShift(long id) {
    return jdbc.sql(
            "select %s from fleet.shift where id = :id and withdrawn_at is null".formatted(SHIFT))
        .param("id", id)
        .query(DutyStore::shift)
        .optional();
  }

  /// The new shift; empty when it overlaps another of the crew.
  Optional<Shift> add(
      CrewId crew, @Nullable VehicleId vehicle, Instant from, Instant until, By by, Instant now) {
    return jdbc.sql(
            """
            insert into fleet.shift (crew_id, vehicle_id, from_at, until_at, author, author_name, at)
            values (:crew, :vehicle, :from, :until, :author, :name, :now)
            on conflict do nothing returning %s
            """
                .formatted(SHIFT))
        .param("crew", crew.value())
        .param("vehicle", vehicle == null ? null : vehicle.value())
        .param("from", Timestamp.from(from))
        .param("until", Timestamp.from(until))
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .query(DutyStore::shift)
        .optional();
  }

  boolean withdraw(long shift, By by, Instant now) {
    return jdbc.sql(
                """
                update fleet.shift set withdrawn_at = :now, withdrawn_by = :author, withdrawn_name = :name
                where id = :id and withdrawn_at is null
                """)
            .param("id", shift)
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /// The obstacles that have not ended at a moment, also those to come.
  List<Obstacle> obstacles(Instant at) {
    return jdbc.sql(
            "select %s from fleet.obstacle where until_at > :at order by from_at, id"
                .formatted(OBSTACLE))
        .param("at", Timestamp.from(at))
        .query(DutyStore::obstacle)
        .list();
  }

  /// The last obstacles of a vehicle or its class, the newest first.
  List<Obstacle> obstacles(VehicleId vehicle, VehicleClass vehicleClass, int limit) {
    return jdbc.sql(
            """
            select %s from fleet.obstacle where vehicle_id = :vehicle or class = :class
            order by from_at desc, id desc limit :limit
            """
                .formatted(OBSTACLE))
        .param("vehicle", vehicle.value())
        .param("class", vehicleClass.name())
        .param("limit", limit)
        .query(DutyStore::obstacle)
        .list();
  }

  Optional<Obstacle> findObstacle(long id) {
    return jdbc.sql("select %s from fleet.obstacle where id = :id".formatted(OBSTACLE))
        .param("id", id)
        .query(DutyStore::obstacle)
        .optional();
  }

  long add(
      @Nullable VehicleId vehicle,
      @Nullable VehicleClass vehicleClass,
      ObstacleDraft draft,
      By by,
      Instant now) {
    return jdbc.sql(
            """
            insert into fleet.obstacle (vehicle_id, class, kind, from_at, planned_until, until_at, reason,
              author, author_name, at)
            values (:vehicle, :class, :kind, :from, :until, :until, :reason, :author, :name, :now)
            returning id
            """)
        .param("vehicle", vehicle == null ? null : vehicle.value())
        .param("class", vehicleClass == null ? null : vehicleClass.name())
        .param("kind", draft.kind().name())
        .param("from", Timestamp.from(draft.from()))
        .param("until", Timestamp.from(draft.until()))
        .param("reason", draft.reason())
        .param("author", by.actor())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  /// Ends an obstacle now; false when it has ended.
  boolean end(long id, By by, Instant now) {
    return jdbc.sql(
                """
                update fleet.obstacle set until_at = greatest(from_at, :now), ended_by = :author, ended_name = :name
                where id = :id and until_at > :now and ended_by is null
                """)
            .param("id", id)
            .param("author", by.actor())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  List<Position> positions() {
    return jdbc.sql("select vehicle_id, at, latitude, longitude from fleet.position")
        .query(DutyStore::position)
        .list();
  }

  /// Keeps a position unless a newer one is known; true when it is the newest.
  boolean put(Position position, By by, Instant now) {
    return jdbc.sql(
                """
                insert into fleet.position as p (vehicle_id, at, latitude, longitude, actor, received_at)
                values (:vehicle, :at, :latitude, :longitude, :actor, :now)
                on conflict (vehicle_id) do update set at = :at, latitude = :latitude,
                  longitude = :longitude, actor = :actor, received_at = :now
                where p.at < :at
                """)
            .param("vehicle", position.vehicle().value())
            .param("at", Timestamp.from(position.at()))
            .param("latitude", position.where().latitude())
            .param("longitude", position.where().longitude())
            .param("actor", by.actor())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  private static Shift shift(ResultSet row, int number) throws SQLException {
    var vehicle = row.getLong("vehicle_id");
    var atHome = row.wasNull();
    return new Shift(
        row.getLong("id"),
        new CrewId(row.getLong("crew_id")),
        atHome ? null : new VehicleId(vehicle),
        row.getTimestamp("from_at").toInstant(),
        row.getTimestamp("until_at").toInstant());
  }

  private static Obstacle obstacle(ResultSet row, int number) throws SQLException {
    var vehicle = row.getLong("vehicle_id");
    var whole = row.wasNull();
    var vehicleClass = row.getString("class");
    return new Obstacle(
        row.getLong("id"),
        whole ? null : new VehicleId(vehicle),
        vehicleClass == null ? null : VehicleClass.valueOf(vehicleClass),
        Obstacle.Kind.valueOf(row.getString("kind")),
        row.getTimestamp("from_at").toInstant(),
        row.getTimestamp("until_at").toInstant(),
        row.getString("reason"),
        new By(row.getString("author"), row.getString("author_name")));
  }

  private static Position position(ResultSet row, int number) throws SQLException {
    return new Position(
        new VehicleId(row.getLong("vehicle_id")),
        row.getTimestamp("at").toInstant(),
        new Coordinates(row.getDouble("latitude"), row.getDouble("longitude")));
  }
}
