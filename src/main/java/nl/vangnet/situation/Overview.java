package nl.vangnet.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// One country at one moment, added up: nation, regions (fullest first) and sites (by name).
/// Computed once per picture, directory and filter; immutable.
public record Overview(
    Stamp stamp,
    Filter filter,
    @Nullable RegionSet set,
    Figures nation,
    List<RegionRow> regions,
    List<SiteRow> sites) {
  public Overview {
    regions = List.copyOf(regions);
    sites = List.copyOf(sites);
  }

  /// What an overview was made of: the moment of its picture, and the versions of picture and
  /// directory.
  public record Stamp(Instant at, long picture, long directory) {}

  /// The order and names of categories and cohorts.
  public record Order(Map<String, Integer> categories, Map<String, Integer> cohorts) {}

  /// The moment that ages refer to.
  public Instant at() {
    return stamp.at();
  }

  /// The region with this code.
  public Optional<RegionRow> findRegion(String code) {
    return regions.stream().filter(r -> r.region().code().equalsIgnoreCase(code)).findFirst();
  }

  /// The sites of a region, by name.
  public List<SiteRow> sitesOf(Region region) {
    return sites.stream().filter(s -> region.equals(s.region())).toList();
  }

  /// The bed categories that the head of a page shows: the one asked for, or intensive care and
  /// ward, or else the first two that have lines.
  public List<String> headline() {
    var chosen = filter.category();
    if (chosen != null) {
      return List.of(chosen);
    }
    var present = nation.categories().keySet();
    var usual = List.of("icu", "ward");
    if (present.isEmpty()) {
      return usual;
    }
    var found = usual.stream().filter(present::contains).toList();
    return found.isEmpty() ? present.stream().limit(2).toList() : found;
  }

  /// Adds up `picture` for `filter`. `yesterday` holds the occupied beds of a day ago per line.
  public static Overview of(
      Picture picture,
      DirectorySnapshot directory,
      @Nullable RegionSet set,
      Filter filter,
      Order order,
      Baseline yesterday) {
    var nation = new Group(order);
    var groups = new HashMap<RegionId, Group>();
    var regionList = set == null ? List.<Region>of() : directory.regions(set);
    for (var region : regionList) {
      if (filter.region() == null || filter.region().equalsIgnoreCase(region.code())) {
        groups.put(region.id(), new Group(order));
      }
    }
    var rows = new ArrayList<SiteRow>();
    for (var site : directory.sites(filter.country())) {
      var region = set == null ? null : directory.findRegionOf(site.id(), set).orElse(null);
      if (filter.takes(site, region)) {
        var seen = picture.site(site.id());
        var own = own(picture, site, filter, order, yesterday);
        nation.merge(own);
        var group = region == null ? null : groups.get(region.id());
        if (group != null) {
          group.merge(own);
        }
        rows.add(new SiteRow(site, region, own.figures(), seen));
      }
    }
    var lead = headlineOf(filter, nation.byCategory.keySet());
    var regions = new ArrayList<RegionRow>();
    for (var region : regionList) {
      var group = groups.get(region.id());
      if (group != null) {
        regions.add(new RegionRow(region, group.figures(), group.changes));
      }
    }
    regions.sort(fullestFirst(lead));
    return new Overview(
        new Stamp(picture.at(), picture.version(), directory.version()),
        filter,
        set,
        nation.figures(),
        regions,
        rows);
  }

  private static String headlineOf(Filter filter, java.util.Set<String> present) {
    if (filter.category() != null) {
      return filter.category();
    }
    return present.contains("icu") || present.isEmpty() ? "icu" : present.iterator().next();
  }

  /// Fullest first; then least free; then by name. What is unknown comes last.
  static Comparator<RegionRow> fullestFirst(String category) {
    return Comparator.<RegionRow>comparingDouble(r -> -r.figures().of(category).rank())
        .thenComparingInt(r -> freeOf(r.figures().of(category)))
        .thenComparing(r -> r.region().name());
  }

  private static int freeOf(Sums sums) {
    var free = sums.room().free().value();
    return free == null ? Integer.MAX_VALUE : free;
  }

  private static Group own(
      Picture picture, Site site, Filter filter, Order order, Baseline yesterday) {
    var own = new Group(order);
    var seen = picture.site(site.id());
    if (seen != null) {
      for (var line : seen.lines()) {
        if (filter.takes(line.line())) {
          own.category(line.line().category()).add(line);
          own.cohort(line.line().category(), line.line().cohort()).add(line);
          var change = yesterday.occupiedSince(line);
          if (change != null) {
            own.changes.merge(line.line().category(), change, Integer::sum);
          }
        }
      }
    }
    return own;
  }

  private static final class Group {
    private final Order order;
    private final Map<String, SumUp> byCategory;
    private final Map<String, Map<String, SumUp>> byCohort = new HashMap<>();
    private final Map<String, Integer> changes = new HashMap<>();

    Group(Order order) {
      this.order = order;
      this.byCategory = new TreeMap<>(by(order.categories()));
    }

    SumUp category(String code) {
      return byCategory.computeIfAbsent(code, c -> new SumUp());
    }

    SumUp cohort(String category, String cohort) {
      return byCohort
          .computeIfAbsent(category, c -> new TreeMap<>(by(order.cohorts())))
          .computeIfAbsent(cohort, c -> new SumUp());
    }

    void merge(Group site) {
      site.byCategory.forEach((code, sum) -> category(code).merge(sum));
      site.byCohort.forEach(
          (code, sums) -> sums.forEach((cohort, sum) -> cohort(code, cohort).merge(sum)));
      site.changes.forEach((code, change) -> changes.merge(code, change, Integer::sum));
    }

    Figures figures() {
      var categories = new LinkedHashMap<String, Sums>();
      byCategory.forEach((code, sum) -> categories.put(code, sum.sums()));
      var cohorts = new LinkedHashMap<String, Map<String, Sums>>();
      byCohort.forEach((code, sums) -> {
        var inOrder = new LinkedHashMap<String, Sums>();
        sums.forEach((cohort, sum) -> inOrder.put(cohort, sum.sums()));
        cohorts.put(code, inOrder);
      });
      return new Figures(categories, cohorts);
    }

    private static Comparator<String> by(Map<String, Integer> ranks) {
      return Comparator.<String>comparingInt(c -> ranks.getOrDefault(c, Integer.MAX_VALUE))
          .thenComparing(Comparator.naturalOrder());
    }
  }
}
