package nl.vangnet.fleet;

import nl.vangnet.access.Actor;

/// Who did something, as the record keeps it: the actor id and the name at that moment.
public record By(String actor, String name) {
  static By of(Actor actor) {
    return new By(actor.id(), actor.name());
  }
}
