package nl.vangnet.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.simulator.Country.UnitPlan;
import org.jspecify.annotations.Nullable;

/// One unit of a simulated hospital: its beds and who lies in them.
final class SimulatedUnit {
  /// Patients who are squeezed in above the beds that stand there.
  static final int TOLERANCE = 2;

  private final UnitPlan plan;
  private final int ordinal;
  private final List<@Nullable Inpatient> beds = new ArrayList<>();
  private final BitSet blocked = new BitSet();
  private int taken;
  final Map<String, Integer> lastFigures = new HashMap<>();
  final Map<String, Integer> lastSecondary = new HashMap<>();
  String pointOfCare;
  int staffed;
  int staff;
  int closed;
  @Nullable String closedBecause;

  SimulatedUnit(UnitPlan plan, int ordinal, String pointOfCare) {
    this.plan = plan;
    this.ordinal = ordinal;
    this.pointOfCare = pointOfCare;
    this.staffed = plan.physical();
    this.staff = plan.physical();
  }

  UnitPlan plan() {
    return plan;
  }

  int ordinal() {
    return ordinal;
  }

  /// Beds with a patient or kept for one.
  int taken() {
    return taken;
  }

  /// Beds free for a new patient within what is staffed.
  int room() {
    return Math.min(staffed, plan.physical()) - closed - taken;
  }

  /// Whether one more can be squeezed in.
  boolean canSqueeze() {
    return taken < plan.physical() + TOLERANCE;
  }

  /// The lowest free bed.
  int freeBed() {
    for (int i = 0; i < beds.size(); i++) {
      if (beds.get(i) == null && !blocked.get(i)) {
        return i;
      }
    }
    var next = beds.size();
    while (blocked.get(next)) {
      next++;
    }
    return next;
  }

  void lay(Inpatient patient, int bed) {
    while (beds.size() <= bed) {
      beds.add(null);
    }
    if (beds.get(bed) != null) {
      throw new IllegalStateException(
          "bed " + bed + " of " + plan.code() + " is taken already (visit " + patient.visit + ")");
    }
    beds.set(bed, patient);
    taken++;
  }

  void release(int bed) {
    if (beds.get(bed) == null) {
      throw new IllegalStateException("bed " + bed + " of " + plan.code() + " was empty");
    }
    beds.set(bed, null);
    taken--;
  }

  @Nullable Inpatient in(int bed) {
    return bed < beds.size() ? beds.get(bed) : null;
  }

  void block(int bed) {
    blocked.set(bed);
  }

  void unblock(int bed) {
    blocked.clear(bed);
  }

  boolean isBlocked(int bed) {
    return blocked.get(bed);
  }

  /// The patients who lie here now: not those on leave, nor those for whom a bed is only kept.
  List<Inpatient> present() {
    var found = new ArrayList<Inpatient>();
    for (int i = 0; i < beds.size(); i++) {
      var patient = beds.get(i);
      if (patient != null
          && patient.present
          && !patient.away
          && patient.unit == this
          && patient.bed == i) {
        found.add(patient);
      }
    }
    return found;
  }

  /// The patients of a cohort who lie here now.
  int present(String cohort) {
    return (int) present().stream().filter(p -> p.cohort.equals(cohort)).count();
  }
}
