package nl.vangnet.transfer;

import java.util.Collection;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Component;

/// Decides who sees a case (SPR-03): the sending hospital and those that were asked; the sending
/// region, the regions of those that were asked, and all regions from the national step on; the
/// nation and oversight once it was handed in.
@Component
class CaseSight {
  private final Directory directory;

  CaseSight(Directory directory) {
    this.directory = directory;
  }

  /// Whether an actor sees a case whose offers went to these sites.
  boolean sees(Actor actor, TransferRequest request, Collection<SiteId> asked) {
    if (!actor.has(Permission.SEE_TRANSFERS)) {
      return false;
    }
    return switch (actor.scope()) {
      case Scope.Everywhere() -> actor.role() == Role.NATIONAL || request.state() != State.DRAFT;
      case Scope.InRegion(var region) ->
          isIn(request.origin().site(), region)
              || (request.state() != State.DRAFT
                  && (request.isNational() || asked.stream().anyMatch(s -> isIn(s, region))));
      case Scope.InOrganisation(var organisation) ->
          isOf(request.origin().site(), organisation)
              || asked.stream().anyMatch(s -> isOf(s, organisation));
    };
  }

  /// Whether the case leaves from the actor's own scope.
  boolean isSender(Actor actor, TransferRequest request) {
    return covers(actor, request.origin().site());
  }

  /// Whether a site lies in the actor's scope.
  boolean covers(Actor actor, SiteId site) {
    return switch (actor.scope()) {
      case Scope.Everywhere() -> actor.role() == Role.NATIONAL;
      case Scope.InRegion(var region) -> isIn(site, region);
      case Scope.InOrganisation(var organisation) -> isOf(site, organisation);
    };
  }

  private boolean isIn(SiteId site, RegionId region) {
    return directory.snapshot().isIn(site, region);
  }

  private boolean isOf(SiteId site, OrganisationId organisation) {
    return directory
        .snapshot()
        .findSite(site)
        .map(s -> s.organisation().equals(organisation))
        .orElse(false);
  }

  /// The word of a role in the mandates of policy: "hospital", "region", "national".
  static String word(Actor actor) {
    return actor.role() == Role.SOURCE ? "hospital" : actor.role().name().toLowerCase(Locale.ROOT);
  }
}
