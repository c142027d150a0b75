package nl.vangnet.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// Freezes a picture: copies every line, adds up per site, region and nation, and notes what it all
/// meant. Pure: the same picture, directory and past give the same content.
final class Freezer {
  private final Picture picture;
  private final Place place;
  private final Meaning meaning;
  private final Past past;
  private final Map<String, Integer> categoryRank = new HashMap<>();
  private final Map<String, Integer> cohortRank = new HashMap<>();

  /// Where: the directory and the division in force.
  record Place(DirectorySnapshot directory, CountryCode country, @Nullable RegionSet set) {}

  /// What the figures mean: the definitions in force.
  record Meaning(List<Category> categories, List<Cohort> cohorts) {}

  /// What came before: the occupied beds per line of a day and of a week ago, null when no such
  /// picture was frozen, and the trends.
  record Past(
      @Nullable Map<String, Integer> dayAgo,
      @Nullable Map<String, Integer> weekAgo,
      List<Frozen.Trend> trends) {
    static final Past NONE = new Past(null, null, List.of());
  }

  private Freezer(Picture picture, Place place, Meaning meaning, Past past) {
    this.picture = picture;
    this.place = place;
    this.meaning = meaning;
    this.past = past;
    meaning.categories().forEach(c -> categoryRank.put(c.code(), c.rank()));
    meaning.cohorts().forEach(c -> cohortRank.put(c.code(), c.rank()));
  }

  static Frozen freeze(
      Picture picture, LocalDate day, Instant knownAt, Place place, Meaning meaning, Past past) {
    return new Freezer(picture, place, meaning, past).content(day, knownAt);
  }

  /// The lines of a frozen picture with the occupied beds that counted then.
  static Map<String, Integer> counted(Frozen frozen) {
    var counted = new HashMap<String, Integer>();
    for (var site : frozen.sites()) {
      for (var line : site.lines()) {
        var occupied = line.values().get(Variable.OCCUPIED.code());
        if (occupied != null && occupied.used() != null && counts(occupied.age())) {
          counted.put(
              key(site.code(), line.unit(), line.category(), line.cohort()), occupied.used());
        }
      }
    }
    return counted;
  }

  private static boolean counts(String age) {
    return age.equals("fresh") || age.equals("ageing");
  }

  private static String key(String site, String unit, String category, String cohort) {
    return site + '/' + unit + '/' + category + '/' + cohort;
  }

  private Frozen content(LocalDate day, Instant knownAt) {
    var nation = new Adding();
    var perRegion = new LinkedHashMap<String, Adding>();
    var set = place.set();
    var regions = set == null ? List.<Region>of() : place.directory().regions(set);
    regions.forEach(r -> perRegion.put(r.code(), new Adding()));
    var sites = new ArrayList<Frozen.SitePart>();
    for (var site : place.directory().sites(place.country())) {
      var region =
          set == null
              ? ""
              : place.directory().findRegionOf(site.id(), set).map(Region::code).orElse("");
      var seen = picture.site(site.id());
      var own = new Adding();
      add(site, seen, own);
      nation.merge(own);
      var of = perRegion.get(region);
      if (of != null) {
        of.merge(own);
      }
      if (seen != null && !seen.lines().isEmpty()) {
        sites.add(part(site, region, seen, own));
      }
    }
    var areas = new ArrayList<Frozen.Area>();
    areas.add(nation.area(Frozen.NATION, ""));
    for (var region : regions) {
      var sums = perRegion.getOrDefault(region.code(), new Adding());
      areas.add(sums.area(region.code(), region.name()));
    }
    return new Frozen(
        new Frozen.Head(Frozen.FORMAT, place.country().value(), day, picture.at(), knownAt),
        new Frozen.Basis(
            set == null ? null : new Frozen.Division(set.code(), set.kind(), set.name()),
            definitions()),
        areas,
        sites,
        past.trends(),
        List.of());
  }

