package nl.vangnet.matching;

import java.time.Duration;
import java.util.Objects;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Variable;
import nl.vangnet.matching.TestWorld.LineSpec;

/// Applies what an exclusion says would mend it, word for word, to the inputs of the ranking.
final class Flip {
  private Flip() {}

  static void apply(TestWorld world, Excluded excluded) {
    for (var change : excluded.unless()) {
      apply(world, excluded, change);
    }
  }

  private static void apply(TestWorld world, Excluded excluded, Change change) {
    var site = Objects.requireNonNull(world.sites.get(excluded.site()));
    switch (change) {
      case Change.WiderSearch(var stage) -> world.stage = stage;
      case Change.Reconsidered() -> world.ruledOut.remove(excluded.site());
      case Change.OpenedBeds(var beds) ->
          site.line(world.category, world.cohort)
              .with(Variable.STAFFED, beds)
              .with(Variable.OCCUPIED, 0);
      case Change.MoreIsolation(var places) ->
          more(line(site, excluded), Variable.ISOLATION, places);
      case Change.MoreVentilators(var places) ->
          more(line(site, excluded), Variable.VENTILATORS, places);
      case Change.Able(var capability) -> site.can.put(capability, true);
      case Change.ReportedFree(var beds) -> report(line(site, excluded), beds);
      case Change.FreedBeds(var beds) -> free(line(site, excluded), beds);
      case Change.ReleasedReserve(var beds) -> more(line(site, excluded), Variable.RESERVE, -beds);
      case Change.Confirmed() -> line(site, excluded).age = Age.FRESH;
      case Change.HigherCap(var patients) ->
          world.caps.put(site.region == null ? "" : site.region, patients);
      case Change.Reached(var by, var clock) -> {
        site.blockedBy = null;
        site.arrival = by == null ? TestWorld.NOW.plus(Duration.ofHours(9)) : by;
      }
      case Change.LaterDue(var until, var clock) -> world.dueAt = until;
    }
  }

  private static LineSpec line(TestWorld.Spec site, Excluded excluded) {
    return site.line(Objects.requireNonNull(excluded.line()));
  }

  static void more(LineSpec line, Variable variable, int by) {
    line.values.put(variable, line.value(variable) + by);
  }

  /// Beds become free by departures as far as there are patients, the rest by opening beds with all
  /// that they need.
  static void free(LineSpec line, int beds) {
    var occupied = line.values.get(Variable.OCCUPIED);
    if (occupied == null) {
      more(line, Variable.FREE, beds);
      return;
    }
    var leaving = Math.min(beds, occupied);
    if (line.values.containsKey(Variable.PHYSICAL)) {
      // More closed than physical beds is a slip of the source: what opens, opens all the same.
      line.with(
          Variable.PHYSICAL, Math.max(line.value(Variable.PHYSICAL), line.value(Variable.CLOSED)));
    }
    more(line, Variable.OCCUPIED, -leaving);
    if (line.values.containsKey(Variable.FREE)) {
      more(line, Variable.FREE, beds);
    }
    for (var limit :
        new Variable[] {
          Variable.STAFFED,
          Variable.PHYSICAL,
          Variable.VENTILATORS,
          Variable.ISOLATION,
          Variable.OXYGEN,
          Variable.STAFF
        }) {
      if (line.values.containsKey(limit)) {
        more(line, limit, beds - leaving);
      }
    }
  }

  /// So many effective free beds are reported beside patients and reserve, with all that a bed
  /// needs.
  private static void report(LineSpec line, int beds) {
    var limit = line.value(Variable.OCCUPIED) + line.value(Variable.RESERVE) + beds;
    line.without(Variable.CLOSED)
        .without(Variable.PHYSICAL)
        .without(Variable.FREE)
        .with(Variable.OCCUPIED, line.value(Variable.OCCUPIED))
        .with(Variable.STAFFED, limit)
        .aged(Age.FRESH);
    for (var resource :
        new Variable[] {
          Variable.VENTILATORS, Variable.ISOLATION, Variable.OXYGEN, Variable.STAFF
        }) {
      if (line.values.containsKey(resource)) {
        line.values.put(resource, Math.max(limit, line.value(resource)));
      }
    }
  }
}
