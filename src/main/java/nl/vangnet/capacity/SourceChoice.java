package nl.vangnet.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Decides whose figures count when two report the same beds, and shows what the others say beside
/// them (CAP-03, CAP-05). Nothing is thrown away: what does not count stays in the record.
@Service
public class SourceChoice {
  private static final Duration LOOK_BACK = Duration.ofHours(72);
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final int LONGEST_REASON = 500;

  private final PrecedenceStore store;
  private final Precedences precedences;
  private final ObservationStore observations;
  private final LineBook lines;
  private final LineEndStore ends;
  private final Census census;
  private final SourceSystems sources;
  private final Directory directory;
  private final AuditTrail audit;
  private final BedsBell bell;
  private final Clock clock;

  SourceChoice(
      PrecedenceStore store,
      Precedences precedences,
      ObservationStore observations,
      LineBook lines,
      LineEndStore ends,
      Census census,
      SourceSystems sources,
      Directory directory,
      AuditTrail audit,
      BedsBell bell,
      Clock clock) {
    this.store = store;
    this.precedences = precedences;
    this.observations = observations;
    this.lines = lines;
    this.ends = ends;
    this.census = census;
    this.sources = sources;
    this.directory = directory;
    this.audit = audit;
    this.bell = bell;
    this.clock = clock;
  }

  /// The rules of a site, the latest beginning first.
  public List<Precedence> rules(SiteId site) {
    return precedences.of(site);
  }

