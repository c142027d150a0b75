package nl.vangnet.situation;

import java.util.Map;
import nl.vangnet.directory.Region;

/// One region with its figures and, per category, the difference of its occupied beds against a day
/// ago over the lines known at both moments.
public record RegionRow(Region region, Figures figures, Map<String, Integer> sinceYesterday) {
  public RegionRow {
    sinceYesterday = Map.copyOf(sinceYesterday);
  }
}
