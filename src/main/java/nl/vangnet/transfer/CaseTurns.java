package nl.vangnet.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.desks.Desk;
import nl.vangnet.policy.TransferRules;
import org.springframework.stereotype.Component;

/// Says who has to act on a case, and which cases wait for one who looks; from memory, for every
/// page.
@Component
public class CaseTurns {
  private static final Duration KEPT = Duration.ofSeconds(2);

  private final CaseBoard board;
  private final CaseSight sight;
  private final CaseSteps steps;
  private final TransferRules rules;
  private final Map<String, Counted> counted = new ConcurrentHashMap<>();

  CaseTurns(CaseBoard board, CaseSight sight, CaseSteps steps, TransferRules rules) {
    this.board = board;
    this.sight = sight;
    this.steps = steps;
    this.rules = rules;
  }

  private record Counted(Instant at, long edition, int cases) {}

  /// Who has to act now on a case.
  public Turn of(TransferRequest request) {
    var region = !request.origin().region().isEmpty();
    return switch (request.state()) {
      case ACCEPTED -> Turn.of(State.ACCEPTED, region);
      case SUBMITTED, REGIONAL_SEARCH -> {
        var now = steps.now();
        yield Turn.of(
            request.state(),
            region && rules.maySearch(steps.where(request, now), now).contains("region"));
      }
      case DRAFT,
          NATIONAL_SEARCH,
          OFFERED,
          TRANSPORT_ORDERED,
          UNDER_WAY,
          ARRIVED,
          CLOSED,
          REFUSED,
          EXPIRED,
          WITHDRAWN,
          CANCELLED ->
          Turn.of(request.state(), false);
    };
  }

  /// Whether a case waits for the desk of this actor.
  public boolean waitsFor(Actor actor, CaseBoard.Card card) {
    var request = card.request();
    if (!actor.has(Permission.ANSWER_OFFER)) {
      return false;
    }
    return switch (of(request)) {
      case SENDER -> actor.role() == Role.HOSPITAL && sight.isSender(actor, request);
      case REGION -> actor.role() == Role.REGION && sight.isSender(actor, request);
      case NATION -> actor.role() == Role.NATIONAL;
      case ASKED ->
          actor.role() == Role.HOSPITAL
              && card.open().stream().anyMatch(o -> sight.covers(actor, o.site()));
      case RECEIVER -> {
        var placement = request.placement();
        yield placement != null
            && actor.role() == Role.HOSPITAL
            && sight.covers(actor, placement.site());
      }
      case TRANSPORT, NOBODY -> false;
    };
  }

  /// How many cases wait for the desk of this actor: as the board stands, and at most two seconds
  /// old where only time passed.
  public int waiting(Actor actor) {
    var desk = Desk.of(actor).map(Desk::key).orElse(null);
    if (desk == null || !actor.has(Permission.ANSWER_OFFER)) {
      return 0;
    }
    var now = steps.now();
    var known = counted.get(desk);
    var edition = board.edition();
    if (known != null && known.edition() == edition && known.at().plus(KEPT).isAfter(now)) {
      return known.cases();
    }
    var cases = board.count(c -> waitsFor(actor, c));
    counted.put(desk, new Counted(now, edition, cases));
    return cases;
  }

  /// The keys of the desks whose changes concern one who looks, as the live stream names them; a
  /// browser looks again when one of them is told.
  public String concerns(Actor actor) {
    var desk = Desk.of(actor);
    if (desk.isEmpty()) {
      return "national all";
    }
    return switch (desk.get()) {
      case Desk.National national -> "national all";
      case Desk.OfRegion region -> region.key() + " regions all";
      case Desk.OfHospital hospital -> hospital.key() + " all";
    };
  }
}
