package nl.vangnet.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.SourceChoice;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Brings hospitals from invited to live (CAP-04, CAP-26).
@Service
public class Connections {
  private static final Duration HEARD_WITHIN = Duration.ofHours(24);
  private static final int LOOK_BACK_DAYS = 21;
  private static final int MOST_BEDS = 100_000;

  private final ConnectionStore store;
  private final SourceChoice choice;
  private final SourceSystems sources;
  private final LivePicture picture;
  private final DirectoryDesk register;
  private final Guard guard;
  private final AuditTrail audit;
  private final Clock clock;

  Connections(
      ConnectionStore store,
      SourceChoice choice,
      SourceSystems sources,
      LivePicture picture,
      DirectoryDesk register,
      Guard guard,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.choice = choice;
    this.sources = sources;
    this.picture = picture;
    this.register = register;
    this.guard = guard;
    this.audit = audit;
    this.clock = clock;
  }

  /// The stage of every site that has one, with when it began.
  @Transactional(readOnly = true)
  public Map<SiteId, Connection.Step> stages() {
    return store.lastSteps();
  }

  /// The connection of a site.
  @Transactional(readOnly = true)
  public Connection of(Site site) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, Frame.ZONE);
    var steps = store.steps(site.id());
    var validation = Validation.of(store.counts(site.id(), today.minusDays(LOOK_BACK_DAYS)), today);
    return new Connection(
        site,
        steps.isEmpty() ? Stage.NONE : steps.getFirst().stage(),
        steps.isEmpty() ? null : steps.getFirst().at(),
        checks(site, validation, now),
        validation,
        steps);
  }

  private List<Check> checks(Site site, Validation validation, Instant now) {
    var ticks = store.ticks(site.id());
    var shown = picture.current().site(site.id());
    var heard = shown == null ? null : shown.lastHeard();
    var list = new ArrayList<Check>();
    for (var item : Check.Item.values()) {
      var tick = ticks.get(item);
      list.add(
          item.isByHand()
              ? tick == null ? new Check(item, false, "", null, null) : tick
              : seen(
                  item,
                  switch (item) {
                    case CONTACT -> hasContact(site);
                    case SOURCE ->
                        sources.list().stream()
                            .anyMatch(
                                s -> s.active() && s.organisation().equals(site.organisation()));
                    case HEARD ->
                        heard != null && Duration.between(heard, now).compareTo(HEARD_WITHIN) <= 0;
                    case PLACES ->
                        shown != null && !shown.lines().isEmpty() && shown.unplaced() == 0;
                    case WEEK -> validation.isDone();
                    case PRECEDENCE -> !choice.rules(site.id()).isEmpty();
                    case DEFINITIONS, AGREEMENT -> false;
                  }));
    }
    return list;
  }

  private boolean hasContact(Site site) {
    return register
        .findSheet(site.id())
        .map(sheet -> !sheet.contacts().isEmpty() || !sheet.organisation().contacts().isEmpty())
        .orElse(false);
  }

  private static Check seen(Check.Item item, boolean done) {
    return new Check(item, done, "", null, null);
  }

  /// Moves a site to a stage. What the stage asks must be done, unless `despite` is set: then the
  /// note says why it goes on without. Needs CONNECT_SITES.
  @Transactional
  public StepOutcome move(Actor by, Site site, Stage stage, String note, boolean despite) {
    by.require(Permission.CONNECT_SITES, "site " + site.code());
    if (stage == Stage.NONE) {
      return refused("no-such-stage");
    }
    var missing = of(site).missingFor(stage);
    if (!missing.isEmpty() && !despite) {
      return new StepOutcome.Refused("checks-missing", missing);
    }
    if ((despite && !missing.isEmpty() || stage == Stage.PAUSED) && note.isBlank()) {
      return new StepOutcome.Refused("note-missing", missing);
    }
    store.addStep(site.id(), stage, cut(note), by.id(), clock.instant());
    audit.record(
        by,
        "onboarding.step",
        "site:" + site.id(),
        site.organisation(),
        Map.of("stage", stage.name(), "despite", Boolean.toString(despite && !missing.isEmpty())));
    return new StepOutcome.Done();
  }

  /// Ticks an item of the checklist, or takes the tick away. Needs CONNECT_SITES.
  @Transactional
  public StepOutcome tick(Actor by, Site site, Check.Item item, boolean done, String note) {
    by.require(Permission.CONNECT_SITES, "site " + site.code());
    if (!item.isByHand()) {
      return refused("not-by-hand");
    }
    store.addTick(site.id(), item, done, cut(note), by.id(), clock.instant());
    audit.record(
        by,
        "onboarding.tick",
        "site:" + site.id(),
        site.organisation(),
        Map.of("item", item.name(), "done", Boolean.toString(done)));
    return new StepOutcome.Done();
  }

  /// The lines that the own count asks: those of intensive care and ward that have a measured
  /// number of occupied beds, or all that have one where there are no such.
  public List<LinePicture> countedLines(Site site) {
    var shown = picture.read(site.id());
    return shown == null ? List.of() : asked(shown.lines());
  }

  private static List<LinePicture> asked(List<LinePicture> lines) {
    var measured = lines.stream().filter(l -> l.figures().containsKey(Variable.OCCUPIED)).toList();
    var beds =
        measured.stream()
            .filter(l -> l.line().category().equals("icu") || l.line().category().equals("ward"))
            .toList();
    return beds.isEmpty() ? measured : beds;
  }

  /// Records the hospital's own count of today beside what is measured now. Needs ENTER_FIGURES at
  /// the site.
  @Transactional
  public StepOutcome count(Actor by, Site site, Map<LineId, Integer> own) {
    guard.require(by, Permission.ENTER_FIGURES, site.id());
    if (own.isEmpty()) {
      return refused("nothing-counted");
    }
    if (own.values().stream().anyMatch(n -> n < 0 || n > MOST_BEDS)) {
      return refused("number-wrong");
    }
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, Frame.ZONE);
    var shown = picture.read(site.id());
    var lines = new TreeMap<Integer, LinePicture>();
    if (shown != null) {
      shown.lines().forEach(l -> lines.put(l.line().id().value(), l));
    }
    if (!own.keySet().stream().allMatch(id -> lines.containsKey(id.value()))) {
      return refused("number-wrong");
    }
    // A day on which only the wards that agree were counted would say nothing.
    if (!asked(List.copyOf(lines.values())).stream()
        .allMatch(l -> own.containsKey(l.line().id()))) {
      return refused("lines-missing");
    }
    own.forEach((id, n) -> {
      var measured =
          java.util.Objects.requireNonNull(lines.get(id.value()))
              .figure(Variable.OCCUPIED)
              .measured();
      store.addCount(
          site.id(),
          new OwnCount(
              today,
              id,
              n,
              measured == null ? null : measured.value(),
              measured == null ? null : measured.source(),
              by.id(),
              now));
    });
    audit.record(
        by,
        "onboarding.own-count",
        "site:" + site.id(),
        site.organisation(),
        Map.of("lines", Integer.toString(own.size())));
    return new StepOutcome.Done();
  }

  /// The own counts of the last three weeks, newest first.
  @Transactional(readOnly = true)
  public List<OwnCount> counts(SiteId site) {
    var today = LocalDate.ofInstant(clock.instant(), Frame.ZONE);
    return store.counts(site, today.minusDays(LOOK_BACK_DAYS));
  }

  private static String cut(String note) {
    var text = note.strip();
    return text.length() > 500 ? text.substring(0, 500) : text;
  }

  private static StepOutcome refused(String code) {
    return new StepOutcome.Refused(code, List.of());
  }
}
