package nl.vangnet.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.vangnet.directory.Areas;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// The map of a country as it is drawn: its ground, its regions as areas and its sites as marks, in
/// the units of a drawing `width` by `height`. Holds no figures, so it changes with the directory
/// only.
public record MapDrawing(
    int width, int height, List<String> ground, List<Area> areas, List<Mark> marks) {
  private static final int WIDTH = 560;
  private static final int HIGHEST = 760;
  private static final int MARGIN = 12;

  public MapDrawing {
    ground = List.copyOf(ground);
    areas = List.copyOf(areas);
    marks = List.copyOf(marks);
  }

  /// A region: its outline as an SVG path and the middle of its largest part.
  public record Area(Region region, String path, Point label) {}

  /// A site at its place.
  public record Mark(Site site, Point at) {}

  /// A place in the drawing.
  public record Point(double x, double y) {}

  /// Draws a country; empty when no place in it is known.
  public static Optional<MapDrawing> draw(
      DirectorySnapshot directory, Areas areas, CountryCode country, @Nullable RegionSet set) {
    var outline = areas.outline(country);
    var sites = directory.sites(country).stream().filter(s -> s.coordinates() != null).toList();
    var all = new ArrayList<Coordinates>();
    outline.forEach(all::addAll);
    for (var site : sites) {
      var at = site.coordinates();
      if (at != null) {
        all.add(at);
      }
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    var projection = Projection.of(all);
    var drawn = new ArrayList<Area>();
    if (set != null) {
      var rings = areas.areas(set);
      for (var region : directory.regions(set)) {
        var own = rings.get(region.id());
        if (own != null && !own.isEmpty()) {
          drawn.add(new Area(region, path(projection, own), middle(projection, own)));
        }
      }
    }
    var marks = new ArrayList<Mark>();
    for (var site : sites) {
      var at = site.coordinates();
      if (at != null) {
        marks.add(new Mark(site, projection.point(at)));
      }
    }
    return Optional.of(
        new MapDrawing(
            projection.width(),
            projection.height(),
            outline.isEmpty() ? List.of() : List.of(path(projection, outline)),
            drawn,
            marks));
  }

  private static String path(Projection projection, List<List<Coordinates>> rings) {
    var path = new StringBuilder();
    for (var ring : rings) {
      var first = true;
      var last = "";
      for (var place : ring) {
        var point = projection.point(place);
        var text = String.format(Locale.ROOT, "%.1f %.1f", point.x(), point.y());
        if (!text.equals(last)) {
          path.append(first ? "M" : "L").append(text);
          first = false;
          last = text;
        }
      }
      path.append("Z");
    }
    return path.toString();
  }

  private static Point middle(Projection projection, List<List<Coordinates>> rings) {
    var best = new Point(0, 0);
    var largest = -1.0;
    for (var ring : rings) {
      var points = ring.stream().map(projection::point).toList();
      var twice = 0.0;
      var x = 0.0;
      var y = 0.0;
      for (var i = 0; i < points.size(); i++) {
        var a = points.get(i);
        var b = points.get((i + 1) % points.size());
        var cross = a.x() * b.y() - b.x() * a.y();
        twice += cross;
        x += (a.x() + b.x()) * cross;
        y += (a.y() + b.y()) * cross;
      }
      if (Math.abs(twice) > largest && twice != 0) {
        largest = Math.abs(twice);
        best = new Point(x / (3 * twice), y / (3 * twice));
      }
    }
    return best;
  }

  /// Degrees to drawing units: equirectangular, true in the middle of the country.
  private record Projection(
      double west, double north, double scaleX, double scaleY, int width, int height) {
    static Projection of(List<Coordinates> places) {
      var south = places.stream().mapToDouble(Coordinates::latitude).min().orElse(0);
      var north = places.stream().mapToDouble(Coordinates::latitude).max().orElse(1);
      var west = places.stream().mapToDouble(Coordinates::longitude).min().orElse(0);
      var east = places.stream().mapToDouble(Coordinates::longitude).max().orElse(1);
      var squeeze = Math.max(0.05, Math.cos(Math.toRadians((south + north) / 2)));
      var wide = Math.max(0.01, (east - west) * squeeze);
      var high = Math.max(0.01, north - south);
      var scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / high);
      return new Projection(
          west,
          north,
          scale * squeeze,
          scale,
          (int) Math.ceil(wide * scale) + 2 * MARGIN,
          (int) Math.ceil(high * scale) + 2 * MARGIN);
    }

    Point point(Coordinates place) {
      return new Point(
          MARGIN + (place.longitude() - west) * scaleX,
          MARGIN + (north - place.latitude()) * scaleY);
    }
  }
}
