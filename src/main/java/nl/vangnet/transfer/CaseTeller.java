package nl.vangnet.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.alerts.Alert;
import nl.vangnet.alerts.Alerts;
import nl.vangnet.desks.Desk;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.Languages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the desks what happens to a case, in the transaction in which it happens: who is asked
/// gets a link to answer with, who waits hears the answer, and what is no longer true is withdrawn
/// (SPR-05, point 14). No message holds more of a patient than the care that is asked.
@Component
class CaseTeller {
  private static final String REQUEST = "alerts.request";
  private static final String NATIONAL = "alerts.national";
  private static final String OFFER = "alerts.offer";
  private static final String NOBODY_LEFT = "alerts.no-candidate";
  private static final String LATE = "alerts.late";
  private static final String HALF = "alerts.half";

  private static final Set<String> MOVED_ON = Set.of(REQUEST, NATIONAL, NOBODY_LEFT, LATE, HALF);

  private final Alerts alerts;
  private final CaseStore cases;
  private final OfferStore offers;
  private final AnswerLinks links;
  private final CaseTurns turns;
  private final HomeRegions regions;
  private final Languages languages;
  private final String baseUrl;

  CaseTeller(
      Alerts alerts,
      CaseStore cases,
      OfferStore offers,
      AnswerLinks links,
      CaseTurns turns,
      HomeRegions regions,
      Languages languages,
      @Value("${vangnet.base-url:http://localhost:8080}") String baseUrl) {
    this.alerts = alerts;
    this.cases = cases;
    this.offers = offers;
    this.links = links;
    this.turns = turns;
    this.regions = regions;
    this.languages = languages;
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
  }

  @EventListener
  void on(CaseChanged change) {
    var request = cases.find(change.request()).orElseThrow();
    // What was asked of a desk and what it was reminded of held until the case moved.
    alerts.withdraw(about(request), MOVED_ON);
    switch (change.to()) {
      case SUBMITTED ->
          searching(request)
              .ifPresent(desk ->
                  tell(
                      sender(request),
                      desk,
                      REQUEST,
                      List.of(
                          request.number().value(), care(request), name(request.origin().site())),
                      request,
                      true));
      case NATIONAL_SEARCH -> {
        if (change.from() != State.OFFERED && change.from() != State.ACCEPTED) {
          tell(
              regionOf(request),
              new Desk.National(),
              NATIONAL,
              List.of(request.number().value(), care(request), request.origin().region()),
              request,
              true);
        }
      }
      case REFUSED, EXPIRED, CANCELLED ->
          tell(
              Actor.SYSTEM,
              hospital(request.origin().site()),
              "alerts.state-changed",
              List.of(request.number().value(), Alert.word("transfer.state." + change.to().code())),
              request,
              false);
      case DRAFT,
          REGIONAL_SEARCH,
          OFFERED,
          ACCEPTED,
          TRANSPORT_ORDERED,
          UNDER_WAY,
          ARRIVED,
          CLOSED,
          WITHDRAWN -> {
        // Told by what causes it, or on the board alone.
      }
    }
  }

  @EventListener
  void on(OfferMade made) {
    var offer = offers.find(made.offer()).orElseThrow();
    var request = cases.find(made.request()).orElseThrow();
    alerts.tell(
        desk(request),
        new Alert(
            hospital(offer.site()),
            OFFER,
            List.of(
                request.number().value(),
                care(request),
                name(request.origin().site()),
                name(offer.site()),
                Alert.clock(offer.due())),
            about(request),
            page(request),
            request.content().contact().callBack(),
            true,
            address -> baseUrl + "/antwoord/" + links.make(offer, address)));
  }

  @EventListener
  void on(OfferEnded ended) {
    var offer = offers.find(ended.offer()).orElseThrow();
    var request = cases.find(ended.request()).orElseThrow();
    var number = request.number().value();
    var site = name(offer.site());
    alerts.withdraw(about(request), OFFER, hospital(offer.site()));
    var answer = offer.answer();
    switch (offer.state()) {
      case ACCEPTED -> {
        if (answer != null) {
          for (var desk : asking(request)) {
            tell(
                hospitalActor(offer.site()),
                desk,
                "alerts.accepted",
                List.of(number, site, answer.bed(), answer.doctor()),
                request,
                false);
          }
        }
      }
      case REFUSED -> {
        var reason = answer == null ? null : answer.reason();
        searching(request)
            .ifPresent(desk ->
                tell(
                    hospitalActor(offer.site()),
                    desk,
                    "alerts.refused-offer",
                    List.of(
                        number,
                        site,
                        reason == null ? "" : Alert.word("transfer.refusal." + reason.code())),
                    request,
                    false));
      }
      case EXPIRED ->
          searching(request)
              .ifPresent(desk ->
                  tell(
                      Actor.SYSTEM, desk, "alerts.expired", List.of(number, site), request, false));
      case OPEN, WITHDRAWN, LOST -> {
        // Nothing that anybody has to hear.
      }
    }
  }

