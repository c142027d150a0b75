package nl.vangnet.onboarding.web;

import nl.vangnet.access.Actor;
import nl.vangnet.access.People;
import nl.vangnet.access.Person;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import org.springframework.stereotype.Component;

/// The names of people and systems by their actor id.
@Component
class Authors {
  private final People people;
  private final SourceSystems sources;

  Authors(People people, SourceSystems sources) {
    this.people = people;
    this.sources = sources;
  }

  String name(String actorId) {
    if (actorId.startsWith("source:")) {
      return sources.list().stream()
          .filter(s -> s.actor().id().equals(actorId))
          .findFirst()
          .map(SourceSystem::name)
          .orElse(actorId.substring("source:".length()));
    }
    return people
        .findPerson(new Actor(actorId, actorId, Role.OVERSIGHT, new Scope.Everywhere()))
        .map(Person::name)
        .orElse(actorId.equals(Actor.SYSTEM.id()) ? Actor.SYSTEM.name() : actorId);
  }
}
