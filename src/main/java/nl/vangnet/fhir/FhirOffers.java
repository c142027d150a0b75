package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Offers as Task: read by the site that is asked, the sender and the desks; answered by the site.
/// An asked organisation sees the questions to itself, not those to others.
@Component
class FhirOffers {
  private static final String TYPE = "Task";

  /// Under this purpose a web address of an organisation in the directory is that of its FHIR
  /// server.
  private static final String PURPOSE = "fhir";

  /// What an answer may hold; the whole Task may come back as it was read.
  private static final Set<String> ASKED =
      Set.of(
          "id",
          "meta",
          "implicitRules",
          "language",
          "status",
          "statusReason",
          "businessStatus",
          "intent",
          "priority",
          "code",
          "focus",
          "authoredOn",
          "lastModified",
          "requester",
          "owner",
          "location",
          "note",
          "restriction",
          "input",
          "output");

  private final AnswerDesk answers;
  private final CaseBook book;
  private final CaseBoard board;
  private final SentRequestStore store;
  private final FhirPlaces places;
  private final DirectoryDesk directory;
  private final TaskWriter writer;

  FhirOffers(
      AnswerDesk answers,
      CaseBook book,
      CaseBoard board,
      SentRequestStore store,
      FhirPlaces places,
      DirectoryDesk directory,
      TaskWriter writer) {
    this.answers = answers;
    this.book = book;
    this.board = board;
    this.store = store;
    this.places = places;
    this.directory = directory;
    this.writer = writer;
  }

  /// An offer with its case.
  private record Found(TransferRequest request, Offer offer) {}

  // ---- reading

  Reply read(Actor actor, Ask ask) {
    actor.require(Permission.SEE_TRANSFERS, TYPE);
    var found = find(actor, ask.id()).orElseThrow(FhirOffers::gone);
    return Reply.of(write(actor, found), TaskWriter.edition(found.offer()));
  }

  private static FhirFault gone() {
    return FhirFault.missing("No Task with this id concerns you");
  }

  private Optional<Found> find(Actor actor, String id) {
    if (!id.matches("[1-9][0-9]{0,17}")) {
      return Optional.empty();
    }
    var number = Long.parseLong(id);
    return book.caseOfOffer(actor, number).flatMap(n -> ofCase(actor, n, number));
  }

  private Optional<Found> ofCase(Actor actor, CaseNumber number, long offer) {
    return ofCase(actor, number).stream().filter(f -> f.offer().id() == offer).findFirst();
  }

  private List<Found> ofCase(Actor actor, CaseNumber number) {
    var file = book.find(actor, number).orElse(null);
    return file == null ? List.of() : visible(actor, file.request(), file.offers());
  }

  private List<Found> visible(Actor actor, TransferRequest request, List<Offer> offers) {
    var found = new ArrayList<Found>();
    for (var offer : offers) {
      if (!(actor.scope() instanceof Scope.InOrganisation(var own))
          || isOf(offer.site(), own)
          || isOf(request.origin().site(), own)) {
        found.add(new Found(request, offer));
      }
    }
    return found;
  }

  private boolean isOf(SiteId site, OrganisationId organisation) {
    return organisation.equals(organisationOf(site));
  }

  private @Nullable OrganisationId organisationOf(SiteId site) {
    return places.snapshot().findSite(site).map(s -> s.organisation()).orElse(null);
  }

  private Task write(Actor actor, Found found) {
    return writer.write(found.offer(), found.request(), handover(actor, found));
  }

  /// The address of the documents is for the two hospitals between which the patient moves, from
  /// the yes on: who was only asked has no ground to fetch anything.
  private Handover handover(Actor actor, Found found) {
    var placement = found.request().placement();
    if (placement == null
        || placement.offer() != found.offer().id()
        || found.offer().state() != Offer.State.ACCEPTED
        || !(actor.scope() instanceof Scope.InOrganisation)) {
      return Handover.NONE;
    }
    var given = store.handover(found.request().number()).orElse(Handover.NONE);
    return given.fhirBase().isEmpty()
        ? new Handover(usual(found.request().origin().site()), given.authorizationBase())
        : given;
  }

  /// The address of the sender's FHIR server as the directory knows it; "" when it does not.
  private String usual(SiteId site) {
    var organisation = organisationOf(site);
    var sheet = organisation == null ? null : directory.findSheet(organisation).orElse(null);
    if (sheet != null) {
      for (var contact : sheet.contacts()) {
        if (contact.kind() == ContactPoint.Kind.WEB
            && contact.purpose().strip().equalsIgnoreCase(PURPOSE)) {
          return contact.value().replaceFirst("/+$", "");
        }
      }
    }
    return "";
  }

