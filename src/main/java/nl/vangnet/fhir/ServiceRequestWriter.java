package nl.vangnet.fhir;

import java.util.Date;
import java.util.List;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.Step;
import nl.vangnet.transfer.TransferRequest;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes a case as ServiceRequest: what is asked, where it stands, its steps and the promised
/// place.
@Component
class ServiceRequestWriter {
  private final FhirPlaces places;

  ServiceRequestWriter(FhirPlaces places) {
    this.places = places;
  }

  /// The status of a state in the words of FHIR.
  static ServiceRequest.ServiceRequestStatus status(State state) {
    return switch (state) {
      case DRAFT -> ServiceRequest.ServiceRequestStatus.DRAFT;
      case SUBMITTED,
          REGIONAL_SEARCH,
          NATIONAL_SEARCH,
          OFFERED,
          ACCEPTED,
          TRANSPORT_ORDERED,
          UNDER_WAY,
          ARRIVED ->
          ServiceRequest.ServiceRequestStatus.ACTIVE;
      case CLOSED -> ServiceRequest.ServiceRequestStatus.COMPLETED;
      case REFUSED, EXPIRED, WITHDRAWN, CANCELLED -> ServiceRequest.ServiceRequestStatus.REVOKED;
    };
  }

  /// Grows with every step and every change of what is asked.
  static int edition(TransferRequest request) {
    return request.progress().version() + request.progress().contentVersion();
  }

