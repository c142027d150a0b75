package nl.vangnet.web;

import java.util.Optional;
import nl.vangnet.access.Actor;

/// Knows what waits unread for whom; called for every page, so it answers from memory.
public interface InboxSource {
  /// What waits at the desk of this actor; empty for those who sit at none.
  Optional<Inbox> of(Actor actor);
}