  Reply search(Actor actor, Ask ask) {
    actor.require(Permission.SEE_TRANSFERS, TYPE);
    return Reply.of(Searchset.page(ask, list(actor, ask), 100, found -> write(actor, found)));
  }

  /// Of one case, or by id, any offer; else those of cases that move or ended within a day.
  private List<Found> list(Actor actor, Ask ask) {
    var focus = ask.one("focus");
    var id = ask.one("_id");
    var status = ask.one("status");
    var owner = ask.one("owner");
    var ownerNumber = ask.one("owner:identifier");
    var found = new ArrayList<Found>();
    if (!focus.isEmpty()) {
      var number = focus.replaceFirst("^(?:.*/)?ServiceRequest/", "");
      CaseNumber.find(number).ifPresent(n -> found.addAll(ofCase(actor, n)));
      if (!id.isEmpty()) {
        var ids = List.of(id.split(","));
        found.removeIf(f -> !ids.contains(Long.toString(f.offer().id())));
      }
    } else if (!id.isEmpty()) {
      for (var one : id.split(",")) {
        find(actor, one).ifPresent(found::add);
      }
    } else {
      for (var card : board.cards(actor)) {
        found.addAll(visible(actor, card.request(), card.offers()));
      }
    }
    return found.stream()
        .filter(f ->
            status.isEmpty()
                || List.of(status.split(","))
                    .contains(TaskWriter.status(f.offer().state()).toCode()))
        .filter(f -> owner.isEmpty() || isOwner(f.offer().site(), owner))
        .filter(f -> ownerNumber.isEmpty() || isNumbered(f.offer().site(), ownerNumber))
        .toList();
  }

  private boolean isOwner(SiteId site, String owner) {
    var organisation = organisationOf(site);
    return organisation != null
        && organisation.toString().equals(owner.replaceFirst("^(?:.*/)?Organization/", ""));
  }

  private boolean isNumbered(SiteId site, String token) {
    var organisation =
        Optional.ofNullable(organisationOf(site))
            .flatMap(id -> places.snapshot().findOrganisation(id))
            .orElse(null);
    if (organisation == null) {
      return false;
    }
    var pairs = new ArrayList<String[]>();
    pairs.add(
        new String[] {Canonical.ORGANISATION_CODE + organisation.country(), organisation.code()});
    for (var one :
        places.identifiers(new nl.vangnet.directory.Holder.OfOrganisation(organisation.id()))) {
      var written = FhirOrganisations.identifier(one);
      pairs.add(
          new String[] {
            FhirOrganisations.text(written.getSystem()), FhirOrganisations.text(written.getValue())
          });
    }
    return Searchset.fits(token, pairs);
  }

  // ---- answering

  /// Yes with a bed and a doctor, or no with a reason. The same answer sent again changes nothing.
  Reply update(Actor actor, Ask ask, Task resource) {
    actor.require(Permission.SEE_TRANSFERS, TYPE);
    var found = find(actor, ask.id()).orElseThrow(FhirOffers::gone);
    Conditional.checkId(ask, resource);
    var given = PersonScan.find(resource, TYPE);
    if (!given.isEmpty()) {
      throw new FhirFault(422, given);
    }
    for (var property : resource.children()) {
      if (property.hasValues() && !ASKED.contains(property.getName())) {
        throw new FhirFault(
            422,
            "business-rule",
            "not-asked",
            TYPE + "." + property.getName().replace("[x]", ""),
            "An answer holds nothing but status, reason, note, bed and doctor");
      }
    }
    if (!answers.mayAnswer(actor, found.request(), found.offer())) {
      throw new FhirFault(
          403, "forbidden", "not-allowed", TYPE + ".owner", "Only the owner answers this Task");
    }
    var answer = answer(resource);
    if (isSame(found.offer(), answer)) {
      return new Reply(
          200,
          write(actor, found),
          "",
          Reply.tag(TaskWriter.edition(found.offer())),
          List.of(Issue.told("already-there", TYPE, "It was answered so already")));
    }
    Conditional.checkMatch(ask, TaskWriter.edition(found.offer()));
    record(actor, found.offer().id(), answer);
    var now = find(actor, ask.id()).orElseThrow(FhirOffers::gone);
    return new Reply(
        200,
        write(actor, now),
        "",
        Reply.tag(TaskWriter.edition(now.offer())),
        List.of(Issue.told("updated", TYPE, "Answered")));
  }

