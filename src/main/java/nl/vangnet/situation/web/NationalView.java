package nl.vangnet.situation.web;

import java.util.List;
import java.util.Locale;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.ScaleLevel;
import nl.vangnet.situation.Cell;
import nl.vangnet.situation.Cells;
import nl.vangnet.situation.Change;
import nl.vangnet.situation.MapDrawing;
import nl.vangnet.situation.Overview;
import nl.vangnet.situation.RegionRow;
import nl.vangnet.situation.Silence;
import nl.vangnet.situation.SiteRow;
import nl.vangnet.situation.Sums;
import nl.vangnet.situation.Task;
import org.jspecify.annotations.Nullable;

/// The national picture as its page shows it.
record NationalView(
    Overview overview,
    Cells cells,
    Names names,
    Address address,
    Travel travel,
    Choices choices,
    Beside beside,
    Scale scale,
    @Nullable MapDrawing map,
    Live live) {

  /// What can be chosen in the filter.
  record Choices(
      List<CountryCode> countries,
      List<RegionSet> sets,
      List<String> categories,
      List<String> cohorts,
      List<RegionRow> regions) {}

  /// What stands beside the figures.
  record Beside(List<Change> changes, List<Silence> silent, List<Task> tasks) {}

  /// The scale levels of intensive care, smallest first; empty where they do not apply.
  record Scale(List<ScaleLevel> levels, int occupied, int staffed) {
    int end() {
      var most = levels.isEmpty() ? 1 : levels.getLast().beds();
      return Math.max(Math.max(most, occupied), Math.max(staffed, 1));
    }

    String left(int beds) {
      return String.format(Locale.ROOT, "%.2f%%", Math.min(100, beds * 100.0 / end()));
    }

    /// The smallest level that holds the patients of now; null above the last.
    @Nullable ScaleLevel needed() {
      return levels.stream().filter(l -> l.beds() >= occupied).findFirst().orElse(null);
    }
  }

  /// How the page stays true: by cells of a topic, by fetching itself again, or not at all.
  record Live(@Nullable String topic, boolean cells) {}

  String prefix() {
    return Cells.prefix(overview);
  }

  Cell cell(String id) {
    return cells.get(id);
  }

  /// The category by which regions are ranked and the map is filled.
  String lead() {
    var headline = overview.headline();
    return headline.isEmpty() ? "icu" : headline.getFirst();
  }

  @Nullable String second() {
    var headline = overview.headline();
    return headline.size() > 1 ? headline.get(1) : null;
  }

  Sums sums(String category) {
    return overview.nation().of(category);
  }

  String regionHref(RegionRow row) {
    return "/regio/" + row.region().code() + address.tail();
  }

  String siteHref(Site site) {
    return "/locatie/" + site.code() + address.tail();
  }

  /// The radius of a site's mark: its area goes with the staffed beds.
  static double radius(@Nullable SiteRow row, String lead) {
    if (row == null || row.picture() == null) {
      return 3.2;
    }
    var beds = 0;
    for (var line : row.picture().lines()) {
      if (line.line().category().equals(lead)) {
        var staffed = line.figure(Variable.STAFFED).used();
        beds += staffed == null ? 0 : staffed;
      }
    }
    return Math.min(13, 3.2 + Math.sqrt(beds) * 1.05);
  }

  /// The sites that the map marks: all, or the largest when there are very many.
  List<Placed> marks() {
    if (map == null) {
      return List.of();
    }
    var rows = new java.util.HashMap<nl.vangnet.directory.SiteId, SiteRow>();
    overview.sites().forEach(r -> rows.put(r.site().id(), r));
    return map.marks().stream()
        .filter(m -> rows.containsKey(m.site().id()))
        .map(m -> new Placed(m, radius(rows.get(m.site().id()), lead())))
        .sorted(java.util.Comparator.comparingDouble(Placed::radius).reversed())
        .limit(400)
        .toList();
  }

  /// A mark with its size.
  record Placed(MapDrawing.Mark mark, double radius) {
    String x() {
      return String.format(Locale.ROOT, "%.1f", mark.at().x());
    }

    String y() {
      return String.format(Locale.ROOT, "%.1f", mark.at().y());
    }

    String r() {
      return String.format(Locale.ROOT, "%.1f", radius);
    }
  }
}
