package nl.vangnet.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of the register: vehicles, crews, posts and boarding points.
@Repository
class FleetStore {
  private final JdbcClient jdbc;

  FleetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Vehicle> vehicles() {
    var users = users();
    return jdbc.sql("select * from fleet.vehicle order by lower(code)")
        .query((row, i) -> vehicle(row, users.getOrDefault(row.getLong("id"), Set.of())))
        .list();
  }

  private Map<Long, Set<OrganisationId>> users() {
    var users = new HashMap<Long, Set<OrganisationId>>();
    jdbc.sql("select vehicle_id, organisation_id from fleet.vehicle_user")
        .query((row, i) ->
            users
                .computeIfAbsent(row.getLong(1), v -> new HashSet<>())
                .add(new OrganisationId(row.getLong(2))))
        .list();
    return users;
  }

  Optional<Vehicle> find(VehicleId id) {
    var users =
        jdbc.sql("select organisation_id from fleet.vehicle_user where vehicle_id = :id")
            .param("id", id.value())
            .query((row, i) -> new OrganisationId(row.getLong(1)))
            .set();
    return jdbc.sql("select * from fleet.vehicle where id = :id")
        .param("id", id.value())
        .query((row, i) -> vehicle(row, users))
        .optional();
  }

  /// The id of a new vehicle; empty when its code is taken.
  Optional<VehicleId> add(VehicleDraft draft, boolean invented, Instant now) {
    var id =
        vehicleParams(
                jdbc.sql(
                    """
                    insert into fleet.vehicle (code, name, owner_id, class, equipment, places, range_km,
                      notice_minutes, home_name, latitude, longitude, pool, hours_from, hours_until, source,
                      invented, created_at)
                    values (:code, :name, :owner, :class, string_to_array(:equipment, ' '), :places, :range,
                      :notice, :home, :latitude, :longitude, :pool, cast(:hoursFrom as time),
                      cast(:hoursUntil as time), :source, :invented, :now)
                    on conflict do nothing returning id
                    """),
                draft)
            .param("invented", invented)
            .param("now", Timestamp.from(now))
            .query(Long.class)
            .optional()
            .map(VehicleId::new);
    id.ifPresent(v -> setUsers(v, draft.use().others()));
    return id;
  }

  /// Whether the change was made; false when somebody was faster. Throws when the code is taken.
  boolean change(VehicleId id, int edition, VehicleDraft draft) {
    var done =
        vehicleParams(
                jdbc.sql(
                    """
                    update fleet.vehicle set code = :code, name = :name, owner_id = :owner, class = :class,
                      equipment = string_to_array(:equipment, ' '), places = :places, range_km = :range,
                      notice_minutes = :notice, home_name = :home, latitude = :latitude,
                      longitude = :longitude, pool = :pool, hours_from = cast(:hoursFrom as time),
                      hours_until = cast(:hoursUntil as time), source = :source, edition = edition + 1
                    where id = :id and edition = :edition
                    """),
                draft)
            .param("id", id.value())
            .param("edition", edition)
            .update();
    if (done == 1) {
      setUsers(id, draft.use().others());
    }
    return done == 1;
  }

  private static JdbcClient.StatementSpec vehicleParams(
      JdbcClient.StatementSpec sql, VehicleDraft draft) {
    var hours = draft.use().hours();
    return sql.param("code", draft.code())
        .param("name", draft.name())
        .param("owner", draft.owner().value())
        .param("class", draft.build().vehicleClass().name())
        .param(
            "equipment",
            draft.build().equipment().stream()
                .map(Enum::name)
                .sorted()
                .collect(Collectors.joining(" ")))
        .param("places", draft.build().places())
        .param("range", draft.build().rangeKilometres())
        .param("notice", (int) draft.build().notice().toMinutes())
        .param("home", draft.home().name())
        .param("latitude", draft.home().at().latitude())
        .param("longitude", draft.home().at().longitude())
        .param("pool", draft.use().pool())
        .param("hoursFrom", hours == null ? null : hours.from().toString())
        .param("hoursUntil", hours == null ? null : hours.until().toString())
        .param("source", draft.source());
  }

