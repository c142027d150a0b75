package nl.vangnet.matching;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// The beds of one line, counted for one question. `limits` is what each thing that a bed needs
/// allows, in beds.
record Room(
    LinePicture line,
    int holds,
    int reserve,
    @Nullable Integer occupied,
    Map<Variable, Integer> limits) {

  static Room of(LinePicture line, int holds) {
    var reserve = line.figure(Variable.RESERVE).used();
    return new Room(
        line,
        holds,
        reserve == null ? 0 : reserve,
        line.figure(Variable.OCCUPIED).used(),
        line.limits());
  }

  boolean isKnown() {
    return line.free().beds() != null;
  }

  /// Beds that nobody lies in, before reserve and holds, as if the resources in `but` were plenty;
  /// null when unknown, below zero when more patients lie there than the beds allow.
  @Nullable Integer unoccupied(Set<Variable> but) {
    var beds = line.free().beds();
    if (beds == null) {
      return null;
    }
    var limit = but.isEmpty() ? limit() : limitBut(but);
    if (limit == null || occupied == null) {
      var declared = line.figure(Variable.FREE).used();
      return declared == null ? Integer.valueOf(beds + reserve) : declared;
    }
    return limit - occupied;
  }

  private @Nullable Integer limitBut(Set<Variable> but) {
    @Nullable Integer smallest = null;
    for (var limit : limits.entrySet()) {
      if (!but.contains(limit.getKey()) && (smallest == null || limit.getValue() < smallest)) {
        smallest = limit.getValue();
      }
    }
    return smallest;
  }

  /// What binds allows so many beds; null when that is unknown.
  @Nullable Integer limit() {
    var binding = line.free().binding();
    return binding == null || occupied == null ? null : limits.get(binding);
  }

  /// Effective free beds after holds and reserve; null when unknown.
  @Nullable Integer free() {
    var unoccupied = unoccupied(Set.of());
    return unoccupied == null ? null : Integer.valueOf(unoccupied - reserve - holds);
  }

  /// The most beds that can be free after holds when the number itself is unknown; null when not
  /// even that is known.
  @Nullable Integer atMost() {
    var most = line.free().atMost();
    return most == null ? null : Integer.valueOf(most - holds);
  }

  /// Places of a resource that are left after holds, before the reserve; null when it was not
  /// reported. Unknown occupancy counts as none: the answer is then the most that it can be.
  @Nullable Integer left(Variable resource) {
    var places = line.figure(resource).used();
    return places == null
        ? null
        : Integer.valueOf(places - (occupied == null ? 0 : occupied) - holds);
  }

  /// The share of the beds in use once one more patient lies there, holds counted; null when
  /// unknown.
  @Nullable Double pressureAfter() {
    var limit = limit();
    if (limit == null || occupied == null) {
      return null;
    }
    return (occupied + holds + 1) / (double) Math.max(1, limit);
  }

  /// When the oldest of the figures behind the free beds last held; null when unknown.
  @Nullable Instant confirmedAt() {
    var binding = line.free().binding();
    var counted = line.figure(Variable.OCCUPIED).confirmedAt();
    var other = binding == null ? null : line.figure(binding).confirmedAt();
    if (counted == null || (other != null && other.isBefore(counted))) {
      return other;
    }
    return counted;
  }

  /// Transfer beds that a person there confirmed, lately enough, and that are not yet held.
  int confirmed() {
    var offered = line.figure(Variable.OFFERED);
    var beds = offered.used();
    return beds == null || offered.age() == Age.STALE ? 0 : Math.max(0, beds - holds);
  }
}
