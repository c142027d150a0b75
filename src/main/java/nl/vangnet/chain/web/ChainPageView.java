package nl.vangnet.chain.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.chain.Link;
import nl.vangnet.directory.Region;
import org.jspecify.annotations.Nullable;

/// The chain of one area as its page shows it.
record ChainPageView(
    String area,
    @Nullable Region region,
    Map<Link, Tile> tiles,
    List<ChainDrawing> drawings,
    List<Row> rows,
    Now now) {
  /// One link as a tile: its figures in words, and where it leads.
  record Tile(
      String name,
      String figure,
      List<String> facts,
      String age,
      int step,
      String label,
      String href) {}

  /// One region with the load of each link.
  record Row(String name, String href, List<Load> loads, int diversions) {}

  /// The load of a link in a region.
  record Load(String text, int step, String href, String label) {}

  /// What is the matter now beside the figures.
  record Now(int diversions, int restricted, int dormantBeds, int running, int late) {}

  /// The tile of a link.
  Tile tile(Link link) {
    return Objects.requireNonNull(tiles.get(link));
  }
}
