package nl.vangnet.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import nl.vangnet.reports.Frozen;
import org.jspecify.annotations.Nullable;

/// Makes the rows of the open data of one day from its frozen picture: never from anything live,
/// and never of a single site. Pure.
final class OpenRows {
  static final String MEASURED = "measured";
  static final String ESTIMATE = "estimate";
  static final String SUPPRESSED = "suppressed";
  static final String MISSING = "missing";

  private static final List<String> CATEGORIES = List.of("icu", "ward");
  private static final String COVID = "covid";

  private OpenRows() {}

  /// The rows of a dataset for the day of a frozen picture.
  static List<OpenRow> of(Dataset dataset, Frozen frozen) {
    return switch (dataset) {
      case NATIONAL_DAILY -> national(frozen);
      case REGION_DAILY -> regions(frozen);
      case REPORTING_STATUS -> reporting(frozen);
    };
  }

  /// The beds of one area and category as they may be told when nothing has to stay away.
  private record Beds(
      @Nullable Integer covid,
      @Nullable Integer other,
      @Nullable Integer total,
      @Nullable Integer staffed,
      int sites,
      int counted) {
    static Beds of(Frozen.Area area, String category) {
      var all = area.find(category, Frozen.ALL);
      if (all.isEmpty()) {
        return new Beds(null, null, null, null, 0, 0);
      }
      var total = all.get().sums().occupied().enough();
      var covid =
          total == null
              ? null
              : area.find(category, COVID).map(g -> g.sums().occupied().value()).orElse(null);
      return new Beds(
          covid,
          total == null || covid == null ? null : Integer.valueOf(total - covid),
          total,
          all.get().sums().staffed().enough(),
          all.get().freshness().sites(),
          all.get().freshness().counted());
    }
  }

  private static List<OpenRow> national(Frozen frozen) {
    var rows = new ArrayList<OpenRow>();
    for (var category : CATEGORIES) {
      var beds = Beds.of(frozen.nation(), category);
      var hidden = hidden(frozen, category);
      var away = hidden.occupied().nation() || hidden.staffed().nation();
      rows.add(
          OpenRow.of(
              frozen.head().day().toString(),
              category,
              away ? null : beds.total(),
              away ? null : beds.covid(),
              away ? null : beds.other(),
              away ? null : beds.staffed(),
              away ? SUPPRESSED : beds.total() == null ? MISSING : MEASURED,
              null,
              null,
              beds.counted(),
              beds.sites()));
    }
    return rows;
  }

  /// What stays away in the two tables of a category.
  private record Away(SmallCells.Hidden occupied, SmallCells.Hidden staffed) {}

  private static Away hidden(Frozen frozen, String category) {
    var occupied = new ArrayList<SmallCells.Row>();
    var staffed = new ArrayList<SmallCells.Row>();
    for (var region : frozen.regions()) {
      var beds = Beds.of(region, category);
      occupied.add(
          new SmallCells.Row(
              region.code(),
              beds.counted(),
              Arrays.asList(beds.covid(), beds.other(), beds.total())));
      staffed.add(
          new SmallCells.Row(
              region.code(), beds.counted(), Collections.singletonList(beds.staffed())));
    }
    var sites = Beds.of(frozen.nation(), category).counted();
    return new Away(SmallCells.of(occupied, sites), SmallCells.of(staffed, sites));
  }

  private static List<OpenRow> regions(Frozen frozen) {
    var rows = new ArrayList<OpenRow>();
    for (var category : CATEGORIES) {
      var hidden = hidden(frozen, category);
      for (var i = 0; i < frozen.regions().size(); i++) {
        var region = frozen.regions().get(i);
        var beds = Beds.of(region, category);
        if (beds.sites() == 0) {
          continue;
        }
        var away = hidden.occupied();
        var any =
            away.hides(i, 0)
                || away.hides(i, 1)
                || away.hides(i, 2)
                || hidden.staffed().hides(i, 0);
        rows.add(
            OpenRow.of(
                frozen.head().day().toString(),
                region.code(),
                region.name(),
                category,
                away.hides(i, 2) ? null : beds.total(),
                away.hides(i, 0) ? null : beds.covid(),
                away.hides(i, 1) ? null : beds.other(),
                hidden.staffed().hides(i, 0) ? null : beds.staffed(),
                any ? SUPPRESSED : beds.total() == null ? MISSING : MEASURED,
                null,
                null));
      }
    }
    return rows;
  }

  private static List<OpenRow> reporting(Frozen frozen) {
    var rows = new ArrayList<OpenRow>();
    for (var area : frozen.areas()) {
      for (var category : CATEGORIES) {
        area.find(category, Frozen.ALL)
            .ifPresent(g ->
                rows.add(
                    OpenRow.of(
                        frozen.head().day().toString(),
                        area.code().isEmpty() ? frozen.head().country() : area.code(),
                        area.name(),
                        category,
                        g.freshness().sites(),
                        g.freshness().counted(),
                        g.freshness().fresh())));
      }
    }
    return rows;
  }
}
