package nl.vangnet.transport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.vangnet.directory.Coordinates;

/// The ground of a country with marks and lines on it, in the units of a drawing: equirectangular,
/// true in the middle of the country.
final class CountryMap {
  private static final int WIDTH = 620;
  private static final int HIGHEST = 780;
  private static final int MARGIN = 14;

  private final double west;
  private final double north;
  private final double scaleX;
  private final double scaleY;
  private final int width;
  private final int height;
  private final String ground;

  /// A place in the drawing.
  record Point(double x, double y) {
    String xText() {
      return String.format(Locale.ROOT, "%.1f", x);
    }

    String yText() {
      return String.format(Locale.ROOT, "%.1f", y);
    }
  }

  /// A map that holds the outline and all these places.
  CountryMap(List<List<Coordinates>> outline, List<Coordinates> places) {
    var all = new ArrayList<>(places);
    outline.forEach(all::addAll);
    var south = all.stream().mapToDouble(Coordinates::latitude).min().orElse(50.7);
    this.north = all.stream().mapToDouble(Coordinates::latitude).max().orElse(53.6);
    this.west = all.stream().mapToDouble(Coordinates::longitude).min().orElse(3.3);
    var east = all.stream().mapToDouble(Coordinates::longitude).max().orElse(7.3);
    var squeeze = Math.max(0.05, Math.cos(Math.toRadians((south + north) / 2)));
    var wide = Math.max(0.01, (east - west) * squeeze);
    var high = Math.max(0.01, north - south);
    var scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / high);
    this.scaleX = scale * squeeze;
    this.scaleY = scale;
    this.width = (int) Math.ceil(wide * scale) + 2 * MARGIN;
    this.height = (int) Math.ceil(high * scale) + 2 * MARGIN;
    this.ground = path(outline);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  String ground() {
    return ground;
  }

  Point point(Coordinates place) {
    return new Point(
        MARGIN + (place.longitude() - west) * scaleX, MARGIN + (north - place.latitude()) * scaleY);
  }

  private String path(List<List<Coordinates>> rings) {
    var path = new StringBuilder();
    for (var ring : rings) {
      var first = true;
      for (var place : ring) {
        var point = point(place);
        path.append(first ? "M" : "L").append(point.xText()).append(' ').append(point.yText());
        first = false;
      }
      path.append("Z");
    }
    return path.toString();
  }
}
