package nl.vangnet.matching;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;

/// Worlds by chance, from a seed: every sort of site, bed, gap, wish and obstacle.
public final class RandomWorld {
  private static final String[] REGIONS = {"BR", "LI", "NN", "ZW"};
  private static final String[] BLOCKS = {
    "no-vehicle-of-class",
    "no-crew",
    "out-of-range",
    "weather",
    "unknown-coordinates",
    "no-equipment",
    "night",
    "cover",
    "breakdown",
    "maintenance",
    "staff",
    "no-landing-place",
    "crew-hours",
    "no-time",
    "strike"
  };

  private RandomWorld() {}

  /// A question over `sites` sites, ready to be ranked: for measuring.
  public static Supplier<Ranking> question(long seed, int sites) {
    return of(seed, sites).asked()::rank;
  }

  static TestWorld of(long seed, int sites) {
    var random = new Random(seed);
    var world = new TestWorld();
    for (var id = 1; id <= sites; id++) {
      site(world, random, id);
    }
    world.cohort = random.nextInt(4) == 0 ? "other" : "covid";
    world.isolation = random.nextInt(3) == 0;
    world.ventilated = random.nextInt(3) == 0;
    world.offerStale = random.nextInt(4) == 0;
    world.bandPercent = 1 + random.nextInt(30);
    world.stage =
        random.nextInt(4) == 0
            ? Question.Stage.OWN_REGION
            : random.nextInt(4) == 0 ? Question.Stage.ABROAD : Question.Stage.NATIONAL;
    if (random.nextInt(3) == 0) {
      world.capabilities.add("dialysis");
    }
    if (random.nextInt(6) == 0) {
      world.capabilities.add("nicu");
    }
    if (random.nextBoolean()) {
      world.home = new SiteId(1 + random.nextInt(sites));
      world.returnPlacement = random.nextBoolean();
    }
    if (random.nextInt(3) == 0) {
      world.dueAt = TestWorld.NOW.plus(Duration.ofMinutes(60 + random.nextInt(180)));
    }
    if (random.nextInt(3) == 0) {
      for (var region : REGIONS) {
        world.fairWeights.put(region, 1.0 + random.nextInt(9));
      }
    }
    for (var region : REGIONS) {
      world.sent.put(region, random.nextInt(12));
      world.received.put(region, random.nextInt(12));
      world.caps.put(region, 2 + random.nextInt(5));
      if (random.nextInt(3) == 0) {
        world.hubs.put(region, Set.of(code(1 + random.nextInt(sites))));
      }
    }
    return world;
  }

  private static void site(TestWorld world, Random random, int id) {
    var code = code(id);
    var kind = random.nextInt(20);
    var site =
        kind == 0
            ? world.abroad(id, code)
            : world.site(id, code, kind == 1 ? null : REGIONS[random.nextInt(REGIONS.length)]);
    for (var line = random.nextInt(10) == 0 ? 3 : random.nextInt(3); line > 0; line--) {
      line(site, random);
    }
    site.drive(5 + random.nextInt(180));
    site.toRelatives = Duration.ofMinutes(random.nextInt(200));
    site.pickup = Duration.ofMinutes(random.nextInt(90));
    site.taken = Math.max(0, random.nextInt(9) - 4);
    site.answered(random.nextInt(9), random.nextInt(6), random.nextInt(3));
    if (random.nextInt(8) == 0) {
      site.blockedBy = BLOCKS[random.nextInt(BLOCKS.length)];
    }
    if (random.nextInt(3) == 0) {
      site.can.put("dialysis", random.nextBoolean());
      site.can.put("nicu", random.nextBoolean());
    }
    if (random.nextInt(9) == 0) {
      world.ruledOut.add(site.id);
    }
    if (random.nextInt(9) == 0) {
      world.wished.add(site.id);
    }
  }

  /// Codes do not follow the ids, so that an order by id would be found out.
  private static String code(int id) {
    return "S" + (id * 7919L % 10_007);
  }

  private static void line(TestWorld.Spec site, Random random) {
    var category = random.nextInt(5) == 0 ? (random.nextBoolean() ? "nicu" : "ward") : "icu";
    var cohort = new String[] {"covid", "covid", "other", "all"}[random.nextInt(4)];
    var line = site.line(category, cohort).held(Math.max(0, random.nextInt(6) - 3));
    line.age =
        switch (random.nextInt(6)) {
          case 0 -> Age.AGEING;
          case 1 -> Age.STALE;
          default -> Age.FRESH;
        };
    var staffed = random.nextInt(30);
    maybe(line, random, 9, Variable.STAFFED, staffed);
    maybe(line, random, 9, Variable.OCCUPIED, Math.max(0, staffed - 3 + random.nextInt(6) - 2));
    maybe(line, random, 3, Variable.RESERVE, random.nextInt(4));
    maybe(line, random, 3, Variable.PHYSICAL, staffed + random.nextInt(8) - 2);
    maybe(line, random, 1, Variable.CLOSED, random.nextInt(4));
    maybe(line, random, 3, Variable.VENTILATORS, staffed + random.nextInt(8) - 2);
    maybe(line, random, 3, Variable.ISOLATION, staffed + random.nextInt(8) - 2);
    maybe(line, random, 1, Variable.STAFF, staffed + random.nextInt(8) - 2);
    maybe(line, random, 1, Variable.FREE, random.nextInt(5));
    maybe(line, random, 3, Variable.OFFERED, random.nextInt(5));
  }

  private static void maybe(
      TestWorld.LineSpec line, Random random, int tenths, Variable variable, int value) {
    if (random.nextInt(10) < tenths) {
      line.with(variable, Math.max(0, value));
    }
  }
}
