package nl.vangnet.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transport.Breathing;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/// Reads one ServiceRequest as a request for a place: the same content as the form, and nothing
/// else. Whatever is wrong is said with its element; an element that is not asked is refused, so
/// that nothing about a person slips in.
final class ServiceRequestReader {
  /// `contained`, `performer`, `reasonReference`, `supportingInfo`, `text` and all others are not
  /// asked.
  static final Set<String> ASKED =
      Set.of(
          "id",
          "meta",
          "implicitRules",
          "language",
          "extension",
          "identifier",
          "status",
          "intent",
          "code",
          "priority",
          "orderDetail",
          "subject",
          "occurrence[x]",
          "authoredOn",
          "requester",
          "locationReference",
          "reasonCode",
          "note");

  private static final String TYPE = "ServiceRequest";

  private final FhirPlaces places;
  private final ServiceRequest resource;
  private final List<Issue> issues;
  private final NeedCodes codes;
  private final RequestExtensions extensions;

  ServiceRequestReader(FhirPlaces places, ServiceRequest resource) {
    this.places = places;
    this.resource = resource;
    this.issues = new ArrayList<>(PersonScan.find(resource, TYPE));
    this.codes = new NeedCodes(resource.getOrderDetail(), TYPE + ".orderDetail", issues);
    this.extensions = new RequestExtensions(resource.getExtension(), issues);
  }

  /// What was sent: from where, what is asked, and the address of the documents.
  record Sent(Site site, String unit, Content content, Handover handover) {}

  /// The number that the sender's own system gave it; null when none.
  @Nullable OwnNumber own() {
    for (var i = 0; i < resource.getIdentifier().size(); i++) {
      var one = resource.getIdentifier().get(i);
      var system = FhirOrganisations.text(one.getSystem());
      var value = FhirOrganisations.text(one.getValue());
      if (value.isEmpty() || system.equals(Canonical.CASE_NUMBER)) {
        continue;
      }
      if (!value.matches("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}") || system.length() > 200) {
        wrong(
            "value",
            "bad-identifier",
            TYPE + ".identifier[" + i + "].value",
            "Give your own number for this request: 1 to 64 letters, digits and . _ : / -");
        return null;
      }
      return new OwnNumber(system, value);
    }
    return null;
  }

  /// Reads it, or throws what is wrong with it. `usual` is the site that is meant when none is
  /// named; null when there is no such.
  Sent read(@Nullable Site usual) {
    notAsked();
    head();
    subject();
    var site = site(usual);
    var content =
        new Content(
            reason(), emergency(), need(), eligibility(), extensions.contact(), wishes(), note());
    var unit = extensions.text(Canonical.SENDING_UNIT);
    var handover = extensions.handover();
    codes.refuseRest();
    check();
    return new Sent(java.util.Objects.requireNonNull(site), unit, content, handover);
  }

  /// Throws what was found so far.
  void check() {
    if (issues.stream().anyMatch(i -> i.severity() == Issue.Severity.ERROR)) {
      throw new FhirFault(422, issues);
    }
  }

  private void wrong(String type, String code, String element, String advice) {
    issues.add(Issue.error(type, code, element, advice));
  }

  private void notAsked() {
    for (var property : resource.children()) {
      if (property.hasValues() && !ASKED.contains(property.getName())) {
        wrong(
            "business-rule",
            "not-asked",
            TYPE + "." + property.getName().replace("[x]", ""),
            "This element is not asked; a request holds nothing that could tell who the patient is");
      }
    }
  }

  private void head() {
    if (resource.getStatus() != ServiceRequest.ServiceRequestStatus.ACTIVE) {
      wrong(
          "value", "status-not-offered", TYPE + ".status", "Send active: it is handed in at once");
    }
    if (resource.getIntent() != ServiceRequest.ServiceRequestIntent.ORDER) {
      wrong("value", "intent-not-offered", TYPE + ".intent", "Send order");
    }
    if (resource.hasCode()
        && resource.getCode().getCoding().stream()
            .noneMatch(c ->
                Canonical.SNOMED.equals(c.getSystem()) && Canonical.TRANSFER.equals(c.getCode()))) {
      wrong(
          "code-invalid",
          "choice-unknown",
          TYPE + ".code",
          "Leave it out, or send " + Canonical.SNOMED + "|" + Canonical.TRANSFER);
    }
  }

