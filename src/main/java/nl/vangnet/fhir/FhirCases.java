package nl.vangnet.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Site;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Requests for a place as ServiceRequest: made in behalf of the organisation of a key, read by
/// those whom the case concerns (SPR-03). A case that does not concern the reader is not there.
@Component
class FhirCases {
  private static final String TYPE = "ServiceRequest";

  private final RequestDesk desk;
  private final CaseBook book;
  private final CaseBoard board;
  private final SentRequestStore store;
  private final FhirPlaces places;
  private final ServiceRequestWriter writer;
  private final FhirEnds ends;
  private final Clock clock;

  FhirCases(
      RequestDesk desk,
      CaseBook book,
      CaseBoard board,
      SentRequestStore store,
      FhirPlaces places,
      ServiceRequestWriter writer,
      FhirEnds ends,
      Clock clock) {
    this.desk = desk;
    this.book = book;
    this.board = board;
    this.store = store;
    this.places = places;
    this.writer = writer;
    this.ends = ends;
    this.clock = clock;
  }

  // ---- reading

  Reply read(Actor actor, Ask ask) {
    actor.require(Permission.SEE_TRANSFERS, TYPE);
    var file =
        CaseNumber.find(ask.id())
            .filter(n -> n.value().equals(ask.id()))
            .flatMap(n -> book.find(actor, n))
            .orElseThrow(FhirCases::gone);
    return Reply.of(
        writer.write(file.request(), own(actor, file.request()), file.steps()),
        ServiceRequestWriter.edition(file.request()));
  }

  static FhirFault gone() {
    return FhirFault.missing("No ServiceRequest with this case number concerns you");
  }

  private List<OwnNumber> own(Actor actor, TransferRequest request) {
    return store.numbers(sender(actor), request.number());
  }

  Reply search(Actor actor, Ask ask) {
    actor.require(Permission.SEE_TRANSFERS, TYPE);
    return Reply.of(
        Searchset.page(
            ask,
            list(actor, ask),
            100,
            request -> writer.write(request, own(actor, request), List.of())));
  }

  /// By case number, own number or id any case; else those that move or ended within a day.
  private List<TransferRequest> list(Actor actor, Ask ask) {
    var identifier = ask.one("identifier");
    var id = ask.one("_id");
    var status = ask.one("status");
    var found = new ArrayList<TransferRequest>();
    if (!identifier.isEmpty()) {
      for (var one : identifier.split(",")) {
        numbers(actor, one).forEach(n -> book.peek(actor, n).ifPresent(found::add));
      }
      if (!id.isEmpty()) {
        found.removeIf(r -> !List.of(id.split(",")).contains(r.number().value()));
      }
    } else if (!id.isEmpty()) {
      for (var one : id.split(",")) {
        CaseNumber.find(one).flatMap(n -> book.peek(actor, n)).ifPresent(found::add);
      }
    } else {
      board.cards(actor).forEach(card -> found.add(card.request()));
    }
    return found.stream()
        .distinct()
        .filter(r ->
            status.isEmpty()
                || List.of(status.split(","))
                    .contains(ServiceRequestWriter.status(r.state()).toCode()))
        .toList();
  }

  private List<CaseNumber> numbers(Actor actor, String token) {
    var bar = token.lastIndexOf('|');
    var system = bar < 0 ? "" : token.substring(0, bar);
    var value = token.substring(bar + 1);
    if (system.equals(Canonical.CASE_NUMBER)) {
      return CaseNumber.find(value).stream().toList();
    }
    var found = new ArrayList<>(store.find(sender(actor), system, value));
    if (system.isEmpty()) {
      CaseNumber.find(value).ifPresent(found::add);
    }
    return found;
  }

  /// Whose own numbers an actor means: those of its organisation, else its own.
  private static String sender(Actor actor) {
    return actor.scope() instanceof Scope.InOrganisation(var organisation)
        ? "organisation:" + organisation
        : actor.id();
  }

  // ---- writing

