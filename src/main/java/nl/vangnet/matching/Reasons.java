package nl.vangnet.matching;

import java.util.ArrayList;
import java.util.List;

/// Tells why a candidate stands where it stands: short sentences with the numbers behind its score,
/// in a fixed order.
final class Reasons {
  private final Inquiry inquiry;

  Reasons(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /// The sentences about a candidate.
  List<Sentence> of(Spot spot, Room room) {
    var why = new ArrayList<Sentence>(10);
    tellFree(room, why);
    tellRide(spot, why);
    tellPressure(room, why);
    tellFairness(spot.place(), why);
    tellRegion(spot.place(), why);
    tellAge(spot, room, why);
    tellAnswers(spot, room, why);
    tellWishes(spot, why);
    return why;
  }

  private static void tellFree(Room room, List<Sentence> why) {
    var free = room.free();
    if (free == null) {
      var atMost = room.atMost();
      why.add(Sentence.of("matching.free.unknown", atMost == null ? 0 : atMost));
      return;
    }
    if (room.holds() == 0 && room.reserve() == 0) {
      why.add(Sentence.of("matching.free", free));
    } else if (room.reserve() == 0) {
      why.add(Sentence.of("matching.free.holds", free, room.holds()));
    } else if (room.holds() == 0) {
      why.add(Sentence.of("matching.free.reserve", free, room.reserve()));
    } else {
      why.add(Sentence.of("matching.free.both", free, room.holds(), room.reserve()));
    }
    addBinding(room, why);
  }

  /// Names what binds the free beds.
  static void addBinding(Room room, List<Sentence> why) {
    var binding = room.line().free().binding();
    if (binding != null) {
      why.add(Sentence.of("matching.binds." + binding.code()));
    }
  }

  private void tellRide(Spot spot, List<Sentence> why) {
    var reach = spot.reach();
    why.add(
        Sentence.of(
            "matching.drive",
            Moments.wholeMinutes(reach.drive()),
            (int) Math.round(reach.kilometres())));
    var pickup = reach.pickup();
    if (pickup == null) {
      why.add(Sentence.of("matching.unverified.transport", inquiry.form()));
      return;
    }
    var vehicle = reach.vehicleName() == null ? inquiry.form() : reach.vehicleName();
    var arrival = reach.arrival();
    var clock = inquiry.moments().clock(pickup);
    why.add(
        arrival == null
            ? Sentence.of("matching.pickup", vehicle, clock)
            : Sentence.of(
                "matching.pickup.arrival", vehicle, clock, inquiry.moments().clock(arrival)));
  }

  private static void tellPressure(Room room, List<Sentence> why) {
    var after = room.pressureAfter();
    why.add(
        after == null
            ? Sentence.of("matching.pressure.unknown")
            : Sentence.of("matching.pressure", (int) Math.round(after * 100)));
  }

  private void tellFairness(Place place, List<Sentence> why) {
    var region = place.region();
    if (region == null) {
      tellLedger(place.site().country().value(), place.site().country().value(), why);
      return;
    }
    tellLedger(region.code(), region.name(), why);
    var share = inquiry.country().fairShare().share(region.code());
    if (share != null && share.percent() != 0) {
      why.add(
          Sentence.of(
              share.percent() < 0 ? "matching.fairness.below" : "matching.fairness.above",
              region.name(),
              Math.abs(share.percent())));
    }
  }

  private void tellLedger(String code, String name, List<Sentence> why) {
    var ledger = inquiry.world().ledger();
    if (ledger.receivedBy(code) > 0 || ledger.sentBy(code) > 0) {
      why.add(
          Sentence.of(
              "matching.fairness.ledger", name, ledger.receivedBy(code), ledger.sentBy(code)));
    }
  }

  private void tellRegion(Place place, List<Sentence> why) {
    var region = place.region();
    if (place.abroad()) {
      why.add(Sentence.of("matching.region.abroad", place.site().country().value()));
    } else if (region != null && !inquiry.isOwnRegion(place)) {
      why.add(Sentence.of("matching.region.other", region.name()));
    }
  }

  private void tellAge(Spot spot, Room room, List<Sentence> why) {
    var since = room.confirmedAt();
    if (since != null
        && switch (room.line().free().age()) {
          case FRESH -> false;
          case AGEING, STALE, UNKNOWN -> true;
        }) {
      why.add(inquiry.moments().age(since));
    }
    if (inquiry.isIsolationUnknown(room)) {
      why.add(Sentence.of("matching.unverified.isolation"));
    }
    if (inquiry.isVentilationUnknown(room)) {
      why.add(Sentence.of("matching.unverified.ventilators"));
    }
    for (var wanted : inquiry.unsaid(spot.place())) {
      why.add(Sentence.of("matching.unverified.capability", Capability.word(wanted)));
    }
  }

  private void tellAnswers(Spot spot, Room room, List<Sentence> why) {
    if (room.confirmed() > 0) {
      why.add(Sentence.of("matching.confirmed", room.confirmed()));
    }
    var answers = inquiry.answers(spot);
    if (answers.expired() > 0) {
      why.add(
          Sentence.of(
              "matching.refused.expired",
              answers.refused(),
              answers.expired(),
              answers.answered()));
    } else if (answers.refused() > 0) {
      why.add(Sentence.of("matching.refused", answers.refused(), answers.answered()));
    } else if (answers.accepted() > 0) {
      why.add(Sentence.of("matching.accepted", answers.accepted()));
    }
    var taken = inquiry.takenToday(spot);
    if (taken > 0) {
      why.add(Sentence.of("matching.load", taken));
    }
  }

  private void tellWishes(Spot spot, List<Sentence> why) {
    var site = spot.place().site().id();
    var way = inquiry.roads().toRelatives(site);
    if (way != null) {
      why.add(Sentence.of("matching.home", Moments.wholeMinutes(way)));
    }
    if (inquiry.isHubWanted(spot)) {
      why.add(Sentence.of(inquiry.isHub(spot) ? "matching.hub" : "matching.hub.none"));
    }
    if (inquiry.question().wishes().wished().contains(site)) {
      why.add(Sentence.of("matching.wished"));
    }
    switch (inquiry.homecoming(spot)) {
      case OWN_HOSPITAL -> why.add(Sentence.of("matching.return.own"));
      case OWN_REGION -> why.add(Sentence.of("matching.return.region"));
      case NO -> {}
    }
  }
}
