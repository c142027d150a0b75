package nl.vangnet.directory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The areas of regions as a map shows them, drawn from the directory's own data: each place
/// belongs to the region of the nearest known point (a site, and in the Netherlands a town with an
/// ambulance post), within the outline of the country. They are catchments, not borders in law.
@Component
public class Areas {
  private record Drawn(
      DirectorySnapshot snapshot,
      Map<String, Map<RegionId, List<List<Coordinates>>>> bySet,
      Map<CountryCode, List<List<Coordinates>>> outlines) {
    static Drawn of(DirectorySnapshot snapshot) {
      return new Drawn(snapshot, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  private final Directory directory;
  private volatile Drawn drawn = Drawn.of(DirectorySnapshot.EMPTY);

  /// Draws from `directory`.
  public Areas(Directory directory) {
    this.directory = directory;
  }

  /// The rings of each region of `set` that has a known place; holes are rings of their own, so
  /// fill by the even-odd rule. Rings are open: the last point joins the first.
  public Map<RegionId, List<List<Coordinates>>> areas(RegionSet set) {
    var now = drawn();
    return now.bySet().computeIfAbsent(set.code(), code -> AreaDrawing.areas(now.snapshot(), set));
  }

  /// The rings of the country's outline; a rough hull of its sites when the product has no outline
  /// of the country, and empty when no site has coordinates.
  public List<List<Coordinates>> outline(CountryCode country) {
    var now = drawn();
    return now.outlines()
        .computeIfAbsent(country, code -> AreaDrawing.outline(now.snapshot(), code));
  }

  private Drawn drawn() {
    var snapshot = directory.snapshot();
    var last = drawn;
    if (last.snapshot() == snapshot) {
      return last;
    }
    var fresh = Drawn.of(snapshot);
    drawn = fresh;
    return fresh;
  }
}