  /// Hands a request in. The sender's own number makes it once: sent again, the same case answers.
  Reply create(Actor actor, Ask ask, ServiceRequest resource) {
    actor.require(Permission.REQUEST_TRANSFER, TYPE);
    var reader = new ServiceRequestReader(places, resource);
    var own = reader.own();
    var same = Conditional.find(ask, one -> list(actor, one));
    if (same.isPresent()) {
      return existing(actor, ask, same.get());
    }
    if (!ask.ifNoneExist().isBlank() && own == null) {
      reader.check();
      throw new FhirFault(
          422,
          "required",
          "identifier-missing",
          "ServiceRequest.identifier",
          "Give the identifier that If-None-Exist looks for, so that a second try finds it");
    }
    if (own != null && !store.claim(sender(actor), own, clock.instant())) {
      return existing(actor, ask, known(actor, own).orElseThrow(FhirCases::gone));
    }
    var sent = reader.read(usual(actor));
    var request =
        done(
            desk.request(
                actor,
                new RequestDesk.Wish(
                    sent.site().id(),
                    sent.unit(),
                    sent.content(),
                    TransferRequest.Channel.FHIR,
                    TransferRequest.Links.NONE)));
    if (own != null) {
      store.settle(sender(actor), own, request.number());
    }
    if (!sent.handover().isEmpty()) {
      store.keep(request.number(), sent.handover(), actor, clock.instant());
    }
    return new Reply(
        201,
        writer.write(request, own(actor, request), List.of()),
        ask.base() + "/" + TYPE + "/" + request.number(),
        Reply.tag(ServiceRequestWriter.edition(request)),
        List.of(FhirOrganisations.created(TYPE)));
  }

  /// Ends a request for its sender.
  Reply update(Actor actor, Ask ask, ServiceRequest resource) {
    var ended = ends.end(actor, ask, resource);
    var file = book.find(actor, ended.request().number()).orElseThrow(FhirCases::gone);
    return new Reply(
        200,
        writer.write(file.request(), own(actor, file.request()), file.steps()),
        "",
        Reply.tag(ServiceRequestWriter.edition(file.request())),
        List.of(
            ended.again()
                ? Issue.told("already-there", TYPE, "It had ended so already")
                : Issue.told("updated", TYPE, "Ended")));
  }

  private Optional<TransferRequest> known(Actor actor, OwnNumber own) {
    return store.find(sender(actor), own.system(), own.value()).stream()
        .findFirst()
        .flatMap(n -> book.peek(actor, n));
  }

  private Reply existing(Actor actor, Ask ask, TransferRequest request) {
    return Conditional.existing(
        ask, request.number().value(), writer.write(request, own(actor, request), List.of()));
  }

  /// The site that is meant when none is named: the only one of the organisation.
  private @Nullable Site usual(Actor actor) {
    if (actor.scope() instanceof Scope.InOrganisation(var organisation)) {
      var sites = places.snapshot().sites(organisation);
      return sites.size() == 1 ? sites.getFirst() : null;
    }
    return null;
  }

  private static TransferRequest done(TransferOutcome outcome) {
    return switch (outcome) {
      case TransferOutcome.Done(var request) -> request;
      case TransferOutcome.Stale(var now) ->
          throw new FhirFault(
              409, "conflict", "case-moved-on", TYPE, "The case stands at " + now.state().code());
      case TransferOutcome.Refused refused -> throw fault(refused);
    };
  }

  private static FhirFault fault(TransferOutcome.Refused refused) {
    return switch (refused.code()) {
      case "not-allowed" ->
          new FhirFault(
              403,
              "forbidden",
              "not-allowed",
              RequestExtensions.element(Canonical.ORIGIN),
              "Ask for a place from your own sites only");
      case "incomplete", "content-wrong" ->
          new FhirFault(
              422,
              refused.missing().stream()
                  .map(code ->
                      Issue.error(
                          "business-rule",
                          code,
                          ServiceRequestReader.element(code),
                          "This stops the request: " + code.replace('-', ' ')))
                  .toList());
      default ->
          new FhirFault(
              422, "business-rule", refused.code(), TYPE, refused.code().replace('-', ' '));
    };
  }
}
