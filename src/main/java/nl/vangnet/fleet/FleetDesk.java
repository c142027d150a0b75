package nl.vangnet.fleet;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The register of vehicles and crews: their owners keep it, everybody who sees transport reads it
/// (TRA-03, TRA-06).
@Service
public class FleetDesk {
  private final FleetStore store;
  private final FleetKeeper keeper;
  private final FleetRights rights;
  private final Directory directory;
  private final AuditTrail audit;
  private final Clock clock;

  FleetDesk(
      FleetStore store,
      FleetKeeper keeper,
      FleetRights rights,
      Directory directory,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.keeper = keeper;
    this.rights = rights;
    this.directory = directory;
    this.audit = audit;
    this.clock = clock;
  }

  /// Puts a vehicle in the register of its owner.
  @Transactional
  public FleetOutcome add(Actor actor, VehicleDraft draft) {
    return add(actor, draft, false);
  }

  FleetOutcome add(Actor actor, VehicleDraft draft, boolean invented) {
    var refused = refusal(actor, draft, null);
    if (refused.isPresent()) {
      return refused.get();
    }
    var id = store.add(draft, invented, clock.instant());
    if (id.isEmpty()) {
      return codeTaken(draft.code());
    }
    tell(actor, "fleet.vehicle", "vehicle:" + id.get(), draft.owner(), facts(draft));
    return new FleetOutcome.Done(id.get().value());
  }

