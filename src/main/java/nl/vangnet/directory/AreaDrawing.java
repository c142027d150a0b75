package nl.vangnet.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/// Draws the areas of one region set: Voronoi cells of the known places, merged per region and
/// clipped. Works in degrees with the longitude shortened to the latitude of the country, so that
/// distances compare well enough for a map.
class AreaDrawing {
  /// Seeds closer than this (about 50 metres) count as one place.
  private static final double SAME_PLACE = 0.0005;

  /// A site outside a thinned coastline still stands on this much land of its own (about 1.5 km).
  private static final double FOOTHOLD = 0.0135;

  private static final double SLIVER = 2e-5;
  private static final GeometryFactory SHAPES = new GeometryFactory();

  private final DirectorySnapshot snapshot;
  private final CountryCode country;
  private final double squeeze;

  private AreaDrawing(DirectorySnapshot snapshot, CountryCode country) {
    this.snapshot = snapshot;
    this.country = country;
    var latitude =
        snapshot.sites(country).stream()
            .map(Site::coordinates)
            .filter(Objects::nonNull)
            .mapToDouble(Coordinates::latitude)
            .average()
            .orElse(0);
    this.squeeze = Math.max(0.1, Math.cos(Math.toRadians(latitude)));
  }

  static List<List<Coordinates>> outline(DirectorySnapshot snapshot, CountryCode country) {
    var drawing = new AreaDrawing(snapshot, country);
    return drawing.rings(drawing.land());
  }

  static Map<RegionId, List<List<Coordinates>>> areas(DirectorySnapshot snapshot, RegionSet set) {
    return new AreaDrawing(snapshot, set.country()).areas(set);
  }

  private Map<RegionId, List<List<Coordinates>>> areas(RegionSet set) {
    var seeds = seeds(set);
    var areas = new LinkedHashMap<RegionId, List<List<Coordinates>>>();
    if (seeds.isEmpty()) {
      return areas;
    }
    var land = landWithFootholds();
    var cells = cells(seeds, land.getEnvelopeInternal());
    for (var region : snapshot.regions(set)) {
      var own = cells.get(region.id());
      if (own != null) {
        var area = OverlayNGRobust.overlay(merge(own), land, OverlayNG.INTERSECTION);
        areas.put(region.id(), rings(area));
      }
    }
    return areas;
  }

  /// The places with a known region; the sites first, since they outrank a town at the same spot.
  private Map<Coordinate, RegionId> seeds(RegionSet set) {
    var places = new LinkedHashMap<Coordinate, RegionId>();
    for (var site : snapshot.sites(country)) {
      var at = site.coordinates();
      var region = snapshot.findRegionOf(site.id(), set);
      if (at != null && region.isPresent()) {
        places.put(project(at), region.get().id());
      }
    }
    if (country.equals(CountryCode.NL)) {
      var byCode = new HashMap<String, RegionId>();
      snapshot.regions(set).forEach(region -> byCode.put(region.code(), region.id()));
      var lines = DirectorySeed.lines("anchors-nl.csv");
      for (var line : lines.subList(1, lines.size())) {
        var code = DirectorySeed.regionCode(set, line.get(2), "VR" + line.get(3));
        var region = byCode.get(code);
        if (region != null) {
          places.putIfAbsent(project(number(line.get(0)), number(line.get(1))), region);
        }
      }
    }
    return apart(places);
  }

  private static Map<Coordinate, RegionId> apart(Map<Coordinate, RegionId> places) {
    var kept = new LinkedHashMap<Coordinate, RegionId>();
    var grid = new HashMap<Long, Coordinate>();
    places.forEach((at, region) -> {
      var cell = Math.round(at.x / SAME_PLACE) * 1_000_003L + Math.round(at.y / SAME_PLACE);
      if (grid.putIfAbsent(cell, at) == null) {
        kept.put(at, region);
      }
    });
    return kept;
  }

