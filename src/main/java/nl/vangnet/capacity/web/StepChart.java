package nl.vangnet.capacity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.vangnet.capacity.History;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// A small step line of two series over one period, drawn on the server: occupied as a full line,
/// staffed as a thin one, gaps where nothing was known, dashes where the value was stale.
record StepChart(
    String occupied, String occupiedStale, String staffed, List<Mark> levels, List<Mark> hours) {
  static final int WIDTH = 720;
  static final int HEIGHT = 200;
  static final int LEFT = 44;
  static final int TOP = 10;
  static final int BOTTOM = 170;

  StepChart {
    levels = List.copyOf(levels);
    hours = List.copyOf(hours);
  }

  /// A grid line with its text.
  record Mark(int at, String text) {}

  /// Draws two series; null when neither holds a value.
  static @Nullable StepChart of(List<History.Point> occupied, List<History.Point> staffed) {
    var top =
        Stream.concat(occupied.stream(), staffed.stream())
            .mapToInt(p -> Math.max(or(fresh(p)), or(stale(p))))
            .max()
            .orElse(-1);
    if (top < 0 || occupied.isEmpty()) {
      return null;
    }
    var from = occupied.getFirst().at();
    var to = occupied.getLast().at();
    var step = Math.max(1, (int) Math.ceil((top + 1) / 4.0));
    var scale = new Scale(from, Math.max(1, Duration.between(from, to).toSeconds()), step * 4);
    return new StepChart(
        path(occupied, scale, false),
        path(occupied, scale, true),
        path(staffed, scale, false),
        levels(scale, step),
        hours(scale, from, to));
  }

  private record Scale(Instant from, long seconds, int top) {
    int x(Instant at) {
      return LEFT + (int) (Duration.between(from, at).toSeconds() * (WIDTH - LEFT - 4) / seconds);
    }

    int y(int value) {
      return BOTTOM - value * (BOTTOM - TOP) / top;
    }
  }

  private static List<Mark> levels(Scale scale, int step) {
    var marks = new ArrayList<Mark>();
    for (var i = 0; i <= 4; i++) {
      marks.add(new Mark(scale.y(i * step), Integer.toString(i * step)));
    }
    return marks;
  }

  private static List<Mark> hours(Scale scale, Instant from, Instant to) {
    var marks = new ArrayList<Mark>();
    var local = from.atZone(Frame.ZONE);
    var at = local.truncatedTo(java.time.temporal.ChronoUnit.HOURS).plusHours(1);
    while (at.getHour() % 6 != 0) {
      at = at.plusHours(1);
    }
    for (; !at.toInstant().isAfter(to); at = at.plusHours(6)) {
      marks.add(
          new Mark(scale.x(at.toInstant()), String.format(Locale.ROOT, "%02d:00", at.getHour())));
    }
    return marks;
  }

  private static String path(List<History.Point> points, Scale scale, boolean stale) {
    var path = new StringBuilder();
    var pen = false;
    for (var point : points) {
      var value = stale ? stale(point) : fresh(point);
      var x = scale.x(point.at());
      if (value == null) {
        if (pen) {
          path.append('H').append(x);
        }
        pen = false;
      } else if (pen) {
        path.append('H').append(x).append('V').append(scale.y(value));
      } else {
        path.append('M').append(x).append(' ').append(scale.y(value));
        pen = true;
      }
    }
    return path.toString();
  }

  private static @Nullable Integer fresh(History.Point point) {
    return point.total().value();
  }

  private static @Nullable Integer stale(History.Point point) {
    return point.total().stale() > 0 ? point.total().staleValue() : null;
  }

  private static int or(@Nullable Integer value) {
    return value == null ? -1 : value;
  }
}
