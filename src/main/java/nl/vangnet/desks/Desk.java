package nl.vangnet.desks;

import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.RegionId;

/// A desk that coordinates: the national one, one per region, one per hospital. The key names it in
/// the record and in addresses.
public sealed interface Desk {
  /// The national desk (LCPS).
  record National() implements Desk {
    @Override
    public String key() {
      return "national";
    }
  }

  /// The desk of a region (RCPS).
  record OfRegion(RegionId region) implements Desk {
    @Override
    public String key() {
      return "region:" + region.value();
    }
  }

  /// The desk of a hospital organisation.
  record OfHospital(OrganisationId organisation) implements Desk {
    @Override
    public String key() {
      return "hospital:" + organisation.value();
    }
  }

  /// The key.
  String key();

  /// The desk that an actor sits at; overseers, stewards and administrators sit at none.
  static Optional<Desk> of(Actor actor) {
    return switch (actor.scope()) {
      case Scope.Everywhere() ->
          actor.role() == Role.NATIONAL ? Optional.of(new National()) : Optional.empty();
      case Scope.InRegion(var region) ->
          actor.role() == Role.REGION ? Optional.of(new OfRegion(region)) : Optional.empty();
      case Scope.InOrganisation(var organisation) ->
          actor.role() == Role.HOSPITAL
              ? Optional.of(new OfHospital(organisation))
              : Optional.empty();
    };
  }

  /// The desk with this key.
  static Optional<Desk> find(String key) {
    if (key.equals("national")) {
      return Optional.of(new National());
    }
    var parts = key.split(":", -1);
    if (parts.length != 2 || !parts[1].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    var id = Long.parseLong(parts[1]);
    return switch (parts[0]) {
      case "region" -> Optional.of(new OfRegion(new RegionId(id)));
      case "hospital" -> Optional.of(new OfHospital(new OrganisationId(id)));
      default -> Optional.empty();
    };
  }
}
