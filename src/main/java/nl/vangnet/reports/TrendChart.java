package nl.vangnet.reports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// A drawing of series per day, made on the server: counted days joined by a line, estimated days
/// as hollow marks with their band over a hatched ground, days without a value as a gap. Fills the
/// drawing `WIDTH` by `HEIGHT`.
public record TrendChart(
    List<Line> lines, List<Slot> estimated, List<Mark> levels, List<Mark> days, boolean single) {
  /// The width of the drawing.
  public static final int WIDTH = 720;

  /// The height of the drawing.
  public static final int HEIGHT = 220;

  static final int LEFT = 48;
  static final int RIGHT = 14;
  static final int TOP = 12;
  static final int BOTTOM = 188;

  public TrendChart {
    lines = List.copyOf(lines);
    estimated = List.copyOf(estimated);
    levels = List.copyOf(levels);
    days = List.copyOf(days);
  }

  /// One series: its name, the path through counted days, the marks of estimated ones.
  public record Line(String name, String path, List<Guess> guesses, List<Dot> dots) {}

  /// An estimated day with its band.
  public record Guess(int x, int y, int low, int high) {}

  /// A counted day.
  public record Dot(int x, int y) {}

  /// The ground of an estimated day.
  public record Slot(int x, int width) {}

  /// A grid line with its text.
  public record Mark(int at, String text) {}

  /// A series with its name.
  public record Named(String name, List<DayValue> days) {}

  /// Draws series over the same days; null when none holds a value.
  public static @Nullable TrendChart of(List<Named> series, Words words) {
    var top =
        series.stream()
            .flatMap(s -> s.days().stream())
            .mapToInt(d -> Math.max(or(d.value()), or(d.high())))
            .max()
            .orElse(-1);
    if (series.isEmpty() || series.getFirst().days().isEmpty() || top < 0) {
      return null;
    }
    var days = series.getFirst().days().stream().map(DayValue::day).toList();
    var step = round(top);
    var scale = new Scale(days, step * 4);
    var lines = series.stream().map(s -> line(s, scale)).toList();
    return new TrendChart(
        lines,
        estimated(series, scale),
        levels(scale, step, words),
        marks(scale, days, words),
        series.size() == 1);
  }

  private static int or(@Nullable Integer value) {
    return value == null ? -1 : value;
  }

  /// A quarter of the scale: a round number of which four reach above the highest value.
  static int round(int top) {
    var least = Math.max(1, (top + 3) / 4);
    for (var unit = 1; ; unit *= 10) {
      for (var factor : List.of(1, 2, 3, 4, 5, 6, 8)) {
        if (unit * factor >= least) {
          return unit * factor;
        }
      }
    }
  }

  private record Scale(List<LocalDate> days, int top) {
    double slot() {
      return (WIDTH - LEFT - RIGHT) / (double) days.size();
    }

    int x(LocalDate day) {
      return (int) Math.round(LEFT + slot() * (days.indexOf(day) + 0.5));
    }

    int y(int value) {
      return BOTTOM - (int) Math.round(value * (double) (BOTTOM - TOP) / top);
    }
  }

  private static Line line(Named series, Scale scale) {
    var path = new StringBuilder();
    var guesses = new ArrayList<Guess>();
    var dots = new ArrayList<Dot>();
    var joined = false;
    for (var day : series.days()) {
      var value = day.value();
      switch (day.status()) {
        case MEASURED -> {
          var x = scale.x(day.day());
          var y = scale.y(or(value));
          path.append(joined ? 'L' : 'M').append(x).append(' ').append(y);
          dots.add(new Dot(x, y));
          joined = true;
        }
        case ESTIMATE -> {
          guesses.add(
              new Guess(
                  scale.x(day.day()),
                  scale.y(or(value)),
                  scale.y(Math.max(0, or(day.low()))),
                  scale.y(or(day.high()))));
          joined = false;
        }
        case MISSING -> joined = false;
      }
    }
    return new Line(series.name(), path.toString(), guesses, dots);
  }

  private static List<Slot> estimated(List<Named> series, Scale scale) {
    var slots = new ArrayList<Slot>();
    for (var day : scale.days()) {
      var guessed =
          series.stream()
              .flatMap(s -> s.days().stream())
              .anyMatch(d -> d.day().equals(day) && d.isEstimate());
      if (guessed) {
        slots.add(
            new Slot(
                (int) Math.round(scale.x(day) - scale.slot() / 2), (int) Math.ceil(scale.slot())));
      }
    }
    return slots;
  }

  private static List<Mark> levels(Scale scale, int step, Words words) {
    var marks = new ArrayList<Mark>();
    for (var i = 0; i <= 4; i++) {
      marks.add(new Mark(scale.y(i * step), words.number((long) i * step)));
    }
    return marks;
  }

  private static List<Mark> marks(Scale scale, List<LocalDate> days, Words words) {
    var format = DateTimeFormatter.ofPattern("d MMM", words.locale());
    var marks = new ArrayList<Mark>();
    var every = days.size() <= 8 ? 1 : 7;
    for (var i = days.size() - 1; i >= 0; i -= every) {
      marks.addFirst(new Mark(scale.x(days.get(i)), format.format(days.get(i))));
    }
    return marks;
  }
}
