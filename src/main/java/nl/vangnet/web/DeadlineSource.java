package nl.vangnet.web;

import java.time.Instant;
import java.util.Optional;
import nl.vangnet.access.Actor;

/// Knows what is due next from whom; called for every page, so it answers from memory.
public interface DeadlineSource {
  /// The next deadline of this actor in the reader's words, empty when nothing is due today.
  Optional<Deadline> next(Actor actor, Words words, Instant now);
}
