package nl.vangnet.rounds;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The desk where a region signs for its hospitals at 10:00, in place of an e-mail (SPR-04), and
/// says where it is reached (SPR-06).
@Service
public class SignOffDesk {
  private static final int LONGEST_REMARK = 500;

  private final RoundStore store;
  private final RoundBoard board;
  private final AuditTrail audit;
  private final Clock clock;

  SignOffDesk(RoundStore store, RoundBoard board, AuditTrail audit, Clock clock) {
    this.store = store;
    this.board = board;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whether the actor may sign for the region.
  public static boolean maySign(Actor actor, RegionId region) {
    return actor.has(Permission.SIGN_OFF)
        && switch (actor.scope()) {
          case Scope.Everywhere() -> true;
          case Scope.InRegion(var own) -> own.equals(region);
          case Scope.InOrganisation(var organisation) -> false;
        };
  }

  static void require(Actor actor, RegionId region) {
    if (!maySign(actor, region)) {
      throw new NotAllowed(Permission.SIGN_OFF, "region " + region.value());
    }
  }

  /// Signs for a region; with hospitals missing only when that is said and explained. Needs
  /// SIGN_OFF in the region.
  @Transactional
  public RoundOutcome sign(
      Actor actor, long roundId, RegionId region, @Nullable String remark, boolean withoutMissing) {
    require(actor, region);
    return act(actor, roundId, region, remark, true, withoutMissing);
  }

  /// Takes a sign-off back, until the nation's deadline. Needs SIGN_OFF in the region.
  @Transactional
  public RoundOutcome withdraw(
      Actor actor, long roundId, RegionId region, @Nullable String remark) {
    require(actor, region);
    return act(actor, roundId, region, remark, false, false);
  }

  private RoundOutcome act(
      Actor actor,
      long roundId,
      RegionId region,
      @Nullable String remark,
      boolean sign,
      boolean withoutMissing) {
    if (remark != null && remark.length() > LONGEST_REMARK) {
      return new RoundOutcome.Refused("text-too-long");
    }
    var round = store.find(roundId).orElseThrow(() -> new NoSuchRound("round " + roundId));
    store.lock(roundId + "/region/" + region.value());
    var now = clock.instant();
    var last = store.lastSignOff(roundId, region).orElse(null);
    var at = board.find(roundId).orElseThrow(() -> new NoSuchRound("round " + roundId));
    var sites = at.sites(region);
    if (sites.isEmpty()) {
      return new RoundOutcome.Refused("region-not-asked");
    }
    // Counted in this transaction: a submission of this second counts.
    var filed = new java.util.HashMap<nl.vangnet.directory.SiteId, Boolean>();
    store
        .filings(roundId)
        .forEach(
            f -> filed.putIfAbsent(f.site(), f.filedAt().isAfter(round.times().hospitalDue())));
    var missing = (int) sites.stream().filter(s -> !filed.containsKey(s)).count();
    var late = (int) sites.stream().filter(s -> Boolean.TRUE.equals(filed.get(s))).count();
    Optional<String> refusal =
        sign
            ? SignOffRules.sign(round, last, missing, withoutMissing, remark, now)
            : SignOffRules.withdraw(round, last, now);
    if (refusal.isPresent()) {
      return new RoundOutcome.Refused(refusal.get());
    }
    var edition = last == null ? 1 : last.edition() + 1;
    store.addSignOff(
        new SignOff(
            roundId,
            region,
            edition,
            sign,
            remark == null || remark.isBlank() ? null : remark.strip(),
            missing,
            late,
            actor.name(),
            now),
        actor);
    audit.record(
        actor,
        sign ? "rounds.sign-off" : "rounds.sign-off-withdrawn",
        "region:" + region.value(),
        null,
        Map.of(
            "round", Long.toString(roundId),
            "edition", Integer.toString(edition),
            "missing", Integer.toString(missing)));
    board.changed(roundId);
    return new RoundOutcome.Done(edition);
  }

  /// Where the desks of the regions are reached.
  public Map<RegionId, RegionContact> contacts() {
    return store.contacts();
  }

  /// Says where the desk of a region is reached. Needs SIGN_OFF in the region.
  @Transactional
  public RoundOutcome setContact(Actor actor, RegionContact contact) {
    require(actor, contact.region());
    var email = contact.email();
    var phone = contact.phone();
    if (contact.name().isBlank() || contact.name().length() > 120) {
      return new RoundOutcome.Refused("name-missing");
    }
    if (email != null && !ContactPoint.Kind.EMAIL.accepts(email)) {
      return new RoundOutcome.Refused("email-malformed");
    }
    if (phone != null && !ContactPoint.Kind.PHONE.accepts(phone)) {
      return new RoundOutcome.Refused("phone-malformed");
    }
    store.addContact(contact, actor.id(), clock.instant());
    audit.record(
        actor,
        "rounds.contact",
        "region:" + contact.region().value(),
        null,
        Map.of("name", contact.name()));
    board.changed(0);
    return new RoundOutcome.Done(0);
  }
}
