package nl.vangnet.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.LiveStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// All cases that move, and those that ended within a day, in memory: every node re-reads the case
/// that rang and tells the browsers of the desks that it concerns.
@Component
public class CaseBoard implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CaseBoard.class);
  private static final Duration KEPT = Duration.ofDays(1);

  private final CaseStore cases;
  private final OfferStore offers;
  private final CaseSight sight;
  private final Directory directory;
  private final HomeRegions regions;
  private final LiveStream stream;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();
  private final Map<Long, Card> cards = new ConcurrentHashMap<>();
  private final AtomicLong edition = new AtomicLong();
  private volatile boolean running;

  CaseBoard(
      CaseStore cases,
      OfferStore offers,
      CaseSight sight,
      Directory directory,
      HomeRegions regions,
      LiveStream stream,
      Bell bell,
      Clock clock) {
    this.cases = cases;
    this.offers = offers;
    this.sight = sight;
    this.directory = directory;
    this.regions = regions;
    this.stream = stream;
    this.clock = clock;
    stream.open(CaseSteps.CHANNEL, () -> "{}");
    bell.listen(CaseSteps.CHANNEL, this::heard);
  }

  /// One case as a board shows it. `last` is what was said last in its thread, null when nothing.
  public record Card(TransferRequest request, List<Offer> offers, @Nullable Comment last) {
    public Card {
      offers = List.copyOf(offers);
    }

    /// The sites that were asked.
    public Set<SiteId> asked() {
      return offers.stream().map(Offer::site).collect(Collectors.toSet());
    }

    /// The offers that wait for an answer.
    public List<Offer> open() {
      return offers.stream().filter(o -> o.state() == Offer.State.OPEN).toList();
    }

    /// When the clock of the present step ends; the far future when it has none.
    public Instant clock() {
      var due = request.progress().due();
      return due == null ? Instant.MAX : due;
    }
  }

  /// The cards that an actor may see, the oldest clock first.
  public List<Card> cards(Actor reader) {
    return cards.values().stream()
        .filter(c -> sight.sees(reader, c.request(), c.asked()))
        .sorted(Comparator.comparing(Card::clock).thenComparing(c -> c.request().id()))
        .toList();
  }

  /// How many cases fit.
  int count(java.util.function.Predicate<Card> fitting) {
    return (int) cards.values().stream().filter(fitting).count();
  }

  /// Grows with everything that the board hears.
  long edition() {
    return edition.get();
  }

  /// How many cases move, of all desks.
  public int open() {
    return (int) cards.values().stream().filter(c -> c.request().state().isOpen()).count();
  }

  private void heard(String payload) {
    if (payload.isEmpty()) {
      readAll();
      edition.incrementAndGet();
      tell(Set.of("all"));
      return;
    }
    var id = Long.parseLong(payload);
    var before = cards.get(id);
    read(List.of(id));
    edition.incrementAndGet();
    var concerned = new TreeSet<String>();
    if (before != null) {
      concerned.addAll(desks(before));
    }
    var now = cards.get(id);
    if (now != null) {
      concerned.addAll(desks(now));
    }
    tell(concerned);
  }

  /// The keys of the desks that a card concerns: browsers of other desks need not look.
  private Set<String> desks(Card card) {
    var found = new TreeSet<String>();
    found.add("national");
    if (card.request().isNational()) {
      found.add("regions");
    }
    add(card.request().origin().site(), found);
    card.offers().forEach(o -> add(o.site(), found));
    return found;
  }

  private void add(SiteId site, Set<String> to) {
    directory
        .snapshot()
        .findSite(site)
        .ifPresent(s -> to.add("hospital:" + s.organisation().value()));
    regions.of(site).ifPresent(r -> to.add("region:" + r.id().value()));
  }

  private void tell(Set<String> desks) {
    stream.publish(CaseSteps.CHANNEL, "concerns", json.writeValueAsString(Map.of("desks", desks)));
  }

  private void read(Collection<Long> ids) {
    var found = cases.list(ids);
    var asked = offers.list(ids);
    var said = cases.lastComments(ids);
    for (var request : found) {
      cards.put(
          request.id(),
          new Card(request, asked.getOrDefault(request.id(), List.of()), said.get(request.id())));
    }
  }

  private void readAll() {
    var found = cases.listOpen(clock.instant().minus(KEPT));
    read(found.stream().map(TransferRequest::id).toList());
  }

  /// Forgets the cases that ended more than a day ago.
  @Scheduled(initialDelay = 600_000, fixedDelay = 600_000)
  void forget() {
    var since = clock.instant().minus(KEPT);
    cards
        .values()
        .removeIf(
            c -> !c.request().state().isOpen() && c.request().progress().since().isBefore(since));
  }

  @Override
  public void start() {
    readAll();
    running = true;
    log.debug("{} cases on the board", cards.size());
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
