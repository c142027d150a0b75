package nl.vangnet.capacity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The past as series: for charts, the API and the read-back of imported series.
@Service
public class History {
  History() {}

  /// A moment with the total of a variable over the chosen lines, and what was stale or unknown in
  /// it.
  public record Point(Instant at, Total total) {}

  /// One recorded figure.
  public record Entry(LineId line, Variable variable, Measured measured) {}

  /// Totals at each step from `from` (included) to `to` (included); at most 400 points.
  public List<Point> series(
      Collection<SiteId> sites,
      Predicate<Line> lines,
      Variable variable,
      Instant from,
      Instant to,
      java.time.Duration step) {
    return List.of();
  }

  /// All measured values of a line's variable observed in the period, oldest first, as they came
  /// in.
  public List<Entry> entries(LineId line, @Nullable Variable variable, Instant from, Instant to) {
    return List.of();
  }

  /// All measured values of a site observed on the days from `from` to `to` (included, in the zone
  /// of the product), oldest first.
  public List<Entry> entries(SiteId site, LocalDate from, LocalDate to) {
    return List.of();
  }
}
