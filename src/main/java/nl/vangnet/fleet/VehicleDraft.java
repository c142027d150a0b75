package nl.vangnet.fleet;

import nl.vangnet.directory.OrganisationId;

/// A vehicle as somebody wants it in the register. `source` says where the facts come from.
public record VehicleDraft(
    String code,
    String name,
    OrganisationId owner,
    Vehicle.Build build,
    Home home,
    Vehicle.Use use,
    String source) {
  public VehicleDraft {
    code = code.strip();
    name = name.strip();
    source = source.strip();
  }
}
