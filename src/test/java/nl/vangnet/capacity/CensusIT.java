package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.capacity.CensusEvent.Kind;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// The census on a real database: whatever comes in whatever order, the counts are those of the
/// movements (CAP-08, CAP-18).
class CensusIT {
  final MovableClock clock = new MovableClock(CapacityFixture.START);
  CapacityFixture room;
  JdbcTemplate jdbc;
  List<Site> sites;
  List<SourceSystem> sources;
  Map<Site, List<Line>> lines;
  final List<CensusEvent> sent = new ArrayList<>();
  int messages;

  @BeforeEach
  void open() {
    room = new CapacityFixture(TestDatabase.fresh(), clock);
    jdbc = new JdbcTemplate(room.dataSource);
    var first = room.site("ETZ-ELI");
    sites = room.directory.snapshot().sites(first.organisation()).stream().limit(2).toList();
    assertThat(sites).hasSize(2);
    sources = List.of(room.source("etz-ehr", first), room.source("etz-icu", first));
    lines = new HashMap<>();
    for (var site : sites) {
      lines.put(
          site,
          List.of(
              room.line(site, "IC-A", "icu", "covid"),
              room.line(site, "IC-B", "icu", "other"),
              room.line(site, "B4", "ward", "covid")));
    }
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void countsAreThoseOfTheMovementsAfterEveryGroup() {
    var random = new Random(20210203);
    baseline(sources.getFirst(), sites.getFirst());
    for (var group = 0; group < 160; group++) {
      if (group == 60) {
        begin(sources.getFirst(), sites.getFirst());
      }
      if (group == 90) {
        complete(sources.getFirst(), sites.getFirst());
      }
      if (group == 110) {
        baseline(sources.getLast(), sites.getFirst());
        baseline(sources.getFirst(), sites.getLast());
      }
      clock.move(Duration.ofSeconds(random.nextInt(90)));
      var events = new ArrayList<CensusEvent>();
      for (var i = 0; i < 1 + random.nextInt(9); i++) {
        events.add(event(random));
      }
      var effects = apply(events);
      assertThat(effects.effects()).hasSameSizeAs(events);
      check("group " + group);
    }
    assertThat(observed("source:etz-ehr")).isPositive();
    assertThat(jdbc.queryForObject("select count(*) from capacity.stay", Integer.class))
        .isGreaterThan(15);
    recordAndLatestAgree();
  }

  @Test
  void nothingIsObservedBeforeTheBaselineIsComplete() {
    var site = sites.getFirst();
    var line = lines(site).getFirst();
    apply(List.of(admit("a1", site, line, 0), admit("a2", site, line, 1)));
    assertThat(room.census.counts(site.id())).containsEntry(line.id(), 2);
    assertThat(jdbc.queryForObject("select count(*) from capacity.observation", Integer.class))
        .isZero();
    complete(sources.getFirst(), site);
    assertThat(latest(line)).isEqualTo("2");
    begin(sources.getFirst(), site);
    assertThat(latest(line)).isEqualTo("? census-rebuilding");
    apply(List.of(admit("a1", site, line, 2)));
    assertThat(latest(line)).isEqualTo("? census-rebuilding");
    complete(sources.getFirst(), site);
    assertThat(latest(line)).isEqualTo("1");
  }

  @Test
  void mappedLinesWithoutPatientsAreEmptyAndNotUnknown() {
    var site = sites.getFirst();
    var own = lines(site);
    room.run(() ->
        room.census.completeBaseline(
            sources.getFirst().actor(),
            sources.getFirst().id(),
            site.id(),
            own.stream().map(Line::id).toList()));
    assertThat(own).extracting(this::latest).containsExactly("0", "0", "0");
  }

  @Test
  void twoSourcesOnOneLineAddUpAndAStayMayGoFromOneToTheOther() {
    var site = sites.getFirst();
    var line = lines(site).getFirst();
    baseline(sources.getFirst(), site);
    baseline(sources.getLast(), site);
    apply(
        List.of(
            event(Kind.ADMIT, sources.getFirst(), site, "a1", line, 0),
            event(Kind.ADMIT, sources.getFirst(), site, "a2", line, 0),
            event(Kind.ADMIT, sources.getLast(), site, "a3", line, 0)));
    assertThat(latest(line)).isEqualTo("3");
    apply(List.of(event(Kind.UPDATE, sources.getLast(), site, "a1", line, 5)));
    assertThat(latest(line)).isEqualTo("3");
    begin(sources.getLast(), site);
    assertThat(latest(line)).isEqualTo("? census-rebuilding");
    complete(sources.getLast(), site);
    assertThat(latest(line)).isEqualTo("1");
  }

  @Test
  void aReplayAtTheMomentOfTheLastEventDoesNotBringBackWhoLeft() {
    var site = sites.getFirst();
    var line = lines(site).getFirst();
    baseline(sources.getFirst(), site);
    var admitted = event(Kind.ADMIT, sources.getFirst(), site, "a1", null, 4);
    apply(List.of(admitted, event(Kind.DISCHARGE, sources.getFirst(), site, "a1", null, 4)));
    var mapped =
        new CensusEvent(
            admitted.site(),
            admitted.source(),
            admitted.messageId(),
            Kind.ADMIT,
            admitted.stay(),
            null,
            new CensusEvent.Place(line.id(), "IC-A"),
            admitted.occurredAt());
    apply(List.of(mapped));
    assertThat(room.census.counts(site.id()).getOrDefault(line.id(), 0)).isZero();
    check("after the replay");
  }

  @Test
  void bedsAreClosedAndOpenedByTheirLastStatus() {
    var site = sites.getFirst();
    var line = lines(site).getFirst();
    var at = clock.instant();
    room.run(() -> {
      status(site, line, "IC-A-1", true, at);
      status(site, line, "IC-A-2", true, at);
      status(site, line, "IC-A-3", true, at);
      status(site, line, "IC-A-2", false, at.plusSeconds(60));
      status(site, line, "IC-A-2", true, at.minusSeconds(60));
    });
    assertThat(value(line, Variable.CLOSED)).isEqualTo("2");
  }

  private void status(Site site, Line line, String bed, boolean closed, Instant at) {
    room.census.bedStatus(site.id(), sources.getFirst().id(), line.id(), bed, closed, at);
  }

  @Test
  void groupsForTheSameSitesFromTwoThreadsNeitherDeadlockNorMiscount() throws Exception {
    for (var site : sites) {
      sources.forEach(source -> baseline(source, site));
    }
    var together = new CyclicBarrier(2);
    var threads = new ArrayList<CompletableFuture<Void>>();
    for (var thread = 0; thread < 2; thread++) {
      var random = new Random(31L + thread);
      var name = thread;
      var groups = new ArrayList<List<CensusEvent>>();
      for (var g = 0; g < 60; g++) {
        var events = new ArrayList<CensusEvent>();
        for (var i = 0; i < 6; i++) {
          var site = sites.get((i + name) % 2);
          var line = lines(site).get(random.nextInt(3));
          events.add(
              event(
                  random.nextInt(4) == 0 ? Kind.DISCHARGE : Kind.UPDATE,
                  sources.get(random.nextInt(2)),
                  site,
                  Integer.toHexString(random.nextInt(9)),
                  line,
                  g));
        }
        if (name == 1) {
          Collections.reverse(events);
        }
        groups.add(events);
      }
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  together.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                groups.forEach(g -> room.in(() -> room.census.apply(g, Map.of())));
              },
              work -> Thread.ofPlatform().start(work)));
    }
    for (var thread : threads) {
      thread.get(60, TimeUnit.SECONDS);
    }
    check("after both");
    recordAndLatestAgree();
  }

  // ---- what must always hold ----

  private void check(String when) {
    assertThat(storedBySource()).as("recount of the stays, %s", when).isEqualTo(recounted());
    assertThat(stored()).as("fold of the movements, %s", when).isEqualTo(folded());
    var bySource = storedBySource();
    for (var site : sites) {
      for (var line : lines(site)) {
        var latest = latest(line);
        if (latest.equals("never") || latest.startsWith("?")) {
          continue;
        }
        var complete =
            sources.stream()
                .filter(s -> room.in(() -> room.census.isComplete(s.id(), site.id())))
                .mapToInt(s -> bySource.getOrDefault(key(site, line.id(), s.id()), 0))
                .sum();
        assertThat(latest).as("line %s, %s", line.id(), when).isEqualTo(Integer.toString(complete));
      }
    }
  }

  /// The picture of this moment from the record is the picture from the latest values.
  private void recordAndLatestAgree() {
    var now = clock.instant().plusSeconds(1);
    assertThat(shown(room.observations.asOf(now, now, null)))
        .isEqualTo(shown(room.observations.latest(null)));
  }

  private static Map<String, String> shown(List<ObservationStore.Found> found) {
    var shown = new TreeMap<String, String>();
    for (var one : found) {
      shown.put(one.line() + " " + one.variable(), String.valueOf(one.measured().value()));
    }
    return shown;
  }

  private Map<String, Integer> storedBySource() {
    return counts("select site_id, line_id, source, present from capacity.census_count", true);
  }

  private Map<String, Integer> recounted() {
    return counts(
        """
        select site_id, coalesce(line_id, 0), source, count(*) from capacity.stay
        where phase = 1 and location_code is not null group by 1, 2, 3
        """,
        true);
  }

  private Map<String, Integer> stored() {
    return counts(
        "select site_id, line_id, 0, sum(present) from capacity.census_count group by 1, 2", false);
  }

  private Map<String, Integer> counts(String sql, boolean bySource) {
    var counts = new TreeMap<String, Integer>();
    jdbc.query(
        sql,
        rows -> {
          if (rows.getInt(4) != 0) {
            counts.put(
                rows.getLong(1) + "/" + rows.getInt(2) + (bySource ? "/" + rows.getLong(3) : ""),
                rows.getInt(4));
          }
        });
    return counts;
  }

  private Map<String, Integer> folded() {
    var keys = new LinkedHashSet<CensusStore.Key>();
    jdbc.query(
        "select distinct site_id, stay from capacity.movement",
        rows -> {
          keys.add(
              new CensusStore.Key(
                  new nl.vangnet.directory.SiteId(rows.getLong(1)),
                  rows.getString(2).replace("-", "")));
        });
    var counts = new TreeMap<String, Integer>();
    room.censusStore
        .movements(Set.copyOf(keys))
        .forEach((key, history) -> {
          var stay = Stay.fold(history);
          var place = stay.place();
          if (stay.phase() == Stay.Phase.PRESENT && place != null) {
            var line = place.line() == null ? Census.UNPLACED : place.line();
            counts.merge(key.site() + "/" + line, 1, Integer::sum);
          }
        });
    return counts;
  }

  private static String key(Site site, LineId line, long source) {
    return site.id() + "/" + line + "/" + source;
  }

  private String latest(Line line) {
    return value(line, Variable.OCCUPIED);
  }

  private String value(Line line, Variable variable) {
    return room.observations.latest(List.of(line.site())).stream()
        .filter(f -> f.line().equals(line.id()) && f.variable() == variable)
        .findFirst()
        .map(f ->
            f.measured().value() == null
                ? "? " + f.measured().unknownReason()
                : f.measured().value().toString())
        .orElse("never");
  }

  private int observed(String source) {
    var count =
        jdbc.queryForObject(
            "select count(*) from capacity.observation where source = ?", Integer.class, source);
    return count == null ? 0 : count;
  }

  private List<Line> lines(Site site) {
    return java.util.Objects.requireNonNull(lines.get(site));
  }

  // ---- what happens ----

  private CensusEvent.Effects apply(List<CensusEvent> events) {
    sent.addAll(events);
    return room.in(() -> room.census.apply(events, Map.of()));
  }

  private void begin(SourceSystem source, Site site) {
    room.run(() -> room.census.beginBaseline(source.actor(), source.id(), site.id()));
  }

  private void complete(SourceSystem source, Site site) {
    room.run(() -> room.census.completeBaseline(source.actor(), source.id(), site.id()));
  }

  private void baseline(SourceSystem source, Site site) {
    begin(source, site);
    complete(source, site);
  }

  private CensusEvent event(Random random) {
    if (!sent.isEmpty() && random.nextInt(8) == 0) {
      return replay(sent.get(random.nextInt(sent.size())), random);
    }
    var kinds = Kind.values();
    var kind = random.nextInt(3) == 0 ? Kind.ADMIT : kinds[random.nextInt(kinds.length)];
    var site = sites.get(random.nextInt(4) == 0 ? 1 : 0);
    var needsPlace = kind == Kind.ADMIT || kind == Kind.MOVE || kind == Kind.UPDATE;
    var place = needsPlace || random.nextInt(4) == 0 ? place(site, random) : null;
    var late = random.nextInt(5) == 0 ? random.nextInt(1_800) : 0;
    return new CensusEvent(
        site.id(),
        sources.get(random.nextInt(3) == 0 ? 1 : 0).id(),
        "m" + messages++,
        kind,
        pseudonym(Integer.toHexString(random.nextInt(14))),
        null,
        place,
        // Whole minutes, so that moments are often equal.
        Instant.ofEpochSecond(clock.instant().minusSeconds(late).getEpochSecond() / 60 * 60));
  }

  private CensusEvent replay(CensusEvent first, Random random) {
    var site = sites.stream().filter(s -> s.id().equals(first.site())).findFirst().orElseThrow();
    return new CensusEvent(
        first.site(),
        first.source(),
        first.messageId(),
        first.kind(),
        first.stay(),
        null,
        first.place() == null ? null : place(site, random),
        first.occurredAt());
  }

  private CensusEvent.Place place(Site site, Random random) {
    var which = random.nextInt(4);
    return which == 3
        ? new CensusEvent.Place(null, "NEW")
        : new CensusEvent.Place(lines(site).get(which).id(), "L" + which);
  }

  private CensusEvent admit(String stay, Site site, Line line, int minute) {
    return event(Kind.ADMIT, sources.getFirst(), site, stay, line, minute);
  }

  private CensusEvent event(
      Kind kind, SourceSystem source, Site site, String stay, @Nullable Line line, int minute) {
    return new CensusEvent(
        site.id(),
        source.id(),
        "m" + messages++,
        kind,
        pseudonym(stay),
        null,
        kind == Kind.DISCHARGE
            ? null
            : new CensusEvent.Place(line == null ? null : line.id(), line == null ? "?" : "L"),
        CapacityFixture.START.plusSeconds(60L * minute));
  }

  private static String pseudonym(String name) {
    return "0".repeat(32 - name.length()) + name;
  }
}
