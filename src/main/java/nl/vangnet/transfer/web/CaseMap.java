package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.vangnet.directory.Areas;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.TransferRequest;
import org.jspecify.annotations.Nullable;

/// The map of a case: the ground, where the patient is, the sites that were asked and where he
/// goes, cut to what matters. Drawn in degrees with the longitude shortened.
record CaseMap(
    String box,
    double unit,
    List<String> ground,
    List<Mark> others,
    List<Mark> marks,
    @Nullable Line line) {
  private static final double SMALLEST = 1.7;
  private static final double RATIO = 0.8;

  CaseMap {
    ground = List.copyOf(ground);
    others = List.copyOf(others);
    marks = List.copyOf(marks);
  }

  /// A place; `others` are those that play no part. The kind is "other", "from", "to", "open", "no"
  /// or "gone".
  record Mark(String kind, String name, double x, double y) {}

  /// The way that the patient goes.
  record Line(double x1, double y1, double x2, double y2) {}

  /// Draws a case; null when no place of it is known.
  static @Nullable CaseMap draw(
      Areas areas, Places places, TransferRequest request, List<Offer> offers) {
    var from = places.find(request.origin().site()).orElse(null);
    if (from == null || from.coordinates() == null) {
      return null;
    }
    var squeeze = Math.cos(Math.toRadians(from.coordinates().latitude()));
    var marks = new ArrayList<Mark>();
    marks.add(mark("from", from, from.coordinates(), squeeze));
    var placement = request.placement();
    Mark goal = null;
    for (var offer : offers) {
      var placed = placement != null && placement.offer() == offer.id();
      var site = places.find(offer.site()).orElse(null);
      if (site == null || site.coordinates() == null) {
        continue;
      }
      var mark = mark(kind(offer, placed), site, site.coordinates(), squeeze);
      marks.removeIf(m -> m.name().equals(mark.name()) && !m.kind().equals("from"));
      marks.add(mark);
      if (placed) {
        goal = mark;
      }
    }
    var ground = new ArrayList<String>();
    var country = areas.outline(from.country());
    if (!country.isEmpty()) {
      ground.add(path(country, squeeze));
    }
    var others = new ArrayList<Mark>();
    for (var site : places.sites()) {
      if (site.type() == ProviderType.HOSPITAL
          && site.country().equals(from.country())
          && site.coordinates() != null) {
        others.add(mark("other", site, site.coordinates(), squeeze));
      }
    }
    var start = marks.getFirst();
    return new CaseMap(
        box(marks),
        side(marks) / 100,
        ground,
        others,
        marks,
        goal == null ? null : new Line(start.x(), start.y(), goal.x(), goal.y()));
  }

  private static String kind(Offer offer, boolean placed) {
    if (placed) {
      return "to";
    }
    return switch (offer.state()) {
      case OPEN -> "open";
      case ACCEPTED -> "to";
      case REFUSED, EXPIRED, LOST -> "no";
      case WITHDRAWN -> "gone";
    };
  }

  private static Mark mark(String kind, Site site, Coordinates at, double squeeze) {
    return new Mark(kind, site.name(), at.longitude() * squeeze, -at.latitude());
  }

  private static double side(List<Mark> marks) {
    var wide = max(marks, true) - min(marks, true);
    var high = max(marks, false) - min(marks, false);
    return Math.max(SMALLEST, Math.max(wide, high / RATIO) * 1.5);
  }

  private static String box(List<Mark> marks) {
    var side = side(marks);
    var x = (max(marks, true) + min(marks, true)) / 2 - side / 2;
    var y = (max(marks, false) + min(marks, false)) / 2 - side * RATIO / 2;
    return String.format(Locale.ROOT, "%.4f %.4f %.4f %.4f", x, y, side, side * RATIO);
  }

  private static double max(List<Mark> marks, boolean horizontal) {
    return marks.stream().mapToDouble(m -> horizontal ? m.x() : m.y()).max().orElse(0);
  }

  private static double min(List<Mark> marks, boolean horizontal) {
    return marks.stream().mapToDouble(m -> horizontal ? m.x() : m.y()).min().orElse(0);
  }

  private static String path(List<List<Coordinates>> rings, double squeeze) {
    var path = new StringBuilder();
    for (var ring : rings) {
      var first = true;
      for (var at : ring) {
        path.append(first ? 'M' : 'L')
            .append(
                String.format(Locale.ROOT, "%.3f %.3f", at.longitude() * squeeze, -at.latitude()));
        first = false;
      }
      path.append('Z');
    }
    return path.toString();
  }

  /// A length in the drawing, in percent of its width.
  String size(double percent) {
    return String.format(Locale.ROOT, "%.5f", unit * percent);
  }

  /// A place in the drawing.
  static String at(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }
}
