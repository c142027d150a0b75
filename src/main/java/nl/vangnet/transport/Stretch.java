package nl.vangnet.transport;

import java.util.ArrayList;
import java.util.List;

/// A stretch of time in seconds since 1970, from inclusive, until exclusive.
record Stretch(long from, long until) {
  boolean isEmpty() {
    return from >= until;
  }

  /// What two lists of stretches have in common; both sorted and without overlaps.
  static List<Stretch> common(List<Stretch> a, List<Stretch> b) {
    var found = new ArrayList<Stretch>();
    var i = 0;
    var j = 0;
    while (i < a.size() && j < b.size()) {
      var both =
          new Stretch(
              Math.max(a.get(i).from, b.get(j).from), Math.min(a.get(i).until, b.get(j).until));
      if (!both.isEmpty()) {
        found.add(both);
      }
      if (a.get(i).until < b.get(j).until) {
        i++;
      } else {
        j++;
      }
    }
    return found;
  }

  /// What is left of a list of stretches without one.
  static List<Stretch> without(List<Stretch> all, Stretch taken) {
    if (taken.isEmpty()) {
      return all;
    }
    var left = new ArrayList<Stretch>(all.size() + 1);
    for (var stretch : all) {
      if (stretch.until <= taken.from || stretch.from >= taken.until) {
        left.add(stretch);
        continue;
      }
      if (stretch.from < taken.from) {
        left.add(new Stretch(stretch.from, taken.from));
      }
      if (taken.until < stretch.until) {
        left.add(new Stretch(taken.until, stretch.until));
      }
    }
    return left;
  }
}
