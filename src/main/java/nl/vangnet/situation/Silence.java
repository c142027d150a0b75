package nl.vangnet.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// A site that keeps silent: the occupied beds of some of its lines are older than the stale limit
/// of their definition, or were never reported. `since` is the last moment at which the oldest of
/// those held; null when never.
public record Silence(Site site, @Nullable Instant since, int lines, int of) {
  /// The silent sites of an overview: never heard first, then the longest silent.
  public static List<Silence> of(Overview overview) {
    var found = new ArrayList<Silence>();
    for (var row : overview.sites()) {
      var seen = row.picture();
      if (seen != null) {
        var mine = seen.lines().stream().filter(l -> overview.filter().takes(l.line())).toList();
        var silent = mine.stream().filter(Silence::isSilent).toList();
        if (!silent.isEmpty()) {
          found.add(new Silence(row.site(), since(silent), silent.size(), mine.size()));
        }
      }
    }
    found.sort(
        Comparator.<Silence, Instant>comparing(
                s -> s.since() == null ? Instant.MIN : s.since(), Comparator.naturalOrder())
            .thenComparing(s -> s.site().name()));
    return List.copyOf(found);
  }

  private static boolean isSilent(LinePicture line) {
    var age = line.figure(Variable.OCCUPIED).age();
    return age == Age.STALE || age == Age.UNKNOWN;
  }

  private static @Nullable Instant since(List<LinePicture> silent) {
    Instant oldest = null;
    for (var line : silent) {
      var held = line.figure(Variable.OCCUPIED).confirmedAt();
      if (held != null && (oldest == null || held.isBefore(oldest))) {
        oldest = held;
      }
    }
    return oldest;
  }
}
