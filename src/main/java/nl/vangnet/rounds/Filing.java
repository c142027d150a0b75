package nl.vangnet.rounds;

import java.time.Instant;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// One submission of a site in a round; a correction is a next edition. `seconds` is how long
/// somebody worked on it, null when no person did or it is not known (CAP-24).
public record Filing(
    long id,
    long round,
    SiteId site,
    int edition,
    Instant filedAt,
    Door door,
    String actor,
    String actorName,
    @Nullable Integer seconds,
    @Nullable String remark) {
  /// The way by which it came in.
  public enum Door {
    /// A person on the form.
    FORM,
    /// A system or a person through the API.
    API,
    /// The product itself, from fresh measured figures.
    AUTOMATIC
  }
}
