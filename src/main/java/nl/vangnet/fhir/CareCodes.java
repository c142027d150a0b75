package nl.vangnet.fhir;

import java.util.Arrays;
import java.util.List;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.State;
import nl.vangnet.transport.Breathing;

/// The codes in which a request for a place says what the patient needs and an offer says what
/// became of it: one code system per facet, made from the words of the product.
final class CareCodes {
  private static final String SYSTEM = Canonical.BASE + "CodeSystem/";

  /// One facet: its code system, what it is, and the codes in it.
  record Facet(String id, String title, List<String> codes) {
    String system() {
      return SYSTEM + id;
    }
  }

  static final Facet REASON = of("transfer-reason", "Why a patient moves", Content.Reason.values());
  static final Facet ISOLATION = of("isolation", "Isolation", CareNeed.Isolation.values());
  static final Facet BREATHING = of("breathing", "How a patient breathes", Breathing.values());
  static final Facet STABILITY =
      of("stability", "Whether a patient can be moved", CareNeed.Stability.values());
  static final Facet SPECIAL =
      of("special-care", "Care that not every place has", CareNeed.Special.values());
  static final Facet SUPPORT =
      new Facet("support", "Support of the circulation", List.of("haemodynamic"));
  static final Facet AGE = of("age-band", "Age in a band of years", CareNeed.AgeBand.values());
  static final Facet SEX = of("sex-for-room", "Sex for a shared room", CareNeed.Sex.values());
  static final Facet WEIGHT = of("weight-class", "Weight in kilograms", CareNeed.Weight.values());
  static final Facet LIMIT =
      of("treatment-limit", "What was agreed not to do", CareNeed.TreatmentLimit.values());
  static final Facet CHECKLIST =
      new Facet(
          "checklist",
          "What was done before the move",
          List.of("patient-informed", "relatives-informed", "gp-informed", "specialist-consulted"));
  static final Facet AGAINST =
      of("ground-against", "What can speak against a move", Eligibility.Ground.values());
  static final Facet STATE = of("case-state", "Where a case stands", State.values());
  static final Facet END = of("case-end", "Why a case ended", EndReason.values());
  static final Facet REFUSAL =
      of("refusal-reason", "Why a place is refused", RefusalReason.values());
  static final Facet OUTCOME =
      new Facet("offer-end", "How an offer ended", List.of("expired", "withdrawn", "bed-lost"));
  static final Facet OUTPUT =
      new Facet("offer-answer", "What a yes names", List.of("bed", "doctor"));
  static final Facet INPUT =
      new Facet("handover", "Where the documents are fetched", List.of("fhir-base"));

  /// All facets.
  static final List<Facet> ALL =
      List.of(
          REASON, ISOLATION, BREATHING, STABILITY, SPECIAL, SUPPORT, AGE, SEX, WEIGHT, LIMIT,
          CHECKLIST, AGAINST, STATE, END, REFUSAL, OUTCOME, OUTPUT, INPUT);

  private CareCodes() {}

  private static Facet of(String id, String title, Enum<?>[] choices) {
    return new Facet(id, title, Arrays.stream(choices).map(FhirOrganisations::code).toList());
  }
}
