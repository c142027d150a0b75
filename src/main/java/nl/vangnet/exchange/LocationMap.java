package nl.vangnet.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// The mappings of all sources, immutable: which capacity line a location belongs to. The most
/// specific mapping wins: bed before room before service before point of care.
final class LocationMap {
  /// A mapping of a source; null means any.
  record Pattern(
      long source,
      @Nullable String pointOfCare,
      @Nullable String room,
      @Nullable String bed,
      @Nullable String service) {
    Pattern {
      pointOfCare = normal(pointOfCare);
      room = normal(room);
      bed = normal(bed);
      service = normal(service);
    }
  }

  /// What a mapping leads to.
  record Target(SiteId site, LineId line) {}

  static final LocationMap EMPTY = new LocationMap(Map.of());

  private final Map<Pattern, Target> targets;

  LocationMap(Map<Pattern, Target> targets) {
    this.targets = Map.copyOf(targets);
  }

  Optional<Target> find(long source, Location location) {
    for (var mask = 15; mask >= 0; mask--) {
      var found =
          targets.get(
              new Pattern(
                  source,
                  (mask & 1) == 0 ? null : location.pointOfCare(),
                  (mask & 4) == 0 ? null : location.room(),
                  (mask & 8) == 0 ? null : location.bed(),
                  (mask & 2) == 0 ? null : location.service()));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// This map with more mappings.
  LocationMap with(Map<Pattern, Target> more) {
    var all = new HashMap<>(targets);
    all.putAll(more);
    return new LocationMap(all);
  }

  Collection<Pattern> patterns() {
    return targets.keySet();
  }

  private static @Nullable String normal(@Nullable String text) {
    return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
  }
}
