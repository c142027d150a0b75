package nl.vangnet.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// One question with all that is known for its answer, and what filters, scores and reasons all
/// want to know of a place.
record Inquiry(
    Question question, World world, InForce rules, Country country, Roads roads, Moments moments) {
  /// Cohorts that are no hazard of their own: hubs and shared loads do not gather them.
  static final Set<String> NO_HAZARD = Set.of("other", "all");

  boolean isHazard() {
    return !NO_HAZARD.contains(question.care().cohort());
  }

  /// Whether a place can do what is wanted: it has beds of that category, or it said so; null when
  /// nobody said.
  @Nullable Boolean can(Place place, String wanted) {
    var picture = place.picture();
    if (picture != null) {
      for (var line : picture.lines()) {
        if (line.line().category().equals(wanted)) {
          return true;
        }
      }
    }
    var said = world.capabilities().get(place.site().id());
    return said == null ? null : said.get(wanted);
  }

  /// What is wanted of which nobody said whether the place can do it.
  List<String> unsaid(Place place) {
    if (question.care().capabilities().isEmpty()) {
      return List.of();
    }
    var unsaid = new ArrayList<String>();
    for (var wanted : new TreeSet<>(question.care().capabilities())) {
      if (can(place, wanted) == null) {
        unsaid.add(wanted);
      }
    }
    return unsaid;
  }

  /// Whether isolation is needed and nothing was reported of it.
  boolean isIsolationUnknown(Room room) {
    return question.care().isolation() && room.line().figure(Variable.ISOLATION).used() == null;
  }

  /// Whether ventilation is needed and nothing was reported of it.
  boolean isVentilationUnknown(Room room) {
    return question.care().ventilated() && room.line().figure(Variable.VENTILATORS).used() == null;
  }

  /// Whether nobody knows who could drive and when.
  static boolean isRideUnknown(Spot spot) {
    return spot.reach().pickup() == null;
  }

  /// Whether something hard about the place is not known: its free beds, whether they still stand,
  /// whether anybody can drive there, or whether it can do what is needed.
  boolean isUncertain(Spot spot, Room room) {
    return !room.isKnown()
        || room.line().free().age() == Age.STALE
        || isRideUnknown(spot)
        || !unsaid(spot.place()).isEmpty();
  }

  Answers answers(Spot spot) {
    return world.answers().getOrDefault(spot.place().site().id(), Answers.NONE);
  }

  int takenToday(Spot spot) {
    return world.takenToday().getOrDefault(spot.place().site().id(), 0);
  }

  InForce.Receiving receiving(Spot spot) {
    return rules.receiving(spot.place().regionCode());
  }

  /// Whether the region of the place wants hubs for such patients.
  boolean isHubWanted(Spot spot) {
    return isHazard() && !spot.place().abroad() && !receiving(spot).hubs().isEmpty();
  }

  boolean isHub(Spot spot) {
    return receiving(spot).isHub(spot.place().site().code());
  }

  /// How a return goes: to the own hospital, to its region, or neither.
  Homecoming homecoming(Spot spot) {
    var home = question.wishes().home();
    if (!question.wishes().returnPlacement() || home == null) {
      return Homecoming.NO;
    }
    if (spot.place().site().id().equals(home)) {
      return Homecoming.OWN_HOSPITAL;
    }
    var region = spot.place().regionCode();
    return region != null && region.equals(country.homeRegion())
        ? Homecoming.OWN_REGION
        : Homecoming.NO;
  }

  /// Where a returning patient comes back to.
  enum Homecoming {
    OWN_HOSPITAL,
    OWN_REGION,
    NO
  }

  boolean isOwnRegion(Place place) {
    var region = place.region();
    return region != null && region.code().equals(question.region());
  }

  /// The name of the form of transport, to be filled in.
  String form() {
    return Sentence.word(
        "matching.form." + question.ride().need().form().name().toLowerCase(Locale.ROOT));
  }
}
