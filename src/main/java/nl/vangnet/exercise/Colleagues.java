package nl.vangnet.exercise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import nl.vangnet.access.Actor;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.MoveDesk;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.TransportDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The colleagues of whoever tries the product: they ask, search, answer and close, each step after
/// one to several minutes, so that people can be first. What they do next follows from the case and
/// the clock alone: nothing is kept, and a restart changes nothing.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class Colleagues {
  private static final Logger log = LoggerFactory.getLogger(Colleagues.class);
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int MOST_OPEN = 45;
  private static final int AT_THE_START = 14;
  private static final Duration PATIENCE = Duration.ofMinutes(50);

  private final RequestDesk requests;
  private final SearchDesk search;
  private final AnswerDesk answers;
  private final MoveDesk moves;
  private final CaseBoard board;
  private final TransportDesk transport;
  private final LivePicture pictures;
  private final HomeRegions regions;
  private final Cast cast;
  private final Clock clock;
  private final boolean on;
  private final Random random = new Random();

  /// When a search found nobody, and when it is tried again.
  private final Map<Long, Instant> again = new ConcurrentHashMap<>();

  Colleagues(
      RequestDesk requests,
      SearchDesk search,
      AnswerDesk answers,
      MoveDesk moves,
      CaseBoard board,
      TransportDesk transport,
      LivePicture pictures,
      HomeRegions regions,
      Cast cast,
      Clock clock,
      @Value("${vangnet.exercise.transfers:true}") boolean on) {
    this.requests = requests;
    this.search = search;
    this.answers = answers;
    this.moves = moves;
    this.board = board;
    this.transport = transport;
    this.pictures = pictures;
    this.regions = regions;
    this.cast = cast;
    this.clock = clock;
    this.on = on;
  }

  @Scheduled(initialDelay = 45, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void tick() {
    if (!on) {
      return;
    }
    try {
      ask();
      for (var card : board.cards(Cast.NATION)) {
        if (card.request().state().isOpen()) {
          act(card);
        }
      }
    } catch (RuntimeException e) {
      log.warn("the invented colleagues stood still for a moment", e);
    }
  }

  // ---- asking

  private void ask() {
    var open = board.open();
    var hour = clock.instant().atZone(ZONE).getHour();
    var oneIn = hour >= 7 && hour < 23 ? 11 : 30;
    var wanted = open == 0 ? AT_THE_START : random.nextInt(oneIn) == 0 ? 1 : 0;
    for (var i = 0; i < wanted && open + i < MOST_OPEN; i++) {
      var content = InventedRequests.content(random);
      var site = pressed(content.need());
      if (site != null) {
        note(
            requests.request(
                Cast.hospital(site),
                new RequestDesk.Wish(
                    site.id(),
                    content.need().isIntensive() ? "IC" : "Afdeling",
                    content,
                    random.nextInt(6) == 0
                        ? TransferRequest.Channel.TELEPHONE
                        : TransferRequest.Channel.SCREEN,
                    TransferRequest.Links.NONE)));
      }
    }
  }

  /// The fullest of a few hospitals that have beds of this kind: whoever is full asks.
  private @org.jspecify.annotations.Nullable Site pressed(CareNeed need) {
    var sites = cast.hospitals().stream().filter(s -> !lines(s.id(), need).isEmpty()).toList();
    if (sites.isEmpty()) {
      return null;
    }
    return random
        .ints(5, 0, sites.size())
        .mapToObj(sites::get)
        .min(Comparator.comparingInt(s -> free(s.id(), need)))
        .orElseThrow();
  }

  private List<LinePicture> lines(SiteId site, CareNeed need) {
    var picture = pictures.read(site);
    return picture == null
        ? List.of()
        : picture.lines().stream()
            .filter(l -> l.line().category().equals(need.category()))
            .toList();
  }

  /// What is known to be free; what is unknown counts as nothing here, since who does not know
  /// rather says no.
  private int free(SiteId site, CareNeed need) {
    return lines(site, need).stream()
        .map(l -> l.free().beds())
        .filter(java.util.Objects::nonNull)
        .mapToInt(Integer::intValue)
        .sum();
  }

  // ---- what is next

  private void act(CaseBoard.Card card) {
    var request = card.request();
    card.open().forEach(offer -> answer(request, offer));
    var since = request.progress().since();
    switch (request.state()) {
      case SUBMITTED -> {
        if (isTime(request, since, 60, 240)) {
          note(search.takeUp(desk(request), request.number()));
        }
      }
      case REGIONAL_SEARCH, NATIONAL_SEARCH -> {
        if (card.open().isEmpty() && isTime(request, lastAnswer(card, since), 60, 200)) {
          look(request);
        }
      }
      case ACCEPTED -> accepted(request, since);
      case ARRIVED -> {
        if (isTime(request, since, 240, 900)) {
          note(moves.close(hospital(request.origin().site()), request.number(), ""));
        }
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

  private static Instant lastAnswer(CaseBoard.Card card, Instant since) {
    return card.offers().stream()
        .map(Offer::answer)
        .filter(java.util.Objects::nonNull)
        .map(Offer.Answer::at)
        .filter(at -> at.isAfter(since))
        .max(Comparator.naturalOrder())
        .orElse(since);
  }

  private void look(TransferRequest request) {
    var now = clock.instant();
    var wait = again.get(request.id());
    if (wait != null && now.isBefore(wait)) {
      return;
    }
    var by = desk(request);
    var chosen =
        search.rank(request, null).candidates().stream()
            .limit(search.limit(request))
            .map(c -> c.site())
            .toList();
    if (!chosen.isEmpty()
        && note(search.ask(by, request.number(), chosen, "", false))
            instanceof TransferOutcome.Done) {
      again.remove(request.id());
      return;
    }
    if (!request.isNational()) {
      note(
          search.goNational(
              by,
              request.number(),
              TransferRequest.NationalReason.NO_REGIONAL_OPTION,
              "geen plek in de regio volgens het beeld"));
    } else if (now.isAfter(request.progress().createdAt().plus(PATIENCE))) {
      note(search.refuse(by, request.number(), EndReason.NO_PLACE, "nergens plek gevonden"));
    }
    again.put(request.id(), now.plus(Duration.ofMinutes(4)));
  }

  private void answer(TransferRequest request, Offer offer) {
    var luck = luck("offer", offer.id());
    if (luck.nextInt(100) < 9 || !isTime(luck, offer.at(), 50, 420)) {
      return; // forgets, or is not ready
    }
    var free = free(offer.site(), request.content().need());
    var by = hospital(offer.site());
    var no = free <= 0 ? 85 : free == 1 ? 35 : 16;
    var via = luck.nextInt(100) < 15 ? Offer.Via.TELEPHONE : Offer.Via.SCREEN;
    note(
        luck.nextInt(100) < no
            ? answers.refuse(
                by, offer.id(), free <= 0 ? RefusalReason.NO_BED : RefusalReason.NO_STAFF, "", via)
            : answers.accept(
                by,
                offer.id(),
                request.content().need().isIntensive() ? "IC" : "afdeling",
                "dienstdoende arts",
                "",
                via));
  }

  private void accepted(TransferRequest request, Instant since) {
    var luck = luck("yes", request.id() * 31 + request.progress().version());
    var placement = request.placement();
    if (placement != null && luck.nextInt(100) < 4) {
      if (isTime(luck, since, 100, 300)) {
        note(
            answers.loseBed(
                hospital(placement.site()), request.number(), "bed bezet door eigen spoed"));
      }
      return;
    }
    var legs = moves.legs(request).stream().filter(l -> l.state() != LegState.CANCELLED).toList();
    if (legs.isEmpty()) {
      if (isTime(luck, since, 60, 200)) {
        note(moves.order(desk(request), request.number(), null));
      }
      return;
    }
    for (var leg : legs) {
      if (leg.state() == LegState.REQUESTED && isTime(luck, since, 240, 500)) {
        transport.assign(Cast.NATION, leg.id(), null);
      }
    }
  }

  // ---- when, and who

  private boolean isTime(TransferRequest request, Instant since, int least, int most) {
    return isTime(luck(request.state().code(), request.id()), since, least, most);
  }

  private boolean isTime(RandomGenerator luck, Instant since, int least, int most) {
    return !clock.instant().isBefore(since.plusSeconds(least + luck.nextInt(most - least)));
  }

  private static RandomGenerator luck(String what, long of) {
    return new Random(what.hashCode() * 1_000_003L + of * 7919);
  }

  private Actor desk(TransferRequest request) {
    return request.isNational()
        ? Cast.NATION
        : regions.find(request.origin().region()).map(Cast::region).orElse(Cast.NATION);
  }

  private Actor hospital(SiteId id) {
    return Cast.hospital(regions.findSite(id).orElseThrow());
  }

  private static TransferOutcome note(TransferOutcome outcome) {
    if (outcome instanceof TransferOutcome.Refused(var code, var missing)) {
      log.debug("an invented step was refused: {} {}", code, missing);
    }
    return outcome;
  }
}
