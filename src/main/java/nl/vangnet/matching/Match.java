package nl.vangnet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import nl.vangnet.capacity.LineId;
import org.jspecify.annotations.Nullable;

/// The ranking of all places for one question. Pure: the same values give the same answer.
final class Match {
  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparing((Found f) -> f.score().uncertain())
          .thenComparingDouble(f -> f.score().minutes())
          .thenComparing(f -> f.spot().place().site().code())
          .thenComparing(f -> f.spot().place().site().country().value());

  private static final Comparator<Missed> NEAREST_FIRST =
      Comparator.comparing((Missed m) -> m.failures().getFirst().filter())
          .reversed()
          .thenComparing(m -> m.spot().place().site().code())
          .thenComparing(m -> m.spot().place().site().country().value());

  private final Inquiry inquiry;
  private final Filters filters;
  private final Scores scores;
  private final Reasons reasons;

  private Match(Inquiry inquiry) {
    this.inquiry = inquiry;
    this.filters = new Filters(inquiry);
    this.scores = new Scores(inquiry);
    this.reasons = new Reasons(inquiry);
  }

  static Ranking rank(Inquiry inquiry) {
    return new Match(inquiry).ranking();
  }

  /// A line that can take the patient.
  private record Found(Spot spot, Room room, Score score) {
    boolean isBetterThan(Found other) {
      var others = other.score;
      if (score.uncertain() != others.uncertain()) {
        return others.uncertain();
      }
      return score.minutes() != others.minutes()
          ? score.minutes() < others.minutes()
          : room.line().line().id().value() < other.room.line().line().id().value();
    }
  }

  /// A line, or a place without one, that cannot.
  private record Missed(Spot spot, List<Failure> failures) {
    /// Whether it comes nearer to what is asked: through more filters, then with fewer faults.
    boolean isNearerThan(Missed other) {
      var first = failures.getFirst().filter();
      var others = other.failures.getFirst().filter();
      return first != others
          ? first.compareTo(others) > 0
          : failures.size() < other.failures.size();
    }
  }

  private Ranking ranking() {
    var found = new ArrayList<Found>();
    var missed = new ArrayList<Missed>();
    for (var place : inquiry.country().places()) {
      consider(place, found, missed);
    }
    found.sort(BEST_FIRST);
    missed.sort(NEAREST_FIRST);
    var candidates = new ArrayList<Candidate>(found.size());
    for (var one : found) {
      candidates.add(candidate(candidates.size() + 1, one));
    }
    var excluded = new ArrayList<Excluded>(missed.size());
    for (var one : missed) {
      excluded.add(excluded(one));
    }
    return new Ranking(
        candidates,
        excluded,
        inquiry.country().fairShare(),
        inquiry.moments().at(),
        text(inquiry.rules()));
  }

  /// The best line of a place, or the one that comes nearest.
  private void consider(Place place, List<Found> found, List<Missed> missed) {
    var reach = inquiry.roads().reach(place.site().id());
    @Nullable Found best = null;
    @Nullable Missed nearest = null;
    var picture = place.picture();
    if (picture != null) {
      for (var line : picture.lines()) {
        if (!isFitting(line.line().category(), line.line().cohort())) {
          continue;
        }
        var room = Room.of(line, inquiry.world().holds().getOrDefault(line.line().id(), 0));
        var spot = new Spot(place, room, reach);
        var failures = filters.failures(spot);
        if (failures.isEmpty()) {
          var one = new Found(spot, room, scores.of(spot, room));
          best = best == null || one.isBetterThan(best) ? one : best;
        } else if (best == null) {
          var one = new Missed(spot, failures);
          nearest = nearest == null || one.isNearerThan(nearest) ? one : nearest;
        }
      }
    }
    if (best != null) {
      found.add(best);
    } else if (nearest != null) {
      missed.add(nearest);
    } else {
      var spot = new Spot(place, null, reach);
      missed.add(new Missed(spot, filters.failures(spot)));
    }
  }

  /// Whether a line takes such patients: the category, and the cohort unless one side does not
  /// split by cohort.
  private boolean isFitting(String category, String cohort) {
    var care = inquiry.question().care();
    return category.equals(care.category())
        && (cohort.equals(care.cohort()) || cohort.equals("all") || care.cohort().equals("all"));
  }

  private Candidate candidate(int rank, Found one) {
    var line = one.room().line();
    return new Candidate(
        rank,
        one.spot().place().site().id(),
        new Bed(line.line().id(), one.room().free(), one.room().atMost(), line.free().age()),
        one.spot().reach(),
        one.score(),
        reasons.of(one.spot(), one.room()));
  }

  private static Excluded excluded(Missed missed) {
    var first = missed.failures().getFirst();
    var room = missed.spot().room();
    @Nullable LineId line = room == null ? null : room.line().line().id();
    return new Excluded(
        missed.spot().place().site().id(), line, first.filter(), first.why(), unless(missed));
  }

  /// All that must change together; nothing for the own site, which cannot be mended.
  private static List<Change> unless(Missed missed) {
    var changes = new ArrayList<Change>(missed.failures().size());
    for (var failure : missed.failures()) {
      if (failure.filter() == Filter.OWN_SITE) {
        return List.of();
      }
      changes.addAll(failure.mended());
    }
    return changes;
  }

  private static String text(InForce rules) {
    var text = new StringBuilder();
    new TreeMap<>(rules.weights().values())
        .forEach((name, value) ->
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(shown(value)));
    return text.toString();
  }

  private static String shown(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
