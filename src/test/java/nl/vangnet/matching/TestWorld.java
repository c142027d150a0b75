package nl.vangnet.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.PictureFixture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.policy.Weights;
import nl.vangnet.transport.Form;
import nl.vangnet.transport.Reach;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.transport.Urgency;
import org.jspecify.annotations.Nullable;

/// A world by hand: sites with their beds, ways and answers, and one question about it. Everything
/// may be changed and asked again. Site 1 in Brabant is where the patient lies.
public final class TestWorld {
  static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");
  static final SiteId FROM = new SiteId(1);
  static final Map<String, String> REGIONS =
      Map.of("BR", "Brabant", "LI", "Limburg", "NN", "Noord-Nederland", "ZW", "Zwolle");

  final Map<SiteId, Spec> sites = new LinkedHashMap<>();
  final Map<String, Double> weights =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("drive", 1.0),
              Map.entry("pressure", 60.0),
              Map.entry("fairness", 40.0),
              Map.entry("region", 20.0),
              Map.entry("age", 15.0),
              Map.entry("refusal", 45.0),
              Map.entry("home", 0.5),
              Map.entry("hub", 20.0),
              Map.entry("load", 6.0),
              Map.entry("wished", 30.0),
              Map.entry("return", 60.0)));
  final Map<String, Integer> sent = new HashMap<>();
  final Map<String, Integer> received = new HashMap<>();
  final Map<String, Double> fairWeights = new HashMap<>();
  final Map<String, Integer> caps = new HashMap<>();
  final Map<String, Set<String>> hubs = new HashMap<>();
  final Set<SiteId> wished = new HashSet<>();
  final Set<SiteId> ruledOut = new HashSet<>();
  final Set<String> capabilities = new HashSet<>();
  String category = "icu";
  String cohort = "covid";
  boolean isolation;
  boolean ventilated;
  boolean returnPlacement;
  boolean offerStale;
  int bandPercent = 10;
  Question.Stage stage = Question.Stage.NATIONAL;
  @Nullable SiteId home;
  @Nullable Instant dueAt;
  private int nextLine = 1;

  /// An empty world.
  public TestWorld() {}

  /// One line: all figures of one age, and the beds held on it.
  static final class LineSpec {
    final LineId id;
    final String category;
    final String cohort;
    final Map<Variable, Integer> values = new EnumMap<>(Variable.class);
    Age age = Age.FRESH;
    int holds;

    LineSpec(LineId id, String category, String cohort) {
      this.id = id;
      this.category = category;
      this.cohort = cohort;
    }

    LineSpec with(Variable variable, int value) {
      values.put(variable, value);
      return this;
    }

    LineSpec without(Variable variable) {
      values.remove(variable);
      return this;
    }

    LineSpec aged(Age age) {
      this.age = age;
      return this;
    }

    LineSpec held(int holds) {
      this.holds = holds;
      return this;
    }

    int value(Variable variable) {
      return Objects.requireNonNullElse(values.get(variable), 0);
    }
  }

  /// One site.
  final class Spec {
    final SiteId id;
    final String code;
    final @Nullable String region;
    final boolean abroad;
    final List<LineSpec> lines = new ArrayList<>();
    final Map<String, Boolean> can = new HashMap<>();
    Answers answers = Answers.NONE;
    int taken;
    Duration drive = Duration.ofMinutes(30);
    Duration toRelatives = Duration.ofMinutes(20);
    Duration pickup = Duration.ofMinutes(35);
    @Nullable String vehicle;
    @Nullable String blockedBy;
    @Nullable Instant arrival;

    Spec(SiteId id, String code, @Nullable String region, boolean abroad) {
      this.id = id;
      this.code = code;
      this.region = region;
      this.abroad = abroad;
    }

    LineSpec line(String category, String cohort) {
      var line = new LineSpec(new LineId(nextLine++), category, cohort);
      lines.add(line);
      return line;
    }

    /// A line of covid intensive care.
    LineSpec beds(int staffed, int occupied) {
      return line("icu", "covid").with(Variable.STAFFED, staffed).with(Variable.OCCUPIED, occupied);
    }

    Spec drive(int minutes) {
      drive = Duration.ofMinutes(minutes);
      return this;
    }

    Spec answered(int accepted, int refused, int expired) {
      answers = new Answers(accepted + refused + expired, accepted, refused, expired);
      return this;
    }

    LineSpec line(LineId id) {
      return lines.stream().filter(l -> l.id.equals(id)).findFirst().orElseThrow();
    }

    private Reach reach() {
      if (blockedBy != null) {
        return new Reach(
            id, null, null, null, false, drive.toMinutes() * 1.2, drive, null, null, blockedBy);
      }
      var leaves = NOW.plus(pickup);
      return new Reach(
          id,
          null,
          vehicle,
          null,
          false,
          drive.toMinutes() * 1.2,
          drive,
          leaves,
          arrival == null ? leaves.plus(drive) : arrival,
          null);
    }

    private Place place() {
      var site =
          new Site(
              id,
              new OrganisationId(id.value()),
              abroad ? new CountryCode("DE") : CountryCode.NL,
              code,
              "Ziekenhuis " + code,
              "Stad",
              abroad ? ProviderType.ABROAD : ProviderType.HOSPITAL,
              SiteClass.GENERAL,
              true,
              null);
      return new Place(site, regionOf(region), abroad, picture());
    }

    private @Nullable SitePicture picture() {
      if (lines.isEmpty()) {
        return null;
      }
      var shown = new ArrayList<LinePicture>();
      for (var line : lines) {
        shown.add(
            PictureFixture.line(
                new Line(line.id, new UnitId(id.value()), id, line.category, line.cohort),
                line.values,
                line.age,
                NOW));
      }
      return new SitePicture(id, shown, NOW, 0);
    }
  }

  private static @Nullable Region regionOf(@Nullable String code) {
    return code == null
        ? null
        : new Region(new RegionId(code.hashCode()), "SET", code, REGIONS.getOrDefault(code, code));
  }

  /// Adds a site of the home country.
  Spec site(long id, String code, @Nullable String region) {
    var spec = new Spec(new SiteId(id), code, region, false);
    sites.put(spec.id, spec);
    return spec;
  }

  /// Adds a site abroad.
  Spec abroad(long id, String code) {
    var spec = new Spec(new SiteId(id), code, null, true);
    sites.put(spec.id, spec);
    return spec;
  }

  Spec site(long id) {
    return Objects.requireNonNull(sites.get(new SiteId(id)));
  }

  /// What a ride asks, for tests that do not care.
  public static TransportNeed need() {
    return new TransportNeed(
        Form.MICU, VehicleClass.MICU, Set.of(), Urgency.B1, false, List.of("test"));
  }

  Question question() {
    return new Question(
        "T-17",
        FROM,
        "BR",
        new Question.Care(category, cohort, isolation, ventilated, capabilities),
        stage,
        new Question.Wishes(wished, ruledOut, home, returnPlacement),
        new Question.Ride(need(), NOW, dueAt));
  }

  World world() {
    var holds = new HashMap<LineId, Integer>();
    var taken = new HashMap<SiteId, Integer>();
    var answers = new HashMap<SiteId, Answers>();
    var can = new HashMap<SiteId, Map<String, Boolean>>();
    for (var site : sites.values()) {
      site.lines.forEach(line -> holds.put(line.id, line.holds));
      taken.put(site.id, site.taken);
      answers.put(site.id, site.answers);
      can.put(site.id, site.can);
    }
    return new World(holds, taken, answers, new Ledger(sent, received), can, fairWeights);
  }

  InForce rules() {
    var receiving = new HashMap<String, InForce.Receiving>();
    for (var region : REGIONS.keySet()) {
      receiving.put(
          region,
          new InForce.Receiving(caps.getOrDefault(region, 8), hubs.getOrDefault(region, Set.of())));
    }
    receiving.put("", new InForce.Receiving(caps.getOrDefault("", 8), Set.of()));
    return new InForce(new Weights(weights), offerStale, bandPercent, receiving);
  }

  private Country country() {
    var places = new ArrayList<Place>();
    sites.values().forEach(site -> places.add(site.place()));
    var at = home == null ? null : sites.get(home);
    return new Country(
        places,
        Loads.fairShare(places, category, cohort, fairWeights),
        at == null ? null : at.region);
  }

  private Roads roads() {
    var reaches = new HashMap<SiteId, Reach>();
    var relatives = new HashMap<SiteId, Duration>();
    for (var site : sites.values()) {
      reaches.put(site.id, site.reach());
      if (home != null) {
        relatives.put(site.id, site.toRelatives);
      }
    }
    return new Roads(reaches, relatives);
  }

  Ranking rank() {
    return asked().rank();
  }

  /// The world as values, so that ranking alone can be measured.
  Asked asked() {
    return new Asked(question(), world(), rules(), country(), roads());
  }

  /// A question with all that it needs.
  record Asked(Question question, World world, InForce rules, Country country, Roads roads) {
    Ranking rank() {
      return Match.rank(new Inquiry(question, world, rules, country, roads, new Moments(NOW)));
    }
  }

  Candidate candidate(long site) {
    return rank().candidate(new SiteId(site)).orElseThrow();
  }

  Excluded excluded(long site) {
    return rank().excluded(new SiteId(site)).orElseThrow();
  }
}
