package nl.vangnet.matching;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.PictureFixture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.policy.PolicyFixture;
import nl.vangnet.policy.Rules;
import nl.vangnet.testing.StandingClock;
import nl.vangnet.testing.TestDatabase;
import nl.vangnet.transport.Form;
import nl.vangnet.transport.TransportFixture;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.transport.Urgency;
import nl.vangnet.travel.Mode;
import nl.vangnet.travel.TravelFixture;
import org.jspecify.annotations.Nullable;

/// The real directory, rules, roads and vehicles on a test database, with a picture by chance: the
/// ranking as the product puts it together, without Spring.
public final class WholeCountry {
  static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

  final StandingClock clock = new StandingClock(NOON);
  final DataSource database = TestDatabase.fresh();
  final Directory directory;
  final TransportFixture transport;
  final Rules rules;
  final Matchmaker matchmaker;
  private final Map<SiteId, SitePicture> beds = new HashMap<>();
  private int nextLine = 1;

  /// The hospitals of the country and `extra` more, spread over its regions.
  public WholeCountry(int extra) {
    Directory.on(database, clock).snapshot();
    add(extra);
    transport = new TransportFixture(database, clock);
    directory = transport.fleet.directory;
    rules = PolicyFixture.rules(database, clock);
    var travel = TravelFixture.travelTimes(database, clock);
    matchmaker =
        new Matchmaker(
            directory,
            rules,
            PolicyFixture.transferRules(rules),
            transport.desk::reach,
            (from, to, at) -> travel.fromOne(from, to, Mode.ROAD, at),
            "NL");
  }

  private void add(int extra) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into directory.organisation (country, code, name, type)
          select 'NL', 'X' || n, 'Organisatie ' || n, 'HOSPITAL' from generate_series(1, %d) n
          """
              .formatted(extra));
      statement.execute(
          """
          insert into directory.site (organisation_id, country, code, name, city, type, class,
            emergency_department, latitude, longitude)
          select o.id, 'NL', o.code, 'Ziekenhuis ' || o.code, 'Stad', 'HOSPITAL', 'GENERAL', true,
            50.8 + substr(o.code, 2)::int %% 97 * 0.025, 4.2 + substr(o.code, 2)::int %% 89 * 0.03
          from directory.organisation o where o.code like 'X%'
          """
              .replace("%%", "%"));
      statement.execute(
          """
          insert into directory.region_member (site_id, set_code, region_id, valid_from)
          select s.id, r.set_code, r.id, s.valid_from
          from (
            select s.id, t.code as set_code, t.valid_from, row_number() over (order by s.id) as n
            from directory.site s cross join directory.region_set t
            where s.code ~ '^X[0-9]+$' and t.kind = 'acute-care-network' and t.valid_to is null) s
          join (
            select r.*, row_number() over (partition by set_code order by code) - 1 as n,
              count(*) over (partition by set_code) as regions
            from directory.region r) r on r.set_code = s.set_code and s.n % r.regions = r.n
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Site site(String code) {
    return directory.snapshot().findSite(CountryCode.NL, code).orElseThrow();
  }

  @Nullable String regionOf(SiteId site) {
    var set =
        directory
            .snapshot()
            .findRegionSet(
                CountryCode.NL, rules.regionSetKind(NOON), java.time.LocalDate.of(2026, 3, 2))
            .orElseThrow();
    return directory.snapshot().findRegionOf(site, set).map(r -> r.code()).orElse(null);
  }

  /// Puts beds of covid intensive care at a site.
  LineId beds(Site site, int staffed, int occupied) {
    var id = new LineId(nextLine++);
    var values = new EnumMap<Variable, Integer>(Variable.class);
    values.put(Variable.STAFFED, staffed);
    values.put(Variable.OCCUPIED, occupied);
    var line =
        PictureFixture.line(
            new Line(id, new UnitId(site.id().value()), site.id(), "icu", "covid"),
            values,
            Age.FRESH,
            NOON);
    var lines = new ArrayList<LinePicture>();
    var before = beds.get(site.id());
    if (before != null) {
      lines.addAll(before.lines());
    }
    lines.add(line);
    beds.put(site.id(), new SitePicture(site.id(), lines, NOON, 0));
    return id;
  }

  Picture picture() {
    return new Picture(NOON, 1, beds);
  }

  /// An ambulance near a hospital, with its crew on duty from an hour ago until nine hours on.
  void ambulance(String code, Site near) {
    var at = java.util.Objects.requireNonNull(near.coordinates());
    var owner = directory.snapshot().findOrganisation(CountryCode.NL, "RAV17").orElseThrow().id();
    var home = new Coordinates(at.latitude() + 0.02, at.longitude());
    var vehicle = transport.fleet.vehicle(code, VehicleClass.AMBULANCE, owner, home);
    var crew =
        transport.fleet.crew(
            code + "-P", VehicleClass.AMBULANCE.drivenBy().getFirst(), owner, home);
    transport.fleet.shift(
        crew, vehicle, NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(9)));
  }

  static TransportNeed byAmbulance() {
    return new TransportNeed(
        Form.AMBULANCE, VehicleClass.AMBULANCE, Set.of(), Urgency.B1, false, List.of("lying"));
  }

  Question question(Site from, Question.Stage stage) {
    return new Question(
        "T-23",
        from.id(),
        regionOf(from.id()),
        new Question.Care("icu", "covid", false, false, Set.of()),
        stage,
        Question.Wishes.NONE,
        new Question.Ride(byAmbulance(), NOON, null));
  }

  Ranking rank(Question question) {
    return matchmaker.rank(question, World.EMPTY, picture(), NOON);
  }

  /// A national question over all these hospitals, three lines of beds each and sixty ambulances,
  /// ready to be asked: for measuring.
  public Supplier<Ranking> crowded() {
    var random = new Random(11);
    var hospitals =
        directory.snapshot().sites(CountryCode.NL).stream()
            .filter(s -> s.type() == nl.vangnet.directory.ProviderType.HOSPITAL)
            .toList();
    for (var site : hospitals) {
      for (var line = 0; line < 3; line++) {
        var staffed = 4 + random.nextInt(25);
        beds(site, staffed, staffed - random.nextInt(5));
      }
    }
    for (var i = 0; i < 60; i++) {
      ambulance("A" + i, hospitals.get(i * hospitals.size() / 60));
    }
    var home = hospitals.get(17).id();
    var asked = question(site("UMCU"), Question.Stage.NATIONAL);
    var question =
        new Question(
            asked.caseNumber(),
            asked.from(),
            asked.region(),
            asked.care(),
            asked.stage(),
            new Question.Wishes(Set.of(), Set.of(), home, true),
            asked.ride());
    var picture = picture();
    return () -> matchmaker.rank(question, World.EMPTY, picture, NOON);
  }
}
