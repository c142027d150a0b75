package nl.vangnet.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// What changed at one site in one bed category since an earlier picture: only lines known at both
/// moments count. `at` is when the last of its figures was observed.
public record Change(
    Site site, String category, Step occupied, Step staffed, Step free, @Nullable Instant at) {

  /// A sum then and now; `known` when at least one line could be compared.
  public record Step(int then, int now, boolean known) {
    private static final Step NONE = new Step(0, 0, false);

    /// The difference.
    public int difference() {
      return now - then;
    }

    private Step plus(@Nullable Integer before, @Nullable Integer after) {
      return before == null || after == null ? this : new Step(then + before, now + after, true);
    }
  }

  int weight() {
    return Math.abs(occupied.difference())
        + Math.abs(staffed.difference())
        + Math.abs(free.difference());
  }

  /// The largest changes of an overview against a baseline, at most `limit`.
  public static List<Change> largest(Overview overview, Baseline then, int limit) {
    var changes = new ArrayList<Change>();
    for (var row : overview.sites()) {
      var seen = row.picture();
      if (seen != null) {
        for (var category : overview.headline()) {
          var lines =
              seen.lines().stream()
                  .filter(l -> l.line().category().equals(category))
                  .filter(l -> overview.filter().takes(l.line()))
                  .toList();
          var change = of(row.site(), category, lines, then);
          if (change.weight() > 0) {
            changes.add(change);
          }
        }
      }
    }
    changes.sort(
        Comparator.comparingInt(Change::weight)
            .reversed()
            .thenComparing(c -> c.site().name())
            .thenComparing(Change::category));
    return List.copyOf(changes.subList(0, Math.min(limit, changes.size())));
  }

  private static Change of(Site site, String category, List<LinePicture> lines, Baseline then) {
    var occupied = Step.NONE;
    var staffed = Step.NONE;
    var free = Step.NONE;
    Instant at = null;
    for (var line : lines) {
      var before = then.lines().get(line.line().id());
      if (before != null) {
        var after = Baseline.Then.of(line);
        occupied = occupied.plus(before.occupied(), after.occupied());
        staffed = staffed.plus(before.staffed(), after.staffed());
        free = free.plus(before.free(), after.free());
        at = later(at, observedAt(line));
      }
    }
    return new Change(site, category, occupied, staffed, free, at);
  }

  private static @Nullable Instant observedAt(LinePicture line) {
    var measured = line.figure(Variable.OCCUPIED).measured();
    return measured == null ? null : measured.observedAt();
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }
}
