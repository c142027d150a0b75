package nl.vangnet.plausibility;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import nl.vangnet.policy.FindingTimes;

/// Who must look at an open finding now: first the hospital that gave the figure, then its region,
/// then the steward.
public enum Owner {
  /// The hospital of the site.
  HOSPITAL,
  /// The region of the site.
  REGION,
  /// The data steward.
  STEWARD;

  /// Whose turn it is for what is open since `openedAt`; a site without a region has no second.
  static Owner of(Instant openedAt, boolean hasRegion, FindingTimes times, Instant now) {
    var open = Duration.between(openedAt, now);
    if (open.compareTo(times.toSteward()) >= 0) {
      return STEWARD;
    }
    return hasRegion && open.compareTo(times.toRegion()) >= 0 ? REGION : HOSPITAL;
  }

  /// The word in addresses and interfaces.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
