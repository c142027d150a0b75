package nl.vangnet.chain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.outbox.Email;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Dormant beds: the register, the order to wake them and the clock that runs from then on (CHN-04,
/// CHN-05, CHN-06).
@Service
public class ActivationDesk {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int LONGEST_TEXT = 500;
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");

  private final ActivationStore store;
  private final Directory directory;
  private final Guard guard;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Bell bell;
  private final Languages languages;
  private final Clock clock;
  private final String baseUrl;

  ActivationDesk(
      ActivationStore store,
      Directory directory,
      Guard guard,
      AuditTrail audit,
      Outbox outbox,
      Bell bell,
      Languages languages,
      Clock clock,
      @Value("${vangnet.base-url:}") String baseUrl) {
    this.store = store;
    this.directory = directory;
    this.guard = guard;
    this.audit = audit;
    this.outbox = outbox;
    this.bell = bell;
    this.languages = languages;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /// What somebody wants in the register.
  public record Draft(
      SiteId site, String unit, int beds, int hours, Dormant.Agreement agreement, String contact) {}

  /// Whether this actor may register and order at a site.
  public boolean mayOrder(Actor actor, SiteId site) {
    return guard.may(actor, Permission.ACTIVATE_CAPACITY, site);
  }

  /// Whether this actor may confirm and open at a site: the site itself, its region, the nation.
  public boolean mayOpen(Actor actor, SiteId site) {
    return guard.may(actor, Permission.ENTER_FIGURES, site);
  }

  /// Puts dormant beds into the register. Needs ACTIVATE_CAPACITY at the site.
  @Transactional
  public ActivationOutcome register(Actor actor, Draft draft) {
    var site = directory.snapshot().findSite(draft.site()).orElse(null);
    if (site == null) {
      return refused("unknown-site", "register the site in the directory first");
    }
    if (!mayOrder(actor, draft.site())) {
      return notAllowed();
    }
    var texts = List.of(draft.unit(), draft.agreement().reference(), draft.agreement().parties());
    if (texts.stream().anyMatch(String::isBlank)) {
      return refused("field-missing", "fill in the unit, the agreement and who made it");
    }
    if (texts.stream().anyMatch(t -> t.length() > 200)) {
      return refused("text-too-long", "use at most 200 characters");
    }
    if (draft.beds() < 1 || draft.beds() > 9999 || draft.hours() < 1 || draft.hours() > 720) {
      return refused("beds-out-of-range", "1 to 9,999 beds, open within 1 to 720 hours");
    }
    if (!ContactPoint.Kind.EMAIL.accepts(draft.contact().strip())) {
      return refused("bad-address", "give the e-mail address that an order goes to");
    }
    var dormant =
        store.add(
            new Dormant(
                0,
                draft.site(),
                draft.unit().strip(),
                draft.beds(),
                draft.hours(),
                new Dormant.Agreement(
                    draft.agreement().reference().strip(),
                    draft.agreement().parties().strip(),
                    draft.agreement().endsOn()),
                draft.contact().strip(),
                By.of(actor),
                now(),
                null));
    tell(
        actor, "chain.dormant", "dormant:" + dormant.id(), site, Map.of("beds", "" + draft.beds()));
    return new ActivationOutcome.Registered(dormant);
  }

  /// Takes dormant beds out of the register, with the reason; not while they are awake.
  @Transactional
  public ActivationOutcome end(Actor actor, long dormantId, String reason) {
    var dormant = store.findDormant(dormantId).orElse(null);
    if (dormant == null || dormant.ended() != null) {
      return refused("no-such-dormant", "these beds are not in the register");
    }
    if (!mayOrder(actor, dormant.site())) {
      return notAllowed();
    }
    if (reason.isBlank() || reason.length() > LONGEST_TEXT) {
      return refused("reason-missing", "say in at most 500 characters why");
    }
    store.lock(dormantId);
    if (awake(dormantId) != null) {
      return refused("awake-already", "these beds are being woken; let that end first");
    }
    store.end(dormantId, new Dormant.Ended(reason.strip(), By.of(actor), now()));
    site(dormant)
        .ifPresent(
            site -> tell(actor, "chain.dormant-end", "dormant:" + dormantId, site, Map.of()));
    return new ActivationOutcome.Registered(store.findDormant(dormantId).orElseThrow());
  }

  /// Orders dormant beds to open: from now on the clock runs. Needs ACTIVATE_CAPACITY at the site.
  @Transactional
  public ActivationOutcome order(Actor actor, long dormantId, int beds, String reason) {
    var dormant = store.findDormant(dormantId).orElse(null);
    if (dormant == null || dormant.ended() != null) {
      return refused("no-such-dormant", "these beds are not in the register");
    }
    if (!mayOrder(actor, dormant.site())) {
      return notAllowed();
    }
    if (reason.isBlank() || reason.length() > LONGEST_TEXT) {
      return refused("reason-missing", "say in at most 500 characters why the beds are needed");
    }
    if (beds < 1 || beds > dormant.beds()) {
      return refused("beds-out-of-range", "order 1 to " + dormant.beds() + " beds");
    }
    var now = now();
    if (dormant.agreement().endsOn().isBefore(LocalDate.ofInstant(now, ZONE))) {
      return refused("agreement-ended", "the agreement ended on " + dormant.agreement().endsOn());
    }
    store.lock(dormantId);
    var other = awake(dormantId);
    if (other != null) {
      return refused("awake-already", "order " + other.id() + " for these beds is under way");
    }
    var id =
        store.order(
            dormantId,
            beds,
            reason.strip(),
            By.of(actor),
            now,
            now.plus(Duration.ofHours(dormant.hours())));
    var activation = store.find(id).orElseThrow();
    site(dormant)
        .ifPresent(site -> {
          tell(
              actor,
              "chain.activate",
              "activation:" + id,
              site,
              Map.of("beds", "" + beds, "reason", reason.strip()));
          mail(actor, activation, site, "order");
        });
    return new ActivationOutcome.Done(activation);
  }

  /// Takes the next step of an order. CONFIRM, OPEN, FAIL and CLOSE need ENTER_FIGURES at the site,
  /// WITHDRAW needs ACTIVATE_CAPACITY; FAIL and WITHDRAW want a note.
  @Transactional
  public ActivationOutcome step(
      Actor actor, long activationId, Activation.Kind kind, int beds, String note) {
    var found = store.find(activationId).orElse(null);
    if (found == null) {
      return refused("no-such-activation", "there is no such order");
    }
    var site = found.dormant().site();
    var may =
        switch (kind) {
          case CONFIRM, OPEN, FAIL, CLOSE -> mayOpen(actor, site);
          case WITHDRAW -> mayOrder(actor, site);
          case LATE -> false;
        };
    if (!may) {
      return notAllowed();
    }
    if (note.length() > LONGEST_TEXT) {
      return refused("text-too-long", "use at most " + LONGEST_TEXT + " characters");
    }
    if (note.isBlank() && (kind == Activation.Kind.FAIL || kind == Activation.Kind.WITHDRAW)) {
      return refused("reason-missing", "say in a few words why");
    }
    return take(actor, found, kind, kind == Activation.Kind.OPEN ? beds : 0, note.strip());
  }

  private ActivationOutcome take(
      Actor actor, Activation found, Activation.Kind kind, int beds, String note) {
    store.lock(found.dormant().id());
    var present = store.find(found.id()).orElseThrow();
    var now = now();
    var refusal = present.refusal(kind, beds, now);
    if (refusal.isPresent()) {
      return refused(refusal.get(), "the order stands at " + present.state());
    }
    var step = new Activation.Step(kind, beds, note, By.of(actor), now);
    store.step(found.id(), step);
    var after = present.with(step);
    site(found.dormant())
        .ifPresent(site -> {
          tell(
              actor,
              "chain.activation-" + kind.name().toLowerCase(java.util.Locale.ROOT),
              "activation:" + found.id(),
              site,
              Map.of("beds", "" + beds));
          if (kind == Activation.Kind.WITHDRAW || kind == Activation.Kind.LATE) {
            mail(actor, after, site, kind == Activation.Kind.LATE ? "late" : "withdraw");
          }
        });
    return new ActivationOutcome.Done(after);
  }

  /// Marks the orders whose clock ran out, once each, and tells the site.
  @Scheduled(initialDelay = 20, fixedDelay = 30, timeUnit = java.util.concurrent.TimeUnit.SECONDS)
  @Transactional
  public void markLate() {
    var now = now();
    for (var activation : store.activations()) {
      if (activation.refusal(Activation.Kind.LATE, 0, now).isEmpty()) {
        take(Actor.SYSTEM, activation, Activation.Kind.LATE, 0, "");
      }
    }
  }

  /// The beds in the register that were not taken out, by site.
  @Transactional(readOnly = true)
  public List<Dormant> dormant() {
    return store.dormant().stream().filter(d -> d.ended() == null).toList();
  }

  /// The dormant beds with this id.
  @Transactional(readOnly = true)
  public Optional<Dormant> findDormant(long id) {
    return store.findDormant(id);
  }

  /// All orders, the newest first.
  @Transactional(readOnly = true)
  public List<Activation> activations() {
    return store.activations();
  }

  /// The order with this id.
  @Transactional(readOnly = true)
  public Optional<Activation> find(long id) {
    return store.find(id);
  }

  private @Nullable Activation awake(long dormant) {
    return store.activations().stream()
        .filter(a -> a.dormant().id() == dormant && a.isAwake())
        .findFirst()
        .orElse(null);
  }

  private Optional<Site> site(Dormant dormant) {
    return directory.snapshot().findSite(dormant.site());
  }

  private void mail(Actor actor, Activation activation, Site site, String what) {
    var words = languages.of("nl");
    outbox.email(
        actor,
        new Email(
            activation.dormant().contact(),
            words.of("chain.mail." + what + ".head", activation.beds(), site.name()),
            words.of(
                "chain.mail." + what + ".text",
                activation.beds(),
                site.name(),
                activation.dormant().unit(),
                activation.reason(),
                activation.by().name(),
                MOMENT.format(activation.clock().orderedAt().atZone(ZONE)),
                MOMENT.format(activation.clock().dueAt().atZone(ZONE)),
                baseUrl + "/keten/elv/opdracht/" + activation.id()),
            "activation:" + activation.id(),
            List.of()));
  }

  private void tell(
      Actor actor, String action, String subject, Site site, Map<String, String> facts) {
    audit.record(actor, action, subject + " site:" + site.id(), site.organisation(), facts);
    bell.ring(ChainLive.CHANNEL, "activation");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ActivationOutcome.Refused refused(String code, String advice) {
    return new ActivationOutcome.Refused(code, advice);
  }

  private static ActivationOutcome.Refused notAllowed() {
    return refused(
        "not-allowed",
        "orders are given by the region and the national desk; the site confirms and opens");
  }
}