  private void setUsers(VehicleId id, Set<OrganisationId> others) {
    jdbc.sql("delete from fleet.vehicle_user where vehicle_id = :id")
        .param("id", id.value())
        .update();
    for (var other : others) {
      jdbc.sql("insert into fleet.vehicle_user (vehicle_id, organisation_id) values (:id, :other)")
          .param("id", id.value())
          .param("other", other.value())
          .update();
    }
  }

  boolean retire(VehicleId id, int edition, boolean retired) {
    return jdbc.sql(
                """
                update fleet.vehicle set retired = :retired, edition = edition + 1
                where id = :id and edition = :edition
                """)
            .param("id", id.value())
            .param("edition", edition)
            .param("retired", retired)
            .update()
        == 1;
  }

  boolean isVehicleCodeTaken(String code, @Nullable VehicleId by) {
    return jdbc.sql(
                "select count(*) from fleet.vehicle where lower(code) = lower(:code) and id <> :id")
            .param("code", code)
            .param("id", by == null ? 0L : by.value())
            .query(Long.class)
            .single()
        > 0;
  }

  List<Crew> crews() {
    return jdbc.sql("select * from fleet.crew order by lower(code)").query(FleetStore::crew).list();
  }

  Optional<Crew> find(CrewId id) {
    return jdbc.sql("select * from fleet.crew where id = :id")
        .param("id", id.value())
        .query(FleetStore::crew)
        .optional();
  }

  Optional<CrewId> add(CrewDraft draft, boolean invented, Instant now) {
    return crewParams(
            jdbc.sql(
                """
                insert into fleet.crew (code, name, owner_id, kind, home_name, latitude, longitude, source,
                  invented, created_at)
                values (:code, :name, :owner, :kind, :home, :latitude, :longitude, :source, :invented, :now)
                on conflict do nothing returning id
                """),
            draft)
        .param("invented", invented)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional()
        .map(CrewId::new);
  }

  boolean change(CrewId id, int edition, CrewDraft draft) {
    return crewParams(
                jdbc.sql(
                    """
                    update fleet.crew set code = :code, name = :name, owner_id = :owner, kind = :kind,
                      home_name = :home, latitude = :latitude, longitude = :longitude, source = :source,
                      edition = edition + 1
                    where id = :id and edition = :edition
                    """),
                draft)
            .param("id", id.value())
            .param("edition", edition)
            .update()
        == 1;
  }

  private static JdbcClient.StatementSpec crewParams(
      JdbcClient.StatementSpec sql, CrewDraft draft) {
    return sql.param("code", draft.code())
        .param("name", draft.name())
        .param("owner", draft.owner().value())
        .param("kind", draft.kind().name())
        .param("home", draft.home().name())
        .param("latitude", draft.home().at().latitude())
        .param("longitude", draft.home().at().longitude())
        .param("source", draft.source());
  }

  boolean retire(CrewId id, int edition, boolean retired) {
    return jdbc.sql(
                """
                update fleet.crew set retired = :retired, edition = edition + 1
                where id = :id and edition = :edition
                """)
            .param("id", id.value())
            .param("edition", edition)
            .param("retired", retired)
            .update()
        == 1;
  }

  boolean isCrewCodeTaken(String code, @Nullable CrewId by) {
    return jdbc.sql(
                "select count(*) from fleet.crew where lower(code) = lower(:code) and id <> :id")
            .param("code", code)
            .param("id", by == null ? 0L : by.value())
            .query(Long.class)
            .single()
        > 0;
  }

  List<Post> posts() {
    return jdbc.sql("select * from fleet.post order by code")
        .query((row, i) ->
            new Post(
                row.getString("code"),
                row.getString("name"),
                organisation(row, "owner_id"),
                at(row),
                row.getString("opening"),
                row.getString("source")))
        .list();
  }