  private List<Frozen.Definition> definitions() {
    var all = new ArrayList<Frozen.Definition>();
    meaning
        .categories()
        .forEach(c ->
            all.add(
                new Frozen.Definition("category", c.code(), c.version(), c.nameNl(), c.nameEn())));
    meaning
        .cohorts()
        .forEach(c ->
            all.add(
                new Frozen.Definition("cohort", c.code(), c.version(), c.nameNl(), c.nameEn())));
    return all;
  }

  private void add(Site site, @Nullable SitePicture seen, Adding own) {
    var lines = 0;
    var old = 0;
    if (seen != null) {
      for (var line : seen.lines()) {
        own.group(line.line().category(), Frozen.ALL).add(line, changes(site, line));
        own.group(line.line().category(), line.line().cohort()).add(line, changes(site, line));
        lines++;
        var age = line.figure(Variable.OCCUPIED).age();
        if (age == Age.STALE || age == Age.UNKNOWN) {
          old++;
        }
      }
    }
    if (old > 0 || lines == 0) {
      own.silent.add(
          new Frozen.Silent(
              site.code(), site.name(), old, lines, seen == null ? null : seen.lastHeard()));
    }
  }

  private record Moved(@Nullable Integer day, @Nullable Integer week) {}

  private Moved changes(Site site, LinePicture line) {
    var figure = line.figure(Variable.OCCUPIED);
    var now = figure.age() == Age.FRESH || figure.age() == Age.AGEING ? figure.used() : null;
    if (now == null) {
      return new Moved(null, null);
    }
    var key = key(site.code(), unit(line), line.line().category(), line.line().cohort());
    return new Moved(since(past.dayAgo(), key, now), since(past.weekAgo(), key, now));
  }

  private static @Nullable Integer since(@Nullable Map<String, Integer> then, String key, int now) {
    var value = then == null ? null : then.get(key);
    return value == null ? null : Integer.valueOf(now - value);
  }

  private String unit(LinePicture line) {
    return place
        .directory()
        .findUnit(line.line().unit())
        .map(u -> u.code())
        .orElseGet(() -> line.line().unit().toString());
  }

  private Frozen.SitePart part(Site site, String region, SitePicture seen, Adding own) {
    var lines = new ArrayList<Frozen.LinePart>();
    for (var line : seen.lines()) {
      var values = new TreeMap<String, Frozen.Value>();
      line.figures().forEach((variable, figure) -> values.put(variable.code(), value(figure)));
      var free = line.free();
      var binding = free.binding();
      lines.add(
          new Frozen.LinePart(
              unit(line),
              line.line().category(),
              line.line().cohort(),
              values,
              new Frozen.Free(
                  free.beds(),
                  free.atMost(),
                  binding == null ? null : binding.code(),
                  word(free.age()))));
    }
    lines.sort(
        Comparator.<Frozen.LinePart>comparingInt(
                l -> categoryRank.getOrDefault(l.category(), Integer.MAX_VALUE))
            .thenComparing(Frozen.LinePart::unit)
            .thenComparing(Frozen.LinePart::category)
            .thenComparing(Frozen.LinePart::cohort));
    return new Frozen.SitePart(
        site.code(), site.name(), region, seen.lastHeard(), own.groups(), lines);
  }

