package nl.vangnet.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nl.vangnet.Vangnet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.exercise.InventedRequests;
import nl.vangnet.policy.Decision;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.policy.RuleOutcome;
import nl.vangnet.policy.Rules;
import nl.vangnet.testing.TestDatabase;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseChanged;
import nl.vangnet.transfer.CaseClock;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.transfer.MoveDesk;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.OfferMade;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegChanged;
import nl.vangnet.transport.LegDesk;
import nl.vangnet.transport.LegOutcome;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.TransportDesk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// One invented day of crisis on the real product with a clock of its own: 300 requests, hospitals
/// that refuse, forget and lose beds, vehicles that break down, desks of people who do one thing at
/// a time. Tells what was placed and how fast, with the switches of policy one by one. Seeded.
public final class CrisisDayBench {
  private static final Instant BEGIN = Instant.parse("2026-03-25T05:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int REQUESTS = 300;
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration AFTER = Duration.ofHours(8);

  private static final Actor NATIONAL =
      new Actor("person:9901", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
  private static final Actor STEWARD =
      new Actor("person:9902", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  private static final Actor ADMIN =
      new Actor("person:9903", "Beheer", Role.ADMIN, new Scope.Everywhere());

  /// The share of the requests per region, in percent: a wave in the south.
  private static final Map<String, Integer> REQUESTED =
      Map.ofEntries(
          Map.entry("BR", 34),
          Map.entry("LI", 16),
          Map.entry("ZWN", 14),
          Map.entry("OO", 9),
          Map.entry("MN", 8),
          Map.entry("WE", 6),
          Map.entry("NH-A", 5),
          Map.entry("NH-V", 3),
          Map.entry("ZW", 3),
          Map.entry("EU", 1),
          Map.entry("NN", 1));

  /// Beds left free per line, on average, in tenths: few in the south, more in the north.
  private static final Map<String, Integer> SLACK =
      Map.ofEntries(
          Map.entry("BR", 3),
          Map.entry("LI", 6),
          Map.entry("ZWN", 12),
          Map.entry("OO", 16),
          Map.entry("MN", 18),
          Map.entry("WE", 22),
          Map.entry("NH-A", 20),
          Map.entry("NH-V", 22),
          Map.entry("ZW", 30),
          Map.entry("EU", 28),
          Map.entry("NN", 38));

  /// The clock of the day: stands until it is moved.
  static final class DayClock extends Clock {
    private volatile Instant now = BEGIN;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// Gives the product the clock of the day. No component: the tests must not find it.
  static class Days {
    static final DayClock CLOCK = new DayClock();

    static final Set<CaseNumber> MOVED = new java.util.LinkedHashSet<>();
    static final Map<Long, CaseNumber> NUMBERS = new HashMap<>();

    @Bean
    @Primary
    Clock dayClock() {
      return CLOCK;
    }

    @Bean
    ApplicationListener<PayloadApplicationEvent<CaseChanged>> caseEar() {
      return event -> {
        NUMBERS.put(event.getPayload().request(), event.getPayload().number());
        MOVED.add(event.getPayload().number());
      };
    }

    @Bean
    ApplicationListener<PayloadApplicationEvent<OfferMade>> offerEar() {
      return event -> {
        var number = NUMBERS.get(event.getPayload().request());
        if (number != null) {
          MOVED.add(number);
        }
      };
    }

    @Bean
    ApplicationListener<PayloadApplicationEvent<LegChanged>> legEar() {
      return event -> CaseNumber.find(event.getPayload().caseNumber()).ifPresent(MOVED::add);
    }
  }

  private final ApplicationContext rooms;
  private final RequestDesk requests;
  private final SearchDesk search;
  private final AnswerDesk answers;
  private final MoveDesk moves;
  private final CaseBook book;
  private final TransportDesk transport;
  private final LegDesk legs;
  private final HomeRegions regions;
  // Each kind of chance has a source of its own, so that the same day meets each policy.
  private final long seed;
  private final Random random;
  private final Random beds;
  private final double scarcity;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Set<String> reacted = new HashSet<>();
  private final Map<String, Desk> desks = new HashMap<>();
  private final Map<Bed, Integer> occupied = new LinkedHashMap<>();
  private final Map<Bed, Integer> staffed = new HashMap<>();
  private final Map<CaseNumber, Integer> tries = new HashMap<>();
  private double deskMinutes;
  private int telephone;

  private record Bed(SiteId site, String unit, String category, String cohort) {}

  private record Event(Instant at, long order, Runnable act) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      var byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /// People who each do one thing at a time.
  private static final class Desk {
    private final PriorityQueue<Instant> free = new PriorityQueue<>();

    Desk(int people) {
      for (var i = 0; i < people; i++) {
        free.add(BEGIN);
      }
    }

    Instant next(Instant now, Duration work) {
      var from = free.poll();
      var begin = from == null || from.isBefore(now) ? now : from;
      free.add(begin.plus(work));
      return begin.plus(work);
    }
  }

  private long order;

  private CrisisDayBench(ApplicationContext rooms, long seed, double scarcity) {
    this.rooms = rooms;
    this.requests = rooms.getBean(RequestDesk.class);
    this.search = rooms.getBean(SearchDesk.class);
    this.answers = rooms.getBean(AnswerDesk.class);
    this.moves = rooms.getBean(MoveDesk.class);
    this.book = rooms.getBean(CaseBook.class);
    this.transport = rooms.getBean(TransportDesk.class);
    this.legs = rooms.getBean(LegDesk.class);
    this.regions = rooms.getBean(HomeRegions.class);
    this.seed = seed;
    this.random = new Random(seed);
    this.beds = new Random(seed + 1);
    this.scarcity = scarcity;
  }

  /// Runs the day in a country with room and in one without, as policy stands and with the switches
  /// turned one by one.
  static void run() throws Exception {
    days("a country with room left", 1.0);
    days("a country that is nearly full", 0.3);
  }

  private static void days(String country, double scarcity) throws Exception {
    System.out.printf("%n%s: %d requests%n", country, REQUESTS);
    System.out.printf(
        "%-34s %7s %7s %22s %22s %7s %7s %9s%n",
        "policy",
        "placed",
        "arrived",
        "request to yes, min",
        "request to bed, min",
        "region",
        "calls",
        "desk min");
    day("as it stands", scarcity, Map.of());
    day("region first off", scarcity, Map.of("transfer.region-first", "off"));
    day("next by itself off", scarcity, Map.of("transfer.auto-next", "off"));
    day("both off", scarcity, Map.of("transfer.region-first", "off", "transfer.auto-next", "off"));
    day("three at once", scarcity, Map.of("transfer.parallel-offers", "3"));
  }

  private static void day(String name, double scarcity, Map<String, String> policy)
      throws Exception {
    Days.CLOCK.now = BEGIN;
    Days.MOVED.clear();
    Days.NUMBERS.clear();
    // As arguments, so that they go before the product's own settings.
    var settings = new ArrayList<String>();
    Map.ofEntries(
            Map.entry("spring.datasource.url", TestDatabase.freshUrl()),
            Map.entry("spring.datasource.username", "postgres"),
            Map.entry("vangnet.database", "external"),
            Map.entry("vangnet.demo", "true"),
            Map.entry("vangnet.simulator.enabled", "false"),
            Map.entry("vangnet.mllp.port", "0"),
            Map.entry("server.port", "0"),
            Map.entry("vangnet.transfer.clock", "false"),
            Map.entry("vangnet.exercise.transport", "false"),
            Map.entry("vangnet.exercise.transfers", "false"),
            Map.entry("logging.level.root", "error"))
        .forEach((key, value) -> settings.add("--" + key + "=" + value));
    try (var context =
        new SpringApplicationBuilder(Vangnet.class, Days.class)
            .run(settings.toArray(String[]::new))) {
      var rules = context.getBean(Rules.class);
      for (var rule : policy.entrySet()) {
        var outcome =
            rules.publish(
                ADMIN, new Decision(rule.getKey(), rule.getValue(), BEGIN, "LNAZ", "oefening"));
        if (!(outcome instanceof RuleOutcome.Published)) {
          throw new IllegalStateException(rule + ": " + outcome);
        }
      }
      new CrisisDayBench(context, 20200325, scarcity).live(name);
    }
  }

  private Instant now() {
    return Days.CLOCK.instant();
  }

  private void at(Instant when, Runnable act) {
    events.add(new Event(when, order++, act));
  }

  private Desk desk(String key, int people) {
    return desks.computeIfAbsent(key, k -> new Desk(people));
  }

  /// Somebody at a desk does something that takes so many minutes.
  private void work(Desk desk, double minutes, Runnable act) {
    deskMinutes += minutes;
    at(desk.next(now(), Duration.ofSeconds((long) (minutes * 60))), act);
  }

  // ---- the day

  private void live(String name) throws InterruptedException {
    fill();
    report();
    ask();
    var end = BEGIN.plus(DAY).plus(AFTER);
    var clock = rooms.getBean(CaseClock.class);
    var nextReport = BEGIN.plus(Duration.ofMinutes(30));
    for (var minute = BEGIN; minute.isBefore(end); minute = minute.plusSeconds(60)) {
      while (!events.isEmpty() && !events.peek().at().isAfter(minute)) {
        var event = events.poll();
        Days.CLOCK.now = event.at();
        event.act().run();
        react();
      }
      Days.CLOCK.now = minute;
      clock.tick();
      react();
      if (!minute.isBefore(nextReport)) {
        comeAndGo();
        report();
        nextReport = nextReport.plus(Duration.ofMinutes(30));
      }
    }
    print(name);
  }

  /// The beds of the country: 76 ICUs would be too many zeros, so each hospital has one line of
  /// each kind.
  private void fill() {
    for (var region : regions.list()) {
      var slack = SLACK.getOrDefault(region.code(), 20);
      for (var site : hospitals(region)) {
        line(site, "IC", "icu", "covid", 6 + beds.nextInt(14), slack / 2.0);
        line(site, "COV", "ward", "covid", 14 + beds.nextInt(26), slack * 2.0);
        line(site, "INT", "ward", "other", 40 + beds.nextInt(60), slack * 2.0);
      }
    }
  }

  private List<Site> hospitals(Region region) {
    return regions.sites(region).stream()
        .filter(s -> s.type() == ProviderType.HOSPITAL && s.coordinates() != null)
        .toList();
  }

  private void line(
      Site site, String unit, String category, String cohort, int many, double tenths) {
    var bed = new Bed(site.id(), unit, category, cohort);
    var free = Math.min(many, (int) Math.round(scarcity * tenths / 10 * beds.nextDouble() * 2));
    staffed.put(bed, many);
    occupied.put(bed, many - free);
  }

  /// Half an hour of a hospital's own: patients stay eight days on average, and as many come as go,
  /// or more than go where the wave stands.
  private void comeAndGo() {
    var wave = new HashMap<SiteId, Double>();
    for (var region : regions.list()) {
      var share = REQUESTED.getOrDefault(region.code(), 0);
      regions.sites(region).forEach(s -> wave.put(s.id(), share > 12 ? 1.15 : 0.95));
    }
    occupied.replaceAll((bed, patients) -> {
      var left = patients;
      var came = 0;
      for (var i = 0; i < patients; i++) {
        if (beds.nextDouble() < 1 / (8 * 48.0)) {
          left--;
        }
        if (beds.nextDouble() < wave.getOrDefault(bed.site(), 1.0) / (8 * 48.0)) {
          came++;
        }
      }
      return Math.min(Math.max(left, staffed.getOrDefault(bed, 0)), left + came);
    });
  }

  /// What the hospitals report every half hour: those that forget once in a while included.
  private void report() throws InterruptedException {
    var figures = new ArrayList<Reported>();
    occupied.forEach((bed, patients) -> {
      if (random.nextInt(20) > 0 || now().equals(BEGIN)) {
        figures.add(reported(bed, Variable.STAFFED, staffed.getOrDefault(bed, 0)));
        figures.add(reported(bed, Variable.OCCUPIED, patients));
      }
    });
    var pictures = rooms.getBean(LivePicture.class);
    var version = pictures.current().version();
    rooms.getBean(CapacityBook.class).record(STEWARD, Method.MANUAL, figures);
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (pictures.current().version() == version && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    if (now().equals(BEGIN)) {
      while (pictures.current().sites().size() < staffed.size() / 3 && System.nanoTime() < until) {
        Thread.sleep(20);
      }
    }
  }

  private Reported reported(Bed bed, Variable variable, int value) {
    return new Reported(
        bed.site(), bed.unit(), bed.category(), bed.cohort(), variable, value, null, now(), null);
  }

  private void ask() {
    var from = new ArrayList<String>();
    REQUESTED.forEach((region, share) -> {
      for (var i = 0; i < share; i++) {
        from.add(region);
      }
    });
    for (var i = 0; i < REQUESTS; i++) {
      var region = regions.find(from.get(random.nextInt(from.size()))).orElseThrow();
      var sites = hospitals(region);
      var site = sites.get(random.nextInt(sites.size()));
      // Most in the day, a few in the night.
      var hour = 2 + 20 * Math.pow(random.nextDouble(), 0.9);
      var content = InventedRequests.content(random);
      at(
          BEGIN.plus(Duration.ofSeconds((long) (hour * 3600))),
          () ->
              done(
                  requests.request(
                      hospital(site),
                      new RequestDesk.Wish(
                          site.id(),
                          content.need().isIntensive() ? "IC" : "COV",
                          content,
                          TransferRequest.Channel.SCREEN,
                          TransferRequest.Links.NONE))));
    }
  }

  // ---- what people do next

  /// Looks at every case that moved since, and lets the one whose turn it is do something.
  private void react() {
    while (!Days.MOVED.isEmpty()) {
      var moved = List.copyOf(Days.MOVED);
      Days.MOVED.clear();
      moved.forEach(this::react);
    }
  }

  private void react(CaseNumber number) {
    var file = book.find(NATIONAL, number).orElse(null);
    if (file == null) {
      return;
    }
    var request = file.request();
    for (var offer : file.offers()) {
      if (offer.state() == Offer.State.OPEN && reacted.add("offer " + offer.id())) {
        answerLater(request, offer);
      }
    }
    if (reacted.add(request.number() + " " + request.progress().version())) {
      react(request);
    }
    for (var leg : moves.legs(request)) {
      if (leg.state() != LegState.CANCELLED
          && reacted.add("leg " + leg.id() + " " + leg.edition())) {
        drive(request, leg);
      }
    }
  }

  private void react(TransferRequest request) {
    var number = request.number();
    var region = request.origin().region();
    var regional = desk("region " + region, 2);
    var rcps = region(region);
    switch (request.state()) {
      case SUBMITTED -> work(regional, 3, () -> note(search.takeUp(rcps, number)));
      case REGIONAL_SEARCH -> work(regional, 2.5, () -> searchRegion(number, rcps));
      case NATIONAL_SEARCH -> work(desk("nation", 3), 3, () -> searchNation(number));
      case ACCEPTED -> {
        work(regional, 2, () -> order(number, rcps));
        var fate = new Random(seed + 104_729L * request.id());
        if (fate.nextInt(100) < 4) {
          at(
              now().plus(Duration.ofMinutes(5 + fate.nextInt(35))),
              () -> note(answers.loseBed(receiver(number), number, "bed bezet door eigen spoed")));
        }
      }
      case ARRIVED -> {
        arrived(request);
        at(
            now().plus(Duration.ofMinutes(20)),
            () -> note(moves.close(hospital(site(request.origin().site())), number, "")));
      }
      case DRAFT,
          OFFERED,
          TRANSPORT_ORDERED,
          UNDER_WAY,
          CLOSED,
          REFUSED,
          EXPIRED,
          WITHDRAWN,
          CANCELLED -> {
        // Somebody else's turn, or nobody's.
      }
    }
  }

  private void searchRegion(CaseNumber number, Actor rcps) {
    var request = book.peek(NATIONAL, number).orElseThrow();
    if (request.state() != State.REGIONAL_SEARCH) {
      return;
    }
    if (!askBest(request, rcps)) {
      note(
          search.goNational(
              rcps,
              number,
              TransferRequest.NationalReason.NO_REGIONAL_OPTION,
              "geen plek in de regio volgens het beeld"));
    }
  }

  private void searchNation(CaseNumber number) {
    var request = book.peek(NATIONAL, number).orElseThrow();
    if (request.state() != State.NATIONAL_SEARCH) {
      return;
    }
    if (!askBest(request, NATIONAL)) {
      var tried = tries.merge(number, 1, Integer::sum);
      if (tried >= 12) {
        note(search.refuse(NATIONAL, number, EndReason.NO_PLACE, ""));
      } else {
        at(
            now().plus(Duration.ofMinutes(15)),
            () -> work(desk("nation", 3), 2, () -> searchNation(number)));
      }
    }
  }

  private boolean askBest(TransferRequest request, Actor by) {
    var candidates = search.rank(request, null).candidates();
    var limit = search.limit(request);
    var chosen = candidates.stream().limit(limit).map(c -> c.site()).toList();
    return !chosen.isEmpty()
        && search.ask(by, request.number(), chosen, "", false) instanceof TransferOutcome.Done;
  }

  private void answerLater(TransferRequest request, Offer offer) {
    var person = new Random(seed + 31L * request.id() + 7_919L * offer.site().value());
    var habit = person.nextInt(100);
    if (habit < 10) {
      return; // forgets
    }
    var minutes = Math.exp(Math.log(7) + 0.7 * person.nextGaussian());
    var bed =
        occupied.keySet().stream()
            .filter(b ->
                b.site().equals(offer.site())
                    && b.category().equals(request.content().need().category())
                    && b.cohort().equals(request.content().need().cohort()))
            .findFirst()
            .orElseThrow();
    var free = staffed.getOrDefault(bed, 0) - occupied.getOrDefault(bed, 0);
    var no = free <= 0 ? 95 : free == 1 ? 40 : 18;
    var refuses = person.nextInt(100) < no;
    var byTelephone = person.nextInt(100) < 15;
    at(
        now().plus(Duration.ofSeconds((long) (minutes * 60))),
        () -> {
          var by = hospital(site(offer.site()));
          var via = byTelephone ? Offer.Via.TELEPHONE : Offer.Via.SCREEN;
          var outcome =
              refuses
                  ? answers.refuse(
                      by,
                      offer.id(),
                      free <= 0 ? RefusalReason.NO_BED : RefusalReason.NO_STAFF,
                      "",
                      via)
                  : answers.accept(by, offer.id(), bed.unit(), "dienstdoende arts", "", via);
          if (byTelephone && outcome instanceof TransferOutcome.Done) {
            telephone++;
          }
          note(outcome);
        });
  }

  private void order(CaseNumber number, Actor rcps) {
    var request = book.peek(NATIONAL, number).orElseThrow();
    if (request.state() != State.ACCEPTED) {
      return;
    }
    var legs = moves.legs(request).stream().filter(l -> l.state() != LegState.CANCELLED).toList();
    if (legs.isEmpty()) {
      note(moves.order(rcps, number, null));
    }
    assignLater(number);
  }

  private void assignLater(CaseNumber number) {
    work(
        desk("planner", 4),
        3,
        () -> {
          var request = book.peek(NATIONAL, number).orElseThrow();
          if (request.state() != State.ACCEPTED) {
            return;
          }
          for (var leg : moves.legs(request)) {
            if (leg.state() == LegState.REQUESTED
                && transport.assign(NATIONAL, leg.id(), null)
                    instanceof LegOutcome.Refused(var code, var advice)) {
              unridden.put(number, code);
              at(now().plus(Duration.ofMinutes(10)), () -> assignLater(number));
            }
          }
        });
  }

  /// The crew drives by its plan; a few break down on the way to the patient.
  private void drive(TransferRequest request, Leg leg) {
    var assignment = leg.assignment();
    if (assignment == null) {
      if (leg.state() == LegState.REQUESTED) {
        assignLater(request.number());
      }
      return;
    }
    var plan = assignment.plan();
    switch (leg.state()) {
      case ORDERED -> at(later(plan.depart()), () -> step(leg, LegState.ON_THE_WAY));
      case ON_THE_WAY -> {
        if (random.nextInt(100) < 3) {
          at(
              later(plan.depart().plusSeconds(300)),
              () -> legs.giveBack(NATIONAL, leg.id(), "motorpech"));
        } else {
          at(later(plan.pickup()), () -> step(leg, LegState.AT_BEDSIDE));
        }
      }
      case AT_BEDSIDE -> at(later(plan.leave()), () -> step(leg, LegState.UNDER_WAY));
      case UNDER_WAY -> at(later(plan.arrival()), () -> step(leg, LegState.ARRIVED));
      case ARRIVED -> at(later(plan.free()), () -> step(leg, LegState.FREE));
      case REQUESTED, FREE, CANCELLED -> {
        // Nothing to drive.
      }
    }
  }

  private Instant later(Instant planned) {
    var noise = planned.plusSeconds(random.nextInt(240));
    return noise.isAfter(now()) ? noise : now().plusSeconds(30);
  }

  private void step(Leg leg, LegState to) {
    var reason = to == LegState.UNDER_WAY ? "lijst aan het bed doorgenomen" : "";
    legs.advance(NATIONAL, leg.id(), to, null, reason);
  }

  private void arrived(TransferRequest request) {
    var placement = java.util.Objects.requireNonNull(request.placement());
    var need = request.content().need();
    occupied.replaceAll((bed, patients) -> {
      if (bed.category().equals(need.category()) && bed.cohort().equals(need.cohort())) {
        if (bed.site().equals(placement.site())) {
          return patients + 1;
        }
        if (bed.site().equals(request.origin().site())) {
          return Math.max(0, patients - 1);
        }
      }
      return patients;
    });
  }

  // ---- who is who

  private Site site(SiteId id) {
    return regions.findSite(id).orElseThrow();
  }

  private static Actor hospital(Site site) {
    return new Actor(
        "person:h" + site.organisation().value(),
        site.name(),
        Role.HOSPITAL,
        new Scope.InOrganisation(site.organisation()));
  }

  private Actor receiver(CaseNumber number) {
    var placement = book.peek(NATIONAL, number).orElseThrow().placement();
    return placement == null ? NATIONAL : hospital(site(placement.site()));
  }

  private Actor region(String code) {
    var region = regions.find(code).orElseThrow();
    return new Actor(
        "person:r" + region.id().value(), "RCPS", Role.REGION, new Scope.InRegion(region.id()));
  }

  private static void done(TransferOutcome outcome) {
    if (!(outcome instanceof TransferOutcome.Done)) {
      throw new IllegalStateException("a request was not taken: " + outcome);
    }
  }

  /// Why the planner could not assign a vehicle the last time, by case.
  private final Map<CaseNumber, String> unridden = new HashMap<>();

  private final Map<String, Integer> refusals = new TreeMap<>();

  private void note(TransferOutcome outcome) {
    if (outcome instanceof TransferOutcome.Refused(var code, var missing)) {
      refusals.merge(code, 1, Integer::sum);
    }
  }

  private void print(String name) {
    var figures =
        rooms
            .getBean(FiguresDesk.class)
            .figures(NATIONAL, BEGIN, BEGIN.plus(DAY).plus(AFTER).plusSeconds(1));
    var placing = figures.placing();
    var accepted =
        figures.times().stream()
            .filter(t -> t.stretch().equals("accepted"))
            .findFirst()
            .orElseThrow();
    var arrived =
        figures.times().stream()
            .filter(t -> t.stretch().equals("arrived"))
            .findFirst()
            .orElseThrow();
    var national =
        Days.NUMBERS.values().stream()
            .filter(n -> book.peek(NATIONAL, n).orElseThrow().isNational())
            .count();
    System.out.printf(
        Locale.ROOT,
        "%-34s %6.1f%% %7d %8.0f (%4.0f to %4.0f) %8.0f (%4.0f to %4.0f) %6.1f%% %7d %9.0f%n",
        name,
        100.0 * placing.placed() / placing.submitted(),
        placing.arrived(),
        minutes(accepted.median()),
        minutes(accepted.q1()),
        minutes(accepted.q3()),
        minutes(arrived.median()),
        minutes(arrived.q1()),
        minutes(arrived.q3()),
        100.0 * (placing.submitted() - national) / placing.submitted(),
        telephone,
        deskMinutes / placing.submitted());
    System.out.printf(
        "  of %d: open %d, not placed %s; refused acts %s; answered without a telephone %d of %d; a bed but not moved %s%n",
        placing.submitted(),
        placing.open(),
        figures.unfulfilled(),
        refusals,
        figures.channels().callsAvoided(),
        figures.channels().callsAvoided() + figures.channels().telephone(),
        notMoved());
  }

  /// The cases with a bed that never arrived: where they stand, what they need, what stood in the
  /// way of a vehicle.
  private Map<String, Integer> notMoved() {
    var found = new TreeMap<String, Integer>();
    for (var number : Days.NUMBERS.values()) {
      var request = book.peek(NATIONAL, number).orElseThrow();
      if (request.state() == State.ACCEPTED || request.state() == State.TRANSPORT_ORDERED) {
        var legs = moves.legs(request).stream().filter(l -> l.state() != LegState.CANCELLED);
        var leg = legs.findFirst();
        found.merge(
            leg.map(l -> l.state() + " for " + l.ask().need().vehicle()).orElse("no leg")
                + ", "
                + unridden.getOrDefault(number, "-"),
            1,
            Integer::sum);
      }
    }
    return found;
  }

  private static double minutes(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
