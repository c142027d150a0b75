package nl.vangnet.chain;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// What one link of the chain says about an area or a site: totals per variable, how full it is and
/// how old its figures are. `percent` is over the lines that give both numbers, null when none
/// does; `newest` and `oldest` are the moments at which its occupied figures last held.
public record LinkFigures(
    Link link,
    Map<Variable, Total> totals,
    Total free,
    @Nullable Integer percent,
    Reach reach,
    @Nullable Instant newest,
    @Nullable Instant oldest) {
  /// How many sites gave a figure at all, and how many of them a fresh one.
  public record Reach(int sites, int fresh) {}

  public LinkFigures {
    totals = Map.copyOf(totals);
  }

  /// The total of a variable; over nothing when no line was there.
  public Total total(Variable variable) {
    return Objects.requireNonNullElse(totals.get(variable), Total.NONE);
  }

  /// How full it is as one of the five steps of the screens, 0 when that is not known.
  public int step() {
    return percent == null ? 0 : step(percent);
  }

  /// The step of a percentage.
  static int step(int percent) {
    if (percent >= 100) {
      return 5;
    }
    return percent >= 90 ? 4 : percent >= 80 ? 3 : percent >= 70 ? 2 : 1;
  }

  private static final java.util.List<Variable> SHOWN =
      java.util.List.of(
          Variable.OCCUPIED,
          Variable.STAFFED,
          Variable.OFFERED,
          Variable.RESERVE,
          Variable.SURGE_72H,
          Variable.WAITING,
          Variable.ARRIVALS_1H);

  /// Adds up the lines of a link.
  static LinkFigures of(Link link, Collection<LinePicture> lines) {
    var adders = new EnumMap<Variable, Total.Adder>(Variable.class);
    SHOWN.forEach(v -> adders.put(v, new Total.Adder()));
    var free = new Total.Adder();
    var sites = new HashSet<SiteId>();
    var notFresh = new HashSet<SiteId>();
    long occupiedOfBoth = 0;
    long staffedOfBoth = 0;
    @Nullable Instant newest = null;
    @Nullable Instant oldest = null;
    for (var line : lines) {
      sites.add(line.line().site());
      for (var variable : SHOWN) {
        // What nobody reports of a line is no gap in the total, but for the two that all give.
        var figure = line.figure(variable);
        if (figure.measured() != null
            || variable == Variable.OCCUPIED
            || variable == Variable.STAFFED) {
          Objects.requireNonNull(adders.get(variable)).add(figure);
        }
      }
      free.add(line.free().beds(), line.free().age());
      var occupied = line.figure(Variable.OCCUPIED);
      var staffed = line.figure(Variable.STAFFED);
      var o = counted(occupied);
      var s = counted(staffed);
      if (o != null && s != null) {
        occupiedOfBoth += o;
        staffedOfBoth += s;
      }
      if (occupied.age() != Age.FRESH) {
        notFresh.add(line.line().site());
      }
      var at = occupied.confirmedAt();
      if (at != null) {
        newest = newest == null || at.isAfter(newest) ? at : newest;
        oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
      }
    }
    var totals = new EnumMap<Variable, Total>(Variable.class);
    adders.forEach((variable, adder) -> totals.put(variable, adder.total()));
    return new LinkFigures(
        link,
        totals,
        free.total(),
        staffedOfBoth == 0 ? null : (int) (occupiedOfBoth * 100 / staffedOfBoth),
        new Reach(sites.size(), sites.size() - notFresh.size()),
        newest,
        oldest);
  }

  private static @Nullable Integer counted(Figure figure) {
    return figure.age() == Age.FRESH || figure.age() == Age.AGEING ? figure.used() : null;
  }
}
