package nl.vangnet.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The true figures of a simulated country at one moment of each day, for tests that want a long
/// series of which nothing is wrong.
public final class SimulatedDays {
  private static final Instant START = Instant.parse("2026-01-05T08:30:00Z");

  private SimulatedDays() {}

  /// The figures of all lines on one day: by line ("OEF-1/IC/icu/covid") and variable code.
  public record Day(Map<String, Map<String, Integer>> lines) {}

  /// So many days of so many hospitals, from the second month of the wave on.
  public static List<Day> of(int hospitals, int days, long seed) {
    var simulation =
        new Simulation(
            Sites.country(hospitals, seed),
            new Simulation.Setting(seed, 600, 1, 0, Duration.ofMinutes(6), "R1"));
    simulation.populate(START);
    simulation.take();
    var found = new ArrayList<Day>();
    for (var day = 1; day <= days; day++) {
      // The country lives a day in ten minutes; its shifts and its figures keep to its own hours.
      simulation.advance(600 + day * 24.0, START.plus(Duration.ofMinutes(10L * day)), 2.4);
      simulation.take();
      found.add(day(simulation));
    }
    return found;
  }

  /// One value of a line as it came in.
  public record Seen(Instant at, int value) {}

  /// What came in of all lines, by line and variable code, oldest first.
  public record Lived(Instant began, Map<String, Map<String, List<Seen>>> lines) {
    private void add(String line, String variable, Instant at, int value) {
      lines
          .computeIfAbsent(line, k -> new HashMap<>())
          .computeIfAbsent(variable, k -> new ArrayList<>())
          .add(new Seen(at, value));
    }
  }

  /// What the product sees when it is tried: the past of four weeks that is filled in, and then a
  /// country that lives a day of the wave in ten minutes, from the day on which it begins.
  public static Lived tried(int hospitals, int minutes, long seed) {
    var simulation =
        new Simulation(
            Sites.country(hospitals, seed),
            new Simulation.Setting(seed, 600, 1, 0, Duration.ofMinutes(6), "R1"));
    simulation.populate(START);
    simulation.take();
    var lived = new Lived(START, new HashMap<>());
    for (var hospital : simulation.hospitals()) {
      for (var past : PastFigures.of(hospital, Wave.dayOf(600), START, seed)) {
        lived.add(past.line().toString(), past.variable(), past.observedAt(), past.value());
      }
    }
    for (var minute = 0; minute <= minutes; minute++) {
      var at = START.plus(Duration.ofMinutes(minute));
      simulation.advance(600 + minute * 2.4, at, 2.4);
      simulation.take();
      day(simulation)
          .lines()
          .forEach((line, figures) ->
              figures.forEach((variable, value) -> lived.add(line, variable, at, value)));
    }
    return lived;
  }

  private static Day day(Simulation simulation) {
    var lines = new HashMap<String, Map<String, Integer>>();
    for (var hospital : simulation.hospitals()) {
      for (var figure : hospital.figures(START, false)) {
        lines
            .computeIfAbsent(figure.line().toString(), k -> new HashMap<>())
            .put(figure.variable(), figure.value());
      }
    }
    simulation
        .truth()
        .present()
        .forEach((line, present) ->
            lines.computeIfAbsent(line.toString(), k -> new HashMap<>()).put("occupied", present));
    return new Day(lines);
  }
}
