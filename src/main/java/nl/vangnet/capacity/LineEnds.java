package nl.vangnet.capacity;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes lines out of the picture that are no longer used, for instance because another system cuts
/// the same beds up otherwise (CAP-05). Their past stays; a figure observed later brings them back.
@Service
public class LineEnds {
  private static final int LONGEST_REASON = 500;

  private final LineEndStore store;
  private final LineBook lines;
  private final CensusStore census;
  private final ObservationStore observations;
  private final Directory directory;
  private final Guard guard;
  private final AuditTrail audit;
  private final BedsBell bell;
  private final Clock clock;

  LineEnds(
      LineEndStore store,
      LineBook lines,
      CensusStore census,
      ObservationStore observations,
      Directory directory,
      Guard guard,
      AuditTrail audit,
      BedsBell bell,
      Clock clock) {
    this.store = store;
    this.lines = lines;
    this.census = census;
    this.observations = observations;
    this.directory = directory;
    this.guard = guard;
    this.audit = audit;
    this.bell = bell;
    this.clock = clock;
  }

  /// The lines of a site of which somebody said that they are no longer used.
  @Transactional(readOnly = true)
  public List<LineEnd> of(SiteId site) {
    var now = clock.instant();
    return List.copyOf(store.ended(now, now, List.of(site)).values());
  }

  /// What was said of one line, when it is no longer used.
  @Transactional(readOnly = true)
  public Optional<LineEnd> find(Line line) {
    return of(line.site()).stream().filter(e -> e.line().equals(line.id())).findFirst();
  }

  /// Ends a line now. Refused while patients are counted on it from messages: map their place
  /// elsewhere first. Needs ENTER_FIGURES at the site, or CONNECT_SITES.
  @Transactional
  public LineEndOutcome end(Actor actor, Line line, String reason) {
    require(actor, line);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return new LineEndOutcome.Refused("reason-missing");
    }
    var before = find(line);
    if (before.isPresent() && !isBack(before.get(), line)) {
      return new LineEndOutcome.Refused("ended-already");
    }
    var counted =
        census.counts(line.site()).stream()
            .filter(c -> c.line().equals(line.id()) && c.baseline() != null)
            .mapToInt(CensusStore.Count::present)
            .sum();
    if (counted > 0) {
      return new LineEndOutcome.Refused("patients-counted");
    }
    var now = clock.instant();
    store.add(line.id(), now, reason.strip(), actor.id(), now);
    told(actor, line, "capacity.end-line", reason.strip());
    return new LineEndOutcome.Done();
  }

  /// Whether something was observed on the line since it ended.
  private boolean isBack(LineEnd end, Line line) {
    return observations.latest(List.of(line.site())).stream()
        .anyMatch(
            f -> f.line().equals(line.id()) && f.measured().observedAt().isAfter(end.endedAt()));
  }

  /// Uses a line again that had ended. Needs the same.
  @Transactional
  public LineEndOutcome use(Actor actor, Line line) {
    require(actor, line);
    if (find(line).isEmpty()) {
      return new LineEndOutcome.Refused("in-use");
    }
    store.add(line.id(), null, "used again", actor.id(), clock.instant());
    told(actor, line, "capacity.use-line", "");
    return new LineEndOutcome.Done();
  }

  private void require(Actor actor, Line line) {
    if (!guard.may(actor, Permission.ENTER_FIGURES, line.site())
        && !actor.has(Permission.CONNECT_SITES)) {
      throw new NotAllowed(Permission.ENTER_FIGURES, "line " + line.id());
    }
  }

  private void told(Actor actor, Line line, String action, String reason) {
    audit.record(
        actor,
        action,
        "line:" + line.id(),
        directory.snapshot().findSite(line.site()).map(Site::organisation).orElse(null),
        Map.of("reason", reason));
    bell.ring(List.of(line.site()));
  }
}
