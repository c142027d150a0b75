package nl.vangnet.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// All lines of all sites at one moment: immutable, published by a single writer. `version` grows
/// with every publication on this node; `at` is the moment that the ages refer to.
public record Picture(Instant at, long version, Map<SiteId, SitePicture> sites) {
  public Picture {
    sites = Map.copyOf(sites);
  }

  /// The picture of one site, null when the site has no lines.
  public @Nullable SitePicture site(SiteId site) {
    return sites.get(site);
  }

  /// Sums one variable over the chosen lines of the chosen sites.
  public Total total(Collection<SiteId> of, Predicate<Line> lines, Variable variable) {
    var figures = new ArrayList<Figure>();
    for (var line : lines(of, lines)) {
      figures.add(line.figure(variable));
    }
    return Total.of(figures);
  }

  /// Sums the effective free beds over the chosen lines of the chosen sites.
  public Total totalFree(Collection<SiteId> of, Predicate<Line> lines) {
    return Total.ofFree(lines(of, lines).stream().map(LinePicture::free).toList());
  }

  /// The chosen lines of the chosen sites.
  public List<LinePicture> lines(Collection<SiteId> of, Predicate<Line> chosen) {
    var found = new ArrayList<LinePicture>();
    for (var id : of) {
      var site = sites.get(id);
      if (site != null) {
        for (var line : site.lines()) {
          if (chosen.test(line.line())) {
            found.add(line);
          }
        }
      }
    }
    return found;
  }
}
