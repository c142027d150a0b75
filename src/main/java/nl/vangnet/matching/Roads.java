package nl.vangnet.matching;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.Reach;
import org.jspecify.annotations.Nullable;

/// The way from the patient to each site, and from each site to the relatives.
record Roads(Map<SiteId, Reach> reaches, Map<SiteId, Duration> toRelatives) {
  /// The code of a site about which the vehicles said nothing.
  static final String NO_ANSWER = "no-answer";

  private static final Set<String> UNKNOWN = Set.of(NO_ANSWER, "no-vehicle-of-class", "no-crew");

  Reach reach(SiteId site) {
    var known = reaches.get(site);
    return known == null
        ? new Reach(site, null, null, null, false, 0, Duration.ZERO, null, null, NO_ANSWER)
        : known;
  }

  /// Whether nothing is known about vehicles or crews rather than that none can go: where nobody
  /// entered a vehicle of that sort, or a shift for a whole day, somebody may well drive. Unknown
  /// is not none.
  static boolean isUnknown(Reach reach) {
    return reach.blockedBy() != null && UNKNOWN.contains(reach.blockedBy());
  }

  @Nullable Duration toRelatives(SiteId site) {
    return toRelatives.get(site);
  }
}
