package nl.vangnet.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// The load of a bed category over the regions: patients against staffed beds. Pure.
///
/// Of a cohort that is a hazard of its own (COVID) the load is its patients, the weight all staffed
/// beds of the category: so a region earns nothing by opening few beds for it. Of any other care
/// the load is every patient of the category. A site counts with all its beds or not at all: not
/// when a figure is unknown or stale, nor, for a hazard, when it does not split by cohort.
final class Loads {
  private final Map<String, Double> beds = new HashMap<>();
  private final Map<String, Integer> patients = new HashMap<>();

  private Loads() {}

  /// The fair share by `weights`, or by staffed beds when there are none.
  static FairShare fairShare(
      List<Place> places, String category, String cohort, Map<String, Double> weights) {
    var loads = new Loads();
    for (var place : places) {
      var region = place.regionCode();
      var picture = place.picture();
      if (region != null && picture != null && !place.abroad()) {
        loads.add(region, picture, category, cohort);
      }
    }
    return FairShare.of(weights.isEmpty() ? loads.beds : weights, loads.patients);
  }

  private void add(String region, SitePicture site, String category, String cohort) {
    var hazard = !Inquiry.NO_HAZARD.contains(cohort);
    var staffed = 0;
    var occupied = 0;
    var lines = 0;
    for (var line : site.lines()) {
      if (!line.line().category().equals(category)) {
        continue;
      }
      var present = counted(line.figure(Variable.OCCUPIED));
      var open = counted(line.figure(Variable.STAFFED));
      if (present == null || open == null || (hazard && line.line().cohort().equals("all"))) {
        return;
      }
      lines++;
      staffed += open;
      occupied += !hazard || line.line().cohort().equals(cohort) ? present : 0;
    }
    if (lines > 0) {
      beds.merge(region, (double) staffed, Double::sum);
      patients.merge(region, occupied, Integer::sum);
    }
  }

  private static @Nullable Integer counted(Figure figure) {
    return figure.age() == Age.STALE ? null : figure.used();
  }
}