  private static Map<RegionId, List<Geometry>> cells(
      Map<Coordinate, RegionId> seeds, Envelope envelope) {
    var cells = new HashMap<RegionId, List<Geometry>>();
    var extent = new Envelope(envelope);
    extent.expandBy(1);
    if (seeds.values().stream().distinct().count() == 1) {
      cells.put(seeds.values().iterator().next(), List.of(SHAPES.toGeometry(extent)));
      return cells;
    }
    var voronoi = new VoronoiDiagramBuilder();
    voronoi.setSites(seeds.keySet());
    voronoi.setClipEnvelope(extent);
    var diagram = voronoi.getDiagram(SHAPES);
    for (var i = 0; i < diagram.getNumGeometries(); i++) {
      var cell = diagram.getGeometryN(i);
      var region = seeds.get((Coordinate) cell.getUserData());
      if (region != null) {
        cells.computeIfAbsent(region, r -> new ArrayList<>()).add(cell);
      }
    }
    return cells;
  }

  private static Geometry merge(Collection<Geometry> cells) {
    return OverlayNGRobust.union(SHAPES.buildGeometry(cells));
  }

  private Geometry landWithFootholds() {
    var footholds = new ArrayList<Geometry>();
    var land = land();
    for (var site : snapshot.sites(country)) {
      var at = site.coordinates();
      if (at != null) {
        var point = SHAPES.createPoint(project(at));
        if (!land.contains(point)) {
          footholds.add(point.buffer(FOOTHOLD, 6));
        }
      }
    }
    if (footholds.isEmpty()) {
      return land;
    }
    footholds.add(land);
    return merge(footholds);
  }

  private Geometry land() {
    if (country.equals(CountryCode.NL)) {
      return outlineOfTheNetherlands();
    }
    var places =
        snapshot.sites(country).stream()
            .map(Site::coordinates)
            .filter(Objects::nonNull)
            .map(this::project)
            .toArray(Coordinate[]::new);
    if (places.length == 0) {
      return SHAPES.createPolygon();
    }
    var hull = SHAPES.createMultiPointFromCoords(places).convexHull();
    var extent = hull.getEnvelopeInternal();
    var margin = Math.max(0.1, 0.06 * Math.hypot(extent.getWidth(), extent.getHeight()));
    return hull.buffer(margin, 8);
  }

  private Geometry outlineOfTheNetherlands() {
    var lines = DirectorySeed.lines("outline-nl.csv");
    var rings = new TreeMap<Integer, List<Coordinate>>();
    for (var line : lines.subList(1, lines.size())) {
      rings
          .computeIfAbsent(Integer.valueOf(line.get(0)), ring -> new ArrayList<>())
          .add(project(number(line.get(1)), number(line.get(2))));
    }
    var land = new ArrayList<Geometry>();
    var water = new ArrayList<Geometry>();
    rings.forEach((number, ring) -> {
      ring.add(ring.getFirst());
      var shape = SHAPES.createPolygon(ring.toArray(Coordinate[]::new));
      (number < 0 ? water : land).add(shape);
    });
    return OverlayNGRobust.overlay(merge(land), merge(water), OverlayNG.DIFFERENCE);
  }

  /// Polygons as open rings, the largest first; slivers left by the clipping are dropped unless
  /// nothing else would remain.
  private List<List<Coordinates>> rings(Geometry area) {
    var polygons = new ArrayList<Polygon>();
    for (var i = 0; i < area.getNumGeometries(); i++) {
      if (area.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
        polygons.add(polygon);
      }
    }
    polygons.sort(Comparator.comparingDouble(Polygon::getArea).reversed());
    var rings = new ArrayList<List<Coordinates>>();
    for (var polygon : polygons) {
      if (rings.isEmpty() || polygon.getArea() > SLIVER) {
        rings.add(ring(polygon.getExteriorRing()));
        for (var i = 0; i < polygon.getNumInteriorRing(); i++) {
          rings.add(ring(polygon.getInteriorRingN(i)));
        }
      }
    }
    return List.copyOf(rings);
  }

  private List<Coordinates> ring(LinearRing ring) {
    var points = ring.getCoordinates();
    return Arrays.stream(points, 0, points.length - 1)
        .map(c -> new Coordinates(round(c.y), round(c.x / squeeze)))
        .toList();
  }

  private Coordinate project(Coordinates at) {
    return project(at.latitude(), at.longitude());
  }

  private Coordinate project(double latitude, double longitude) {
    return new Coordinate(longitude * squeeze, latitude);
  }

  private static double number(String cell) {
    return Double.parseDouble(cell);
  }

  private static double round(double degrees) {
    return Math.round(degrees * 1e5) / 1e5;
  }
}
