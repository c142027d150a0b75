package nl.vangnet.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Correction;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// Something that waits for the one who looks: what, where, how much of it, and by when or since
/// when.
public record Task(Kind kind, Site site, int count, @Nullable Instant at, String href) {
  private static final Duration SOON = Duration.ofHours(4);

  /// What can wait, most urgent first.
  public enum Kind {
    /// Patients at a location that no mapping knows.
    UNPLACED("situation.task.unplaced"),
    /// A correction that falls away soon.
    EXPIRING("situation.task.expiring"),
    /// Figures older than their stale limit, or never given though others of the site were.
    STALE("situation.task.stale");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /// The key of its words, with the count as `{0}`.
    public String key() {
      return key;
    }
  }

  /// What waits for an actor in an overview, most urgent first.
  public static List<Task> of(Overview overview, Actor actor, Guard guard) {
    var tasks = new ArrayList<Task>();
    for (var row : overview.sites()) {
      var seen = row.picture();
      if (seen != null) {
        var site = row.site();
        if (seen.unplaced() > 0
            && (guard.may(actor, Permission.MAP_AND_REPLAY, site.id())
                || guard.may(actor, Permission.SEE_INTAKE, site.id()))) {
          tasks.add(new Task(Kind.UNPLACED, site, seen.unplaced(), null, "/berichten"));
        }
        if (guard.may(actor, Permission.CORRECT_FIGURES, site.id())) {
          seen.lines().forEach(line -> expiring(line, site, overview.at(), tasks));
        }
        if (guard.may(actor, Permission.ENTER_FIGURES, site.id())) {
          stale(seen.lines(), site, tasks);
        }
      }
    }
    tasks.sort(
        Comparator.comparing(Task::kind)
            .thenComparing(t -> t.at() == null ? Instant.MAX : t.at())
            .thenComparing(t -> t.site().name()));
    return List.copyOf(tasks);
  }

  private static void expiring(LinePicture line, Site site, Instant now, List<Task> tasks) {
    var soonest =
        line.figures().values().stream()
            .flatMap(f -> f.corrections().stream())
            .filter(c -> c.expiresAt().isBefore(now.plus(SOON)))
            .map(Correction::expiresAt)
            .min(Comparator.naturalOrder());
    soonest.ifPresent(
        at -> tasks.add(new Task(Kind.EXPIRING, site, 1, at, "/invoer/regel/" + line.line().id())));
  }

  private static void stale(List<LinePicture> lines, Site site, List<Task> tasks) {
    var count = 0;
    Instant oldest = null;
    for (var line : lines) {
      for (var variable : List.of(Variable.OCCUPIED, Variable.STAFFED)) {
        var figure = line.figure(variable);
        if (figure.age() == Age.STALE || figure.age() == Age.UNKNOWN) {
          count++;
          var held = figure.confirmedAt();
          oldest = held != null && (oldest == null || held.isBefore(oldest)) ? held : oldest;
        }
      }
    }
    if (count > 0) {
      tasks.add(new Task(Kind.STALE, site, count, oldest, "/invoer/locatie/" + site.code()));
    }
  }
}
