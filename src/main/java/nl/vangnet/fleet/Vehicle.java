package nl.vangnet.fleet;

import java.time.Duration;
import java.util.Set;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;

/// One vehicle. `source` says where we know it from; `invented` that it belongs to the exercise of
/// demo mode and does not exist.
public record Vehicle(
    VehicleId id,
    String code,
    String name,
    OrganisationId owner,
    Build build,
    Home home,
    Use use,
    Record record) {

  /// What it is and can. `rangeKilometres` is null where nothing limits it; `notice` is how long
  /// before departure it must be called.
  public record Build(
      VehicleClass vehicleClass,
      Set<Equipment> equipment,
      int places,
      @Nullable Integer rangeKilometres,
      Duration notice) {
    public Build {
      equipment = Set.copyOf(equipment);
    }
  }

  /// Who may use it and when: in the national pool beside what policy says of its class, planned by
  /// others than its owner, and only between certain hours.
  public record Use(boolean pool, Set<OrganisationId> others, @Nullable DutyHours hours) {
    public Use {
      others = Set.copyOf(others);
    }
  }

  /// How it stands in the register.
  public record Record(String source, boolean invented, boolean retired, int edition) {}

  /// Whether an organisation plans it: its owner, or one that may beside the owner.
  public boolean isOf(OrganisationId organisation) {
    return owner.equals(organisation) || use.others().contains(organisation);
  }
}
