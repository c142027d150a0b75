package nl.vangnet.situation.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.History;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.Rules;
import nl.vangnet.policy.ScaleLevel;
import nl.vangnet.situation.Filter;
import nl.vangnet.situation.Overviews;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The series behind the charts: occupied, staffed and what is left between them, with unknown
/// moments as null.
@RestController
class SeriesJson {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 200;

  private final Map<Key, Read> read = new ConcurrentHashMap<>();
  private final Overviews overviews;
  private final Directory directory;
  private final History history;
  private final Rules rules;

  SeriesJson(Overviews overviews, Directory directory, History history, Rules rules) {
    this.overviews = overviews;
    this.directory = directory;
    this.history = history;
    this.rules = rules;
  }

  /// The periods of a chart, each with the step between its points.
  enum Period {
    DAY("24h", Duration.ofHours(24), Duration.ofMinutes(15)),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(1)),
    MONTH("30d", Duration.ofDays(30), Duration.ofHours(4)),
    QUARTER("90d", Duration.ofDays(90), Duration.ofHours(12));

    private final String code;
    private final Duration length;
    private final Duration step;

    Period(String code, Duration length, Duration step) {
      this.code = code;
      this.length = length;
      this.step = step;
    }

    static Period of(String code) {
      for (var period : values()) {
        if (period.code.equals(code)) {
          return period;
        }
      }
      throw new BadInput("bad-period", "'" + code + "' is no period; write 24h, 7d, 30d or 90d.");
    }
  }

  /// A chart: its points and the capacity levels that are drawn as lines.
  record Series(List<Point> points, List<Level> levels) {}

  /// One moment: values are null where the picture was not complete enough to tell.
  record Point(
      Instant at,
      @Nullable Integer occupied,
      @Nullable Integer staffed,
      @Nullable Integer free,
      boolean complete) {}

  /// A capacity level.
  record Level(String code, int beds, int percent) {}

  @GetMapping("/situatie/reeks")
  @Grant(Permission.SEE_PICTURE)
  Series series(
      Frame frame,
      @RequestParam(defaultValue = "24h") String period,
      @RequestParam(required = false) @Nullable String site,
      @RequestParam(required = false) @Nullable String unit) {
    var address = Address.of(frame, overviews);
    var chosen = Period.of(period);
    var filter = address.filter();
    var category = Optional.ofNullable(filter.category()).orElse("icu");
    var at = address.moment().at();
    var to = floor(at == null ? frame.now() : at, chosen.step);
    var from = to.minus(chosen.length);
    var sites = sites(address, site, to);
    Predicate<Line> lines =
        line ->
            line.category().equals(category)
                && (filter.cohort() == null || filter.cohort().equals(line.cohort()))
                && (unit == null || unit.equals(line.unit().toString()));
    // Many people look at the same chart; it is read at most once a minute.
    var key = new Key(filter, site, unit, chosen, to);
    var kept = read.get(key);
    if (kept != null && kept.at().plus(KEPT).isAfter(frame.now())) {
      return kept.series();
    }
    var made = read(sites, lines, chosen, from, to, levelsFor(filter, category, site, to));
    if (read.size() > MOST_KEPT) {
      read.clear();
    }
    read.put(key, new Read(made, frame.now()));
    return made;
  }

  private record Key(
      Filter filter, @Nullable String site, @Nullable String unit, Period period, Instant to) {}

  private record Read(Series series, Instant at) {}

  private Series read(
      List<SiteId> sites,
      Predicate<Line> lines,
      Period chosen,
      Instant from,
      Instant to,
      List<Level> levels) {
    var occupied = history.series(sites, lines, Variable.OCCUPIED, from, to, chosen.step);
    var staffed = history.series(sites, lines, Variable.STAFFED, from, to, chosen.step);
    var points = new ArrayList<Point>();
    for (var i = 0; i < occupied.size(); i++) {
      var o = occupied.get(i).total();
      var s = i < staffed.size() ? staffed.get(i).total() : Total.NONE;
      points.add(point(occupied.get(i).at(), o, s));
    }
    return new Series(points, levels);
  }

  /// The capacity levels belong to the whole of intensive care in the home country.
  private List<Level> levelsFor(Filter filter, String category, @Nullable String site, Instant at) {
    var whole =
        site == null
            && filter.region() == null
            && filter.cohort() == null
            && category.equals("icu")
            && filter.country().equals(overviews.home());
    return whole ? levels(at) : List.of();
  }

  private static Point point(Instant at, Total occupied, Total staffed) {
    var o = enough(occupied);
    var s = enough(staffed);
    return new Point(
        at,
        o,
        s,
        o == null || s == null ? null : Math.max(0, s - o),
        occupied.isComplete() && staffed.isComplete());
  }

  /// A sum of which at least half of the figures count; less would draw a fall that never was.
  static @Nullable Integer enough(Total total) {
    return (total.fresh() + total.ageing()) * 2 < total.figures() ? null : total.value();
  }

  private List<SiteId> sites(Address address, @Nullable String site, Instant at) {
    var snapshot = directory.snapshot();
    var filter = address.filter();
    if (site != null) {
      return List.of(
          snapshot
              .findSite(filter.country(), site)
              .orElseThrow(() -> new NotFound("There is no site '" + site + "'."))
              .id());
    }
    var region = filter.region();
    if (region == null) {
      return snapshot.sites(filter.country()).stream().map(s -> s.id()).toList();
    }
    var set = overviews.set(snapshot, filter, at);
    var found =
        set == null
            ? Optional.<nl.vangnet.directory.Region>empty()
            : snapshot.regions(set).stream()
                .filter(r -> r.code().equalsIgnoreCase(region))
                .findFirst();
    return snapshot
        .sites(found.orElseThrow(() -> new NotFound("There is no region '" + region + "'.")))
        .stream()
        .map(s -> s.id())
        .toList();
  }

  private List<Level> levels(Instant at) {
    return rules.icuLevels(at).stream()
        .map((ScaleLevel l) -> new Level(l.code(), l.beds(), l.percent()))
        .toList();
  }

  private static Instant floor(Instant at, Duration step) {
    return Instant.ofEpochSecond(at.getEpochSecond() / step.toSeconds() * step.toSeconds());
  }
}
