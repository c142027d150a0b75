package nl.vangnet.feeds;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The monitors of other parties (CHN-12): their figures with their own definitions, beside ours
/// with the difference and the explanation, never part of the picture.
@Service
public class Monitors {
  private static final int SHOWN = 400;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_TEXT = 4_000;
  private static final Set<String> COUNTRY =
      Set.of("nl", "nederland", "netherlands", "the netherlands", "land", "landelijk", "national");

  private final MonitorStore store;
  private final LcpsFeed feed;
  private final FeedPlaces places;
  private final Definitions definitions;
  private final AuditTrail audit;
  private final Clock clock;

  Monitors(
      MonitorStore store,
      LcpsFeed feed,
      FeedPlaces places,
      Definitions definitions,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.feed = feed;
    this.places = places;
    this.definitions = definitions;
    this.audit = audit;
    this.clock = clock;
  }

  /// A monitor to register; an empty `region` means the whole country.
  public record NewMonitor(
      String name, String owner, String definitions, String basis, String region) {}

  /// What became of a request about a monitor.
  public sealed interface Outcome {
    /// It stands.
    record Done(long id) implements Outcome {}

    /// It does not: "name-missing", "owner-missing", "definitions-missing", "basis-missing",
    /// "name-taken", "unknown-region", "text-too-long", "unknown-category", "unknown-cohort",
    /// "unknown-variable", "unknown-indicator".
    record Refused(String code) implements Outcome {}
  }

  /// All monitors, by name.
  public List<Monitor> list() {
    return store.list();
  }

  /// The monitor with this id.
  public Monitor get(long id) {
    return store.find(id).orElseThrow(() -> new NotFound("monitor"));
  }

  /// Registers a monitor with its own words. Needs IMPORT_FOREIGN.
  @Transactional
  public Outcome register(Actor actor, NewMonitor monitor) {
    actor.require(Permission.IMPORT_FOREIGN, "monitors");
    var named =
        Map.of(
            "name", monitor.name(),
            "owner", monitor.owner(),
            "definitions", monitor.definitions(),
            "basis", monitor.basis());
    for (var field : List.of("name", "owner", "definitions", "basis")) {
      var text = named.getOrDefault(field, "");
      if (text.isBlank()) {
        return new Outcome.Refused(field + "-missing");
      }
      var most = field.equals("name") || field.equals("owner") ? LONGEST_NAME : LONGEST_TEXT;
      if (text.length() > most) {
        return new Outcome.Refused("text-too-long");
      }
    }
    @Nullable RegionId region = null;
    if (!monitor.region().isBlank()) {
      var found = places.findRegion(places.home(), monitor.region(), clock.instant());
      if (found.isEmpty()) {
        return new Outcome.Refused("unknown-region");
      }
      region = found.get().id();
    }
    var id =
        store.add(
            monitor.name().strip(),
            monitor.owner().strip(),
            monitor.definitions().strip(),
            monitor.basis().strip(),
            region,
            actor.id(),
            clock.instant());
    if (id.isEmpty()) {
      return new Outcome.Refused("name-taken");
    }
    audit.record(
        actor,
        "feeds.register-monitor",
        "monitor:" + id.get(),
        null,
        Map.of("name", monitor.name().strip()));
    return new Outcome.Done(id.get());
  }

  /// What an import did: the figures that stand, the faults of the rows that were left out.
  public record Imported(int figures, List<CellNote> faults) {
    public Imported {
      faults = List.copyOf(faults);
    }
  }

  /// Reads a file of the monitor; rows with a fault are left out and named. Needs IMPORT_FOREIGN.
  @Transactional
  public Imported take(Actor actor, long id, String fileName, byte[] file) {
    actor.require(Permission.IMPORT_FOREIGN, "monitors");
    var monitor = get(id);
    var read = MonitorReader.read(file);
    if (!read.figures().isEmpty()) {
      var name = fileName.replaceAll("[^\\p{L}\\p{N} ._()-]", "_");
      store.addImport(
          monitor.id(),
          name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
          actor.id(),
          clock.instant(),
          read.figures(),
          read.faults().size());
      audit.record(
          actor,
          "feeds.import-monitor",
          "monitor:" + id,
          null,
          Map.of(
              "figures", String.valueOf(read.figures().size()),
              "faults", String.valueOf(read.faults().size())));
    }
    return new Imported(read.figures().size(), read.faults());
  }

