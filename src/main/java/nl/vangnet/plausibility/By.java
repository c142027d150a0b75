package nl.vangnet.plausibility;

import nl.vangnet.access.Actor;

/// Who did something, by id and as a name to read.
public record By(String actor, String name) {
  static By of(Actor actor) {
    return new By(actor.id(), actor.name());
  }
}
