package nl.vangnet.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The census: who is where, folded from movements. A count is only as good as its start, so a
/// source first declares its baseline; until then the occupied beds of its lines are unknown, not
/// zero.
@Service
public class Census {
  /// The line under which stays at unmapped locations are counted.
  public static final LineId UNPLACED = new LineId(0);

  private static final Duration PULSE_EVERY = Duration.ofSeconds(5);

  private final CensusStore store;
  private final ObservationStore observations;
  private final Definitions definitions;
  private final LineBook lines;
  private final Precedences precedences;
  private final SourceSystems sources;
  private final Guard guard;
  private final BedsBell bell;
  private final Clock clock;
  private final Map<Long, Instant> heard = new ConcurrentHashMap<>();
  private final Map<Long, Instant> written = new ConcurrentHashMap<>();

  Census(
      CensusStore store,
      ObservationStore observations,
      Definitions definitions,
      LineBook lines,
      Precedences precedences,
      SourceSystems sources,
      Guard guard,
      BedsBell bell,
      Clock clock) {
    this.store = store;
    this.observations = observations;
    this.definitions = definitions;
    this.lines = lines;
    this.precedences = precedences;
    this.sources = sources;
    this.guard = guard;
    this.bell = bell;
    this.clock = clock;
  }

  private record LineSource(SiteId site, LineId line, long source) {}

  /// Applies a group of events, in order, inside the caller's transaction. Groups that touch the
  /// same site wait for each other, on all nodes. `heardNow` holds the last sign of life per source
  /// in this group.
  @Transactional(propagation = Propagation.MANDATORY)
  public CensusEvent.Effects apply(List<CensusEvent> events, Map<Long, Instant> heardNow) {
    pulse(heardNow, clock.instant());
    if (events.isEmpty()) {
      return new CensusEvent.Effects(List.of());
    }
    var sites = new LinkedHashSet<SiteId>();
    var eventsOf = new LinkedHashMap<CensusStore.Key, List<CensusEvent>>();
    for (var event : events) {
      sites.add(event.site());
      eventsOf
          .computeIfAbsent(new CensusStore.Key(event.site(), event.stay()), k -> new ArrayList<>())
          .add(event);
    }
    store.lockSites(sites);
    // Read after the lock, so that the moments of receipt follow the order of the groups.
    var now = clock.instant();
    var before = store.stays(eventsOf.keySet());
    var folded = new HashMap<CensusStore.Key, Stay>();
    var fold = new HashSet<CensusStore.Key>();
    var late = new HashSet<CensusStore.Key>();
    findFolds(eventsOf, before, fold, late);
    store.addMovements(events, now);
    if (!fold.isEmpty()) {
      store.movements(fold).forEach((key, history) -> folded.put(key, Stay.fold(history)));
    }

    var after = new ArrayList<CensusStore.Held>();
    var deltas = new TreeMap<LineSource, int[]>(Census::inLockOrder);
    eventsOf.forEach((key, own) -> {
      var held = before.get(key);
      var old = held == null ? Stay.NONE : held.state();
      var stay = Objects.requireNonNullElseGet(folded.get(key), () -> forward(old, own));
      var source = own.getLast().source();
      after.add(new CensusStore.Held(key, stay, source));
      count(deltas, key.site(), held == null ? source : held.source(), old, -1);
      count(deltas, key.site(), source, stay, 1);
    });
    store.putStays(after);
    observe(deltas, events, now);
    bell.ring(sites);
    return effects(events, late);
  }

  /// Finds the stays whose history must be folded again: something came late, was cancelled, or
  /// carries the moment of the last event and may be that event once more.
  private static void findFolds(
      Map<CensusStore.Key, List<CensusEvent>> eventsOf,
      Map<CensusStore.Key, CensusStore.Held> before,
      Set<CensusStore.Key> fold,
      Set<CensusStore.Key> late) {
    eventsOf.forEach((key, own) -> {
      var held = before.get(key);
      var stay = held == null ? Stay.NONE : held.state();
      for (var event : own) {
        if (!stay.takes(event)) {
          fold.add(key);
          late.add(key);
          return;
        }
        if (event.occurredAt().equals(stay.lastAt())) {
          fold.add(key);
        }
        stay = stay.then(event.kind(), event.place(), event.occurredAt());
      }
    });
  }

  private static Stay forward(Stay from, List<CensusEvent> events) {
    var stay = from;
    for (var event : events) {
      stay = stay.then(event.kind(), event.place(), event.occurredAt());
    }
    return stay;
  }

  private static void count(
      Map<LineSource, int[]> deltas, SiteId site, long source, Stay stay, int sign) {
    var place = stay.place();
    if (stay.phase() != Stay.Phase.PRESENT || place == null) {
      return;
    }
    var line = place.line() == null ? UNPLACED : place.line();
    var delta = deltas.computeIfAbsent(new LineSource(site, line, source), k -> new int[2]);
    delta[0] += sign;
    delta[1] += stay.departurePlanned() ? sign : 0;
  }