  /// What an answer says; `reason` is null for a yes.
  private record Said(@Nullable RefusalReason reason, String bed, String doctor, String note) {}

  private static Said answer(Task resource) {
    var note =
        resource.hasNote() ? FhirOrganisations.text(resource.getNoteFirstRep().getText()) : "";
    if (resource.getStatus() == Task.TaskStatus.ACCEPTED) {
      return new Said(null, output(resource, "bed"), output(resource, "doctor"), note);
    }
    if (resource.getStatus() == Task.TaskStatus.REJECTED) {
      return new Said(reason(resource), "", "", note);
    }
    throw new FhirFault(
        422,
        "business-rule",
        "status-not-offered",
        TYPE + ".status",
        "Answer accepted, with bed and doctor as output, or rejected, with a reason");
  }

  private static String output(Task resource, String code) {
    for (var one : resource.getOutput()) {
      for (var coding : one.getType().getCoding()) {
        if (CareCodes.OUTPUT.system().equals(coding.getSystem())
            && code.equals(coding.getCode())
            && one.getValue() instanceof StringType text) {
          return FhirOrganisations.text(text.getValue());
        }
      }
    }
    return "";
  }

  private static RefusalReason reason(Task resource) {
    for (var concept : List.of(resource.getBusinessStatus(), resource.getStatusReason())) {
      for (var coding : concept.getCoding()) {
        if (CareCodes.REFUSAL.system().equals(coding.getSystem())) {
          var found = RefusalReason.find(FhirOrganisations.text(coding.getCode()));
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    throw new FhirFault(
        422,
        "required",
        "reason-missing",
        TYPE + ".businessStatus",
        "Give a reason of "
            + CareCodes.REFUSAL.system()
            + ": "
            + String.join(", ", CareCodes.REFUSAL.codes()));
  }

  private static boolean isSame(Offer offer, Said said) {
    var answer = offer.answer();
    return answer != null
        && (offer.state() == Offer.State.ACCEPTED || offer.state() == Offer.State.REFUSED)
        && (offer.state() == Offer.State.REFUSED) == (said.reason() != null)
        && answer.reason() == said.reason()
        && answer.bed().equals(said.bed())
        && answer.doctor().equals(said.doctor());
  }

  private void record(Actor actor, long offer, Said said) {
    // A desk that answers records what was said on the telephone.
    var desk = actor.role() == Role.REGION || actor.role() == Role.NATIONAL;
    var via = desk ? null : Offer.Via.FHIR;
    var outcome =
        said.reason() == null
            ? answers.accept(actor, offer, said.bed(), said.doctor(), said.note(), via)
            : answers.refuse(actor, offer, said.reason(), said.note(), via);
    switch (outcome) {
      case TransferOutcome.Done done -> {}
      case TransferOutcome.Stale(var now) ->
          throw conflict("case-moved-on", "The case stands at " + now.state().code());
      case TransferOutcome.Refused refused -> throw fault(refused.code());
    }
  }

  private static FhirFault conflict(String code, String advice) {
    return new FhirFault(409, "conflict", code, TYPE + ".status", advice);
  }

  private static FhirFault fault(String code) {
    return switch (code) {
      case "no-such-offer" -> gone();
      case "bed-missing" ->
          unfit("required", code, ".output", "Name the bed or ward as output bed");
      case "doctor-missing" ->
          unfit("required", code, ".output", "Name the receiving doctor as output doctor");
      case "note-missing" -> unfit("required", code, ".note", "Say in a note what the reason is");
      case "text-too-long" -> unfit("too-long", code, ".output", "Write it shorter");
      case "looks-like-bsn", "looks-like-birth-date" ->
          unfit("suppressed", code, "", PersonScan.advice(code));
      case "offer-expired" -> conflict(code, "The time to answer has passed");
      case "offer-withdrawn" -> conflict(code, "The question was taken back");
      case "answered-already" -> conflict(code, "It was answered already; read the Task again");
      default -> conflict(code, "This cannot be answered now: " + code.replace('-', ' '));
    };
  }

  private static FhirFault unfit(String type, String code, String element, String advice) {
    return new FhirFault(422, type, code, TYPE + element, advice);
  }
}
