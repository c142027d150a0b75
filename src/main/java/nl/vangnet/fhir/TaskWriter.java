package nl.vangnet.fhir;

import java.util.Date;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.TransferRequest;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.UrlType;
import org.springframework.stereotype.Component;

/// Writes an offer as Task: the question to one site whether it can take the patient, and what it
/// answered.
@Component
class TaskWriter {
  static final String AUTHORIZATION = "authorization-base";

  private final ServiceRequestWriter requests;

  TaskWriter(ServiceRequestWriter requests) {
    this.requests = requests;
  }

  /// The status of an offer in the words of FHIR.
  static Task.TaskStatus status(Offer.State state) {
    return switch (state) {
      case OPEN -> Task.TaskStatus.REQUESTED;
      case ACCEPTED -> Task.TaskStatus.ACCEPTED;
      case REFUSED -> Task.TaskStatus.REJECTED;
      case WITHDRAWN -> Task.TaskStatus.CANCELLED;
      case EXPIRED, LOST -> Task.TaskStatus.FAILED;
    };
  }

  /// Grows when an offer is answered, and when a promised bed is lost.
  static int edition(Offer offer) {
    return switch (offer.state()) {
      case OPEN -> 1;
      case ACCEPTED, REFUSED, EXPIRED -> 2;
      case WITHDRAWN, LOST -> 3;
    };
  }

  /// `handover` is where the reader may fetch the documents; NONE when it may not or none is known.
  Task write(Offer offer, TransferRequest request, Handover handover) {
    var task = new Task();
    task.setId(Long.toString(offer.id()));
    var answer = offer.answer();
    var changed = Date.from(answer == null ? offer.at() : answer.at());
    task.getMeta().setVersionId(Integer.toString(edition(offer))).setLastUpdated(changed);
    task.setStatus(status(offer.state()));
    task.setIntent(Task.TaskIntent.PROPOSAL);
    task.setPriority(
        request.content().emergency() ? Task.TaskPriority.STAT : Task.TaskPriority.ROUTINE);
    task.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.TASK_CODE, "fulfill", "Fulfill the focal request")));
    task.setFocus(new Reference("ServiceRequest/" + request.number()));
    task.setAuthoredOnElement(MeasureReportWriter.moment(offer.at()));
    task.setLastModified(changed);
    task.setRequester(requests.organisation(request.origin().site()));
    task.setOwner(requests.organisation(offer.site()));
    task.setLocation(requests.site(offer.site()));
    task.getRestriction().getPeriod().setEndElement(MeasureReportWriter.moment(offer.due()));
    business(task, offer);
    if (answer != null && !answer.bed().isEmpty()) {
      output(task, "bed", answer.bed());
      output(task, "doctor", answer.doctor());
    }
    if (!handover.fhirBase().isEmpty()) {
      task.addInput()
          .setType(ServiceRequestWriter.concept(CareCodes.INPUT.system(), "fhir-base"))
          .setValue(new UrlType(handover.fhirBase()));
    }
    if (!handover.authorizationBase().isEmpty()) {
      task.addInput()
          .setType(ServiceRequestWriter.concept(Canonical.TASK_PARAMETER, AUTHORIZATION))
          .setValue(new StringType(handover.authorizationBase()));
    }
    return task;
  }

  private static void business(Task task, Offer offer) {
    var answer = offer.answer();
    var ended = CareCodes.OUTCOME.system();
    switch (offer.state()) {
      case OPEN, ACCEPTED -> {}
      case REFUSED -> {
        if (answer != null && answer.reason() != null) {
          task.setBusinessStatus(
              ServiceRequestWriter.concept(CareCodes.REFUSAL.system(), answer.reason().code()));
        }
      }
      case EXPIRED -> task.setBusinessStatus(ServiceRequestWriter.concept(ended, "expired"));
      case WITHDRAWN -> task.setBusinessStatus(ServiceRequestWriter.concept(ended, "withdrawn"));
      case LOST -> task.setBusinessStatus(ServiceRequestWriter.concept(ended, "bed-lost"));
    }
  }

  private static void output(Task task, String code, String value) {
    task.addOutput()
        .setType(ServiceRequestWriter.concept(CareCodes.OUTPUT.system(), code))
        .setValue(new StringType(value));
  }
}
