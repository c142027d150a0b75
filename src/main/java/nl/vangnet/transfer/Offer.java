package nl.vangnet.transfer;

import java.time.Instant;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// A question to one site: can you take this patient. It holds a bed until it is answered or its
/// clock runs out. `rank` is the place in the ranking at that moment; `overrule` says why a lower
/// one was asked, empty when it was the first.
public record Offer(
    long id,
    long request,
    SiteId site,
    LineId line,
    State state,
    int rank,
    @Nullable Integer free,
    String why,
    String overrule,
    Instant at,
    Instant due,
    String authorName,
    @Nullable Answer answer) {
  /// How far an offer is.
  public enum State {
    /// Waits for an answer.
    OPEN,
    /// Yes.
    ACCEPTED,
    /// No, with a reason.
    REFUSED,
    /// The clock ran out.
    EXPIRED,
    /// Taken back by the asking side, or another said yes first.
    WITHDRAWN,
    /// Accepted, and then the bed was lost.
    LOST
  }

  /// The answer: how it came, by whom, the reason of a no, the bed and the doctor of a yes.
  public record Answer(
      @Nullable Via via,
      Instant at,
      String by,
      String name,
      @Nullable RefusalReason reason,
      String note,
      String bed,
      String doctor) {}

  /// How an answer came.
  public enum Via {
    SCREEN,
    LINK,
    TELEPHONE,
    FHIR,
    API,
    OVERRIDE
  }
}
