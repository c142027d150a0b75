package nl.vangnet.transport.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.transport.Alert;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegId;
import nl.vangnet.transport.LegRights;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Puts names to ids, as far as the one who looks may know them.
@Component
class Looks {
  private final Directory directory;
  private final FleetKeeper fleet;
  private final LegRights rights;
  private final CountryCode home;

  Looks(
      Directory directory,
      FleetKeeper fleet,
      LegRights rights,
      @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.fleet = fleet;
    this.rights = rights;
    this.home = new CountryCode(home);
  }

  CountryCode home() {
    return home;
  }

  LegLook of(Actor actor, Leg leg, Map<LegId, List<Alert>> alerts) {
    var assignment = leg.assignment();
    var now = fleet.fleet();
    return new LegLook(
        leg,
        site(leg.ask().from()),
        site(leg.ask().to()),
        assignment == null ? null : now.find(assignment.vehicle()).orElse(null),
        assignment == null
            ? List.of()
            : assignment.crews().stream().flatMap(c -> now.find(c).stream()).toList(),
        alerts.getOrDefault(leg.id(), List.of()),
        rights.maySee(actor, leg));
  }

  static Map<LegId, List<Alert>> byLeg(List<Alert> alerts) {
    var found = new HashMap<LegId, List<Alert>>();
    alerts.forEach(a -> found.computeIfAbsent(a.leg().id(), l -> new ArrayList<>()).add(a));
    return found;
  }

  /// The site, or one that says that the directory no longer knows it.
  Site site(SiteId id) {
    return directory
        .snapshot()
        .findSite(id)
        .orElseGet(() ->
            new Site(
                id,
                new OrganisationId(0),
                home,
                "?" + id,
                "?",
                "?",
                ProviderType.HOSPITAL,
                SiteClass.OTHER,
                false,
                null));
  }

  /// The site with this code, at home before abroad.
  Optional<Site> findSite(String code) {
    var snapshot = directory.snapshot();
    return snapshot
        .findSite(home, code)
        .or(() ->
            snapshot.countries().stream()
                .flatMap(country -> snapshot.findSite(country, code).stream())
                .findFirst());
  }

  /// Whether a leg crosses a border, so that its costs are kept per case (TRA-09).
  boolean isAbroad(LegLook look) {
    return !look.from().country().equals(look.to().country())
        || look.from().type() == ProviderType.ABROAD
        || look.to().type() == ProviderType.ABROAD;
  }

  String owner(Vehicle vehicle) {
    return owner(vehicle.owner());
  }

  String owner(OrganisationId id) {
    return directory.snapshot().findOrganisation(id).map(Organisation::name).orElse("?");
  }

  Optional<Organisation> findOrganisation(String code) {
    return directory.snapshot().findOrganisation(home, code);
  }

  /// The organisations that own a vehicle, by name.
  List<Organisation> owners() {
    var found = new HashMap<OrganisationId, Organisation>();
    for (var vehicle : fleet.fleet().vehicles()) {
      directory.snapshot().findOrganisation(vehicle.owner()).ifPresent(o -> found.put(o.id(), o));
    }
    return found.values().stream()
        .sorted(java.util.Comparator.comparing(Organisation::name))
        .toList();
  }

  /// The service of a planner, whose board opens first; null for those without one.
  @Nullable Organisation own(Actor actor) {
    return actor.scope() instanceof Scope.InOrganisation(var id)
        ? directory
            .snapshot()
            .findOrganisation(id)
            .filter(o -> fleet.fleet().vehicles().stream().anyMatch(v -> v.isOf(o.id())))
            .orElse(null)
        : null;
  }
}
