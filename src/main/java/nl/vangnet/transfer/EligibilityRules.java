package nl.vangnet.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Decides what is still missing before a patient may be moved. Pure; `exclusions` and
/// `consultable` come from policy and loosen per phase.
final class EligibilityRules {
  private EligibilityRules() {}

  /// The codes of what is missing, in the order of the form; empty when the patient may be moved.
  /// Who is moved in the emergency lane is told on the way: then only the grounds count.
  static List<String> missing(
      Eligibility check,
      CareNeed need,
      boolean emergency,
      Set<String> exclusions,
      Set<String> consultable) {
    var missing = new ArrayList<String>();
    if (!emergency) {
      informed(check, missing);
    }
    if (need.stability() == CareNeed.Stability.UNSTABLE && !emergency) {
      missing.add("unstable");
    }
    if (!need.isIntensive()) {
      grounds(check, exclusions, consultable, missing);
    }
    return missing;
  }

  private static void informed(Eligibility check, List<String> missing) {
    if (!check.patientInformed()) {
      missing.add("patient-not-informed");
    }
    if (!check.relativesInformed()) {
      missing.add("relatives-not-informed");
    }
    if (!check.gpInformed()) {
      missing.add("gp-not-informed");
    }
  }

  /// The grounds of the FMS hold for wards; intensive care has criteria of its own.
  private static void grounds(
      Eligibility check, Set<String> exclusions, Set<String> consultable, List<String> missing) {
    for (var ground : check.against()) {
      var code = ground.name().toLowerCase(Locale.ROOT);
      if (!exclusions.contains(code)) {
        continue;
      }
      if (!consultable.contains(code)) {
        missing.add("excluded-" + code);
      } else if (!check.specialistConsulted()) {
        missing.add("consult-" + code);
      }
    }
  }
}
