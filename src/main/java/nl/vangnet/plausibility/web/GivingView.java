package nl.vangnet.plausibility.web;

import java.util.List;
import nl.vangnet.directory.Region;
import nl.vangnet.plausibility.Giving;
import org.jspecify.annotations.Nullable;

/// What each gives, side by side, as its page shows it.
record GivingView(
    List<Choice> categories,
    List<Choice> groups,
    List<Region> regions,
    @Nullable Region region,
    String category,
    String groupName,
    Row nation,
    List<Row> byRegion,
    List<Row> bySite) {
  GivingView {
    categories = List.copyOf(categories);
    groups = List.copyOf(groups);
    regions = List.copyOf(regions);
    byRegion = List.copyOf(byRegion);
    bySite = List.copyOf(bySite);
  }

  /// One thing to choose.
  record Choice(String code, String name, boolean chosen) {}

  /// One giver: `own` when it is the reader's.
  record Row(String name, String sub, @Nullable String href, boolean own, Giving giving, Bar bar) {}

  /// The staffed beds as shares in percent: occupied, kept back, offered and the rest that is free.
  record Bar(int occupied, int reserve, int offered, int rest, String label) {}
}