  void add(Post post) {
    var owner = post.owner();
    jdbc.sql(
            """
            insert into fleet.post (code, name, owner_id, latitude, longitude, opening, source)
            values (:code, :name, :owner, :latitude, :longitude, :opening, :source)
            on conflict (code) do nothing
            """)
        .param("code", post.code())
        .param("name", post.name())
        .param("owner", owner == null ? null : owner.value())
        .param("latitude", post.at().latitude())
        .param("longitude", post.at().longitude())
        .param("opening", post.opening())
        .param("source", post.source())
        .update();
  }

  List<BoardingPoint> boardingPoints() {
    return jdbc.sql("select * from fleet.boarding_point order by site_id, kind")
        .query((row, i) ->
            new BoardingPoint(
                new SiteId(row.getLong("site_id")),
                BoardingPoint.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getInt("transfer_minutes"),
                row.getBoolean("confirmed"),
                row.getString("source")))
        .list();
  }

  void put(BoardingPoint point) {
    jdbc.sql(
            """
            insert into fleet.boarding_point (site_id, kind, name, transfer_minutes, confirmed, source)
            values (:site, :kind, :name, :minutes, :confirmed, :source)
            on conflict (site_id, kind) do update set name = :name, transfer_minutes = :minutes,
              confirmed = :confirmed, source = :source, edition = fleet.boarding_point.edition + 1
            """)
        .param("site", point.site().value())
        .param("kind", point.kind().name())
        .param("name", point.name())
        .param("minutes", point.transferMinutes())
        .param("confirmed", point.confirmed())
        .param("source", point.source())
        .update();
  }

  boolean remove(SiteId site, BoardingPoint.Kind kind) {
    return jdbc.sql("delete from fleet.boarding_point where site_id = :site and kind = :kind")
            .param("site", site.value())
            .param("kind", kind.name())
            .update()
        == 1;
  }

  /// Whether this table was planted before; the first to ask plants it, others wait and find it
  /// done.
  boolean plantOnce(String name, Instant now) {
    return jdbc.sql(
                "insert into fleet.seeded (name, at) values (:name, :now) on conflict do nothing")
            .param("name", name)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  private static Vehicle vehicle(ResultSet row, Set<OrganisationId> others) throws SQLException {
    var from = row.getObject("hours_from", LocalTime.class);
    var until = row.getObject("hours_until", LocalTime.class);
    var range = row.getInt("range_km");
    var unlimited = row.wasNull();
    var equipment = (String[]) row.getArray("equipment").getArray();
    return new Vehicle(
        new VehicleId(row.getLong("id")),
        row.getString("code"),
        row.getString("name"),
        Objects.requireNonNull(organisation(row, "owner_id")),
        new Vehicle.Build(
            VehicleClass.valueOf(row.getString("class")),
            Arrays.stream(equipment)
                .filter(e -> !e.isEmpty())
                .map(Equipment::valueOf)
                .collect(Collectors.toSet()),
            row.getInt("places"),
            unlimited ? null : range,
            Duration.ofMinutes(row.getInt("notice_minutes"))),
        new Home(row.getString("home_name"), at(row)),
        new Vehicle.Use(
            row.getBoolean("pool"),
            others,
            from == null || until == null ? null : new DutyHours(from, until)),
        record(row));
  }

  private static Crew crew(ResultSet row, int number) throws SQLException {
    return new Crew(
        new CrewId(row.getLong("id")),
        row.getString("code"),
        row.getString("name"),
        CrewKind.valueOf(row.getString("kind")),
        Objects.requireNonNull(organisation(row, "owner_id")),
        new Home(row.getString("home_name"), at(row)),
        record(row));
  }

  private static Vehicle.Record record(ResultSet row) throws SQLException {
    return new Vehicle.Record(
        row.getString("source"),
        row.getBoolean("invented"),
        row.getBoolean("retired"),
        row.getInt("edition"));
  }

  private static Coordinates at(ResultSet row) throws SQLException {
    return new Coordinates(row.getDouble("latitude"), row.getDouble("longitude"));
  }

  private static @Nullable OrganisationId organisation(ResultSet row, String column)
      throws SQLException {
    var id = row.getLong(column);
    return row.wasNull() ? null : new OrganisationId(id);
  }
}
