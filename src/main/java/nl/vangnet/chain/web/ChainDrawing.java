package nl.vangnet.chain.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.chain.Link;

/// Where the tiles of the chain stand in the drawn picture and how the arrows between them run:
/// from left to right on a wide screen, from top to bottom on a narrow one.
record ChainDrawing(int width, int height, List<Box> boxes, List<String> arrows) {
  /// A tile's place.
  record Box(Link link, int x, int y, int width, int height) {}

  private static final List<List<Link>> COLUMNS =
      List.of(
          List.of(Link.HAP, Link.RAV),
          List.of(Link.SEH),
          List.of(Link.IC, Link.HC, Link.WARD),
          List.of(Link.VVT, Link.ELV, Link.GGZ));

  ChainDrawing {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
  }

  static ChainDrawing wide() {
    var width = 252;
    var height = 124;
    var gapX = 52;
    var gapY = 14;
    var whole = 3 * height + 2 * gapY;
    var boxes = new EnumMap<Link, Box>(Link.class);
    for (var c = 0; c < COLUMNS.size(); c++) {
      var links = COLUMNS.get(c);
      var y = (whole - links.size() * height - (links.size() - 1) * gapY) / 2;
      for (var link : links) {
        boxes.put(link, new Box(link, c * (width + gapX), y, width, height));
        y += height + gapY;
      }
    }
    var arrows = new ArrayList<String>();
    for (var c = 1; c < COLUMNS.size(); c++) {
      for (var from : COLUMNS.get(c - 1)) {
        for (var to : COLUMNS.get(c)) {
          arrows.add(sideways(box(boxes, from), box(boxes, to)));
        }
      }
    }
    return new ChainDrawing(4 * width + 3 * gapX, whole, inOrder(boxes), arrows);
  }

  static ChainDrawing narrow() {
    var width = 340;
    var height = 122;
    var boxes = new EnumMap<Link, Box>(Link.class);
    var arrows = new ArrayList<String>();
    var y = 0;
    for (var c = 0; c < COLUMNS.size(); c++) {
      for (var link : COLUMNS.get(c)) {
        boxes.put(link, new Box(link, 0, y, width, height));
        y += height + 8;
      }
      if (c + 1 < COLUMNS.size()) {
        arrows.add("M%d %dV%d".formatted(width / 2, y - 6, y + 16));
        y += 22;
      }
    }
    return new ChainDrawing(width, y - 8, inOrder(boxes), arrows);
  }

  private static Box box(Map<Link, Box> boxes, Link link) {
    return Objects.requireNonNull(boxes.get(link));
  }

  private static List<Box> inOrder(Map<Link, Box> boxes) {
    return List.copyOf(boxes.values());
  }

  private static String sideways(Box from, Box to) {
    var x1 = from.x + from.width + 2;
    var y1 = from.y + from.height / 2;
    var x2 = to.x - 4;
    var y2 = to.y + to.height / 2;
    var middle = (x1 + x2) / 2;
    return "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, middle, y1, middle, y2, x2, y2);
  }
}
