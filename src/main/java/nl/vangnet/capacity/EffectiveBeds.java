package nl.vangnet.capacity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rule of the effective free bed: a bed is as free as the scarcest thing it needs (peers' gap
/// 2, STF-01). Pure.
final class EffectiveBeds {
  private static final List<Variable> RESOURCES =
      List.of(Variable.VENTILATORS, Variable.ISOLATION, Variable.OXYGEN, Variable.STAFF);

  private EffectiveBeds() {}

  /// Decides the effective free beds of one line from its figures. A reserve counts when it was
  /// declared; a source that gives free instead of staffed beds is believed as "occupied plus
  /// free".
  static EffectiveFree of(Map<Variable, Figure> figures, Set<Variable> needs) {
    var occupied = used(figures, Variable.OCCUPIED);
    var limits = limits(figures, occupied);
    var missing = missing(figures, needs, limits.keySet(), occupied);
    var reserve = used(figures, Variable.RESERVE);
    var declared = used(figures, Variable.FREE);
    var kept = reserve == null ? 0 : reserve;

    var binding = smallest(limits);
    if (binding == null || occupied == null) {
      // Only free beds were declared: they are what is known.
      if (declared != null && needsOnlyFree(missing)) {
        var free = Math.max(0, declared - kept);
        return new EffectiveFree(
            free, free, Variable.FREE, List.of(), 0, worst(figures, List.of(Variable.FREE)));
      }
      var atMost = binding == null ? declared : Integer.valueOf(binding.beds());
      return new EffectiveFree(null, atMost, null, missing, 0, Age.UNKNOWN);
    }
    var room = Math.max(0, binding.beds() - occupied - kept);
    var overload = Math.max(0, occupied - binding.beds());
    if (!missing.isEmpty()) {
      return new EffectiveFree(null, room, null, missing, overload, Age.UNKNOWN);
    }
    var age = worst(figures, List.of(Variable.OCCUPIED, binding.of()));
    return new EffectiveFree(room, room, binding.of(), List.of(), overload, age);
  }

  /// One thing that a bed needs, and how many beds it allows.
  private record Limit(Variable of, int beds) {}

  private static @Nullable Limit smallest(Map<Variable, Integer> limits) {
    @Nullable Limit smallest = null;
    for (var limit : limits.entrySet()) {
      if (smallest == null || limit.getValue() < smallest.beds()) {
        smallest = new Limit(limit.getKey(), limit.getValue());
      }
    }
    return smallest;
  }

  /// What each thing that is known allows, in beds; declared free beds count beside the occupied.
  static Map<Variable, Integer> limits(Map<Variable, Figure> figures, @Nullable Integer occupied) {
    var limits = new EnumMap<Variable, Integer>(Variable.class);
    var staffed = used(figures, Variable.STAFFED);
    var free = used(figures, Variable.FREE);
    if (staffed != null) {
      limits.put(Variable.STAFFED, staffed);
    } else if (free != null && occupied != null) {
      limits.put(Variable.FREE, occupied + free);
    }
    var physical = used(figures, Variable.PHYSICAL);
    if (physical != null) {
      var closed = used(figures, Variable.CLOSED);
      limits.put(Variable.PHYSICAL, Math.max(0, physical - (closed == null ? 0 : closed)));
    }
    for (var resource : RESOURCES) {
      var serves = used(figures, resource);
      if (serves != null) {
        limits.put(resource, serves);
      }
    }
    return limits;
  }

  private static List<Variable> missing(
      Map<Variable, Figure> figures,
      Set<Variable> needs,
      Collection<Variable> limits,
      @Nullable Integer occupied) {
    var missing = new ArrayList<Variable>();
    if (occupied == null) {
      missing.add(Variable.OCCUPIED);
    }
    if (!limits.contains(Variable.STAFFED) && !limits.contains(Variable.FREE)) {
      missing.add(Variable.STAFFED);
    }
    for (var need : Variable.values()) {
      var answered = need == Variable.OCCUPIED || need == Variable.STAFFED;
      if (needs.contains(need) && !answered && used(figures, need) == null) {
        missing.add(need);
      }
    }
    // A value that was reported as unknown is a known gap, not an absent rule.
    for (var asked : List.of(Variable.RESERVE, Variable.CLOSED)) {
      var figure = figures.get(asked);
      if (figure != null && figure.measured() != null && figure.used() == null) {
        missing.add(asked);
      }
    }
    return missing;
  }

  private static boolean needsOnlyFree(List<Variable> missing) {
    return missing.stream().allMatch(v -> v == Variable.OCCUPIED || v == Variable.STAFFED);
  }

  private static Age worst(Map<Variable, Figure> figures, List<Variable> of) {
    var worst = Age.FRESH;
    for (var variable : of) {
      var figure = figures.get(variable);
      var age = figure == null ? Age.UNKNOWN : figure.age();
      if (age.compareTo(worst) > 0) {
        worst = age;
      }
    }
    return worst;
  }

  private static @Nullable Integer used(Map<Variable, Figure> figures, Variable variable) {
    var figure = figures.get(variable);
    return figure == null ? null : figure.used();
  }
}
