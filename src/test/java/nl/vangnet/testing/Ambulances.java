package nl.vangnet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.CrewDraft;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetOutcome;
import nl.vangnet.fleet.Home;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleDraft;
import nl.vangnet.fleet.VehicleId;

/// Manned ambulances for tests: without any, no place can be reached.
public final class Ambulances {
  private static final Actor NATIONAL =
      new Actor("person:9499", "Landelijk", Role.NATIONAL, new Scope.Everywhere());

  private Ambulances() {}

  /// Puts an ambulance with a crew on duty at a hospital, unless it stands there already.
  public static void beside(
      FleetDesk fleet, DutyDesk duty, Directory directory, Site site, String code, Instant now) {
    if (fleet.findVehicle(code).isPresent()) {
      return;
    }
    var owner =
        directory.snapshot().organisations(CountryCode.NL).stream()
            .filter(o -> o.type() == ProviderType.AMBULANCE_SERVICE)
            .findFirst()
            .orElseThrow()
            .id();
    var home = new Home("Post " + code, Objects.requireNonNull(site.coordinates()));
    var vehicle =
        done(
            fleet.add(
                NATIONAL,
                new VehicleDraft(
                    code,
                    "Ambulance " + code,
                    owner,
                    new Vehicle.Build(VehicleClass.AMBULANCE, Set.of(), 1, null, Duration.ZERO),
                    home,
                    new Vehicle.Use(false, Set.of(), null),
                    "toets")));
    var crew =
        done(
            fleet.add(
                NATIONAL,
                new CrewDraft(
                    code + "-P", "Ploeg " + code, CrewKind.AMBULANCE, owner, home, "toets")));
    done(
        duty.add(
            NATIONAL,
            new CrewId(crew),
            new VehicleId(vehicle),
            now.minus(Duration.ofHours(1)),
            now.plus(Duration.ofHours(8))));
  }

  private static long done(FleetOutcome outcome) {
    assertThat(outcome).isInstanceOf(FleetOutcome.Done.class);
    return ((FleetOutcome.Done) outcome).id();
  }
}
