package nl.vangnet.chain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Openness of emergency departments: who asks ambulances to go elsewhere, why, for how long, and
/// how often that happened (CHN-01, CHN-02).
@Service
public class DiversionDesk {
  /// The longest that one report may hold.
  public static final Duration LONGEST = DiversionRules.LONGEST;

  private final DiversionStore store;
  private final Directory directory;
  private final Guard guard;
  private final AuditTrail audit;
  private final Bell bell;
  private final Clock clock;

  DiversionDesk(
      DiversionStore store,
      Directory directory,
      Guard guard,
      AuditTrail audit,
      Bell bell,
      Clock clock) {
    this.store = store;
    this.directory = directory;
    this.guard = guard;
    this.audit = audit;
    this.bell = bell;
    this.clock = clock;
  }

  /// What somebody wants to report: a request for `expected` from now. `follows` names the report
  /// in force that this one prolongs or changes, null for the first.
  public record Wish(
      Diversion.Level level,
      Diversion.Reason reason,
      Diversion.Extent extent,
      String note,
      Duration expected,
      @Nullable Long follows) {}

  /// Whether this actor may report for a site: the hospital, its region, the nation, or the
  /// hospital's own system.
  public boolean may(Actor actor, SiteId site) {
    return guard.may(actor, Permission.REPORT_DIVERSION, site)
        || guard.may(actor, Permission.SEND_OBSERVATIONS, site);
  }

  /// Reports for the emergency department of a site.
  @Transactional
  public DiversionOutcome report(Actor actor, SiteId siteId, Wish wish) {
    var site = directory.snapshot().findSite(siteId).orElse(null);
    if (site == null || !site.emergencyDepartment()) {
      return new DiversionOutcome.Refused(
          "no-emergency-department", "the directory knows no emergency department there");
    }
    if (!may(actor, siteId)) {
      return notAllowed();
    }
    store.lock(siteId);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var inForce = store.inForce(siteId, now).orElse(null);
    var refused =
        DiversionRules.lasting(wish.expected())
            .or(() -> DiversionRules.following(inForce, wish.follows(), now))
            .or(() -> DiversionRules.explained(wish.reason(), wish.note(), inForce));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (inForce != null) {
      store.end(inForce.id(), now, By.of(actor), "");
    }
    var ask =
        new Diversion.Ask(
            wish.level(),
            wish.reason(),
            wish.extent(),
            wish.note().strip(),
            now.plus(wish.expected()));
    var added = store.add(siteId, ask, By.of(actor), now, inForce == null ? null : inForce.id());
    tell(actor, "chain.diversion", site, added);
    return new DiversionOutcome.Done(added);
  }

  /// Ends a report that is in force: the department is open again.
  @Transactional
  public DiversionOutcome end(Actor actor, long id, String note) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return new DiversionOutcome.Refused("no-such-report", "there is no such report");
    }
    if (!may(actor, found.site())) {
      return notAllowed();
    }
    if (note.length() > DiversionRules.LONGEST_NOTE) {
      return new DiversionOutcome.Refused("text-too-long", "use at most 500 characters");
    }
    store.lock(found.site());
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var present = store.inForce(found.site(), now).orElse(null);
    if (present == null || present.id() != id) {
      return new DiversionOutcome.Refused("not-in-force", "that report has ended already");
    }
    store.end(id, now, By.of(actor), note.strip());
    var ended = store.find(id).orElseThrow();
    directory
        .snapshot()
        .findSite(found.site())
        .ifPresent(site -> tell(actor, "chain.diversion-end", site, ended));
    return new DiversionOutcome.Done(ended);
  }

  /// Notes something beside a report: the region, the nation or the hospital.
  @Transactional
  public DiversionOutcome remark(Actor actor, long id, String text) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return new DiversionOutcome.Refused("no-such-report", "there is no such report");
    }
    if (!may(actor, found.site())) {
      return notAllowed();
    }
    if (text.isBlank()) {
      return new DiversionOutcome.Refused("text-missing", "write a few words");
    }
    if (text.length() > DiversionRules.LONGEST_NOTE) {
      return new DiversionOutcome.Refused("text-too-long", "use at most 500 characters");
    }
    store.remark(id, text.strip(), By.of(actor), clock.instant());
    directory
        .snapshot()
        .findSite(found.site())
        .ifPresent(site -> tell(actor, "chain.diversion-remark", site, found));
    return new DiversionOutcome.Done(found);
  }

  private static DiversionOutcome.Refused notAllowed() {
    return new DiversionOutcome.Refused(
        "not-allowed", "the hospital itself, its region and the national desk report");
  }

  private void tell(Actor actor, String action, Site site, Diversion diversion) {
    audit.record(
        actor,
        action,
        "diversion:" + diversion.id() + " site:" + site.id(),
        site.organisation(),
        Map.of(
            "level", diversion.ask().level().name(),
            "reason", diversion.ask().reason().name(),
            "until", diversion.until().toString()));
    bell.ring(ChainLive.CHANNEL, "diversion");
  }

  /// The reports in force now, the newest first.
  @Transactional(readOnly = true)
  public List<Diversion> inForce() {
    return store.inForce(clock.instant());
  }

  /// The report in force at a site.
  @Transactional(readOnly = true)
  public Optional<Diversion> inForce(SiteId site) {
    return store.inForce(site, clock.instant());
  }

  /// The reports that held at any moment of a period, the newest first; of all sites when null.
  @Transactional(readOnly = true)
  public List<Diversion> list(@Nullable Collection<SiteId> sites, Instant from, Instant to) {
    return store.list(sites, from, to);
  }

  /// The report with this id.
  @Transactional(readOnly = true)
  public Optional<Diversion> find(long id) {
    return store.find(id);
  }

  /// What was noted beside these reports, oldest first.
  @Transactional(readOnly = true)
  public List<DiversionRemark> remarks(Collection<Long> diversions) {
    return store.remarks(diversions);
  }
}
