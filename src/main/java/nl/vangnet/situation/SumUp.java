package nl.vangnet.situation;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// Adds up lines of one site, then sites of one area.
final class SumUp {
  private final Total.Adder occupied = new Total.Adder();
  private final Total.Adder staffed = new Total.Adder();
  private final Total.Adder free = new Total.Adder();
  private final Total.Adder offered = new Total.Adder();
  private final Total.Adder reserve = new Total.Adder();
  private final Map<Variable, Integer> bindings = new EnumMap<>(Variable.class);
  private long bothOccupied;
  private long bothStaffed;
  private int both;
  private int overload;
  private int sites;
  private int freshSites;
  private boolean allFresh = true;
  private @Nullable Instant oldest;

  /// Adds a line of the site at hand.
  void add(LinePicture line) {
    sites = 1;
    var occupiedFigure = line.figure(Variable.OCCUPIED);
    var staffedFigure = line.figure(Variable.STAFFED);
    occupied.add(occupiedFigure);
    staffed.add(staffedFigure);
    offered.add(line.figure(Variable.OFFERED));
    reserve.add(line.figure(Variable.RESERVE));
    free.add(line.free().beds(), line.free().age());
    overload += line.free().overload();
    var binding = line.free().binding();
    if (binding != null) {
      bindings.merge(binding, 1, Integer::sum);
    }
    if (counts(occupiedFigure) && counts(staffedFigure)) {
      both++;
      bothOccupied += used(occupiedFigure);
      bothStaffed += used(staffedFigure);
    }
    allFresh &= occupiedFigure.age() == Age.FRESH && staffedFigure.age() == Age.FRESH;
    freshSites = allFresh ? 1 : 0;
    oldest = older(oldest, occupiedFigure.confirmedAt());
  }

  /// Adds a whole site to the area at hand.
  void merge(SumUp site) {
    occupied.merge(site.occupied);
    staffed.merge(site.staffed);
    offered.merge(site.offered);
    reserve.merge(site.reserve);
    free.merge(site.free);
    overload += site.overload;
    site.bindings.forEach((variable, count) -> bindings.merge(variable, count, Integer::sum));
    both += site.both;
    bothOccupied += site.bothOccupied;
    bothStaffed += site.bothStaffed;
    sites += site.sites;
    freshSites += site.freshSites;
    oldest = older(oldest, site.oldest);
  }

  Sums sums() {
    // Rounded down, so that the number never contradicts its step: 99.6 % is not yet full.
    var percent = both == 0 || bothStaffed == 0 ? null : (int) (bothOccupied * 100 / bothStaffed);
    var pressure = both == 0 ? Pressure.UNKNOWN : Pressure.of(bothOccupied, bothStaffed);
    return new Sums(
        new Sums.Load(occupied.total(), staffed.total(), percent, pressure),
        new Sums.Room(free.total(), offered.total(), reserve.total(), binding(), overload),
        new Sums.Freshness(sites, freshSites, oldest));
  }

  private Sums.@Nullable Binding binding() {
    var all = bindings.values().stream().mapToInt(Integer::intValue).sum();
    return bindings.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> new Sums.Binding(most.getKey(), most.getValue(), all))
        .orElse(null);
  }

  /// Whether a figure counts in a total.
  static boolean counts(Figure figure) {
    return figure.used() != null && (figure.age() == Age.FRESH || figure.age() == Age.AGEING);
  }

  private static int used(Figure figure) {
    var used = figure.used();
    return used == null ? 0 : used;
  }

  private static @Nullable Instant older(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