  /// Says with which figure of ours an indicator is shown, and why they may differ. Needs
  /// IMPORT_FOREIGN.
  @Transactional
  public Outcome compare(Actor actor, long id, Comparison comparison) {
    actor.require(Permission.IMPORT_FOREIGN, "monitors");
    var monitor = get(id);
    if (!store.indicators(id).contains(comparison.indicator())) {
      return new Outcome.Refused("unknown-indicator");
    }
    if (definitions.findCategory(comparison.category()).isEmpty()) {
      return new Outcome.Refused("unknown-category");
    }
    if (!comparison.cohort().isEmpty() && definitions.findCohort(comparison.cohort()).isEmpty()) {
      return new Outcome.Refused("unknown-cohort");
    }
    if (Variable.find(comparison.variable()).isEmpty()) {
      return new Outcome.Refused("unknown-variable");
    }
    if (comparison.explanation().length() > LONGEST_TEXT) {
      return new Outcome.Refused("text-too-long");
    }
    store.compare(monitor.id(), comparison, actor.id(), clock.instant());
    audit.record(
        actor,
        "feeds.compare-monitor",
        "monitor:" + id,
        null,
        Map.of("indicator", comparison.indicator(), "variable", comparison.variable()));
    return new Outcome.Done(id);
  }

  /// The indicators of a monitor.
  public List<String> indicators(long id) {
    return store.indicators(id);
  }

  /// The comparison in force of an indicator.
  public Optional<Comparison> comparison(long id, String indicator) {
    return store.comparison(id, indicator);
  }

  /// Their figure of a day and area beside ours at 12:00. `ours` is null when it is unknown or
  /// nothing of ours is compared; `open` counts our lines of which the value does not count;
  /// `difference` is theirs less ours. `areaKnown` tells whether the area is a region, site or the
  /// country here.
  public record Side(
      LocalDate day,
      String area,
      @Nullable BigDecimal theirs,
      @Nullable String unknownReason,
      boolean areaKnown,
      @Nullable Integer ours,
      int open,
      @Nullable BigDecimal difference) {}

  /// The last figures of an indicator beside ours, newest first.
  @Transactional(readOnly = true)
  public List<Side> sides(long id, String indicator) {
    var now = clock.instant();
    var figures = store.figures(id, indicator, SHOWN);
    var comparison = store.comparison(id, indicator);
    var byArea = new HashMap<String, Map<Instant, LcpsFeed.DayTotal>>();
    var known = new HashMap<String, Boolean>();
    for (var area : figures.stream().map(ForeignFigure::area).distinct().toList()) {
      var sites = sites(area);
      known.put(area, sites.isPresent());
      if (sites.isPresent() && comparison.isPresent()) {
        var moments = new TreeSet<Instant>();
        figures.stream()
            .filter(f -> f.area().equals(area))
            .forEach(f -> moments.add(moment(f.day(), now)));
        moments.removeIf(m -> m.isAfter(now));
        byArea.put(area, ours(comparison.get(), sites.get(), List.copyOf(moments)));
      }
    }
    var sides = new ArrayList<Side>();
    for (var figure : figures) {
      var total = byArea.getOrDefault(figure.area(), Map.of()).get(moment(figure.day(), now));
      var ours = total == null ? null : total.value();
      var theirs = figure.value();
      sides.add(
          new Side(
              figure.day(),
              figure.area(),
              theirs,
              figure.unknownReason(),
              known.getOrDefault(figure.area(), false),
              ours,
              total == null ? 0 : total.open(),
              ours == null || theirs == null ? null : theirs.subtract(BigDecimal.valueOf(ours))));
    }
    return sides;
  }

  private Map<Instant, LcpsFeed.DayTotal> ours(
      Comparison comparison, List<SiteId> sites, List<Instant> moments) {
    var variable = Variable.find(comparison.variable());
    if (variable.isEmpty() || moments.isEmpty()) {
      return Map.of();
    }
    return feed.totals(
        sites,
        line ->
            line.category().equals(comparison.category())
                && (comparison.cohort().isEmpty() || line.cohort().equals(comparison.cohort())),
        variable.get(),
        moments);
  }

  /// The moment of a day on which both sides are looked at; of today at most now.
  private Instant moment(LocalDate day, Instant now) {
    var noon = day.atTime(LcpsFeed.MOMENT).atZone(FeedPlaces.ZONE).toInstant();
    return noon.isAfter(now) && day.equals(LocalDate.ofInstant(now, FeedPlaces.ZONE)) ? now : noon;
  }

  /// The sites of an area by the name that another party gives it: the country, a region, a site.
  private Optional<List<SiteId>> sites(String area) {
    var wanted = area.strip().toLowerCase(Locale.ROOT);
    var home = places.home();
    if (COUNTRY.contains(wanted) || wanted.equals(home.value().toLowerCase(Locale.ROOT))) {
      return Optional.of(places.snapshot().sites(home).stream().map(Site::id).toList());
    }
    var region = places.findRegion(home, area, clock.instant());
    if (region.isPresent()) {
      return Optional.of(places.snapshot().sites(region.get()).stream().map(Site::id).toList());
    }
    return places.snapshot().findSite(home, area.strip()).map(s -> List.of(s.id()));
  }

  /// The name of the region of a monitor; empty when it is about the whole country.
  public String regionName(Monitor monitor) {
    var region = monitor.region();
    return region == null ? "" : places.snapshot().findRegion(region).map(Region::name).orElse("");
  }
}
