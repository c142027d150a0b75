package nl.vangnet.desks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.ContactPoint;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is reachable and who is responsible: contact cards, duty rosters and work agreements. Each
/// desk keeps its own and nobody else's (SPR-06, CAP-28).
@Service
public class DutyDesk {
  private static final Duration LONGEST_SHIFT = Duration.ofDays(14);

  private final DutyStore store;
  private final AuditTrail audit;
  private final Bell bell;
  private final Clock clock;

  DutyDesk(DutyStore store, AuditTrail audit, Bell bell, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.bell = bell;
    this.clock = clock;
  }

  /// Whether this actor keeps the cards and rosters of a desk: those who sit at it.
  public boolean may(Actor actor, String desk) {
    return actor.has(Permission.KEEP_ROSTER)
        && Desk.of(actor).map(Desk::key).orElse("").equals(desk);
  }

  /// All contact cards.
  @Transactional(readOnly = true)
  public List<ContactCard> cards() {
    return store.cards();
  }

  /// How a desk is reached now.
  @Transactional(readOnly = true)
  public Reach reach(Desk desk) {
    return new Reach(store.cards(desk.key()), store.onDuty(desk.key(), clock.instant()));
  }

  /// All roles, with the shifts of the last day and those to come.
  @Transactional(readOnly = true)
  public List<DutyRole> roles() {
    return store.roles(clock.instant().minus(Duration.ofDays(1)));
  }

  /// The work agreements that hold.
  @Transactional(readOnly = true)
  public List<WorkAgreement> agreements() {
    return store.agreements();
  }

  /// Adds a contact card to the actor's own desk.
  @Transactional
  public DutyOutcome addCard(Actor actor, ContactCard card) {
    if (!may(actor, card.desk())) {
      return notAllowed();
    }
    var refused =
        filled(List.of(card.duty()))
            .or(() ->
                tooLong(
                    200, Stream.of(card.duty(), card.phone(), card.email(), card.hours()).toList()))
            .or(() -> reachable(card.phone(), card.email()));
    if (refused.isPresent()) {
      return refused.get();
    }
    var id =
        store.addCard(
            new ContactCard(
                0,
                card.desk(),
                card.duty().strip(),
                card.phone().strip(),
                card.email().strip(),
                card.hours().strip(),
                card.bulletins(),
                now()),
            actor.id());
    return done(actor, "desks.card", "card:" + id, card.desk(), id);
  }

  private static Optional<DutyOutcome.Refused> reachable(String phone, String email) {
    if (phone.isBlank() && email.isBlank()) {
      return Optional.of(
          refused("no-way-to-reach", "give a telephone number or an e-mail address"));
    }
    if (!phone.isBlank() && !ContactPoint.Kind.PHONE.accepts(phone.strip())) {
      return Optional.of(
          refused("bad-phone", "write the number as 030 123 4567 or +31 30 123 4567"));
    }
    return !email.isBlank() && !ContactPoint.Kind.EMAIL.accepts(email.strip())
        ? Optional.of(refused("bad-address", "give a valid e-mail address"))
        : Optional.empty();
  }

  /// Takes a card away from the actor's own desk.
  @Transactional
  public DutyOutcome removeCard(Actor actor, long id) {
    var desk = Desk.of(actor).map(Desk::key).orElse("");
    if (!may(actor, desk)) {
      return notAllowed();
    }
    return store.removeCard(id, desk, now())
        ? done(actor, "desks.card-remove", "card:" + id, desk, id)
        : refused("no-such-card", "your desk has no such card");
  }

  /// Adds a role that must always be held at the actor's own desk.
  @Transactional
  public DutyOutcome addRole(Actor actor, String desk, String name) {
    if (!may(actor, desk)) {
      return notAllowed();
    }
    var refused = filled(List.of(name)).or(() -> tooLong(120, List.of(name)));
    if (refused.isPresent()) {
      return refused.get();
    }
    return store
        .addRole(desk, name.strip(), now())
        .map(id -> done(actor, "desks.role", "role:" + id, desk, id))
        .orElseGet(() -> refused("role-known", "your desk has a role of that name already"));
  }

  /// Takes a role away.
  @Transactional
  public DutyOutcome removeRole(Actor actor, long id) {
    var desk = store.deskOfRole(id).orElse(null);
    if (desk == null) {
      return refused("no-such-role", "there is no such role");
    }
    if (!may(actor, desk)) {
      return notAllowed();
    }
    store.removeRole(id, now());
    return done(actor, "desks.role-remove", "role:" + id, desk, id);
  }