  /// Changes a vehicle that nobody changed since `edition`.
  @Transactional
  public FleetOutcome change(Actor actor, VehicleId id, int edition, VehicleDraft draft) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return noSuchVehicle();
    }
    if (!rights.mayKeep(actor, found.owner())) {
      return notAllowed();
    }
    var refused = refusal(actor, draft, id);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!store.change(id, edition, draft)) {
      return stale();
    }
    tell(actor, "fleet.vehicle", "vehicle:" + id, draft.owner(), facts(draft));
    return new FleetOutcome.Done(id.value());
  }

  private static Map<String, String> facts(VehicleDraft draft) {
    return Map.of(
        "code", draft.code(),
        "class", draft.build().vehicleClass().code(),
        "home", draft.home().name(),
        "pool", Boolean.toString(draft.use().pool()));
  }

  /// Takes a vehicle out of service, or back.
  @Transactional
  public FleetOutcome retire(Actor actor, VehicleId id, int edition, boolean retired) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return noSuchVehicle();
    }
    if (!rights.mayKeep(actor, found.owner())) {
      return notAllowed();
    }
    if (!store.retire(id, edition, retired)) {
      return stale();
    }
    tell(
        actor,
        "fleet.vehicle-retire",
        "vehicle:" + id,
        found.owner(),
        Map.of("retired", Boolean.toString(retired)));
    return new FleetOutcome.Done(id.value());
  }

  private Optional<FleetOutcome.Refused> refusal(
      Actor actor, VehicleDraft draft, @Nullable VehicleId self) {
    if (directory.snapshot().findOrganisation(draft.owner()).isEmpty()) {
      return FleetRules.refused("owner-unknown", "owner: the directory knows no such organisation");
    }
    if (!rights.mayKeep(actor, draft.owner())) {
      return Optional.of(notAllowed());
    }
    return FleetRules.code(draft.code())
        .or(() -> FleetRules.named(draft.name(), "name"))
        .or(() -> FleetRules.named(draft.home().name(), "home"))
        .or(() -> FleetRules.sourced(draft.source()))
        .or(() -> FleetRules.built(draft.build()))
        .or(() ->
            store.isVehicleCodeTaken(draft.code(), self)
                ? Optional.of(codeTaken(draft.code()))
                : Optional.empty());
  }

  /// Puts a crew or special team in the register of its owner.
  @Transactional
  public FleetOutcome add(Actor actor, CrewDraft draft) {
    return add(actor, draft, false);
  }

  FleetOutcome add(Actor actor, CrewDraft draft, boolean invented) {
    var refused = refusal(actor, draft, null);
    if (refused.isPresent()) {
      return refused.get();
    }
    var id = store.add(draft, invented, clock.instant());
    if (id.isEmpty()) {
      return codeTaken(draft.code());
    }
    tell(
        actor,
        "fleet.crew",
        "crew:" + id.get(),
        draft.owner(),
        Map.of("code", draft.code(), "kind", draft.kind().code()));
    return new FleetOutcome.Done(id.get().value());
  }

  /// Changes a crew that nobody changed since `edition`.
  @Transactional
  public FleetOutcome change(Actor actor, CrewId id, int edition, CrewDraft draft) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return noSuchCrew();
    }
    if (!rights.mayKeep(actor, found.owner())) {
      return notAllowed();
    }
    var refused = refusal(actor, draft, id);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!store.change(id, edition, draft)) {
      return stale();
    }
    tell(
        actor,
        "fleet.crew",
        "crew:" + id,
        draft.owner(),
        Map.of("code", draft.code(), "kind", draft.kind().code()));
    return new FleetOutcome.Done(id.value());
  }

  /// Takes a crew out of service, or back.
  @Transactional
  public FleetOutcome retire(Actor actor, CrewId id, int edition, boolean retired) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return noSuchCrew();
    }
    if (!rights.mayKeep(actor, found.owner())) {
      return notAllowed();
    }
    if (!store.retire(id, edition, retired)) {
      return stale();
    }
    tell(
        actor,
        "fleet.crew-retire",
        "crew:" + id,
        found.owner(),
        Map.of("retired", Boolean.toString(retired)));
    return new FleetOutcome.Done(id.value());
  }

  private Optional<FleetOutcome.Refused> refusal(
      Actor actor, CrewDraft draft, @Nullable CrewId self) {
    if (directory.snapshot().findOrganisation(draft.owner()).isEmpty()) {
      return FleetRules.refused("owner-unknown", "owner: the directory knows no such organisation");
    }
    if (!rights.mayKeep(actor, draft.owner())) {
      return Optional.of(notAllowed());
    }
    return FleetRules.code(draft.code())
        .or(() -> FleetRules.named(draft.name(), "name"))
        .or(() -> FleetRules.named(draft.home().name(), "home"))
        .or(() -> FleetRules.sourced(draft.source()))
        .or(() ->
            store.isCrewCodeTaken(draft.code(), self)
                ? Optional.of(codeTaken(draft.code()))
                : Optional.empty());
  }

  /// Says where helicopters land or trains are boarded for a site. Facts of the country are kept by
  /// the national desk.
  @Transactional
  public FleetOutcome put(Actor actor, BoardingPoint point) {
    if (!rights.mayKeepNation(actor)) {
      return notAllowed();
    }
    if (directory.snapshot().findSite(point.site()).isEmpty()) {
      return new FleetOutcome.Refused("no-such-site", "site: the directory knows no such site");
    }
    if (point.transferMinutes() < 0 || point.transferMinutes() > 240) {
      return new FleetOutcome.Refused("minutes-out-of-range", "minutes: 0 to 240");
    }
    var refused =
        FleetRules.named(point.name(), "name").or(() -> FleetRules.sourced(point.source()));
    if (refused.isPresent()) {
      return refused.get();
    }
    store.put(point);
    tell(
        actor,
        "fleet.boarding-point",
        "site:" + point.site(),
        null,
        Map.of("kind", point.kind().name(), "confirmed", Boolean.toString(point.confirmed())));
    return new FleetOutcome.Done(point.site().value());
  }

  /// Takes a landing place or station away.
  @Transactional
  public FleetOutcome remove(Actor actor, SiteId site, BoardingPoint.Kind kind) {
    if (!rights.mayKeepNation(actor)) {
      return notAllowed();
    }
    if (!store.remove(site, kind)) {
      return new FleetOutcome.Refused("no-such-site", "site: there is none to take away");
    }
    tell(actor, "fleet.boarding-point-away", "site:" + site, null, Map.of("kind", kind.name()));
    return new FleetOutcome.Done(site.value());
  }

  /// The posts of all services.
  @Transactional(readOnly = true)
  public List<Post> posts() {
    return store.posts();
  }

  /// All vehicles, also those out of service.
  @Transactional(readOnly = true)
  public List<Vehicle> vehicles() {
    return store.vehicles();
  }

  /// All crews, also those out of service.
  @Transactional(readOnly = true)
  public List<Crew> crews() {
    return store.crews();
  }

  /// The vehicle with this code, also when it is out of service.
  @Transactional(readOnly = true)
  public Optional<Vehicle> findVehicle(String code) {
    return store.vehicles().stream().filter(v -> v.code().equalsIgnoreCase(code)).findFirst();
  }

  /// The crew with this code, also when it is out of service.
  @Transactional(readOnly = true)
  public Optional<Crew> findCrew(String code) {
    return store.crews().stream().filter(c -> c.code().equalsIgnoreCase(code)).findFirst();
  }

  private void tell(
      Actor actor,
      String action,
      String subject,
      @Nullable OrganisationId owner,
      Map<String, String> facts) {
    audit.record(actor, action, subject, owner, facts);
    keeper.changed();
  }

  private static FleetOutcome.Refused notAllowed() {
    return new FleetOutcome.Refused(
        "not-allowed", "the owner's planner and the national desk keep this");
  }

  private static FleetOutcome.Refused noSuchVehicle() {
    return new FleetOutcome.Refused("no-such-vehicle", "there is no such vehicle");
  }

  private static FleetOutcome.Refused noSuchCrew() {
    return new FleetOutcome.Refused("no-such-crew", "there is no such crew");
  }

  private static FleetOutcome.Refused codeTaken(String code) {
    return new FleetOutcome.Refused(
        "code-taken", "code '" + code + "': another one carries it already");
  }

  private static FleetOutcome.Refused stale() {
    return new FleetOutcome.Refused(
        "stale", "somebody changed this meanwhile; look at it again and repeat the change");
  }
}
