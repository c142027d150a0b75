package nl.vangnet.matching;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Variable;
import nl.vangnet.matching.Question.Stage;
import org.jspecify.annotations.Nullable;

/// The named hard filters: one rule, one method. Each answers null when the place passes.
final class Filters {
  private static final Filter[] IN_ORDER = Filter.values();
  private static final Set<String> BLOCKS =
      Set.of(
          "unknown-coordinates",
          "no-equipment",
          "weather",
          "night",
          "cover",
          "breakdown",
          "maintenance",
          "staff",
          "no-landing-place",
          "out-of-range",
          "crew-hours",
          "no-time");

  private final Inquiry inquiry;
  private final Question question;
  private final Moments moments;

  Filters(Inquiry inquiry) {
    this.inquiry = inquiry;
    this.question = inquiry.question();
    this.moments = inquiry.moments();
  }

  /// All filters that a place fails, in their order; empty for a candidate.
  List<Failure> failures(Spot spot) {
    List<Failure> failed = List.of();
    for (var filter : IN_ORDER) {
      var failure = judge(filter, spot);
      if (failure != null) {
        if (failed.isEmpty()) {
          failed = new ArrayList<>(4);
        }
        failed.add(failure);
      }
    }
    return failed;
  }

  private @Nullable Failure judge(Filter filter, Spot spot) {
    return switch (filter) {
      case OWN_SITE -> ownSite(spot);
      case OUTSIDE_STAGE -> outsideStage(spot);
      case RULED_OUT -> ruledOut(spot);
      case NO_SUCH_CARE -> noSuchCare(spot);
      case NO_ISOLATION -> noIsolation(spot);
      case NO_VENTILATOR -> noVentilator(spot);
      case NO_CAPABILITY -> noCapability(spot);
      case UNKNOWN_FREE -> unknownFree(spot);
      case NOT_FREE -> notFree(spot);
      case RESERVED_ONLY -> reservedOnly(spot);
      case STALE -> stale(spot);
      case DAILY_CAP -> dailyCap(spot);
      case OUT_OF_REACH -> outOfReach(spot);
      case TOO_LATE -> tooLate(spot);
    };
  }

  @Nullable Failure ownSite(Spot spot) {
    return spot.place().site().id().equals(question.from())
        ? new Failure(Filter.OWN_SITE, List.of(Sentence.of("matching.own-site")), List.of())
        : null;
  }

  @Nullable Failure outsideStage(Spot spot) {
    var place = spot.place();
    if (place.abroad()) {
      return question.stage() == Stage.ABROAD
          ? null
          : Failure.of(
              Filter.OUTSIDE_STAGE,
              Sentence.of("matching.outside.abroad", place.site().country().value()),
              new Change.WiderSearch(Stage.ABROAD));
    }
    var region = place.region();
    if (question.stage() != Stage.OWN_REGION
        || (region != null && region.code().equals(question.region()))) {
      return null;
    }
    return Failure.of(
        Filter.OUTSIDE_STAGE,
        region == null
            ? Sentence.of("matching.outside.none")
            : Sentence.of("matching.outside.region", region.name()),
        new Change.WiderSearch(Stage.NATIONAL));
  }

  @Nullable Failure ruledOut(Spot spot) {
    return question.wishes().ruledOut().contains(spot.place().site().id())
        ? Failure.of(Filter.RULED_OUT, Sentence.of("matching.ruled-out"), new Change.Reconsidered())
        : null;
  }

  @Nullable Failure noSuchCare(Spot spot) {
    return spot.room() == null
        ? Failure.of(
            Filter.NO_SUCH_CARE, Sentence.of("matching.no-such-care"), new Change.OpenedBeds(1))
        : null;
  }

  @Nullable Failure noIsolation(Spot spot) {
    var room = spot.room();
    return room == null || !isShort(room, Variable.ISOLATION)
        ? null
        : new Failure(
            Filter.NO_ISOLATION,
            List.of(taken("matching.no-isolation", room, Variable.ISOLATION)),
            more(room, Variable.ISOLATION));
  }

  @Nullable Failure noVentilator(Spot spot) {
    var room = spot.room();
    return room == null || !isShort(room, Variable.VENTILATORS)
        ? null
        : new Failure(
            Filter.NO_VENTILATOR,
            List.of(taken("matching.no-ventilator", room, Variable.VENTILATORS)),
            more(room, Variable.VENTILATORS));
  }

  private boolean isShort(Room room, Variable resource) {
    var needed =
        resource == Variable.ISOLATION ? question.care().isolation() : question.care().ventilated();
    var left = needed ? room.left(resource) : null;
    return left != null && left < 1;
  }

  /// How many places more a resource must have. A bed that is freed or released brings its own, and
  /// so does an effective free bed that is reported where nothing was known.
  private List<Change> more(Room room, Variable resource) {
    var left = room.left(resource);
    var unoccupied = room.unoccupied(told(room));
    if (left == null || unoccupied == null) {
      return List.of();
    }
    var places = 1 + room.reserve() - left - missing(room, unoccupied);
    if (places <= 0) {
      return List.of();
    }
    return resource == Variable.ISOLATION
        ? List.of(new Change.MoreIsolation(places))
        : List.of(new Change.MoreVentilators(places));
  }

