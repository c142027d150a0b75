package nl.vangnet.simulator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Files the rounds of the simulated hospitals through the product's own door: most at once, some
/// only after the deadline, a few never, some with a remark. The sign-offs and the options are left
/// to the people.
final class RoundFiler {
  private static final Logger log = LoggerFactory.getLogger(RoundFiler.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
  private static final Duration LATE_AFTER = Duration.ofMinutes(4);
  private static final List<String> REMARKS =
      List.of(
          "Twee IC-verpleegkundigen ziek, dienst van vanavond nog niet rond.",
          "Vanaf 14:00 vier bedden op B3 extra open.",
          "Ontslag vertraagd: drie patiënten wachten op VVT.",
          "Isolatiekamers vol.",
          "Scanner in onderhoud tot 11:00, liever geen CT-patiënten.");
  private static final String EXPLANATION = "Boven de formatie opgevangen in overleg met de RCPS.";

  private final ApiDoor door;
  private final Clock clock;
  private final long seed;

  RoundFiler(ApiDoor door, Clock clock, long seed) {
    this.door = door;
    this.clock = clock;
    this.seed = seed;
  }

  /// What a hospital does in a round.
  private enum Habit {
    AT_ONCE,
    LATE,
    NEVER
  }

  /// Files until it is interrupted.
  void live(List<Courier> couriers) {
    try {
      while (true) {
        look(couriers);
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(List<Courier> couriers) throws InterruptedException {
    if (couriers.isEmpty()) {
      return;
    }
    try {
      for (var round : door.rounds(couriers.getFirst().source().key())) {
        if (round.path("open").booleanValue()) {
          for (var courier : couriers) {
            file(round, courier);
          }
        }
      }
    } catch (IOException e) {
      log.debug("the rounds could not be asked for: {}", e.getMessage());
    }
  }

  private void file(JsonNode round, Courier courier) throws InterruptedException {
    var site = courier.hospital().plan().place().site();
    if (!waits(round, site)) {
      return;
    }
    var random = Country.random(seed, "round:" + round.path("day").asString() + ":" + site);
    var habit = habit(random);
    var due = Instant.parse(round.path("hospitalDueAt").asString());
    if (habit == Habit.NEVER
        || (habit == Habit.LATE && clock.instant().isBefore(due.plus(LATE_AFTER)))) {
      return;
    }
    var remark = random.nextInt(6) == 0 ? REMARKS.get(random.nextInt(REMARKS.size())) : "";
    try {
      door.file(courier.source().key(), round.path("id").longValue(), site, remark, EXPLANATION);
    } catch (IOException e) {
      log.debug("{} could not file: {}", site, e.getMessage());
    }
  }

  private static boolean waits(JsonNode round, String site) {
    for (var row : round.path("sites")) {
      if (row.path("site").asString().equals(site)) {
        return !row.path("edition").isNumber();
      }
    }
    return false;
  }

  private static Habit habit(RandomGenerator random) {
    var draw = random.nextDouble();
    return draw < 0.86 ? Habit.AT_ONCE : draw < 0.94 ? Habit.LATE : Habit.NEVER;
  }
}