  private static Frozen.Value value(Figure figure) {
    var measured = figure.measured();
    return new Frozen.Value(
        figure.used(),
        word(figure.age()),
        figure.corrected(),
        measured == null
            ? null
            : new Frozen.Origin(
                measured.value(),
                measured.unknownReason(),
                word(measured.method()),
                measured.source(),
                measured.confirmedAt(),
                measured.definitionVersion()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Sums of one area while they are made.
  private final class Adding {
    private final Map<String, Map<String, Summing>> groups = new HashMap<>();
    private final List<Frozen.Silent> silent = new ArrayList<>();

    Summing group(String category, String cohort) {
      return groups
          .computeIfAbsent(category, c -> new HashMap<>())
          .computeIfAbsent(cohort, c -> new Summing());
    }

    void merge(Adding site) {
      site.groups.forEach((category, cohorts) ->
          cohorts.forEach((cohort, sum) -> group(category, cohort).merge(sum)));
      silent.addAll(site.silent);
    }

    List<Frozen.Group> groups() {
      var found = new ArrayList<Frozen.Group>();
      groups.forEach((category, cohorts) ->
          cohorts.forEach((cohort, sum) -> found.add(sum.group(category, cohort))));
      found.sort(
          Comparator.<Frozen.Group>comparingInt(
                  g -> categoryRank.getOrDefault(g.category(), Integer.MAX_VALUE))
              .thenComparing(Frozen.Group::category)
              .thenComparingInt(g ->
                  g.cohort().isEmpty()
                      ? -1
                      : cohortRank.getOrDefault(g.cohort(), Integer.MAX_VALUE))
              .thenComparing(Frozen.Group::cohort));
      return found;
    }

    Frozen.Area area(String code, String name) {
      return new Frozen.Area(code, name, groups(), silent);
    }
  }

  /// Sums of one group while they are made: lines of a site first, then sites of an area.
  private static final class Summing {
    private final Total.Adder occupied = new Total.Adder();
    private final Total.Adder staffed = new Total.Adder();
    private final Total.Adder free = new Total.Adder();
    private final Total.Adder offered = new Total.Adder();
    private final Total.Adder reserve = new Total.Adder();
    private int sites;
    private int freshSites;
    private int countedSites;
    private boolean allFresh = true;
    private boolean allCount = true;
    private @Nullable Instant oldest;
    private @Nullable Integer dayAgo;
    private @Nullable Integer weekAgo;

    void add(LinePicture line, Moved moved) {
      var occupiedFigure = line.figure(Variable.OCCUPIED);
      var staffedFigure = line.figure(Variable.STAFFED);
      occupied.add(occupiedFigure);
      staffed.add(staffedFigure);
      free.add(line.free().beds(), line.free().age());
      offered.add(line.figure(Variable.OFFERED));
      reserve.add(line.figure(Variable.RESERVE));
      allFresh &= occupiedFigure.age() == Age.FRESH && staffedFigure.age() == Age.FRESH;
      allCount &= occupiedFigure.age() == Age.FRESH || occupiedFigure.age() == Age.AGEING;
      sites = 1;
      freshSites = allFresh ? 1 : 0;
      countedSites = allCount ? 1 : 0;
      oldest = older(oldest, occupiedFigure.confirmedAt());
      dayAgo = plus(dayAgo, moved.day());
      weekAgo = plus(weekAgo, moved.week());
    }

    void merge(Summing site) {
      occupied.merge(site.occupied);
      staffed.merge(site.staffed);
      free.merge(site.free);
      offered.merge(site.offered);
      reserve.merge(site.reserve);
      sites += site.sites;
      freshSites += site.freshSites;
      countedSites += site.countedSites;
      oldest = older(oldest, site.oldest);
      dayAgo = plus(dayAgo, site.dayAgo);
      weekAgo = plus(weekAgo, site.weekAgo);
    }

    Frozen.Group group(String category, String cohort) {
      return new Frozen.Group(
          category,
          cohort,
          new Frozen.Sums(
              Frozen.Sum.of(occupied.total()),
              Frozen.Sum.of(staffed.total()),
              Frozen.Sum.of(free.total()),
              Frozen.Sum.of(offered.total()),
              Frozen.Sum.of(reserve.total())),
          new Frozen.Freshness(sites, freshSites, countedSites, oldest),
          new Frozen.Change(dayAgo, weekAgo));
    }

    private static @Nullable Integer plus(@Nullable Integer a, @Nullable Integer b) {
      return a == null ? b : b == null ? a : Integer.valueOf(a + b);
    }

    private static @Nullable Instant older(@Nullable Instant a, @Nullable Instant b) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      return a.isBefore(b) ? a : b;
    }
  }
}
