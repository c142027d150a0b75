package nl.vangnet.fleet;

import nl.vangnet.directory.OrganisationId;

/// A crew as somebody wants it in the register. `source` says where the facts come from.
public record CrewDraft(
    String code, String name, CrewKind kind, OrganisationId owner, Home home, String source) {
  public CrewDraft {
    code = code.strip();
    name = name.strip();
    source = source.strip();
  }
}
