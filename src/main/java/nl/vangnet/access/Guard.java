package nl.vangnet.access;

import java.util.function.Supplier;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.SiteId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Decides whether an actor may do something at a site. Every use case that touches a site asks
/// here, so that pages, the JSON API and messages refuse alike.
@Component
public class Guard {
  private final Supplier<DirectorySnapshot> directory;

  @Autowired
  Guard(Directory directory) {
    this(directory::snapshot);
  }

  Guard(Supplier<DirectorySnapshot> directory) {
    this.directory = directory;
  }

  /// Whether `actor` holds `permission` and `site` lies inside the actor's scope.
  public boolean may(Actor actor, Permission permission, SiteId site) {
    return actor.has(permission) && covers(actor.scope(), site);
  }

  /// Throws `NotAllowed` unless `may` holds.
  public void require(Actor actor, Permission permission, SiteId site) {
    if (!may(actor, permission, site)) {
      throw new NotAllowed(permission, "site " + site);
    }
  }

  private boolean covers(Scope scope, SiteId site) {
    var snapshot = directory.get();
    return switch (scope) {
      case Scope.Everywhere() -> true;
      case Scope.InRegion(var region) -> snapshot.isIn(site, region);
      case Scope.InOrganisation(var organisation) ->
          snapshot.findSite(site).map(s -> s.organisation().equals(organisation)).orElse(false);
    };
  }
}