  private static int inLockOrder(LineSource a, LineSource b) {
    var bySite = Long.compare(a.site().value(), b.site().value());
    if (bySite != 0) {
      return bySite;
    }
    var byLine = Integer.compare(a.line().value(), b.line().value());
    return byLine != 0 ? byLine : Long.compare(a.source(), b.source());
  }

  private void observe(Map<LineSource, int[]> deltas, List<CensusEvent> events, Instant now) {
    var changes =
        deltas.entrySet().stream()
            .filter(d -> d.getValue()[0] != 0 || d.getValue()[1] != 0)
            .map(d ->
                new CensusStore.Delta(
                    d.getKey().site(),
                    d.getKey().line(),
                    d.getKey().source(),
                    d.getValue()[0],
                    d.getValue()[1]))
            .toList();
    if (changes.isEmpty()) {
      return;
    }
    var lastAt = new HashMap<SiteId, Instant>();
    for (var event : events) {
      lastAt.merge(event.site(), event.occurredAt(), (a, b) -> a.isAfter(b) ? a : b);
    }
    observations.addCounted(rows(store.addCounts(changes), lastAt, now));
  }

  /// The values of the lines: the sum over the sources that count on them, known when each of those
  /// stands on a complete baseline. A source that never declared one does not take part; where a
  /// rule names one source, the others are summed beside it.
  private List<ObservationStore.Row> rows(
      Collection<CensusStore.Count> counts, Map<SiteId, Instant> at, Instant now) {
    var sums = new LinkedHashMap<Share, Sum>();
    for (var count : counts) {
      if (!count.line().equals(UNPLACED) && count.baseline() != null) {
        for (var variable : List.of(Variable.OCCUPIED, Variable.DEPARTURES)) {
          var counted =
              precedences.counts(
                  count.site(), variable, sourceName(count.source()), Method.CENSUS, now);
          sums.computeIfAbsent(
                  new Share(count.line(), variable, counted), k -> new Sum(count.site()))
              .add(count);
        }
      }
    }
    var rows = new ArrayList<ObservationStore.Row>();
    sums.forEach((share, sum) -> {
      var moment = Objects.requireNonNull(at.get(sum.site));
      var value = share.variable() == Variable.OCCUPIED ? sum.present : sum.departures;
      rows.add(row(share, value, sum, moment, now));
    });
    return rows;
  }

  /// One variable of one line, as it counts or beside it.
  private record Share(LineId line, Variable variable, boolean counts) {}

  private static final class Sum {
    private final SiteId site;
    private int present;
    private int departures;
    private long source;
    private boolean complete = true;

    Sum(SiteId site) {
      this.site = site;
    }

    void add(CensusStore.Count count) {
      // The source with patients names the value; of several the lowest number.
      if (source == 0 || (present == 0 && count.present() > 0)) {
        source = count.source();
      }
      present += count.present();
      departures += count.departures();
      complete &= "complete".equals(count.baseline());
    }
  }

  private ObservationStore.Row row(Share share, int value, Sum sum, Instant at, Instant now) {
    return new ObservationStore.Row(
        share.line(),
        share.variable(),
        Method.CENSUS,
        lines.find(share.line()).map(l -> definitions.versionOf(l.category())).orElse(1),
        sum.complete ? value : null,
        sum.complete ? null : "census-rebuilding",
        at.isAfter(now) ? now : at,
        now,
        sourceName(sum.source),
        null,
        share.counts());
  }

  private String sourceName(long source) {
    return sources.find(source).map(s -> s.actor().id()).orElse("source:" + source);
  }

  private static CensusEvent.Effects effects(
      List<CensusEvent> events, Collection<CensusStore.Key> late) {
    var folded = new LinkedHashSet<>(late);
    return new CensusEvent.Effects(
        events.stream()
            .map(event -> {
              var place = event.place();
              if (place != null && place.line() == null) {
                return CensusEvent.Effect.UNPLACED;
              }
              return folded.contains(new CensusStore.Key(event.site(), event.stay()))
                  ? CensusEvent.Effect.APPLIED_LATE
                  : CensusEvent.Effect.APPLIED;
            })
            .toList());
  }

  private void pulse(Map<Long, Instant> heardNow, Instant now) {
    var due = new HashMap<Long, Instant>();
    heardNow.forEach((source, at) -> {
      var capped = at.isAfter(now) ? now : at;
      var last = heard.merge(source, capped, (a, b) -> a.isAfter(b) ? a : b);
      var writtenAt = written.get(source);
      if (writtenAt == null || Duration.between(writtenAt, now).compareTo(PULSE_EVERY) >= 0) {
        due.put(source, last);
      }
    });
    if (!due.isEmpty()) {
      store.addPulses(new TreeMap<>(due));
      due.keySet().forEach(source -> written.put(source, now));
    }
  }

