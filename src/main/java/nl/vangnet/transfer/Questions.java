package nl.vangnet.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.SiteId;
import nl.vangnet.matching.Ledger;
import nl.vangnet.matching.Question;
import nl.vangnet.matching.World;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transport.Breathing;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.transport.TravelProfile;
import org.springframework.stereotype.Component;

/// Turns a case into the question that the ranking answers, and the record into the world that it
/// is asked in.
@Component
class Questions {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final Duration ANSWERS_COUNT = Duration.ofDays(14);
  private static final Duration MOVES_COUNT = Duration.ofDays(28);

  private final CaseStore cases;
  private final OfferStore offers;
  private final HomeRegions regions;

  Questions(CaseStore cases, OfferStore offers, HomeRegions regions) {
    this.cases = cases;
    this.offers = offers;
    this.regions = regions;
  }

  /// The question of a case; `ruledOut` are the sites that answered it already.
  static Question of(
      TransferRequest request, Question.Stage stage, Collection<SiteId> ruledOut, Instant now) {
    var content = request.content();
    var need = content.need();
    var out = new HashSet<>(content.wishes().notTo());
    out.addAll(ruledOut);
    var from = content.wishes().notBefore();
    return new Question(
        request.number().value(),
        request.origin().site(),
        request.origin().region().isEmpty() ? null : request.origin().region(),
        new Question.Care(
            need.category(),
            need.cohort(),
            need.isolation() != CareNeed.Isolation.NONE,
            need.lungs().breathing() == Breathing.INVASIVE,
            capabilities(need)),
        stage,
        new Question.Wishes(
            content.wishes().wanted(), out, content.wishes().home(), content.isReturn()),
        new Question.Ride(
            TransportNeed.of(profile(content)),
            from == null || from.isBefore(now) ? now : from,
            content.wishes().notAfter()));
  }

  private static Set<String> capabilities(CareNeed need) {
    return need.special().stream()
        .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What of the request matters for the road.
  static TravelProfile profile(Content content) {
    var need = content.need();
    var lungs = need.lungs();
    var age = need.person().age();
    return new TravelProfile(
        need.isIntensive(),
        lungs.breathing(),
        lungs.fio2Percent(),
        lungs.peep(),
        need.haemodynamicSupport(),
        need.stability() != CareNeed.Stability.UNSTABLE,
        need.stability() == CareNeed.Stability.STABLE_WORSENING_EXPECTED,
        need.special().contains(CareNeed.Special.ECMO),
        need.special().contains(CareNeed.Special.BARIATRIC)
            || need.person().weight() == CareNeed.Weight.OVER_150,
        need.isolation() != CareNeed.Isolation.NONE,
        true,
        content.emergency(),
        age == CareNeed.AgeBand.UNDER_1 || age == CareNeed.AgeBand.FROM_1_TO_17);
  }

  /// The world beside the picture: held beds, what was asked and answered, who gave and received.
  World world(Instant now) {
    var midnight = LocalDate.ofInstant(now, ZONE).atStartOfDay(ZONE).toInstant();
    return new World(
        offers.held(now),
        offers.taken(midnight),
        offers.answers(now.minus(ANSWERS_COUNT)),
        ledger(now));
  }

  /// Moves between regions, and with other countries under their codes.
  private Ledger ledger(Instant now) {
    var sent = new HashMap<String, Integer>();
    var received = new HashMap<String, Integer>();
    for (var move : cases.arrivals(now.minus(MOVES_COUNT))) {
      var from = move.getKey();
      var to = area(move.getValue());
      if (!from.equals(to)) {
        if (!from.isEmpty()) {
          sent.merge(from, 1, Integer::sum);
        }
        received.merge(to, 1, Integer::sum);
      }
    }
    return new Ledger(sent, received);
  }

  private String area(SiteId site) {
    return regions
        .of(site)
        .map(Region::code)
        .or(() -> regions.findSite(site).map(s -> s.country().value()))
        .orElse("");
  }
}
