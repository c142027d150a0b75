package nl.vangnet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import nl.vangnet.transfer.TransferRequest.Channel;
import nl.vangnet.transfer.TransferRequest.Links;
import nl.vangnet.transfer.TransferRequest.NationalReason;
import nl.vangnet.transport.Breathing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// Thousands of steps by many desks and hospitals at once, in random order, against one database:
/// no illegal state, no bed promised twice, no case lost, every history whole (issue 4, point 16).
@AppTest
@TestPropertySource(properties = "vangnet.transfer.clock=false")
class SequencesIT {
  private static final int ACTORS = 8;
  private static final int STEPS = 250;
  private static final Actor NATIONAL =
      new Actor("person:9901", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
  private static final Actor STEWARD =
      new Actor("person:9902", "Gegevens", Role.STEWARD, new Scope.Everywhere());

  @Autowired private RequestDesk requests;
  @Autowired private SearchDesk search;
  @Autowired private AnswerDesk answersDesk;
  @Autowired private MoveDesk moves;
  @Autowired private CaseBook book;
  @Autowired private CaseBoard board;
  @Autowired private CaseStore cases;
  @Autowired private OfferStore offers;
  @Autowired private CapacityBook capacity;
  @Autowired private LivePicture pictures;
  @Autowired private HomeRegions regions;
  @Autowired private JdbcTemplate sql;
  @Autowired private Clock clock;

  private final List<CaseNumber> known = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
  private List<Site> sites = List.of();

  @Test
  void whateverManyDoAtOnceTheRecordStaysWhole() throws Exception {
    beds();
    var work = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(ACTORS)) {
      for (var n = 0; n < ACTORS; n++) {
        var seed = n;
        work.add(
            threads.submit(() -> {
              var random = new Random(4100 + seed);
              for (var step = 0; step < STEPS; step++) {
                act(random);
              }
            }));
      }
      for (var one : work) {
        one.get();
      }
    }
    System.out.println("outcomes: " + new TreeMap<>(outcomes));
    theRecordIsWhole();
    assertThat(count("done")).as("%s", outcomes).isGreaterThan(800);
    assertThat(count("stale") + count("not-in-this-state")).as("%s", outcomes).isGreaterThan(20);
    assertThat(inState("CLOSED") + inState("ARRIVED")).isPositive();
    theBoardShowsTheRecord();
  }

  /// Three lines in every hospital of four regions; few beds, so that desks collide.
  private void beds() throws InterruptedException {
    var random = new Random(17);
    var chosen = new ArrayList<Site>();
    for (var code : List.of("BR", "LI", "ZWN", "NN")) {
      chosen.addAll(
          regions.sites(regions.find(code).orElseThrow()).stream()
              .filter(s -> s.type() == ProviderType.HOSPITAL)
              .toList());
    }
    sites = List.copyOf(chosen);
    var figures = new ArrayList<Reported>();
    for (var site : sites) {
      for (var line : List.of("IC icu covid", "B2 ward covid", "C1 ward other")) {
        var part = line.split(" ");
        var staffed = 8 + random.nextInt(9);
        figures.add(reported(site, part, Variable.STAFFED, staffed));
        figures.add(reported(site, part, Variable.OCCUPIED, staffed - random.nextInt(3)));
      }
    }
    capacity.record(STEWARD, Method.MANUAL, figures);
    var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (sites.stream().anyMatch(s -> pictures.current().site(s.id()) == null)
        && System.nanoTime() < until) {
      Thread.sleep(50);
    }
  }

  private Reported reported(Site site, String[] line, Variable variable, int value) {
    return new Reported(
        site.id(), line[0], line[1], line[2], variable, value, null, clock.instant(), null);
  }

  private void act(Random random) {
    try {
      var outcome = random.nextInt(9) == 0 || known.isEmpty() ? ask(random) : further(random);
      note(outcome);
    } catch (DataAccessException e) {
      // Two who lock the same things in another order: one of them tries again in real life.
      note(new TransferOutcome.Refused("database: " + e.getClass().getSimpleName(), List.of()));
    }
  }