  @EventListener
  void on(BedLost lost) {
    var request = cases.find(lost.request()).orElseThrow();
    for (var desk : asking(request)) {
      tell(
          hospitalActor(lost.site()),
          desk,
          "alerts.bed-lost",
          List.of(request.number().value(), name(lost.site())),
          request,
          true);
    }
  }

  @EventListener
  void on(NoCandidateLeft none) {
    var request = cases.find(none.request()).orElseThrow();
    searching(request)
        .ifPresent(desk ->
            tell(
                Actor.SYSTEM,
                desk,
                NOBODY_LEFT,
                List.of(request.number().value(), care(request)),
                request,
                true));
  }

  @EventListener
  void on(StepLate late) {
    var request = cases.find(late.request()).orElseThrow();
    var due = request.progress().due();
    var state = Alert.word("transfer.state." + late.state().code());
    for (var desk : whoseTurn(request)) {
      tell(
          Actor.SYSTEM,
          desk,
          late.over() ? LATE : HALF,
          late.over() || due == null
              ? List.of(request.number().value(), state)
              : List.of(request.number().value(), state, Alert.clock(due)),
          request,
          late.over());
    }
    if (late.over()) {
      // Whoever is asked and stays silent is passed over: the desk that asks hears it too.
      searching(request)
          .filter(desk -> !whoseTurn(request).contains(desk))
          .ifPresent(desk ->
              tell(
                  Actor.SYSTEM,
                  desk,
                  LATE,
                  List.of(request.number().value(), state),
                  request,
                  true));
    }
  }

  private List<Desk> whoseTurn(TransferRequest request) {
    return switch (turns.of(request)) {
      case SENDER -> List.of(hospital(request.origin().site()));
      case REGION, TRANSPORT -> searching(request).map(List::of).orElse(List.of());
      case NATION -> List.of(new Desk.National());
      case ASKED ->
          offers.list(request.id()).stream()
              .filter(o -> o.state() == Offer.State.OPEN)
              .map(o -> hospital(o.site()))
              .distinct()
              .toList();
      case RECEIVER -> {
        var placement = request.placement();
        yield placement == null ? List.of() : List.of(hospital(placement.site()));
      }
      case NOBODY -> List.of();
    };
  }

  // ---- who, and in which words

  private void tell(
      Actor by,
      Desk desk,
      String key,
      List<String> arguments,
      TransferRequest request,
      boolean urgent) {
    alerts.tell(
        by, new Alert(desk, key, arguments, about(request), page(request), "", urgent, null));
  }

  private static String about(TransferRequest request) {
    return "case:" + request.number();
  }

  private static String page(TransferRequest request) {
    return "/overplaatsingen/" + request.number();
  }

  /// The sending hospital and the desk that searches for it.
  private List<Desk> asking(TransferRequest request) {
    var found = new ArrayList<Desk>();
    found.add(hospital(request.origin().site()));
    searching(request).ifPresent(found::add);
    return found;
  }

  /// The desk that searches: of the region, or the nation once it went there, or when the region
  /// has no desk.
  private Optional<Desk> searching(TransferRequest request) {
    return request.isNational()
        ? Optional.of(new Desk.National())
        : regional(request).or(() -> Optional.of(new Desk.National()));
  }

  private Optional<Desk> regional(TransferRequest request) {
    return regions.find(request.origin().region()).map(r -> new Desk.OfRegion(r.id()));
  }

  private Desk hospital(SiteId site) {
    return new Desk.OfHospital(site(site).organisation());
  }

  private Actor sender(TransferRequest request) {
    return hospitalActor(request.origin().site());
  }

  private Actor hospitalActor(SiteId site) {
    var found = site(site);
    return new Actor(
        "system", found.name(), Role.HOSPITAL, new Scope.InOrganisation(found.organisation()));
  }

  private Actor regionOf(TransferRequest request) {
    return regions
        .find(request.origin().region())
        .map(r -> new Actor("system", "RCPS " + r.name(), Role.REGION, new Scope.InRegion(r.id())))
        .orElse(Actor.SYSTEM);
  }

  private Actor desk(TransferRequest request) {
    return request.isNational()
        ? new Actor("system", "LCPS", Role.NATIONAL, new Scope.Everywhere())
        : regionOf(request);
  }

  private Site site(SiteId id) {
    return regions.findSite(id).orElseThrow();
  }

  private String name(SiteId id) {
    return site(id).name();
  }

  /// "IC" or "IC, spoed", in the words of each reader where there are words for the care.
  private String care(TransferRequest request) {
    var category = request.content().need().category();
    var key = "transfer.care." + category;
    var care = languages.dutch().has(key) ? Alert.word(key) : category;
    return request.content().emergency()
        ? care + ", " + Alert.word("transfer.sum.emergency")
        : care;
  }
}