  /// Plans a shift.
  @Transactional
  public DutyOutcome addShift(
      Actor actor, long role, Instant from, Instant to, String who, String phone) {
    var desk = store.deskOfRole(role).orElse(null);
    if (desk == null) {
      return refused("no-such-role", "there is no such role");
    }
    if (!may(actor, desk)) {
      return notAllowed();
    }
    var refused =
        filled(List.of(who))
            .or(() -> tooLong(120, List.of(who, phone)))
            .or(() ->
                phone.isBlank() || ContactPoint.Kind.PHONE.accepts(phone.strip())
                    ? Optional.empty()
                    : Optional.of(refused("bad-phone", "write the number as 030 123 4567")));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!to.isAfter(from)) {
      return refused("bad-period", "a shift ends after it begins");
    }
    if (Duration.between(from, to).compareTo(LONGEST_SHIFT) > 0) {
      return refused("shift-too-long", "a shift lasts at most 14 days");
    }
    store.lockRole(role);
    if (store.overlaps(role, from, to)) {
      return refused("overlap", "somebody else holds this role in that time; cancel that first");
    }
    var id = store.addShift(role, from, to, who.strip(), phone.strip(), actor.id(), now());
    return done(actor, "desks.shift", "shift:" + id, desk, id);
  }

  /// Cancels a shift.
  @Transactional
  public DutyOutcome cancelShift(Actor actor, long id) {
    var desk = store.deskOfShift(id).orElse(null);
    if (desk == null) {
      return refused("no-such-shift", "there is no such shift");
    }
    if (!may(actor, desk)) {
      return notAllowed();
    }
    store.cancelShift(id, now());
    return done(actor, "desks.shift-cancel", "shift:" + id, desk, id);
  }

  /// Leaves a handover note for whoever comes next in a role.
  @Transactional
  public DutyOutcome handOver(Actor actor, long role, String text) {
    var desk = store.deskOfRole(role).orElse(null);
    if (desk == null) {
      return refused("no-such-role", "there is no such role");
    }
    if (!may(actor, desk)) {
      return notAllowed();
    }
    var refused = filled(List.of(text)).or(() -> tooLong(2000, List.of(text)));
    if (refused.isPresent()) {
      return refused.get();
    }
    var id = store.handOver(role, text.strip(), By.of(actor), now());
    return done(actor, "desks.handover", "role:" + role, desk, id);
  }

  /// Writes a work agreement of the actor's own desk, or its next edition; `replaces` is 0 for a
  /// new one.
  @Transactional
  public DutyOutcome agree(Actor actor, WorkAgreement agreement, long replaces) {
    return writeAgreement(actor, agreement, replaces, false);
  }

  /// Ends a work agreement of the actor's own desk.
  @Transactional
  public DutyOutcome endAgreement(Actor actor, long id) {
    var found = store.agreements().stream().filter(a -> a.id() == id).findFirst().orElse(null);
    return found == null
        ? refused("no-such-agreement", "there is no such agreement")
        : writeAgreement(actor, found, id, true);
  }

  private DutyOutcome writeAgreement(
      Actor actor, WorkAgreement agreement, long replaces, boolean ended) {
    if (!may(actor, agreement.desk())) {
      return notAllowed();
    }
    var refused =
        filled(List.of(agreement.title(), agreement.body(), agreement.owner()))
            .or(() -> tooLong(200, List.of(agreement.title(), agreement.owner())))
            .or(() -> tooLong(4000, List.of(agreement.body())));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (replaces != 0
        && store.agreements().stream()
            .noneMatch(a -> a.id() == replaces && a.desk().equals(agreement.desk()))) {
      return refused(
          "no-such-agreement", "your desk has no such agreement, or it changed meanwhile");
    }
    var id =
        store.addAgreement(
            new WorkAgreement(
                0,
                agreement.desk(),
                agreement.title().strip(),
                agreement.body().strip(),
                agreement.owner().strip(),
                agreement.reviewOn(),
                0,
                By.of(actor),
                now()),
            replaces == 0 ? null : replaces,
            ended);
    return done(
        actor,
        ended ? "desks.agreement-end" : "desks.agreement",
        "agreement:" + id,
        agreement.desk(),
        id);
  }

  private static Optional<DutyOutcome.Refused> filled(List<String> texts) {
    return texts.stream().anyMatch(String::isBlank)
        ? Optional.of(refused("field-missing", "fill in every field that is asked"))
        : Optional.empty();
  }

  private static Optional<DutyOutcome.Refused> tooLong(int longest, List<String> texts) {
    return texts.stream().anyMatch(t -> t.length() > longest)
        ? Optional.of(refused("text-too-long", "use at most " + longest + " characters"))
        : Optional.empty();
  }

  private DutyOutcome done(Actor actor, String action, String subject, String desk, long id) {
    audit.record(
        actor,
        action,
        subject,
        Desk.of(actor).orElse(null) instanceof Desk.OfHospital(var organisation)
            ? organisation
            : null,
        Map.of("desk", desk));
    bell.ring(DeskLive.CHANNEL, "duty");
    return new DutyOutcome.Done(id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static DutyOutcome.Refused refused(String code, String advice) {
    return new DutyOutcome.Refused(code, advice);
  }

  private static DutyOutcome.Refused notAllowed() {
    return refused("not-allowed", "each desk keeps its own cards, rosters and agreements");
  }
}
