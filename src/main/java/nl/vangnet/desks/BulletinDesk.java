package nl.vangnet.desks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.outbox.Email;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Bulletins: from the national desk to the regions and through each region to its hospitals, with
/// read receipts (COM-06). A region that does not pass a bulletin on in time is passed by: the
/// hospitals get it without a remark.
@Service
public class BulletinDesk {
  private static final int MOST = 200;
  private static final int MOST_REMINDERS = 3;
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final BulletinStore store;
  private final DutyStore people;
  private final DeskList desks;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Bell bell;
  private final Languages languages;
  private final Clock clock;
  private final String baseUrl;

  BulletinDesk(
      BulletinStore store,
      DutyStore people,
      DeskList desks,
      AuditTrail audit,
      Outbox outbox,
      Bell bell,
      Languages languages,
      Clock clock,
      @Value("${vangnet.base-url:}") String baseUrl) {
    this.store = store;
    this.people = people;
    this.desks = desks;
    this.audit = audit;
    this.outbox = outbox;
    this.bell = bell;
    this.languages = languages;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /// Sends a bulletin: from the national desk to the desks of `regions` (all when empty), from a
  /// region to its own hospitals. `corrects` names an own bulletin that this one takes the place
  /// of; it goes to all who got that one. Needs SEND_BULLETIN.
  @Transactional
  public BulletinOutcome send(
      Actor actor, Bulletin.Content content, List<String> regions, @Nullable Long corrects) {
    var desk = Desk.of(actor).orElse(null);
    if (!actor.has(Permission.SEND_BULLETIN) || desk == null) {
      return notAllowed();
    }
    var refused = refusal(content);
    if (refused.isPresent()) {
      return refused.get();
    }
    var before = corrects == null ? null : store.find(corrects).orElse(null);
    if (corrects != null) {
      if (before == null) {
        return refused("no-such-bulletin", "there is no such bulletin");
      }
      if (!before.sender().equals(desk.key())) {
        return refused("not-allowed", "a bulletin is corrected by the desk that sent it");
      }
      if (!before.isCurrent()) {
        return refused("over-already", "that bulletin was corrected or withdrawn already");
      }
    }
    var to = recipients(desk, regions);
    if (to == null) {
      return refused("not-allowed", "a region sends to its own hospitals only");
    }
    if (to.isEmpty()) {
      return refused("no-desk", "choose at least one desk");
    }
    var now = now();
    var id = store.add(desk.key(), content, corrects, By.of(actor), now);
    var delivered = new ArrayList<>(store.deliver(id, to, desk.key(), now));
    if (before != null) {
      // Who got the wrong one gets the right one at once, and knows through whom the first came.
      for (var copy : before.copies().values()) {
        delivered.addAll(store.deliver(id, List.of(copy.desk()), copy.via(), now));
        var pass = copy.pass();
        if (pass != null) {
          store.pass(id, copy.desk(), pass.remark(), pass.by(), now);
        }
      }
    }
    told(actor, corrects == null ? "desks.bulletin" : "desks.bulletin-correct", id);
    if (content.asks().urgent()) {
      delivered.forEach(d -> mail(actor, id, content, d, "new"));
    }
    return new BulletinOutcome.Done(id);
  }

  /// The keys of the desks that a bulletin goes to first; null when the sender may not reach one.
  private @Nullable List<String> recipients(Desk desk, List<String> regions) {
    return switch (desk) {
      case Desk.National() -> {
        var all = desks.regions().stream().map(r -> r.desk().desk().key()).toList();
        yield regions.isEmpty()
            ? all
            : all.containsAll(regions) ? regions.stream().distinct().toList() : null;
      }
      case Desk.OfRegion own ->
          regions.isEmpty() || regions.equals(List.of(own.key()))
              ? desks.hospitals(own).stream().map(h -> h.desk().key()).toList()
              : null;
      case Desk.OfHospital hospital -> null;
    };
  }

  private static Optional<BulletinOutcome.Refused> refusal(Bulletin.Content content) {
    if (content.headline().isBlank()) {
      return Optional.of(refused("headline-missing", "give it a headline"));
    }
    if (content.body().isBlank()) {
      return Optional.of(refused("body-missing", "write the message"));
    }
    if (content.headline().length() > 160 || content.body().length() > 8000) {
      return Optional.of(
          refused("text-too-long", "headline up to 160, message up to 8,000 characters"));
    }
    if (content.links().size() > 5
        || content.links().stream()
            .anyMatch(l ->
                l.label().isBlank()
                    || l.label().length() > 120
                    || !l.url().matches("https://[^\\s\"'<>]{3,400}"))) {
      return Optional.of(
          refused("bad-link", "a link has a name and an address that begins with https://"));
    }
    if (content.asks().passMinutes() < 0 || content.asks().passMinutes() > 10_080) {
      return Optional.of(refused("bad-minutes", "pass on after 0 to 10,080 minutes"));
    }
    return content.asks().remindHours() < 1 || content.asks().remindHours() > 720
        ? Optional.of(refused("bad-hours", "remind after 1 to 720 hours"))
        : Optional.empty();
  }

  /// Passes the region's copy on to its hospitals, with the region's own remark.
  @Transactional
  public BulletinOutcome pass(Actor actor, long id, String remark) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return refused("no-such-bulletin", "there is no such bulletin");
    }
    if (!actor.has(Permission.SEND_BULLETIN)
        || !(Desk.of(actor).orElse(null) instanceof Desk.OfRegion own)
        || !found.copies().containsKey(own.key())) {
      return notAllowed();
    }
    if (remark.length() > 2000) {
      return refused("text-too-long", "use at most 2,000 characters");
    }
    if (!found.isCurrent()) {
      return refused("over-already", "that bulletin was corrected or withdrawn");
    }
    if (!passOn(actor, found, own, remark.strip(), By.of(actor))) {
      return refused("passed-already", "it went on to the hospitals already");
    }
    told(actor, "desks.bulletin-pass", id);
    return new BulletinOutcome.Done(id);
  }

  private boolean passOn(
      Actor actor, Bulletin bulletin, Desk.OfRegion region, String remark, @Nullable By by) {
    var now = now();
    if (!store.pass(bulletin.id(), region.key(), remark, by, now)) {
      return false;
    }
    var to = desks.hospitals(region).stream().map(h -> h.desk().key()).toList();
    var delivered = store.deliver(bulletin.id(), to, region.key(), now);
    if (bulletin.content().asks().urgent()) {
      delivered.forEach(d -> mail(actor, bulletin.id(), bulletin.content(), d, "new"));
    }
    bell.ring(DeskLive.CHANNEL, "bulletin");
    return true;
  }

  /// Leaves a receipt of the actor's own desk: read, or read and confirmed.
  @Transactional
  public BulletinOutcome receive(Actor actor, long id, boolean confirmed) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return refused("no-such-bulletin", "there is no such bulletin");
    }
    var desk = Desk.of(actor).map(Desk::key).orElse("");
    if (!found.copies().containsKey(desk)) {
      return refused("not-allowed", "this bulletin did not come to your desk");
    }
    if (confirmed && !found.content().asks().confirm()) {
      return refused("not-asked", "this bulletin asks for no confirmation");
    }
    var now = now();
    store.receipt(id, desk, "READ", By.of(actor), now);
    if (confirmed) {
      store.receipt(id, desk, "CONFIRMED", By.of(actor), now);
    }
    told(actor, confirmed ? "desks.bulletin-confirm" : "desks.bulletin-read", id);
    return new BulletinOutcome.Done(id);
  }

  /// Withdraws an own bulletin with the reason; it stays readable and says so.
  @Transactional
  public BulletinOutcome withdraw(Actor actor, long id, String reason) {
    var found = store.find(id).orElse(null);
    if (found == null) {
      return refused("no-such-bulletin", "there is no such bulletin");
    }
    if (!actor.has(Permission.SEND_BULLETIN)
        || !Desk.of(actor).map(Desk::key).orElse("").equals(found.sender())) {
      return notAllowed();
    }
    if (reason.isBlank() || reason.length() > 500) {
      return refused("reason-missing", "say in at most 500 characters why");
    }
    if (!found.isCurrent() || !store.withdraw(id, reason.strip(), By.of(actor), now())) {
      return refused("over-already", "that bulletin was corrected or withdrawn already");
    }
    told(actor, "desks.bulletin-withdraw", id);
    return new BulletinOutcome.Done(id);
  }

  /// What the clock does: passes on what a region left lying, and reminds who has not read.
  @Scheduled(initialDelay = 25, fixedDelay = 30, timeUnit = java.util.concurrent.TimeUnit.SECONDS)
  @Transactional
  public void tick() {
    var now = now();
    for (var bulletin : store.current(now.minus(REMEMBERED))) {
      for (var copy : bulletin.copies().values()) {
        if (bulletin.shouldPass(copy, now)
            && Desk.find(copy.desk()).orElse(null) instanceof Desk.OfRegion region) {
          passOn(Actor.SYSTEM, bulletin, region, "", null);
        }
        remind(bulletin, copy, now);
      }
    }
  }

  private void remind(Bulletin bulletin, Bulletin.Copy copy, Instant now) {
    var n = copy.reminders() + 1;
    var due =
        copy.deliveredAt()
            .plus(Duration.ofHours((long) n * bulletin.content().asks().remindHours()));
    if (n > MOST_REMINDERS || !bulletin.owes(copy) || now.isBefore(due)) {
      return;
    }
    var addresses = people.bulletinAddresses(copy.desk());
    if (!addresses.isEmpty()
        && store.remind(bulletin.id(), copy.desk(), n, String.join(", ", addresses), now)) {
      mail(Actor.SYSTEM, bulletin.id(), bulletin.content(), copy.desk(), "remind");
    }
  }

  private void mail(Actor actor, long id, Bulletin.Content content, String desk, String what) {
    var words = languages.of("nl");
    for (var address : people.bulletinAddresses(desk)) {
      outbox.email(
          actor,
          new Email(
              address,
              words.of("desks.mail." + what + ".head", content.headline()),
              words.of(
                  "desks.mail." + what + ".text",
                  content.headline(),
                  content.body(),
                  baseUrl + "/bulletins/" + id),
              "bulletin:" + id,
              List.of()));
    }
  }

  /// The bulletins that an actor may see, newest first: those its desk sent or got; overseers and
  /// the national desk see all, systems of a hospital none.
  @Transactional(readOnly = true)
  public List<Bulletin> list(Actor actor) {
    if (seesAll(actor)) {
      return store.list(MOST);
    }
    return Desk.of(actor).map(desk -> store.of(desk.key(), MOST)).orElse(List.of());
  }

  private static boolean seesAll(Actor actor) {
    return actor.scope() instanceof Scope.Everywhere;
  }

  /// The bulletin with this id, when the actor may see it.
  @Transactional(readOnly = true)
  public Optional<Bulletin> find(Actor actor, long id) {
    var desk = Desk.of(actor).map(Desk::key).orElse("");
    return store
        .find(id)
        .filter(b -> seesAll(actor) || b.sender().equals(desk) || b.copies().containsKey(desk));
  }

  /// The bulletins that still count and wait for somebody's receipt.
  @Transactional(readOnly = true)
  List<Bulletin> waiting() {
    return store.current(now().minus(REMEMBERED)).stream()
        .filter(b -> b.copies().values().stream().anyMatch(b::owes))
        .toList();
  }

  private void told(Actor actor, String action, long id) {
    audit.record(
        actor,
        action,
        "bulletin:" + id,
        Desk.of(actor).orElse(null) instanceof Desk.OfHospital(var organisation)
            ? organisation
            : null,
        Map.of());
    bell.ring(DeskLive.CHANNEL, "bulletin");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static BulletinOutcome.Refused refused(String code, String advice) {
    return new BulletinOutcome.Refused(code, advice);
  }

  private static BulletinOutcome.Refused notAllowed() {
    return refused(
        "not-allowed", "the national desk sends to regions, a region to its own hospitals");
  }
}