  private TransferOutcome ask(Random random) {
    var site = sites.get(random.nextInt(sites.size()));
    var content =
        Cases.content(
            random.nextBoolean()
                ? Cases.need("ward", random.nextBoolean() ? "covid" : "other", Breathing.NONE)
                : Cases.need("icu", "covid", Breathing.INVASIVE),
            Cases.ALL_TOLD,
            random.nextInt(8) == 0);
    var wish = new RequestDesk.Wish(site.id(), "B2", content, Channel.SCREEN, Links.NONE);
    var by = random.nextBoolean() ? hospital(site) : region(site);
    var outcome = random.nextInt(4) == 0 ? requests.draft(by, wish) : requests.request(by, wish);
    if (outcome instanceof TransferOutcome.Done(var request)) {
      known.add(request.number());
    }
    return outcome;
  }

  private TransferOutcome further(Random random) {
    // Mostly the cases of late, and mostly what could come next: so that some come to their end.
    var size = known.size();
    var number = known.get(size - 1 - random.nextInt(Math.min(size, 40)));
    var request = cases.find(number).orElseThrow();
    var from = regions.findSite(request.origin().site()).orElseThrow();
    var sender = hospital(from);
    var desk = request.isNational() && random.nextBoolean() ? NATIONAL : region(from);
    var open =
        offers.list(request.id()).stream().filter(o -> o.state() == Offer.State.OPEN).toList();
    var likely =
        switch (request.state()) {
          case DRAFT -> 0;
          case SUBMITTED -> 1;
          case REGIONAL_SEARCH -> random.nextInt(3) == 0 ? 6 : 3;
          case NATIONAL_SEARCH -> 3;
          case OFFERED -> 7;
          case ACCEPTED -> 10;
          case TRANSPORT_ORDERED -> 11;
          case UNDER_WAY -> 12;
          case ARRIVED -> 13;
          case CLOSED, REFUSED, EXPIRED, WITHDRAWN, CANCELLED -> 15;
        };
    return switch (random.nextInt(3) == 0 ? random.nextInt(18) : likely) {
      case 0 -> requests.submit(sender, number);
      case 1, 2 -> search.takeUp(desk, number);
      case 3, 4, 5 -> askSome(random, desk, request);
      case 6 ->
          search.goNational(
              desk, number, NationalReason.NO_REGIONAL_OPTION, "alle huizen gebeld, geen plek");
      case 7, 8, 9 -> {
        if (open.isEmpty()) {
          yield new TransferOutcome.Refused("nothing-open", List.of());
        }
        var offer = open.get(random.nextInt(open.size()));
        var site = regions.findSite(offer.site()).orElseThrow();
        yield random.nextInt(3) == 0
            ? answersDesk.refuse(
                hospital(site), offer.id(), RefusalReason.NO_STAFF, "", Offer.Via.SCREEN)
            : answersDesk.accept(
                hospital(site), offer.id(), "B2", "dienstdoende arts", "", Offer.Via.SCREEN);
      }
      case 10 -> moves.ownTransport(sender, number, "eigen ambulance");
      case 11 -> moves.depart(sender, number);
      case 12 -> moves.arrive(sender, number);
      case 13 -> moves.close(sender, number, "");
      case 14 -> answersDesk.loseBed(desk, number, "bed bezet door eigen spoed");
      case 15 ->
          random.nextInt(3) == 0
              ? requests.withdraw(sender, number, EndReason.OWN_ROOM, "")
              : book.comment(desk, number, "nog even geduld");
      case 16 ->
          random.nextInt(3) == 0
              ? requests.cancel(sender, number, EndReason.DETERIORATED, "")
              : search.refuse(desk, number, EndReason.NO_PLACE, "");
      default -> expireOne(random, open);
    };
  }

  private TransferOutcome askSome(Random random, Actor desk, TransferRequest request) {
    var candidates = search.rank(request, null).candidates();
    if (candidates.isEmpty()) {
      return new TransferOutcome.Refused("no-candidate", List.of());
    }
    var chosen = candidates.get(random.nextInt(Math.min(3, candidates.size())));
    return search.ask(desk, request.number(), List.of(chosen.site()), "op verzoek", false);
  }

  private TransferOutcome expireOne(Random random, List<Offer> open) {
    if (open.isEmpty()) {
      return new TransferOutcome.Refused("nothing-open", List.of());
    }
    var offer = open.get(random.nextInt(open.size()));
    sql.update(
        "update transfer.offer set answer_due = offered_at where id = ? and state = 'OPEN'",
        offer.id());
    answersDesk.expire(offer.id());
    return new TransferOutcome.Refused("expired-one", List.of());
  }

