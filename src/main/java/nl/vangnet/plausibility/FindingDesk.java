package nl.vangnet.plausibility;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.FindingTimes;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.policy.Rules;
import nl.vangnet.transfer.AnswerBook;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The worklist of doubtful figures: what was found, whose turn it is, and how it is resolved
/// (CAP-23).
@Service
public class FindingDesk {
  /// Over how many days the false alarms of a rule are counted.
  public static final int SCORED_DAYS = 90;

  private static final Duration LISTED = Duration.ofDays(30);
  private static final int LONGEST_REASON = 500;

  private final FindingStore store;
  private final SiteReader reader;
  private final LivePicture pictures;
  private final CapacityBook book;
  private final Directory directory;
  private final HomeRegions regions;
  private final Rules rules;
  private final Guard guard;
  private final AuditTrail audit;
  private final Bell bell;
  private final AnswerBook answers;
  private final Clock clock;

  FindingDesk(
      FindingStore store,
      SiteReader reader,
      LivePicture pictures,
      CapacityBook book,
      Directory directory,
      HomeRegions regions,
      Rules rules,
      Guard guard,
      AuditTrail audit,
      Bell bell,
      AnswerBook answers,
      Clock clock) {
    this.store = store;
    this.reader = reader;
    this.pictures = pictures;
    this.book = book;
    this.directory = directory;
    this.regions = regions;
    this.rules = rules;
    this.guard = guard;
    this.audit = audit;
    this.bell = bell;
    this.answers = answers;
    this.clock = clock;
  }

  /// A finding with its site, whose turn it is (that of its last opening when it is resolved), and
  /// whether it waits for the one who looks.
  public record Listed(Finding finding, Site site, Owner owner, boolean mine) {}

  /// The findings that the actor may see, open or touched in the last thirty days: those that wait
  /// for the actor first, then the other open ones, the worst and oldest first. A hospital sees its
  /// own, a region those of its sites, the nation all.
  @Transactional(readOnly = true)
  public List<Listed> list(Actor actor) {
    var now = clock.instant();
    var sites = new HashMap<SiteId, Site>();
    for (var site : regions.sites()) {
      if (guard.may(actor, Permission.SEE_PICTURE, site.id())) {
        sites.put(site.id(), site);
      }
    }
    var times = rules.findingTimes(now);
    var found = new ArrayList<Listed>();
    for (var finding : store.list(sites.keySet(), now.minus(LISTED))) {
      var site = sites.get(finding.site());
      if (site != null) {
        found.add(listed(actor, finding, site, times, now));
      }
    }
    found.sort(
        Comparator.<Listed, Boolean>comparing(l -> !l.mine())
            .thenComparing(l -> !l.finding().isOpen())
            .thenComparing(
                l -> l.finding().isOpen() ? 0 : -l.finding().events().getLast().at().toEpochMilli())
            .thenComparing(l -> l.finding().openedAt())
            .thenComparing(l -> l.finding().id()));
    return found;
  }

  private Listed listed(Actor actor, Finding finding, Site site, FindingTimes times, Instant now) {
    var until = finding.isOpen() ? now : finding.events().getLast().at();
    var owner = Owner.of(finding.openedAt(), regions.of(site.id()).isPresent(), times, until);
    return new Listed(
        finding, site, owner, finding.isOpen() && isTurnOf(actor, owner) && may(actor, site.id()));
  }

  private static boolean isTurnOf(Actor actor, Owner owner) {
    return switch (owner) {
      case HOSPITAL -> actor.role() == Role.HOSPITAL;
      case REGION -> actor.role() == Role.REGION;
      case STEWARD -> actor.role() == Role.STEWARD;
    };
  }

  /// One finding. Refused to those who may not see the site.
  @Transactional(readOnly = true)
  public Optional<Listed> find(Actor actor, long id) {
    var finding = store.find(id);
    var site = finding.flatMap(f -> directory.snapshot().findSite(f.site()));
    if (finding.isEmpty() || site.isEmpty()) {
      return Optional.empty();
    }
    guard.require(actor, Permission.SEE_PICTURE, site.get().id());
    var now = clock.instant();
    return Optional.of(listed(actor, finding.get(), site.get(), rules.findingTimes(now), now));
  }

  /// Whether the actor may resolve findings of a site: the hospital itself, its region, the nation,
  /// the steward.
  public boolean may(Actor actor, SiteId site) {
    return guard.may(actor, Permission.RESOLVE_FINDINGS, site);
  }

  /// The line that a finding is about; empty when it is about all figures of its site.
  public Optional<Line> line(Finding finding) {
    return Optional.ofNullable(finding.subject().line()).flatMap(book::findLine);
  }

