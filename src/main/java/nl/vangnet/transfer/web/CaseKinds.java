package nl.vangnet.transfer.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import nl.vangnet.directory.SiteId;
import nl.vangnet.protocols.Kind;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.transport.Breathing;

/// Which kinds of protocols fit a case. Pure.
final class CaseKinds {
  private CaseKinds() {}

  static Set<Kind> of(TransferRequest request, Predicate<SiteId> abroad) {
    var content = request.content();
    var kinds = of(content);
    if (request.state().isPlaced()) {
      kinds.add(Kind.TRANSPORT);
    } else if (request.state() == State.DRAFT || request.state() == State.SUBMITTED) {
      kinds.add(Kind.ELIGIBILITY);
    }
    var placement = request.placement();
    if (abroad.test(request.origin().site())
        || (placement != null && abroad.test(placement.site()))
        || content.wishes().wanted().stream().anyMatch(abroad)) {
      kinds.add(Kind.ABROAD);
    }
    return kinds;
  }

  private static EnumSet<Kind> of(Content content) {
    var kinds = EnumSet.of(Kind.MOVING);
    if (content.emergency()) {
      kinds.add(Kind.EMERGENCY);
    }
    switch (content.reason()) {
      case EVACUATION -> kinds.add(Kind.EVACUATION);
      case RETURN_HOME -> kinds.add(Kind.RETURN);
      case REPATRIATION -> {
        kinds.add(Kind.RETURN);
        kinds.add(Kind.ABROAD);
      }
      case CAPACITY, HIGHER_CARE, LOWER_CARE -> {}
    }
    if (!content.eligibility().against().isEmpty()) {
      kinds.add(Kind.ELIGIBILITY);
    }
    need(content.need(), kinds);
    return kinds;
  }

  private static void need(CareNeed need, EnumSet<Kind> kinds) {
    if (Set.of("icu", "picu", "nicu").contains(need.category())) {
      kinds.add(Kind.INTENSIVE_CARE);
    }
    var age = need.person().age();
    if (age == CareNeed.AgeBand.UNDER_1 || age == CareNeed.AgeBand.FROM_1_TO_17) {
      kinds.add(Kind.CHILD);
    }
    if (need.cohort().startsWith("covid")) {
      kinds.add(Kind.COVID);
    }
    if (need.isolation() != CareNeed.Isolation.NONE) {
      kinds.add(Kind.ISOLATION);
    }
    if (need.lungs().breathing() == Breathing.INVASIVE
        || need.lungs().breathing() == Breathing.NON_INVASIVE) {
      kinds.add(Kind.VENTILATION);
    } else if (need.lungs().breathing() != Breathing.NONE) {
      kinds.add(Kind.OXYGEN);
    }
    for (var special : need.special()) {
      switch (special) {
        case DIALYSIS -> kinds.add(Kind.DIALYSIS);
        case ECMO -> kinds.add(Kind.ECMO);
        case BARIATRIC -> kinds.add(Kind.BARIATRIC);
        case NEUROSURGERY, CARDIOLOGY_INTERVENTION, BURNS, OBSTETRIC -> {}
      }
    }
    if (need.person().weight() == CareNeed.Weight.OVER_150) {
      kinds.add(Kind.BARIATRIC);
    }
  }
}