  private static Actor hospital(Site site) {
    return new Actor(
        "person:" + site.organisation(),
        "Beddencoördinator",
        Role.HOSPITAL,
        new Scope.InOrganisation(site.organisation()));
  }

  private Actor region(Site site) {
    var region = regions.of(site.id()).orElseThrow();
    return new Actor(
        "person:r" + region.id().value(), "RCPS", Role.REGION, new Scope.InRegion(region.id()));
  }

  private void note(TransferOutcome outcome) {
    var name =
        switch (outcome) {
          case TransferOutcome.Done done -> "done";
          case TransferOutcome.Stale stale -> "stale";
          case TransferOutcome.Refused(var code, var missing) -> code;
        };
    outcomes.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
  }

  private int count(String outcome) {
    return outcomes.getOrDefault(outcome, new AtomicInteger()).get();
  }

  private int inState(String state) {
    return one("select count(*) from transfer.request where state = '" + state + "'");
  }

  private int one(String query) {
    return java.util.Objects.requireNonNull(sql.queryForObject(query, Integer.class));
  }

  private void theRecordIsWhole() {
    assertThat(one("select count(*) from transfer.request"))
        .as("no case is lost")
        .isEqualTo(known.size());
    assertThat(
            one(
                """
                select count(*) from transfer.request r
                where r.version <> (select count(*) from transfer.step s where s.request_id = r.id)
                  or (r.version > 0 and r.state <> (select to_state from transfer.step s
                      where s.request_id = r.id and s.seq = r.version))
                """))
        .as("every case stands where its last step left it")
        .isZero();
    assertThat(
            one(
                """
                select count(*) from transfer.step s
                where s.from_state <> coalesce((select p.to_state from transfer.step p
                    where p.request_id = s.request_id and p.seq = s.seq - 1), 'DRAFT')
                  or not exists (select 1 from transfer.legal_step l
                    where l.from_state = s.from_state and l.to_state = s.to_state)
                """))
        .as("every history is one chain of legal steps")
        .isZero();
    assertThat(
            one(
                """
                select count(*) from transfer.offer o join transfer.request r on r.id = o.request_id
                where o.state = 'OPEN' and r.state <> 'OFFERED'
                """))
        .as("nobody is asked for a case that does not search")
        .isZero();
    assertThat(
            one(
                """
                select count(*) from transfer.request r where r.state = 'OFFERED'
                  and not exists (select 1 from transfer.offer o where o.request_id = r.id and o.state = 'OPEN')
                """))
        .as("who waits for an answer has asked somebody")
        .isZero();
    assertThat(
            one(
                """
                select count(*) from transfer.request r left join transfer.offer o on o.id = r.placed_offer
                where r.state in ('ACCEPTED', 'TRANSPORT_ORDERED', 'UNDER_WAY', 'ARRIVED', 'CLOSED')
                  and (o.state is distinct from 'ACCEPTED' or o.request_id <> r.id)
                """))
        .as("who travels has a promised place")
        .isZero();
    assertThat(
            one(
                """
                select count(*) from transfer.offer o left join transfer.hold h on h.offer_id = o.id
                where o.state = 'OPEN' and h.id is null
                """))
        .as("every open offer holds a bed")
        .isZero();
    var now = clock.instant();
    offers
        .held(now)
        .forEach((line, held) -> {
          var free =
              sites.stream()
                  .map(s -> pictures.read(s.id()))
                  .filter(java.util.Objects::nonNull)
                  .flatMap(s -> s.lines().stream())
                  .filter(l -> l.line().id().equals(line))
                  .findFirst()
                  .orElseThrow()
                  .free()
                  .beds();
          assertThat(held).as("held beds of line " + line).isLessThanOrEqualTo(free);
        });
  }

  private void theBoardShowsTheRecord() throws InterruptedException {
    var open =
        one(
            "select count(*) from transfer.request where state not in"
                + " ('CLOSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED')");
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (board.open() != open && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertThat(board.open()).isEqualTo(open);
    for (var card : board.cards(NATIONAL)) {
      assertThat(card.request()).isEqualTo(cases.find(card.request().id()).orElseThrow());
    }
  }
}
