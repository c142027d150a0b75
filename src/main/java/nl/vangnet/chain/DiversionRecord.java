package nl.vangnet.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// How often an emergency department asked ambulances to go elsewhere in a period, and for how long
/// in all: so that a flag is never silent noise. A report that is prolonged counts once.
public record DiversionRecord(
    SiteId site,
    int times,
    Duration diverted,
    Duration longest,
    Duration restricted,
    int prolonged,
    Map<Diversion.Reason, Integer> reasons) {
  public DiversionRecord {
    reasons = Map.copyOf(reasons);
  }

  /// The reason given most often; null when nothing was asked.
  public Diversion.@Nullable Reason usual() {
    return reasons.entrySet().stream()
        .max(
            Map.Entry.<Diversion.Reason, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /// The records of the sites that occur, the longest diverted first.
  static List<DiversionRecord> of(Collection<Diversion> reports, Instant begin, Instant now) {
    var bySite = new LinkedHashMap<SiteId, List<Diversion>>();
    reports.stream()
        .sorted(Comparator.comparing(Diversion::from).thenComparing(Diversion::id))
        .forEach(r -> bySite.computeIfAbsent(r.site(), s -> new ArrayList<>()).add(r));
    return bySite.entrySet().stream()
        .map(e -> of(e.getKey(), e.getValue(), begin, now))
        .sorted(
            Comparator.comparing(DiversionRecord::diverted)
                .thenComparing(DiversionRecord::restricted)
                .reversed())
        .toList();
  }

  private static DiversionRecord of(
      SiteId site, List<Diversion> reports, Instant begin, Instant now) {
    var reasons = new EnumMap<Diversion.Reason, Integer>(Diversion.Reason.class);
    var episodes = new HashMap<Long, Duration>();
    var episodeOf = new HashMap<Long, Long>();
    var restricted = Duration.ZERO;
    var prolonged = 0;
    for (var report : reports) {
      var held = report.heldBetween(begin, now);
      if (report.ask().level() == Diversion.Level.RESTRICTED) {
        restricted = restricted.plus(held);
      }
      if (report.ask().level() != Diversion.Level.DIVERSION || held.isZero()) {
        continue;
      }
      reasons.merge(report.ask().reason(), 1, Integer::sum);
      var before = report.follows() == null ? null : episodeOf.get(report.follows());
      var episode = before == null ? report.id() : before;
      prolonged += before == null ? 0 : 1;
      episodeOf.put(report.id(), episode);
      episodes.merge(episode, held, Duration::plus);
    }
    return new DiversionRecord(
        site,
        episodes.size(),
        episodes.values().stream().reduce(Duration.ZERO, Duration::plus),
        episodes.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO),
        restricted,
        prolonged,
        reasons);
  }
}
