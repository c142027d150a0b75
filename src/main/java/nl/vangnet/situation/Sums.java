package nl.vangnet.situation;

import java.time.Instant;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// The figures of one bed category over some lines: how full, what room there is, and how much of
/// it is fresh.
public record Sums(Load load, Room room, Freshness freshness) {
  /// The sums over nothing.
  public static final Sums NONE = new SumUp().sums();

  /// Occupied and staffed beds. `percent` is over the lines of which both count; null when none.
  public record Load(Total occupied, Total staffed, @Nullable Integer percent, Pressure pressure) {}

  /// What can take patients. `overload` counts the patients above what binds.
  public record Room(
      Total free, Total offered, Total reserve, @Nullable Binding binding, int overload) {}

  /// The limit that binds on most lines: on `lines` of the `of` lines of which free beds are known.
  public record Binding(Variable variable, int lines, int of) {}

  /// How many sites have lines here, how many of those are fresh in all their occupied and staffed
  /// beds, and the oldest moment at which an occupied count held.
  public record Freshness(int sites, int fresh, @Nullable Instant oldest) {}

  /// The share of staffed beds that is occupied, as a number to rank by; unknown ranks last.
  public double rank() {
    var percent = load.percent();
    return percent == null ? -1 : percent;
  }
}