  /// `own` are the reader's own numbers for it, `steps` its history, empty in a list.
  ServiceRequest write(TransferRequest request, List<OwnNumber> own, List<Step> steps) {
    var resource = new ServiceRequest();
    resource.setId(request.number().value());
    resource
        .getMeta()
        .setVersionId(Integer.toString(edition(request)))
        .setLastUpdated(Date.from(request.progress().since()));
    resource.addIdentifier(
        new Identifier().setSystem(Canonical.CASE_NUMBER).setValue(request.number().value()));
    for (var number : own) {
      var identifier = new Identifier().setValue(number.value());
      resource.addIdentifier(
          number.system().isEmpty() ? identifier : identifier.setSystem(number.system()));
    }
    resource.setStatus(status(request.state()));
    resource.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    resource.setPriority(
        request.content().emergency()
            ? ServiceRequest.ServiceRequestPriority.STAT
            : ServiceRequest.ServiceRequestPriority.ROUTINE);
    resource.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.SNOMED, Canonical.TRANSFER, "Patient transfer")));
    resource.getSubject().addExtension(Canonical.ABSENT, new CodeType("masked"));
    resource.setAuthoredOnElement(MeasureReportWriter.moment(request.progress().createdAt()));
    resource.setRequester(organisation(request.origin().site()));
    resource.addExtension(Canonical.ORIGIN, site(request.origin().site()));
    if (!request.origin().unit().isEmpty()) {
      resource.addExtension(Canonical.SENDING_UNIT, new StringType(request.origin().unit()));
    }
    resource.addExtension(Canonical.CASE_STATE, new CodeType(request.state().code()));
    content(resource, request.content());
    placement(resource, request);
    if (!steps.isEmpty()
        && status(request.state()) == ServiceRequest.ServiceRequestStatus.REVOKED) {
      resource.addExtension(
          Canonical.STATUS_REASON, concept(CareCodes.END.system(), steps.getLast().reason()));
    }
    steps.forEach(step -> resource.addExtension(step(step)));
    return resource;
  }

  private void content(ServiceRequest resource, Content content) {
    resource.addReasonCode(concept(CareCodes.REASON.system(), content.reason().code()));
    need(resource, content.need());
    checklist(resource, content);
    var contact = new Extension(Canonical.CONTACT);
    contact.addExtension("function", new StringType(content.contact().function()));
    contact.addExtension(
        "callBack",
        new ContactPoint()
            .setSystem(ContactPoint.ContactPointSystem.PHONE)
            .setValue(content.contact().callBack()));
    resource.addExtension(contact);
    var wishes = content.wishes();
    if (wishes.notBefore() != null || wishes.notAfter() != null) {
      var period = new Period();
      if (wishes.notBefore() != null) {
        period.setStartElement(MeasureReportWriter.moment(wishes.notBefore()));
      }
      if (wishes.notAfter() != null) {
        period.setEndElement(MeasureReportWriter.moment(wishes.notAfter()));
      }
      resource.setOccurrence(period);
    }
    wishes.wanted().forEach(s -> resource.addLocationReference(site(s)));
    wishes.notTo().forEach(s -> resource.addExtension(Canonical.NOT_TO, site(s)));
    if (wishes.home() != null) {
      resource.addExtension(Canonical.RELATIVES, site(wishes.home()));
    }
    if (!content.note().isEmpty()) {
      resource.addNote().setText(content.note());
    }
  }

  private static void need(ServiceRequest resource, CareNeed need) {
    detail(resource, Canonical.CATEGORY, need.category());
    detail(resource, Canonical.COHORT, need.cohort());
    detail(resource, CareCodes.ISOLATION, need.isolation());
    detail(resource, CareCodes.BREATHING, need.lungs().breathing());
    detail(resource, CareCodes.STABILITY, need.stability());
    need.special().forEach(s -> detail(resource, CareCodes.SPECIAL, s));
    if (need.haemodynamicSupport()) {
      detail(resource, CareCodes.SUPPORT.system(), "haemodynamic");
    }
    if (!need.language().isEmpty()) {
      detail(resource, Canonical.LANGUAGE, need.language());
    }
    detail(resource, CareCodes.AGE, need.person().age());
    detail(resource, CareCodes.SEX, need.person().sex());
    detail(resource, CareCodes.WEIGHT, need.person().weight());
    detail(resource, CareCodes.LIMIT, need.limit());
    whole(resource, Canonical.OXYGEN, need.lungs().oxygenLitres());
    whole(resource, Canonical.FIO2, need.lungs().fio2Percent());
    whole(resource, Canonical.PEEP, need.lungs().peep());
  }

  private static void checklist(ServiceRequest resource, Content content) {
    var check = content.eligibility();
    var done = CareCodes.CHECKLIST.system();
    if (check.patientInformed()) {
      detail(resource, done, "patient-informed");
    }
    if (check.relativesInformed()) {
      detail(resource, done, "relatives-informed");
    }
    if (check.gpInformed()) {
      detail(resource, done, "gp-informed");
    }
    if (check.specialistConsulted()) {
      detail(resource, done, "specialist-consulted");
    }
    check.against().forEach(g -> detail(resource, CareCodes.AGAINST, g));
  }

  private static void detail(ServiceRequest resource, CareCodes.Facet facet, Enum<?> choice) {
    detail(resource, facet.system(), FhirOrganisations.code(choice));
  }

  private static void detail(ServiceRequest resource, String system, String code) {
    resource.addOrderDetail(concept(system, code));
  }

  private static void whole(ServiceRequest resource, String url, @Nullable Integer value) {
    if (value != null) {
      resource.addExtension(url, new IntegerType(value));
    }
  }

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept().addCoding(new Coding(system, code, null));
  }

  private void placement(ServiceRequest resource, TransferRequest request) {
    var placement = request.placement();
    if (placement != null) {
      resource.addPerformer(organisation(placement.site()));
      var place = new Extension(Canonical.PLACEMENT);
      place.addExtension("task", new Reference("Task/" + placement.offer()));
      place.addExtension("site", site(placement.site()));
      place.addExtension("bed", new StringType(placement.bed()));
      place.addExtension("doctor", new StringType(placement.doctor()));
      resource.addExtension(place);
    }
  }

  private static Extension step(Step step) {
    var written = new Extension(Canonical.STEP);
    written.addExtension("from", new CodeType(step.from().code()));
    written.addExtension("to", new CodeType(step.to().code()));
    if (!step.reason().isEmpty()) {
      written.addExtension("reason", new CodeType(step.reason()));
    }
    written.addExtension("by", new StringType(step.actorName()));
    written.addExtension("at", MeasureReportWriter.moment(step.at()));
    return written;
  }

  /// A site by its address here and by its code, which is the same everywhere.
  Reference site(SiteId id) {
    var reference = new Reference("Location/site-" + id);
    places
        .snapshot()
        .findSite(id)
        .ifPresent(s ->
            reference
                .setIdentifier(
                    new Identifier()
                        .setSystem(Canonical.SITE_CODE + s.country())
                        .setValue(s.code()))
                .setDisplay(s.name()));
    return reference;
  }

  /// The organisation of a site.
  Reference organisation(SiteId id) {
    var reference = new Reference();
    places
        .snapshot()
        .findSite(id)
        .flatMap(s -> places.snapshot().findOrganisation(s.organisation()))
        .ifPresent(o -> reference.setReference("Organization/" + o.id()).setDisplay(o.name()));
    return reference;
  }
}
