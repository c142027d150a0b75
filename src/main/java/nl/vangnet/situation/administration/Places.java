package nl.vangnet.situation.administration;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Region;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The organisations and regions that a form offers, and their names on the pages.
@Component
class Places {
  private final Directory directory;
  private final Rules rules;
  private final Clock clock;

  Places(Directory directory, Rules rules, Clock clock) {
    this.directory = directory;
    this.rules = rules;
    this.clock = clock;
  }

  List<Organisation> organisations() {
    var snapshot = directory.snapshot();
    return snapshot.countries().stream().flatMap(c -> snapshot.organisations(c).stream()).toList();
  }

  List<Region> regions() {
    var snapshot = directory.snapshot();
    var now = clock.instant();
    var day = LocalDate.ofInstant(now, Frame.ZONE);
    return snapshot.countries().stream()
        .flatMap(c ->
            snapshot.findRegionSet(c, rules.regionSetKind(now), day).stream()
                .flatMap(set -> snapshot.regions(set).stream()))
        .toList();
  }

  @Nullable Organisation organisation(@Nullable OrganisationId id) {
    return id == null ? null : directory.snapshot().findOrganisation(id).orElse(null);
  }

  /// The name of where a role holds; empty for everywhere.
  String name(Scope scope) {
    var snapshot = directory.snapshot();
    return switch (scope) {
      case Scope.Everywhere() -> "";
      case Scope.InOrganisation(var id) ->
          snapshot.findOrganisation(id).map(Organisation::name).orElse("#" + id);
      case Scope.InRegion(var id) -> snapshot.findRegion(id).map(Region::name).orElse("#" + id);
    };
  }

  String name(@Nullable OrganisationId id) {
    return id == null ? "" : name(new Scope.InOrganisation(Objects.requireNonNull(id)));
  }
}
