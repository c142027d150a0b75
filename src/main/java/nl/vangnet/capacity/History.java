package nl.vangnet.capacity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The past as series: for charts, the API and the read-back of imported series.
@Service
public class History {
  /// The most points that a series holds.
  public static final int MOST_POINTS = 400;

  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final ObservationStore observations;
  private final PictureSources read;
  private final LineBook lines;

  History(ObservationStore observations, PictureSources read, LineBook lines) {
    this.observations = observations;
    this.read = read;
    this.lines = lines;
  }

  /// A moment with the total of a variable over the chosen lines, and what was stale or unknown in
  /// it.
  public record Point(Instant at, Total total) {}

  /// One recorded figure.
  public record Entry(LineId line, Variable variable, Measured measured) {}

  /// Totals of measured values at each step from `from` (included) to `to` (included). Lines that
  /// never reported the variable do not count; a step is widened so that at most 400 points come
  /// out.
  @Transactional(readOnly = true)
  public List<Point> series(
      Collection<SiteId> sites,
      Predicate<Line> chosen,
      Variable variable,
      Instant from,
      Instant to,
      Duration step) {
    // The database keeps microseconds; finer moments would not be found again.
    var first = from.truncatedTo(ChronoUnit.MILLIS);
    if (to.isBefore(first)) {
      return List.of();
    }
    var widened = widen(Duration.between(first, to), step);
    var holding = observations.holding(variable);
    var wanted = new HashMap<LineId, Line>();
    for (var site : sites) {
      for (var line : lines.of(site)) {
        if (chosen.test(line) && holding.containsKey(line.id())) {
          wanted.put(line.id(), line);
        }
      }
    }
    var figures = new TreeMap<Instant, List<Figure>>();
    for (var at = first; !at.isAfter(to); at = at.plus(widened)) {
      figures.put(at, new ArrayList<>());
    }
    var ended = read.ended(sites, to);
    var gone = new HashMap<Instant, Integer>();
    for (var at : figures.keySet()) {
      gone.put(at, (int) wanted.keySet().stream().filter(l -> isOver(ended.get(l), at)).count());
    }
    var pulses = new HashMap<Instant, Map<String, Instant>>();
    var ruled = sites.stream().anyMatch(read.ruled()::contains);
    for (var one : observations.steps(wanted.keySet(), variable, first, to, widened, ruled)) {
      var line = wanted.get(one.line());
      var at = figures.get(one.at());
      var category = line == null ? null : read.category(line.category(), one.at());
      if (at == null || category == null) {
        continue;
      }
      var end = ended.get(one.line());
      if (!isOver(end, one.at())) {
        at.add(figure(variable, one, category, pulses));
      } else if (end != null && one.measured().observedAt().isAfter(end.endedAt())) {
        // It was used again after all.
        at.add(figure(variable, one, category, pulses));
        gone.merge(one.at(), -1, Integer::sum);
      }
    }
    var points = new ArrayList<Point>();
    figures.forEach((at, own) -> {
      while (own.size() < wanted.size() - gone.getOrDefault(at, 0)) {
        own.add(Figure.unreported(variable));
      }
      points.add(new Point(at, Total.of(own)));
    });
    return points;
  }

  private static boolean isOver(@Nullable LineEnd end, Instant at) {
    return end != null && !end.endedAt().isAfter(at);
  }

  private Figure figure(
      Variable variable,
      ObservationStore.Step step,
      Category category,
      Map<Instant, Map<String, Instant>> pulses) {
    var measured = step.measured();
    var confirmedAt = measured.confirmedAt();
    if (measured.method() == Method.CENSUS) {
      var heard = pulses.computeIfAbsent(step.at(), read::pulses).get(measured.source());
      if (heard != null && heard.isAfter(confirmedAt)) {
        confirmedAt = heard;
      }
    }
    var value = measured.value();
    return new Figure(
        variable,
        measured,
        List.of(),
        value,
        value == null ? Age.UNKNOWN : category.limits(variable).ageOf(confirmedAt, step.at()));
  }

  private static Duration widen(Duration period, Duration step) {
    var seconds = Math.max(60, step.toSeconds());
    while (period.toSeconds() / seconds + 1 > MOST_POINTS) {
      seconds *= 2;
    }
    return Duration.ofSeconds(seconds);
  }

  /// All measured values of a line's variable observed in the period (`to` excluded), oldest first,
  /// as they came in.
  @Transactional(readOnly = true)
  public List<Entry> entries(LineId line, @Nullable Variable variable, Instant from, Instant to) {
    return observations.entries(line, variable, from, to).stream().map(History::entry).toList();
  }

  /// All measured values of a site observed on the days from `from` to `to` (included, in the zone
  /// of the product), oldest first.
  @Transactional(readOnly = true)
  public List<Entry> entries(SiteId site, LocalDate from, LocalDate to) {
    return observations
        .entries(
            site,
            from.atStartOfDay(ZONE).toInstant(),
            to.plusDays(1).atStartOfDay(ZONE).toInstant())
        .stream()
        .map(History::entry)
        .toList();
  }

  /// The last entries in the record of a line, newest first, at most `limit`.
  @Transactional(readOnly = true)
  public List<Entry> recent(LineId line, int limit) {
    return observations.recent(line, limit).stream().map(History::entry).toList();
  }

  private static Entry entry(ObservationStore.Found found) {
    return new Entry(found.line(), found.variable(), found.measured());
  }
}
