package nl.vangnet.situation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.directory.Areas;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.RegionSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The maps of the countries, drawn once per directory.
@Component
public class Maps {
  private final Areas areas;
  private volatile Drawn drawn = new Drawn(-1, new ConcurrentHashMap<>());

  Maps(Areas areas) {
    this.areas = areas;
  }

  private record Drawn(long version, Map<String, Optional<MapDrawing>> maps) {}

  /// The map of a country divided by `set`; empty when no place in it is known.
  public Optional<MapDrawing> find(
      DirectorySnapshot directory, CountryCode country, @Nullable RegionSet set) {
    var now = drawn;
    if (now.version() != directory.version()) {
      now = new Drawn(directory.version(), new ConcurrentHashMap<>());
      drawn = now;
    }
    return now.maps()
        .computeIfAbsent(
            country + "/" + (set == null ? "" : set.code()),
            key -> MapDrawing.draw(directory, areas, country, set));
  }
}
