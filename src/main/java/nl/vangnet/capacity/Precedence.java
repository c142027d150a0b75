package nl.vangnet.capacity;

import java.time.Instant;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// A rule about whose figures count at a site from a moment on (CAP-03, CAP-05). `variable` null
/// means all variables; `origin` is the actor id of a source system, "people" for whatever people
/// enter, or null for whoever spoke last; `method` null means any method of that origin.
public record Precedence(
    long id,
    SiteId site,
    @Nullable Variable variable,
    @Nullable String origin,
    @Nullable Method method,
    Instant validFrom,
    String reason,
    String author,
    Instant createdAt) {
  /// The origin of whatever people enter.
  public static final String PEOPLE = "people";

  /// Whether a value of this source and method counts under the rule.
  boolean counts(String source, Method by) {
    return origin == null || (origin.equals(originOf(source)) && (method == null || method == by));
  }

  /// The origin of an actor's values.
  public static String originOf(String actorId) {
    return actorId.startsWith("person:") ? PEOPLE : actorId;
  }
}