  /// Decides that from a moment on only this origin counts at a site. Needs CONNECT_SITES.
  @Transactional
  public PrecedenceOutcome decide(
      Actor by,
      SiteId site,
      @Nullable Variable variable,
      @Nullable String origin,
      @Nullable Method method,
      Instant validFrom,
      String reason) {
    by.require(Permission.CONNECT_SITES, "site " + site);
    var now = clock.instant();
    var found = directory.snapshot().findSite(site).orElseThrow();
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return new PrecedenceOutcome.Refused("reason-missing");
    }
    if (origin != null && !isKnown(origin, found)) {
      return new PrecedenceOutcome.Refused("unknown-origin");
    }
    if (validFrom.isBefore(now.minus(GRACE))) {
      return new PrecedenceOutcome.Refused("valid-from-past");
    }
    var same =
        precedences.of(site).stream()
            .filter(
                r -> Objects.equals(r.variable(), variable) && !r.validFrom().isAfter(validFrom))
            .findFirst();
    if (same.map(r -> Objects.equals(r.origin(), origin) && r.method() == method)
        .orElse(origin == null && variable == null)) {
      return new PrecedenceOutcome.Refused("nothing-changes");
    }
    var rule = store.add(site, variable, origin, method, validFrom, reason.strip(), by.id(), now);
    audit.record(
        by,
        "capacity.precedence",
        "site:" + site,
        found.organisation(),
        Map.of(
            "variable",
            variable == null ? "*" : variable.code(),
            "origin",
            origin == null ? "*" : origin,
            "validFrom",
            validFrom.toString(),
            "reason",
            rule.reason()));
    precedences.changed();
    return new PrecedenceOutcome.Decided(rule);
  }

  private boolean isKnown(String origin, Site site) {
    return origin.equals(Precedence.PEOPLE)
        || sources.list().stream()
            .anyMatch(
                s -> s.actor().id().equals(origin) && s.organisation().equals(site.organisation()));
  }

  /// Works the rules that have begun into the values in use; the tick of the picture calls it.
  @Transactional
  public void begin() {
    var now = clock.instant();
    var begun = new LinkedHashSet<SiteId>();
    store.begin(now).forEach(rule -> begun.add(rule.site()));
    for (var site : begun) {
      census.recount(site);
      choose(site, now);
    }
    if (!begun.isEmpty()) {
      bell.ring(begun);
    }
  }

  private void choose(SiteId site, Instant now) {
    var inForce = new HashMap<Map.Entry<LineId, Variable>, ObservationStore.Found>();
    for (var found : observations.counted(now, now, List.of(site))) {
      inForce.put(Map.entry(found.line(), found.variable()), found);
    }
    var rows = new ArrayList<ObservationStore.Row>();
    for (var latest : observations.latest(List.of(site))) {
      var chosen = inForce.get(Map.entry(latest.line(), latest.variable()));
      if (chosen == null) {
        rows.add(awaited(latest, now));
      } else if (!chosen.measured().equals(latest.measured())) {
        rows.add(row(chosen));
      }
    }
    observations.choose(rows);
  }

  /// Nothing came yet from the origin that counts: the value is not known, which is not zero. Its
  /// moment lies before everything, so that whatever comes replaces it.
  private static ObservationStore.Row awaited(ObservationStore.Found latest, Instant now) {
    return new ObservationStore.Row(
        latest.line(),
        latest.variable(),
        latest.measured().method(),
        latest.measured().definitionVersion(),
        null,
        "awaiting-source",
        Instant.EPOCH,
        now,
        latest.measured().source(),
        null,
        true);
  }

  private static ObservationStore.Row row(ObservationStore.Found found) {
    var measured = found.measured();
    return new ObservationStore.Row(
        found.line(),
        found.variable(),
        measured.method(),
        measured.definitionVersion(),
        measured.value(),
        measured.unknownReason(),
        measured.observedAt(),
        measured.receivedAt(),
        measured.source(),
        measured.note(),
        true);
  }

  /// What the origins of a site said of the same beds in the last 72 hours, where more than one
  /// spoke; contradictions first.
  @Transactional(readOnly = true)
  public List<Beside> beside(SiteId site) {
    var now = clock.instant();
    var byFigure = new LinkedHashMap<Map.Entry<LineId, Variable>, List<Beside.Saying>>();
    for (var found : observations.byOrigin(site, now.minus(LOOK_BACK))) {
      var measured = found.measured();
      byFigure
          .computeIfAbsent(Map.entry(found.line(), found.variable()), k -> new ArrayList<>())
          .add(
              new Beside.Saying(
                  Precedence.originOf(measured.source()),
                  measured,
                  precedences.counts(
                      site, found.variable(), measured.source(), measured.method(), now)));
    }
    var beside = new ArrayList<Beside>();
    byFigure.forEach((key, sayings) -> {
      if (sayings.size() > 1) {
        sayings.sort(
            Comparator.comparing(Beside.Saying::counts)
                .thenComparing(s -> s.measured().observedAt())
                .reversed());
        lines.find(key.getKey()).ifPresent(l -> beside.add(new Beside(l, key.getValue(), sayings)));
      }
    });
    beside.sort(Comparator.comparing(Beside::isConflict).reversed());
    return beside;
  }

  /// What the origins of a site said per bed category in the last 72 hours, where they did not use
  /// the same lines: then each adds up its own; contradictions first. Lines that ended are left
  /// out.
  @Transactional(readOnly = true)
  public List<BesideSums> besideSums(SiteId site) {
    var now = clock.instant();
    var over = ends.ended(now, now, List.of(site)).keySet();
    var said = new TreeMap<String, Map<Variable, Map<String, List<ObservationStore.Found>>>>();
    for (var found : latestOfOrigins(site, now)) {
      var line = lines.find(found.line());
      if (line.isPresent() && !over.contains(found.line())) {
        said.computeIfAbsent(line.get().category(), c -> new EnumMap<>(Variable.class))
            .computeIfAbsent(found.variable(), v -> new TreeMap<>())
            .computeIfAbsent(Precedence.originOf(found.measured().source()), o -> new ArrayList<>())
            .add(found);
      }
    }
    var beside = new ArrayList<BesideSums>();
    said.forEach((category, variables) ->
        variables.forEach((variable, origins) -> {
          var cuts =
              origins.values().stream()
                  .map(of -> of.stream().map(f -> f.line().value()).sorted().toList())
                  .distinct()
                  .count();
          if (origins.size() > 1 && cuts > 1) {
            var sums = new ArrayList<BesideSums.Sum>();
            origins.forEach((origin, of) -> sums.add(sum(site, origin, of, now)));
            sums.sort(Comparator.comparing(BesideSums.Sum::counts).reversed());
            beside.add(new BesideSums(category, variable, sums));
          }
        }));
    beside.sort(Comparator.comparing(BesideSums::isConflict).reversed());
    return beside;
  }

  /// The last word of each origin on each figure, by whatever method.
  private List<ObservationStore.Found> latestOfOrigins(SiteId site, Instant now) {
    record Key(LineId line, Variable variable, String origin) {}
    var latest = new LinkedHashMap<Key, ObservationStore.Found>();
    for (var found : observations.byOrigin(site, now.minus(LOOK_BACK))) {
      latest.merge(
          new Key(found.line(), found.variable(), Precedence.originOf(found.measured().source())),
          found,
          (a, b) -> a.measured().observedAt().isAfter(b.measured().observedAt()) ? a : b);
    }
    return List.copyOf(latest.values());
  }

  private BesideSums.Sum sum(
      SiteId site, String origin, List<ObservationStore.Found> of, Instant now) {
    @Nullable Integer value = 0;
    var oldest = now;
    var counts = false;
    for (var one : of) {
      var measured = one.measured();
      value = value == null || measured.value() == null ? null : value + measured.value();
      oldest = measured.observedAt().isBefore(oldest) ? measured.observedAt() : oldest;
      counts |= precedences.counts(site, one.variable(), measured.source(), measured.method(), now);
    }
    return new BesideSums.Sum(origin, value, of.size(), oldest, counts);
  }
}
