package nl.vangnet.web;

import nl.vangnet.access.Actor;

/// Knows how many things wait for a person at one place of the navigation; called for every page,
/// so it answers from memory.
public interface NavCount {
  /// The address of the place in the navigation.
  String href();

  /// How many things wait for this actor there; 0 shows nothing.
  int of(Actor actor);
}
