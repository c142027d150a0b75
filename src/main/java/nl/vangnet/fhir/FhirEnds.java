package nl.vangnet.fhir;

import java.util.List;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;

/// The end of a request for a place by its sender: a ServiceRequest that comes back revoked, with a
/// coded reason. Nothing else of it can be changed here.
@Component
class FhirEnds {
  private static final String TYPE = "ServiceRequest";
  private static final String REASON = RequestExtensions.element(Canonical.STATUS_REASON);

  /// What may come back besides what a request holds: what was written when it was read.
  private static final Set<String> READ = Set.of("performer");

  private final RequestDesk desk;
  private final CaseBook book;

  FhirEnds(RequestDesk desk, CaseBook book) {
    this.desk = desk;
    this.book = book;
  }

  /// The end that is asked.
  private record Asked(EndReason reason, String note) {}

  /// A case after its end; `again` when it had ended so before.
  record Ended(TransferRequest request, boolean again) {}

  /// Takes the request back, or ends it once a place was promised. Sent again, the same end changes
  /// nothing.
  Ended end(Actor actor, Ask ask, ServiceRequest resource) {
    actor.require(Permission.REQUEST_TRANSFER, TYPE);
    var file =
        CaseNumber.find(ask.id())
            .filter(n -> n.value().equals(ask.id()))
            .flatMap(n -> book.find(actor, n))
            .orElseThrow(FhirCases::gone);
    Conditional.checkId(ask, resource);
    checkPersons(resource);
    var asked = asked(resource);
    var now = file.request();
    if (now.state() == State.WITHDRAWN || now.state() == State.CANCELLED) {
      if (file.steps().getLast().reason().equals(asked.reason().code())) {
        return new Ended(now, true);
      }
      throw conflict("case-moved-on", "It ended already; read the ServiceRequest again");
    }
    Conditional.checkMatch(ask, ServiceRequestWriter.edition(now));
    var outcome =
        isPromised(now, asked.reason())
            ? desk.cancel(actor, now.number(), asked.reason(), asked.note())
            : desk.withdraw(actor, now.number(), asked.reason(), asked.note());
    return switch (outcome) {
      case TransferOutcome.Done(var ended) -> new Ended(ended, false);
      case TransferOutcome.Stale(var stale) ->
          throw conflict("case-moved-on", "The case stands at " + stale.state().code());
      case TransferOutcome.Refused refused -> throw fault(refused.code(), now);
    };
  }

  /// What happened to a patient for whom a place was promised ends the case, as does what cannot be
  /// the reason of taking a request back.
  private static boolean isPromised(TransferRequest request, EndReason reason) {
    return reason.fits(State.CANCELLED)
        && (request.state().isPlaced() || !reason.fits(State.WITHDRAWN));
  }

  private static void checkPersons(ServiceRequest resource) {
    var found = PersonScan.find(resource, TYPE);
    if (!found.isEmpty()) {
      throw new FhirFault(422, found);
    }
    for (var property : resource.children()) {
      if (property.hasValues()
          && !ServiceRequestReader.ASKED.contains(property.getName())
          && !READ.contains(property.getName())) {
        throw unfit(
            "business-rule",
            "not-asked",
            TYPE + "." + property.getName().replace("[x]", ""),
            "An end holds nothing but the status and its reason");
      }
    }
  }

  private static Asked asked(ServiceRequest resource) {
    if (resource.getStatus() != ServiceRequest.ServiceRequestStatus.REVOKED) {
      throw unfit(
          "business-rule",
          "status-not-offered",
          TYPE + ".status",
          "A request that was handed in can only be revoked here; send revoked, with a reason");
    }
    var extension = resource.getExtensionByUrl(Canonical.STATUS_REASON);
    if (extension != null && extension.getValue() instanceof CodeableConcept concept) {
      for (var coding : concept.getCoding()) {
        if (CareCodes.END.system().equals(coding.getSystem())) {
          var found = EndReason.find(FhirOrganisations.text(coding.getCode()));
          if (found.isPresent()) {
            return new Asked(found.get(), FhirOrganisations.text(concept.getText()));
          }
        }
      }
    }
    throw unfit(
        "required",
        "reason-missing",
        REASON,
        "Give a reason of "
            + CareCodes.END.system()
            + ": "
            + String.join(", ", codes(State.WITHDRAWN, State.CANCELLED)));
  }

  private static List<String> codes(State... ends) {
    return List.of(ends).stream()
        .flatMap(end -> EndReason.of(end).stream())
        .distinct()
        .map(EndReason::code)
        .toList();
  }

  private static FhirFault fault(String code, TransferRequest now) {
    return switch (code) {
      case "no-such-case" ->
          new FhirFault(
              403, "forbidden", "not-allowed", TYPE + ".requester", "Only the sender revokes it");
      case "reason-does-not-fit" ->
          unfit(
              "business-rule",
              code,
              REASON,
              "A case that stands at "
                  + now.state().code()
                  + " ends for one of: "
                  + String.join(
                      ", ",
                      now.state().isPlaced()
                          ? codes(State.CANCELLED)
                          : codes(State.WITHDRAWN, State.CANCELLED)));
      case "looks-like-bsn", "looks-like-birth-date" ->
          unfit("suppressed", code, REASON, PersonScan.advice(code));
      case "text-too-long" -> unfit("too-long", code, REASON, "Write it in at most 500 characters");
      default -> conflict(code, "The case cannot end now: it stands at " + now.state().code());
    };
  }

  private static FhirFault unfit(String type, String code, String element, String advice) {
    return new FhirFault(422, type, code, element, advice);
  }

  private static FhirFault conflict(String code, String advice) {
    return new FhirFault(409, "conflict", code, TYPE + ".status", advice);
  }
}
