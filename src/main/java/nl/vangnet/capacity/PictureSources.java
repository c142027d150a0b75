package nl.vangnet.capacity;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reads what a picture is made of, each time in one transaction.
@Component
class PictureSources {
  private final LineBook lines;
  private final ObservationStore observations;
  private final CorrectionStore corrections;
  private final LineEndStore ends;
  private final CensusStore censusStore;
  private final Census census;
  private final Definitions definitions;
  private final Precedences precedences;
  private final SourceSystems sources;

  PictureSources(
      LineBook lines,
      ObservationStore observations,
      CorrectionStore corrections,
      LineEndStore ends,
      CensusStore censusStore,
      Census census,
      Definitions definitions,
      Precedences precedences,
      SourceSystems sources) {
    this.lines = lines;
    this.observations = observations;
    this.corrections = corrections;
    this.ends = ends;
    this.censusStore = censusStore;
    this.census = census;
    this.definitions = definitions;
    this.precedences = precedences;
    this.sources = sources;
  }

  /// The facts of the given sites, or of all.
  @Transactional(readOnly = true)
  public Map<SiteId, SiteFacts> facts(@Nullable Collection<SiteId> sites, Instant now) {
    var unplaced = new HashMap<>(censusStore.unplaced(sites));
    return SiteFacts.group(
        lines(sites),
        observations.latest(sites),
        corrections.inForce(now, now, sites),
        ends.ended(now, now, sites),
        unplaced);
  }

  /// The facts as they were at a past moment; unplaced stays are not known for the past.
  @Transactional(readOnly = true)
  public Map<SiteId, SiteFacts> factsAt(Instant at, Instant knownAt) {
    return SiteFacts.group(
        lines(null),
        observedAt(at, knownAt),
        corrections.inForce(at, knownAt, null),
        ends.ended(at, knownAt, null),
        Map.of());
  }

  /// The lines of these sites that are no longer used by a moment.
  Map<LineId, LineEnd> ended(Collection<SiteId> sites, Instant at) {
    return ends.ended(at, at, sites);
  }

  /// The values in force; only sites with rules about sources pay for asking them.
  private List<ObservationStore.Found> observedAt(Instant at, Instant knownAt) {
    var found = observations.asOf(at, knownAt, null);
    var ruled = precedences.sites();
    if (ruled.isEmpty()) {
      return found;
    }
    return Stream.concat(
            found.stream().filter(f -> !ruled.contains(f.site())),
            observations.counted(at, knownAt, ruled).stream())
        .toList();
  }

  /// The sites with rules about sources.
  Set<SiteId> ruled() {
    return precedences.sites();
  }

  private List<Line> lines(@Nullable Collection<SiteId> sites) {
    return sites == null
        ? lines.all()
        : sites.stream().flatMap(site -> lines.of(site).stream()).toList();
  }

  /// The last signs of life up to `at`, by the actor id of the source.
  @Transactional(readOnly = true)
  public Map<String, Instant> pulses(Instant at) {
    return named(censusStore.pulses(at));
  }

  /// The last signs of life heard on this node.
  Map<String, Instant> pulsesHere() {
    return named(census.heardHere());
  }

  private Map<String, Instant> named(Map<Long, Instant> bySource) {
    var named = new HashMap<String, Instant>();
    bySource.forEach((source, at) ->
        named.put(sources.find(source).map(s -> s.actor().id()).orElse("source:" + source), at));
    return named;
  }

  @Nullable Category category(String code) {
    return definitions.findCategory(code).orElse(null);
  }

  @Nullable Category category(String code, Instant at) {
    return definitions.findCategory(code, at).or(() -> definitions.findCategory(code)).orElse(null);
  }
}