  /// Notes that a source was heard without a message, for example with figures over the JSON API.
  @Transactional
  public void heard(SourceSystem source, Instant at) {
    pulse(Map.of(source.id(), at), clock.instant());
  }

  /// The last sign of life per source on this node since its start.
  Map<Long, Instant> heardHere() {
    return Map.copyOf(heard);
  }

  /// Begins to rebuild the census of a source at a site: all its open stays end, its counts are
  /// unknown until `completeBaseline`. Needs SEND_OBSERVATIONS or MAP_AND_REPLAY at the site.
  @Transactional
  public void beginBaseline(Actor actor, long source, SiteId site) {
    requireBaseline(actor, site);
    store.lockSites(List.of(site));
    var now = clock.instant();
    store.resetStays(site, source, now);
    store.addBaseline(site, source, "begin", now, actor.id());
    observations.addCounted(rows(countsBeside(site, source), Map.of(site, now), now));
    bell.ring(List.of(site));
  }

  /// Declares that the stays sent since `beginBaseline` are all there are.
  @Transactional
  public void completeBaseline(Actor actor, long source, SiteId site) {
    completeBaseline(actor, source, site, List.of());
  }

  /// Declares that the stays sent since `beginBaseline` are all there are; the lines in `mapped` on
  /// which no stay was heard are empty, which is now known.
  @Transactional
  public void completeBaseline(Actor actor, long source, SiteId site, Collection<LineId> mapped) {
    requireBaseline(actor, site);
    store.lockSites(List.of(site));
    var now = clock.instant();
    store.addBaseline(site, source, "complete", now, actor.id());
    var none =
        mapped.stream()
            .filter(id -> lines.find(id).map(l -> l.site().equals(site)).orElse(false))
            .sorted((a, b) -> Integer.compare(a.value(), b.value()))
            .map(id -> new CensusStore.Delta(site, id, source, 0, 0))
            .toList();
    if (!none.isEmpty()) {
      store.addCounts(none);
    }
    observations.addCounted(rows(countsBeside(site, source), Map.of(site, now), now));
    bell.ring(List.of(site));
  }

  /// Writes the counts of a site again, because a rule about sources began.
  void recount(SiteId site) {
    store.lockSites(List.of(site));
    var now = clock.instant();
    observations.addCounted(rows(store.counts(site), Map.of(site, now), now));
  }

  /// The counts of every line on which the source counts, of all their sources.
  private List<CensusStore.Count> countsBeside(SiteId site, long source) {
    var all = store.counts(site);
    var own =
        all.stream()
            .filter(c -> c.source() == source)
            .map(CensusStore.Count::line)
            .collect(Collectors.toSet());
    return all.stream().filter(c -> own.contains(c.line())).toList();
  }

  /// Whether the census of a source at a site stands on a complete baseline.
  @Transactional(readOnly = true)
  public boolean isComplete(long source, SiteId site) {
    return store.hasBaseline(site, source);
  }

  private void requireBaseline(Actor actor, SiteId site) {
    if (!guard.may(actor, Permission.SEND_OBSERVATIONS, site)
        && !guard.may(actor, Permission.MAP_AND_REPLAY, site)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "site " + site);
    }
  }

  /// The present stays per line of a site over all sources; `UNPLACED` counts those whose location
  /// no mapping knows.
  @Transactional(readOnly = true)
  public Map<LineId, Integer> counts(SiteId site) {
    var counts = new HashMap<LineId, Integer>();
    for (var count : store.counts(site)) {
      counts.merge(count.line(), count.present(), Integer::sum);
    }
    return counts;
  }

  /// A bed status message (A20): the bed at this location code of a line is closed or open. The
  /// closed beds of the line are those whose last status was closed.
  @Transactional
  public void bedStatus(
      SiteId site, long source, LineId line, String locationCode, boolean closed, Instant at) {
    store.lockSites(List.of(site));
    var now = clock.instant();
    store.putBedStatus(site, source, line, locationCode, closed, at);
    observations.addCounted(
        List.of(
            new ObservationStore.Row(
                line,
                Variable.CLOSED,
                Method.BED_STATUS,
                lines.find(line).map(l -> definitions.versionOf(l.category())).orElse(1),
                store.closedBeds(line),
                null,
                at.isAfter(now) ? now : at,
                now,
                sourceName(source),
                null,
                precedences.counts(
                    site, Variable.CLOSED, sourceName(source), Method.BED_STATUS, now))));
    bell.ring(List.of(site));
  }

  /// One bed of which a source gave the status: closed or open, since `at`.
  public record Bed(
      SiteId site, long source, LineId line, String locationCode, boolean closed, Instant at) {}

  /// The beds of which a source gave the status, of one site or (null) of all.
  @Transactional(readOnly = true)
  public List<Bed> beds(@Nullable SiteId site) {
    return store.beds(site);
  }
}
