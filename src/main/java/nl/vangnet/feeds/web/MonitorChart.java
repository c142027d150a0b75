package nl.vangnet.feeds.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import nl.vangnet.feeds.Monitors;
import org.jspecify.annotations.Nullable;

/// Their figures and ours of one area as two lines over the days, ready to draw; a day that one
/// side does not know breaks its line. `theirs` and `ours` are paths, `levels` the lines of the
/// scale.
record MonitorChart(String area, String theirs, String ours, List<Level> levels, List<Level> days) {
  static final int WIDTH = 720;
  static final int LEFT = 44;
  static final int TOP = 10;
  static final int BOTTOM = 170;
  private static final int MOST_DAYS = 60;
  private static final int LEVELS = 4;

  MonitorChart {
    levels = List.copyOf(levels);
    days = List.copyOf(days);
  }

  /// A mark on the scale: where it lies and what it says.
  record Level(int at, String text) {}

  /// The chart of these figures; null where there are not two days of one area.
  static @Nullable MonitorChart of(List<Monitors.Side> sides, Function<LocalDate, String> name) {
    var areas = sides.stream().map(Monitors.Side::area).distinct().toList();
    if (areas.size() != 1) {
      return null;
    }
    var shown =
        sides.stream()
            .sorted(Comparator.comparing(Monitors.Side::day).reversed())
            .limit(MOST_DAYS)
            .sorted(Comparator.comparing(Monitors.Side::day))
            .toList();
    var first = shown.getFirst().day();
    var span = ChronoUnit.DAYS.between(first, shown.getLast().day());
    var values = new ArrayList<Double>();
    for (var side : shown) {
      if (side.theirs() != null) {
        values.add(side.theirs().doubleValue());
      }
      if (side.ours() != null) {
        values.add(side.ours().doubleValue());
      }
    }
    if (span == 0 || values.isEmpty()) {
      return null;
    }
    var low = values.stream().mapToDouble(v -> v).min().orElse(0);
    var high = values.stream().mapToDouble(v -> v).max().orElse(1);
    var room = Math.max(1, (high - low) * 0.15);
    var scale = new Scale(first, span, Math.floor(Math.max(0, low - room)), Math.ceil(high + room));
    var levels = new ArrayList<Level>();
    for (var i = 0; i <= LEVELS; i++) {
      var value = Math.round(scale.low() + (scale.high() - scale.low()) * i / LEVELS);
      levels.add(new Level(scale.y(value), Long.toString(value)));
    }
    return new MonitorChart(
        areas.getFirst(),
        path(shown, scale, true),
        path(shown, scale, false),
        levels,
        List.of(
            new Level(scale.x(first), name.apply(first)),
            new Level(scale.x(shown.getLast().day()), name.apply(shown.getLast().day()))));
  }

  private record Scale(LocalDate first, long span, double low, double high) {
    int x(LocalDate day) {
      return LEFT + 10 + (int) ((WIDTH - LEFT - 20) * ChronoUnit.DAYS.between(first, day) / span);
    }

    int y(double value) {
      return BOTTOM - (int) Math.round((BOTTOM - TOP) * (value - low) / (high - low));
    }
  }

  private static String path(List<Monitors.Side> sides, Scale scale, boolean theirs) {
    var path = new StringBuilder();
    var goesOn = false;
    for (var side : sides) {
      var number = theirs ? side.theirs() : side.ours();
      if (number == null) {
        goesOn = false;
        continue;
      }
      // A day alone is a short stroke, so that it shows.
      path.append(goesOn ? " L" : " M")
          .append(scale.x(side.day()))
          .append(' ')
          .append(scale.y(number.doubleValue()))
          .append(goesOn ? "" : " h2");
      goesOn = true;
    }
    return path.toString().strip();
  }
}
