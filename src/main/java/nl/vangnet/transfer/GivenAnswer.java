package nl.vangnet.transfer;

import java.time.Instant;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// What a site answered to the question for a place: which line was asked, when, how many free beds
/// it declared at that moment (null is unknown), and why it said no; null is a yes.
public record GivenAnswer(
    SiteId site,
    LineId line,
    Instant at,
    @Nullable Integer declaredFree,
    @Nullable RefusalReason refusal) {
  /// Whether it said no for want of a bed, while it declared at least one free.
  public boolean isRefusedWhileFree() {
    return refusal != null
        && refusal.isWantOfCapacity()
        && declaredFree != null
        && declaredFree > 0;
  }
}
