package nl.vangnet.exercise;

import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.HomeRegions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// The invented people of the simulated country: who acts for the nation, a region or a hospital.
/// Whatever they do carries their one id, so that it can be told from what people do.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class Cast {
  private static final String ID = "system:exercise";
  private static final String NAME_ENDS = " (oefening)";

  /// The national desk.
  static final Actor NATION =
      new Actor(ID, "LCPS" + NAME_ENDS, Role.NATIONAL, new Scope.Everywhere());

  private final HomeRegions regions;

  Cast(HomeRegions regions) {
    this.regions = regions;
  }

  /// The desk of a region.
  static Actor region(Region region) {
    return new Actor(
        ID, "RCPS " + region.name() + NAME_ENDS, Role.REGION, new Scope.InRegion(region.id()));
  }

  /// The bed desk of a hospital.
  static Actor hospital(Site site) {
    return new Actor(
        ID, site.name() + NAME_ENDS, Role.HOSPITAL, new Scope.InOrganisation(site.organisation()));
  }

  /// The hospitals that take part: those of which it is known where they are.
  List<Site> hospitals() {
    return regions.sites().stream()
        .filter(s -> s.type() == ProviderType.HOSPITAL && s.coordinates() != null)
        .toList();
  }
}
