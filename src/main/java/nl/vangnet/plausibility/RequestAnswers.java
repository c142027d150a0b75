package nl.vangnet.plausibility;

import java.time.Instant;
import java.util.List;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;

/// What was answered to requests for a place. Whoever keeps requests offers one; without one
/// nothing is said about refusals, which is not the same as none.
public interface RequestAnswers {
  /// One answer: which line was asked, when, how many free beds it declared at that moment, and
  /// whether it refused because it had no bed.
  record Answer(LineId line, Instant at, int declaredFree, boolean refusedForWantOfABed) {}

  /// The answers of a site from a moment on, in any order.
  List<Answer> answers(SiteId site, Instant from);
}