  /// Beds that are missing for one free bed after holds and reserve; 0 when there is one.
  private static int missing(Room room, int unoccupied) {
    return Math.max(0, 1 + room.holds() + room.reserve() - unoccupied);
  }

  private static Sentence taken(String key, Room room, Variable resource) {
    var places = room.line().figure(resource).used();
    var occupied = room.occupied();
    return occupied == null
        ? Sentence.of(key + ".unknown", places == null ? 0 : places, room.holds())
        : Sentence.of(key, places == null ? 0 : places, occupied, room.holds());
  }

  @Nullable Failure noCapability(Spot spot) {
    if (question.care().capabilities().isEmpty()) {
      return null;
    }
    var why = new ArrayList<Sentence>();
    var mended = new ArrayList<Change>();
    for (var wanted : new TreeSet<>(question.care().capabilities())) {
      if (Boolean.FALSE.equals(inquiry.can(spot.place(), wanted))) {
        why.add(Sentence.of("matching.no-capability", Capability.word(wanted)));
        mended.add(new Change.Able(wanted));
      }
    }
    return why.isEmpty() ? null : new Failure(Filter.NO_CAPABILITY, why, mended);
  }

  @Nullable Failure unknownFree(Spot spot) {
    var room = spot.room();
    if (room == null || room.isKnown()) {
      return null;
    }
    var atMost = room.atMost();
    if (inquiry.rules().offerStale() && atMost != null && atMost > 0) {
      return null;
    }
    var upper = room.line().free().atMost();
    return Failure.of(
        Filter.UNKNOWN_FREE,
        upper == null
            ? Sentence.of("matching.unknown-free")
            : Sentence.of("matching.unknown-free.at-most", upper, room.holds()),
        new Change.ReportedFree(1 + room.holds()));
  }

  @Nullable Failure notFree(Spot spot) {
    var room = spot.room();
    var unoccupied = room == null ? null : room.unoccupied(told(room));
    if (room == null || unoccupied == null || unoccupied - room.holds() >= 1) {
      return null;
    }
    var why = new ArrayList<Sentence>();
    var limit = room.limit();
    var occupied = room.occupied();
    why.add(
        limit == null || occupied == null
            ? Sentence.of("matching.not-free.declared", Math.max(0, unoccupied), room.holds())
            : Sentence.of("matching.not-free", limit, occupied, room.holds()));
    Reasons.addBinding(room, why);
    return new Failure(
        Filter.NOT_FREE, why, List.of(new Change.FreedBeds(missing(room, unoccupied))));
  }

  /// The resources of which a filter of their own already says that they are short: the beds are
  /// counted without them, so that no shortage is told twice.
  private Set<Variable> told(Room room) {
    var told = EnumSet.noneOf(Variable.class);
    for (var resource : List.of(Variable.ISOLATION, Variable.VENTILATORS)) {
      if (isShort(room, resource)) {
        told.add(resource);
      }
    }
    return told;
  }

  @Nullable Failure reservedOnly(Spot spot) {
    var room = spot.room();
    var unoccupied = room == null ? null : room.unoccupied(told(room));
    if (room == null
        || unoccupied == null
        || unoccupied - room.holds() < 1
        || unoccupied - room.holds() - room.reserve() >= 1) {
      return null;
    }
    return Failure.of(
        Filter.RESERVED_ONLY,
        Sentence.of("matching.reserved-only", unoccupied, room.reserve(), room.holds()),
        new Change.ReleasedReserve(missing(room, unoccupied)));
  }

  @Nullable Failure stale(Spot spot) {
    var room = spot.room();
    if (room == null || room.line().free().age() != Age.STALE || inquiry.rules().offerStale()) {
      return null;
    }
    var since = room.confirmedAt();
    return Failure.of(
        Filter.STALE,
        since == null ? Sentence.of("matching.stale") : moments.age(since),
        new Change.Confirmed());
  }

  @Nullable Failure dailyCap(Spot spot) {
    var taken = inquiry.takenToday(spot);
    var cap = inquiry.receiving(spot).dailyCap();
    return taken < cap
        ? null
        : Failure.of(
            Filter.DAILY_CAP,
            Sentence.of("matching.daily-cap", taken, cap),
            new Change.HigherCap(taken + 1));
  }

  @Nullable Failure outOfReach(Spot spot) {
    var blocked = spot.reach().blockedBy();
    if (blocked == null || Roads.isUnknown(spot.reach())) {
      return null;
    }
    var due = question.ride().dueAt();
    return Failure.of(
        Filter.OUT_OF_REACH,
        BLOCKS.contains(blocked)
            ? Sentence.of("matching.blocked." + blocked, inquiry.form())
            : Sentence.of("matching.blocked", inquiry.form(), blocked),
        new Change.Reached(due, due == null ? "" : moments.clock(due)));
  }

  @Nullable Failure tooLate(Spot spot) {
    var due = question.ride().dueAt();
    var arrival = spot.reach().arrival();
    if (due == null
        || arrival == null
        || spot.reach().blockedBy() != null
        || !arrival.isAfter(due)) {
      return null;
    }
    return Failure.of(
        Filter.TOO_LATE,
        Sentence.of("matching.too-late", moments.clock(arrival), moments.clock(due)),
        new Change.LaterDue(arrival, moments.clock(arrival)));
  }
}