  /// What the line of a finding held at the hour of each of the last days, oldest first; a null
  /// value was not known.
  @Transactional(readOnly = true)
  public List<DayValue> days(Finding finding) {
    var now = clock.instant();
    return line(finding).stream()
        .flatMap(l ->
            reader
                .days(l, finding.subject().variable(), now, rules.findingTimes(now).lookBackDays())
                .stream())
        .map(d -> new DayValue(d.at(), d.value()))
        .toList();
  }

  /// A day of a line; null is unknown.
  public record DayValue(Instant at, @org.jspecify.annotations.Nullable Integer value) {}

  /// How often the last digits came up among the counts of the last weeks that a site gave; of
  /// twenty and more.
  @Transactional(readOnly = true)
  public List<Integer> digits(SiteId site) {
    var now = clock.instant();
    var picture = pictures.current().site(site);
    return picture == null
        ? List.of()
        : PlausibilityRules.digits(
            reader.read(
                picture, rules.findingLimits(now), now, rules.findingTimes(now).lookBackDays()));
  }

  /// Resolves an open finding with a reason. Needs RESOLVE_FINDINGS at the site.
  @Transactional
  public ResolveOutcome resolve(
      Actor actor, long id, Finding.Resolution resolution, String reason) {
    var found = store.find(id).orElse(null);
    var site = found == null ? null : directory.snapshot().findSite(found.site()).orElse(null);
    if (found == null || site == null) {
      return new ResolveOutcome.Refused("no-such-finding", "there is no such finding");
    }
    if (!may(actor, site.id())) {
      throw new NotAllowed(Permission.RESOLVE_FINDINGS, "site " + site.id());
    }
    var why = reason.strip();
    if (why.isEmpty()) {
      return new ResolveOutcome.Refused("reason-missing", "say in a few words why");
    }
    if (why.length() > LONGEST_REASON) {
      return new ResolveOutcome.Refused("text-too-long", "use at most 500 characters");
    }
    store.lock(site.id());
    var present = store.find(id).orElseThrow();
    if (!present.isOpen()) {
      return new ResolveOutcome.Refused(
          "not-open", "it is resolved already, by " + present.events().getLast().by().name());
    }
    var event = new Finding.Event(resolution.kind(), now(), By.of(actor), why, null);
    store.add(id, event);
    audit.record(
        actor,
        "plausibility.resolve",
        "finding:" + id,
        site.organisation(),
        Map.of(
            "rule", present.subject().check().code(),
            "how", resolution.name(),
            "reason", why));
    bell.ring(FindingLive.CHANNEL, Long.toString(id));
    return new ResolveOutcome.Done(present.with(event));
  }

  /// How each rule did in the last ninety days, over the sites that the actor may see.
  @Transactional(readOnly = true)
  public List<RuleScore> scores(Actor actor) {
    var from = clock.instant().minus(Duration.ofDays(SCORED_DAYS));
    var sites =
        regions.sites().stream()
            .map(Site::id)
            .filter(s -> guard.may(actor, Permission.SEE_PICTURE, s))
            .toList();
    return RuleScore.of(List.of(Check.values()), store.list(sites, from), from);
  }

  /// Looks at the figures of a site and writes what changed: raises, reopens, or lets go. Whoever
  /// else looks at the same time waits, and then finds nothing new. Answers how many findings
  /// changed.
  @Transactional
  public int look(SiteId site) {
    var picture = pictures.read(site);
    if (picture == null) {
      return 0;
    }
    var now = now();
    var times = rules.findingTimes(now);
    var limits = rules.findingLimits(now);
    var verdicts =
        PlausibilityRules.all(
            reader.read(picture, limits, now, times.lookBackDays()),
            answers.since(List.of(site), now.minus(limits.refusals().over())),
            limits,
            now);
    store.lock(site);
    var known = new HashMap<Suspicion.Subject, Finding>();
    store.of(site).forEach(f -> known.put(f.subject(), f));
    var changed = 0;
    var by = By.of(Actor.SYSTEM);
    for (var verdict : verdicts) {
      var finding = known.get(verdict.subject());
      if (finding == null) {
        if (verdict instanceof Verdict.Doubt(var suspicion)) {
          store.raise(site, suspicion, by, now);
          changed++;
        }
        continue;
      }
      var next = finding.next(verdict, now);
      if (next != null) {
        store.add(
            finding.id(),
            new Finding.Event(
                next, now, by, "", verdict instanceof Verdict.Doubt(var s) ? s : null));
        changed++;
      }
    }
    if (changed > 0) {
      bell.ring(FindingLive.CHANNEL, "site:" + site);
    }
    return changed;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
