package nl.vangnet.rounds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// Where a round stands: who is asked, what was filed, who signed and who was reminded. Immutable;
/// the states follow the clock of the one who asks.
public record Board(
    Round round,
    DataRequest request,
    Map<SiteId, Optional<RegionId>> recipients,
    Map<SiteId, List<Filing>> filings,
    Map<RegionId, List<SignOff>> signOffs,
    Map<String, List<Reminder>> reminders,
    java.util.Set<SiteId> automatic) {
  public Board {
    recipients = Map.copyOf(recipients);
    filings = Map.copyOf(filings);
    signOffs = Map.copyOf(signOffs);
    reminders = Map.copyOf(reminders);
    automatic = java.util.Set.copyOf(automatic);
  }

  /// One reminder that went out: "-45" or "escalation"; `address` null when there was none to write
  /// to and it stands on screen only.
  public record Reminder(
      String about, String moment, @Nullable String address, @Nullable Long delivery, Instant at) {}

  /// How many hospitals stand where.
  public record Count(int onTime, int late, int waiting, int missing) {
    /// All hospitals that are asked.
    public int all() {
      return onTime + late + waiting + missing;
    }

    /// Those of which a submission stands.
    public int filed() {
      return onTime + late;
    }

    /// Those of which none stands.
    public int notFiled() {
      return waiting + missing;
    }
  }

  /// Where a site stands.
  public FilingState state(SiteId site, Instant now) {
    var first = filings.getOrDefault(site, List.of());
    return FilingState.of(round.times(), first.isEmpty() ? null : first.getFirst().filedAt(), now);
  }

  /// The last submission of a site, null when there is none.
  public @Nullable Filing last(SiteId site) {
    var all = filings.getOrDefault(site, List.of());
    return all.isEmpty() ? null : all.getLast();
  }

  /// The sites of a region that are asked.
  public List<SiteId> sites(RegionId region) {
    return recipients.entrySet().stream()
        .filter(e -> e.getValue().filter(region::equals).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// How many of these sites stand where; sites that are not asked do not count.
  public Count count(Collection<SiteId> sites, Instant now) {
    var onTime = 0;
    var late = 0;
    var waiting = 0;
    var missing = 0;
    for (var site : sites) {
      if (recipients.containsKey(site)) {
        switch (state(site, now)) {
          case ON_TIME -> onTime++;
          case LATE -> late++;
          case WAITING -> waiting++;
          case MISSING -> missing++;
        }
      }
    }
    return new Count(onTime, late, waiting, missing);
  }

  /// The last act about the sign-off of a region, null when there is none.
  public @Nullable SignOff lastSignOff(RegionId region) {
    var all = signOffs.getOrDefault(region, List.of());
    return all.isEmpty() ? null : all.getLast();
  }

  /// Whether the sign-off of a region stands.
  public boolean isSigned(RegionId region) {
    var last = lastSignOff(region);
    return last != null && last.signed();
  }

  /// Whether a site filed again after its region had signed.
  public boolean changedAfterSignOff(SiteId site) {
    var region = recipients.getOrDefault(site, Optional.empty());
    var signed = region.map(this::lastSignOff).orElse(null);
    var filing = last(site);
    return signed != null
        && signed.signed()
        && filing != null
        && filing.filedAt().isAfter(signed.at());
  }

  /// The regions that are asked.
  public List<RegionId> regions() {
    return recipients.values().stream().flatMap(Optional::stream).distinct().toList();
  }

  /// The seconds that people worked on each of their submissions for these sites, shortest first
  /// (CAP-24).
  public List<Integer> seconds(Collection<SiteId> sites) {
    var all = new ArrayList<Integer>();
    for (var site : sites) {
      for (var filing : filings.getOrDefault(site, List.of())) {
        var took = filing.seconds();
        if (took != null && filing.door() == Filing.Door.FORM) {
          all.add(took);
        }
      }
    }
    all.sort(null);
    return all;
  }

  /// The middle value of a sorted list; null when it is empty.
  public static @Nullable Integer median(List<Integer> sorted) {
    var n = sorted.size();
    if (n == 0) {
      return null;
    }
    return n % 2 == 1
        ? sorted.get(n / 2)
        : Integer.valueOf(Math.round((sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2f));
  }
}
