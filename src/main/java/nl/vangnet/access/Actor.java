package nl.vangnet.access;

import java.io.Serializable;

/// Whoever acts: a person, a source system or the product itself. `id` is stable ("person:12",
/// "source:umcg-ehr", "system"); `name` is for people to read. Handlers take it as an argument.
public record Actor(String id, String name, Role role, Scope scope) implements Serializable {
  /// The product itself, for what it does by its own clock.
  public static final Actor SYSTEM =
      new Actor("system", "Vangnet", Role.ADMIN, new Scope.Everywhere());

  /// Whether the role holds the permission at all; ask `Guard` where a site is concerned.
  public boolean has(Permission permission) {
    return Grants.of(role).contains(permission);
  }

  /// Throws `NotAllowed` unless the role holds the permission.
  public void require(Permission permission, String subject) {
    if (!has(permission)) {
      throw new NotAllowed(permission, subject);
    }
  }
}