  /// The subject stays away, or is a number that means nothing outside the sender's own house; it
  /// is not kept.
  private void subject() {
    var subject = resource.getSubject();
    var value = FhirOrganisations.text(subject.getIdentifier().getValue());
    if (subject.hasReference()
        || subject.hasDisplay()
        || subject.hasType()
        || (!value.isEmpty() && !value.matches("[A-Za-z0-9-]{1,64}"))) {
      wrong("suppressed", "personal-data", TYPE + ".subject", PersonScan.advice("personal-data"));
    }
  }

  private @Nullable Site site(@Nullable Site usual) {
    var origin = extensions.reference(Canonical.ORIGIN);
    var site = origin == null ? usual : find(origin.reference(), origin.element());
    if (origin == null && usual == null) {
      wrong(
          "required",
          "origin-missing",
          RequestExtensions.element(Canonical.ORIGIN),
          "Say from which site the patient leaves, by its site code or Location");
    }
    if (site != null && resource.hasRequester() && !isOf(site)) {
      wrong(
          "forbidden",
          "other-organisation",
          TYPE + ".requester",
          "Ask for your own organisation only; leave the requester out or name it");
    }
    return site;
  }

  private boolean isOf(Site site) {
    var requester = resource.getRequester();
    var organisation = places.snapshot().findOrganisation(site.organisation()).orElse(null);
    if (organisation == null) {
      return false;
    }
    if (requester.hasReference()) {
      return ("Organization/" + organisation.id()).equals(places.plain(requester.getReference()));
    }
    var system = FhirOrganisations.text(requester.getIdentifier().getSystem());
    var value = FhirOrganisations.text(requester.getIdentifier().getValue());
    return (system.equals(Canonical.ORGANISATION_CODE + organisation.country())
            && value.equals(organisation.code()))
        || places
            .identifiers(new nl.vangnet.directory.Holder.OfOrganisation(organisation.id()))
            .stream()
            .map(FhirOrganisations::identifier)
            .anyMatch(i -> system.equals(i.getSystem()) && value.equals(i.getValue()));
  }

  private @Nullable Site find(Reference reference, String element) {
    if (places.resolve(reference).orElse(null) instanceof Place.OfSite(var site)) {
      return site;
    }
    wrong(
        "not-found",
        "no-such-site",
        element,
        "There is no such site; name it by its code or by a Location such as Location/site-12");
    return null;
  }

  private Content.Reason reason() {
    var reasons = new NeedCodes(resource.getReasonCode(), TYPE + ".reasonCode", issues);
    var reason =
        reasons.one(CareCodes.REASON, Content.Reason.values(), null, Content.Reason.CAPACITY);
    reasons.refuseRest();
    return reason;
  }

  private boolean emergency() {
    if (!resource.hasPriority()
        || resource.getPriority() == ServiceRequest.ServiceRequestPriority.ROUTINE) {
      return false;
    }
    if (resource.getPriority() != ServiceRequest.ServiceRequestPriority.STAT) {
      wrong(
          "value",
          "choice-unknown",
          TYPE + ".priority",
          "Send routine, or stat for the emergency lane");
    }
    return true;
  }

