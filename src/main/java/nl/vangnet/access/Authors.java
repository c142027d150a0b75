package nl.vangnet.access;

import org.springframework.stereotype.Service;

/// The names of people and systems by their actor id.
@Service
public class Authors {
  private final People people;
  private final SourceSystems sources;

  Authors(People people, SourceSystems sources) {
    this.people = people;
    this.sources = sources;
  }

  /// The name of the person or system with this id; the id itself when nobody is known by it.
  public String name(String actorId) {
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
