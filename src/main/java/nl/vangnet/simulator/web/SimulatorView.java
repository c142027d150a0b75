package nl.vangnet.simulator.web;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.vangnet.simulator.SimulatorStatus;
import nl.vangnet.simulator.SimulatorStatus.Hospital;
import nl.vangnet.simulator.Wave;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// What the page of the simulated country shows.
record SimulatorView(
    SimulatorStatus status,
    @Nullable String done,
    List<Counted> acks,
    List<Counted> kinds,
    List<Counted> faults,
    List<Hospital> silent,
    Chart chart) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 220;
  private static final int LEFT = 46;
  private static final int BOTTOM = 24;
  private static final double TOP_BEDS = 3_600;

  /// A name with its count.
  record Counted(String name, long count) {}

  /// The drawing of the wave: lines as SVG points, the mark of the present, the labels of the axes.
  record Chart(
      int width,
      int height,
      String ward,
      String icu,
      String otherIcu,
      double now,
      List<Mark> days,
      List<Mark> beds) {}

  /// A label of an axis.
  record Mark(double at, String label) {}

  static SimulatorView of(SimulatorStatus status, @Nullable String done, Frame frame) {
    var sent = status.sent();
    return new SimulatorView(
        status,
        done,
        sent.acks().entrySet().stream()
            .map(e -> new Counted(frame.t("simulator.answer." + e.getKey()), e.getValue()))
            .toList(),
        sent.kinds().entrySet().stream().map(e -> new Counted(e.getKey(), e.getValue())).toList(),
        sent.faults().entrySet().stream()
            .map(e ->
                new Counted(
                    frame.t("simulator.fault." + e.getKey().name().toLowerCase(Locale.ROOT)),
                    e.getValue()))
            .toList(),
        status.hospitals().stream().filter(h -> h.silentUntil() != null).toList(),
        chart(status.pace().day(), frame));
  }

  boolean isLive() {
    return status.phase() == SimulatorStatus.Phase.LIVE;
  }

  boolean isRunning() {
    return !status.hospitals().isEmpty();
  }

  String phaseKey() {
    return "simulator.phase." + status.phase().name().toLowerCase(Locale.ROOT);
  }

  /// The date of the wave day.
  String date(Frame frame) {
    return java.time.format.DateTimeFormatter.ofPattern("d MMMM yyyy", frame.locale())
        .format(status.pace().date());
  }

  /// How many minutes one day of the wave takes.
  String minutesPerDay(Frame frame) {
    var speed = status.pace().speed();
    return speed == 0 ? "—" : String.format(frame.locale(), "%.1f", 24 / speed);
  }

  private static Chart chart(double day, Frame frame) {
    return new Chart(
        WIDTH,
        HEIGHT,
        line(Wave::ward),
        line(Wave::icu),
        line(Wave::otherIcu),
        x(day),
        IntStream.rangeClosed(0, 4)
            .mapToObj(i ->
                new Mark(
                    x(3 + 30 * i),
                    java.time.format.DateTimeFormatter.ofPattern("d MMM", frame.locale())
                        .format(Wave.DAY_ZERO.plusDays(3 + 30L * i))))
            .toList(),
        IntStream.rangeClosed(0, 3)
            .mapToObj(i -> new Mark(y(1_000 * i), frame.number(1_000L * i)))
            .toList());
  }

  private static String line(DoubleUnaryOperator beds) {
    return IntStream.range(0, Wave.END_DAY)
        .mapToObj(d -> String.format(Locale.ROOT, "%.1f,%.1f", x(d), y(beds.applyAsDouble(d))))
        .collect(Collectors.joining(" "));
  }

  private static double x(double day) {
    return Math.round((LEFT + (WIDTH - LEFT - 8) * day / Wave.END_DAY) * 10) / 10.0;
  }

  private static double y(double beds) {
    return Math.round((HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 8) * beds / TOP_BEDS) * 10) / 10.0;
  }
}