  private CareNeed need() {
    return new CareNeed(
        codes.word(Canonical.CATEGORY, "category"),
        codes.word(Canonical.COHORT, "cohort"),
        codes.one(
            CareCodes.ISOLATION,
            CareNeed.Isolation.values(),
            CareNeed.Isolation.NONE,
            CareNeed.Isolation.NONE),
        new CareNeed.Lungs(
            codes.one(CareCodes.BREATHING, Breathing.values(), null, Breathing.NONE),
            extensions.whole(Canonical.OXYGEN),
            extensions.whole(Canonical.FIO2),
            extensions.whole(Canonical.PEEP)),
        codes.has(CareCodes.SUPPORT, "haemodynamic"),
        codes.one(
            CareCodes.STABILITY, CareNeed.Stability.values(), null, CareNeed.Stability.UNSTABLE),
        codes.all(
            CareCodes.SPECIAL, CareNeed.Special.values(), EnumSet.noneOf(CareNeed.Special.class)),
        codes.language(),
        new CareNeed.Person(
            codes.one(
                CareCodes.AGE, CareNeed.AgeBand.values(), null, CareNeed.AgeBand.FROM_18_TO_39),
            codes.one(
                CareCodes.SEX, CareNeed.Sex.values(), CareNeed.Sex.UNKNOWN, CareNeed.Sex.UNKNOWN),
            codes.one(
                CareCodes.WEIGHT,
                CareNeed.Weight.values(),
                CareNeed.Weight.UNKNOWN,
                CareNeed.Weight.UNKNOWN)),
        codes.one(
            CareCodes.LIMIT,
            CareNeed.TreatmentLimit.values(),
            CareNeed.TreatmentLimit.NONE,
            CareNeed.TreatmentLimit.NONE));
  }

  private Eligibility eligibility() {
    return new Eligibility(
        codes.has(CareCodes.CHECKLIST, "patient-informed"),
        codes.has(CareCodes.CHECKLIST, "relatives-informed"),
        codes.has(CareCodes.CHECKLIST, "gp-informed"),
        codes.all(
            CareCodes.AGAINST,
            Eligibility.Ground.values(),
            EnumSet.noneOf(Eligibility.Ground.class)),
        codes.has(CareCodes.CHECKLIST, "specialist-consulted"));
  }

  private Content.Wishes wishes() {
    @Nullable Instant from = null;
    @Nullable Instant until = null;
    if (resource.getOccurrence() instanceof Period period) {
      from = period.hasStart() ? period.getStart().toInstant() : null;
      until = period.hasEnd() ? period.getEnd().toInstant() : null;
    } else if (resource.hasOccurrence()) {
      wrong(
          "value",
          "occurrence-not-offered",
          TYPE + ".occurrence",
          "Give the wanted window as occurrencePeriod");
    }
    var wanted = new HashSet<SiteId>();
    for (var i = 0; i < resource.getLocationReference().size(); i++) {
      var site =
          find(resource.getLocationReference().get(i), TYPE + ".locationReference[" + i + "]");
      if (site != null) {
        wanted.add(site.id());
      }
    }
    var notTo = new HashSet<SiteId>();
    for (var one : extensions.references(Canonical.NOT_TO)) {
      var site = find(one.reference(), one.element());
      if (site != null) {
        notTo.add(site.id());
      }
    }
    var home = extensions.reference(Canonical.RELATIVES);
    var near = home == null ? null : find(home.reference(), home.element());
    return new Content.Wishes(from, until, wanted, notTo, near == null ? null : near.id());
  }

  private String note() {
    for (var i = 0; i < resource.getNote().size(); i++) {
      if (resource.getNote().get(i).hasAuthor() || i > 0) {
        wrong(
            "business-rule",
            "not-asked",
            TYPE + ".note[" + i + "]" + (i > 0 ? "" : ".author"),
            "Give one note, without its author");
      }
    }
    return resource.hasNote() ? FhirOrganisations.text(resource.getNoteFirstRep().getText()) : "";
  }

  /// The element that a code of the rules is about.
  static String element(String code) {
    return TYPE
        + switch (code) {
          case "contact-missing", "call-back-missing" -> ".extension('" + Canonical.CONTACT + "')";
          case "oxygen-missing", "oxygen-impossible" -> ".extension('" + Canonical.OXYGEN + "')";
          case "fio2-impossible" -> ".extension('" + Canonical.FIO2 + "')";
          case "peep-impossible" -> ".extension('" + Canonical.PEEP + "')";
          case "window-past", "window-turned" -> ".occurrence";
          case "wanted-and-not-to" -> ".locationReference";
          case "note-too-long" -> ".note[0].text";
          case "text-too-long" -> ".extension";
          case "unstable",
              "language-unknown",
              "patient-not-informed",
              "relatives-not-informed",
              "gp-not-informed" ->
              ".orderDetail";
          default ->
              code.startsWith("excluded-") || code.startsWith("consult-") ? ".orderDetail" : "";
        };
  }
}
