package nl.vangnet.matching;

import java.time.Duration;
import java.util.ArrayList;
import nl.vangnet.policy.Weights;

/// The named soft scores: one part, one method. Each gives minutes, lower is better.
final class Scores {
  /// How many times the weight of another region a place abroad costs.
  private static final double ABROAD = 3;

  /// How many times the weight of age stale figures cost, and unknown ones.
  private static final double STALE = 3;

  private static final double UNKNOWN = 4;

  /// The share of the weight of a return that the own region earns when it is not the own hospital.
  private static final double SAME_REGION = 0.5;

  private static final Part.Name[] IN_ORDER = Part.Name.values();

  private final Inquiry inquiry;
  private final Weights weights;
  private final int regions;

  Scores(Inquiry inquiry) {
    this.inquiry = inquiry;
    this.weights = inquiry.rules().weights();
    this.regions = Math.max(1, inquiry.country().fairShare().regions().size());
  }

  /// The score of a place that passed all filters.
  Score of(Spot spot, Room room) {
    var parts = new ArrayList<Part>(8);
    for (var name : IN_ORDER) {
      var part = Part.of(name, minutes(name, spot, room));
      if (part.minutes() != 0) {
        parts.add(part);
      }
    }
    return Score.of(parts, inquiry.isUncertain(spot, room), 1 - refusalChance(spot, room));
  }

  private double minutes(Part.Name name, Spot spot, Room room) {
    return switch (name) {
      case DRIVE -> drive(spot);
      case WAIT -> waiting(spot);
      case PRESSURE -> pressure(room);
      case FAIRNESS -> fairness(spot);
      case REGION -> region(spot);
      case AGE -> age(spot, room);
      case REFUSAL -> refusal(spot, room);
      case HOME -> home(spot);
      case HUB -> hub(spot);
      case LOAD -> load(spot);
      case WISHED -> wished(spot);
      case RETURN -> returning(spot);
    };
  }

  private double drive(Spot spot) {
    return weights.get("drive") * Moments.minutes(spot.reach().drive());
  }

  private double waiting(Spot spot) {
    var pickup = spot.reach().pickup();
    if (pickup == null) {
      return 0;
    }
    var wait = Duration.between(inquiry.question().ride().readyAt(), pickup);
    return wait.isNegative() ? 0 : weights.get("drive") * Moments.minutes(wait);
  }

  private double pressure(Room room) {
    var after = room.pressureAfter();
    return weights.get("pressure") * (after == null ? Crowding.UNKNOWN : Crowding.of(after));
  }

  /// Half what the region carries now against its share (the edge of the band counts half, twice
  /// the band in full), half what it took beyond its share of the moves of 28 days (in full at the
  /// mean number of moves per region).
  private double fairness(Spot spot) {
    var region = spot.place().regionCode();
    var share = inquiry.country().fairShare().share(region);
    if (region == null || share == null) {
      return 0;
    }
    var band = Math.max(1, inquiry.rules().bandPercent());
    var carries = clamp(share.deviation() * 100 / (2.0 * band));
    var ledger = inquiry.world().ledger();
    var took =
        ledger.moves() == 0
            ? 0
            : clamp(ledger.excess(region, share.part()) * regions / ledger.moves());
    return weights.get("fairness") * (carries + took) / 2;
  }

  private static double clamp(double value) {
    return Math.clamp(value, -1, 1);
  }

  private double region(Spot spot) {
    var place = spot.place();
    if (place.abroad()) {
      return weights.get("region") * ABROAD;
    }
    return inquiry.isOwnRegion(place) ? 0 : weights.get("region");
  }

  private double age(Spot spot, Room room) {
    var times =
        switch (room.line().free().age()) {
          case FRESH -> 0;
          case AGEING -> 1;
          case STALE -> STALE;
          case UNKNOWN -> UNKNOWN;
        };
    times += inquiry.isIsolationUnknown(room) ? 1 : 0;
    times += inquiry.isVentilationUnknown(room) ? 1 : 0;
    times += Inquiry.isRideUnknown(spot) ? 1 : 0;
    times += inquiry.unsaid(spot.place()).size();
    return weights.get("age") * times;
  }

  private double refusal(Spot spot, Room room) {
    return weights.get("refusal") * refusalChance(spot, room);
  }

  private double refusalChance(Spot spot, Room room) {
    return inquiry.answers(spot).refusalChance(room.confirmed() > 0);
  }

  private double home(Spot spot) {
    var way = inquiry.roads().toRelatives(spot.place().site().id());
    return way == null ? 0 : weights.get("home") * Moments.minutes(way);
  }

  private double hub(Spot spot) {
    return inquiry.isHubWanted(spot) && !inquiry.isHub(spot) ? weights.get("hub") : 0;
  }

  private double load(Spot spot) {
    return weights.get("load") * inquiry.takenToday(spot);
  }

  private double wished(Spot spot) {
    return inquiry.question().wishes().wished().contains(spot.place().site().id())
        ? -weights.get("wished")
        : 0;
  }

  private double returning(Spot spot) {
    return switch (inquiry.homecoming(spot)) {
      case OWN_HOSPITAL -> -weights.get("return");
      case OWN_REGION -> -weights.get("return") * SAME_REGION;
      case NO -> 0;
    };
  }
}
