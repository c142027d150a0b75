package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.VehicleClass;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// Thousands of steps by many planners, desks and crews at once, in random order, against one
/// database: no illegal state, no vehicle or crew in two places, no history lost (issue 4, point
/// 16).
class SequencesIT {
  private static final int ACTORS = 8;
  private static final int STEPS = 200;

  private final Yard yard = new Yard();
  private final List<LegId> known = java.util.Collections.synchronizedList(new ArrayList<>());
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

  @Test
  void whateverManyDoAtOnceTheRecordStaysWhole() throws Exception {
    var sites = List.of(yard.rotterdam, yard.utrecht, yard.site("LUMC"), yard.site("AMC"));
    for (var i = 0; i < 4; i++) {
      yard.ambulance("a" + i, i % 2 == 0 ? yard.rav17 : yard.rav09, sites.get(i));
    }
    yard.manned("zorg", VehicleClass.CARE_AMBULANCE, yard.rav17, yard.rotterdam, 1, 10);
    yard.manned("micu", VehicleClass.MICU, yard.rav17, yard.rotterdam, 1, 10);
    yard.team("team", CrewKind.MICU, yard.rotterdam.organisation(), yard.rotterdam);
    var work = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(ACTORS)) {
      for (var n = 0; n < ACTORS; n++) {
        var seed = n;
        work.add(
            threads.submit(() -> {
              var random = new Random(1000 + seed);
              for (var step = 0; step < STEPS; step++) {
                act(random, sites);
              }
            }));
      }
      for (var one : work) {
        one.get();
      }
    }
    theRecordIsWhole();
    System.out.println("answers: " + answers);
    assertThat(answers.get("Ordered")).as("%s", answers).isNotNull();
    assertThat(count("Done")).as("%s", answers).isGreaterThan(100);
    assertThat(count("illegal-step")).as("%s", answers).isGreaterThan(20);
  }

  private int count(String answer) {
    return answers.getOrDefault(answer, new AtomicInteger()).get();
  }

  private void note(Object outcome) {
    var name =
        switch (outcome) {
          case OrderOutcome.Ordered(var leg) -> {
            known.add(leg.id());
            yield "Ordered";
          }
          case OrderOutcome.Requested(var leg) -> {
            known.add(leg);
            yield "Requested";
          }
          case OrderOutcome.Refused(var code, var advice) -> code;
          case LegOutcome.Done done -> "Done";
          case LegOutcome.Refused(var code, var advice) -> code;
          default -> throw new IllegalArgumentException("" + outcome);
        };
    answers.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
  }

  private void act(Random random, List<Site> sites) {
    var by =
        List.of(
                yard.national,
                yard.national,
                yard.national,
                yard.planner17,
                yard.planner09,
                Actor.SYSTEM)
            .get(random.nextInt(6));
    if (known.isEmpty() || random.nextInt(8) == 0) {
      var from = random.nextInt(sites.size());
      var to = (from + 1 + random.nextInt(sites.size() - 1)) % sites.size();
      var type =
          List.of(VehicleClass.AMBULANCE, VehicleClass.CARE_AMBULANCE, VehicleClass.MICU)
              .get(random.nextInt(3));
      note(
          yard.place(
              by,
              yard.order(
                  "P-" + random.nextInt(50),
                  type,
                  sites.get(from),
                  sites.get(to),
                  Yard.NOON.plus(Duration.ofMinutes(random.nextInt(300))))));
      return;
    }
    var leg = known.get(random.nextInt(known.size()));
    switch (random.nextInt(10)) {
      case 0 -> note(yard.rooms.in(() -> yard.rooms.desk.cancel(by, leg, "toets")));
      case 1 -> note(yard.rooms.in(() -> yard.rooms.desk.assign(by, leg, null)));
      case 2 -> note(yard.rooms.legs.giveBack(by, leg, "pech"));
      case 3, 4 -> replan(by, leg, random);
      case 5 -> {
        yard.clock.move(Duration.ofSeconds(random.nextInt(20)));
        note(yard.rooms.legs.advance(by, leg, any(random), null, "toets"));
      }
      default -> {
        var present = yard.rooms.desk.find(leg).orElseThrow();
        var next = present.state().next();
        if (!next.isEmpty()) {
          note(yard.rooms.legs.advance(by, leg, next.getFirst(), null, "toets"));
        }
      }
    }
  }

  private void replan(Actor by, LegId leg, Random random) {
    var present = yard.rooms.desk.find(leg).orElseThrow();
    var pickup = present.expectedPickup();
    note(
        yard.rooms.legs.replan(
            by,
            leg,
            new LegDesk.Replan(
                present.edition(),
                pickup == null ? null : pickup.plus(Duration.ofMinutes(5L * random.nextInt(12))),
                null,
                "toets")));
  }

  private static LegState any(Random random) {
    return LegState.values()[random.nextInt(LegState.values().length)];
  }

  /// What must hold of any record, whoever wrote it.
  private void theRecordIsWhole() {
    var jdbc = new JdbcTemplate(yard.database);
    assertNone(
        jdbc,
        "an illegal transition",
        """
        select s.id from transport.leg_step s
        where s.before is not null and s.before <> s.after
          and not transport.may_follow(s.before, s.after)
        """);
    assertNone(
        jdbc,
        "a gap in a history",
        """
        select * from (
          select before, lag(after) over (partition by leg_id order by id) as last
          from transport.leg_step) steps
        where before is distinct from last
        """);
    assertNone(
        jdbc,
        "a leg that is not what its last step says, or lost a step",
        """
        select l.id from transport.leg l
        join lateral (select after, vehicle_id, count(*) over () as steps from transport.leg_step
                      where leg_id = l.id order by id desc limit 1) s on true
        where l.state <> s.after or l.edition <> s.steps or l.vehicle_id is distinct from s.vehicle_id
        """);
    assertNone(
        jdbc,
        "a vehicle in two places",
        """
        select a.leg_id from transport.vehicle_booking a join transport.vehicle_booking b
          on a.vehicle_id = b.vehicle_id and a.leg_id < b.leg_id
          and tstzrange(a.from_at, a.until_at) && tstzrange(b.from_at, b.until_at)
        """);
    assertNone(
        jdbc,
        "a crew in two places",
        """
        select a.leg_id from transport.crew_booking a join transport.crew_booking b
          on a.crew_id = b.crew_id and a.leg_id < b.leg_id
          and tstzrange(a.from_at, a.until_at) && tstzrange(b.from_at, b.until_at)
        """);
    assertNone(
        jdbc,
        "a planned leg without its vehicle or crew, or one that holds them without need",
        """
        select l.id from transport.leg l
        left join transport.vehicle_booking v on v.leg_id = l.id and v.vehicle_id = l.vehicle_id
        where (l.state not in ('REQUESTED', 'CANCELLED')) and (v.leg_id is null
            or not exists (select from transport.crew_booking c where c.leg_id = l.id))
          or l.state = 'REQUESTED' and exists (select from transport.vehicle_booking b where b.leg_id = l.id)
        """);
    assertNone(
        jdbc,
        "a booking of a crew that differs from that of its vehicle",
        """
        select c.leg_id from transport.crew_booking c join transport.vehicle_booking v using (leg_id)
        where (c.from_at, c.until_at) is distinct from (v.from_at, v.until_at)
        """);
    assertNone(
        jdbc,
        "two legs at work with one vehicle",
        """
        select vehicle_id from transport.leg
        where state in ('ON_THE_WAY', 'AT_BEDSIDE', 'UNDER_WAY', 'ARRIVED')
        group by vehicle_id having count(*) > 1
        """);
    var changes = jdbc.queryForObject("select count(*) from transport.leg_step", Integer.class);
    assertThat(yard.rooms.heard).hasSize(changes == null ? -1 : changes);
  }

  private static void assertNone(JdbcTemplate jdbc, String what, String sql) {
    assertThat(jdbc.queryForList(sql)).as(what).isEmpty();
  }

  /// What `reach` promises can be ordered, with the same moments.
  @Test
  void whatIsPromisedCanBeOrdered() {
    var random = new Random(8);
    var sites = List.of(yard.rotterdam, yard.utrecht, yard.site("LUMC"), yard.site("AMC"));
    for (var i = 0; i < 6; i++) {
      yard.manned(
          "v" + i,
          random.nextInt(3) == 0 ? VehicleClass.CARE_AMBULANCE : VehicleClass.AMBULANCE,
          yard.rav17,
          sites.get(random.nextInt(4)),
          random.nextInt(3),
          6 + random.nextInt(4));
    }
    var promised = 0;
    for (var i = 0; i < 60; i++) {
      var from = random.nextInt(4);
      var to = (from + 1 + random.nextInt(3)) % 4;
      var type = random.nextBoolean() ? VehicleClass.CARE_AMBULANCE : VehicleClass.AMBULANCE;
      var ready = Yard.NOON.plus(Duration.ofMinutes(random.nextInt(360)));
      var target = sites.get(to);
      var reach =
          java.util.Objects.requireNonNull(
              yard.rooms
                  .desk
                  .reach(Yard.need(type), sites.get(from).id(), List.of(target.id()), ready)
                  .get(target.id()));
      var order =
          new LegOrder(
              "P-" + i,
              Yard.need(type),
              sites.get(from).id(),
              target.id(),
              ready,
              reach.arrival(),
              reach.vehicle(),
              false);
      var outcome = yard.place(yard.national, order);
      if (reach.vehicle() == null) {
        assertThat(outcome).isEqualTo(Refusals.order("" + reach.blockedBy()));
        continue;
      }
      promised++;
      assertThat(outcome).as("%s", reach).isInstanceOf(OrderOutcome.Ordered.class);
      var leg = ((OrderOutcome.Ordered) outcome).leg();
      assertThat(leg.expectedPickup()).isEqualTo(reach.pickup());
      assertThat(leg.expectedArrival()).isEqualTo(reach.arrival());
    }
    assertThat(promised).isBetween(12, 59);
  }
}
