package nl.vangnet.alerts;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.outbox.Push;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How people and desks want to be told: one's own browsers, and for those who keep the desk its
/// webhook, its language and whom an unread urgent message goes to.
@Service
public class WayDesk {
  private static final int MOST_BROWSERS = 10;
  private static final int MOST_IN_ORDER = 6;
  private static final int LONGEST_ADDRESS = 1000;
  private static final Duration BETWEEN_TRIALS = Duration.ofMinutes(1);

  private final WayStore store;
  private final AlertReadStore reads;
  private final DeskWays desks;
  private final DutyDesk duty;
  private final Alerts alerts;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final Clock clock;

  WayDesk(
      WayStore store,
      AlertReadStore reads,
      DeskWays desks,
      DutyDesk duty,
      Alerts alerts,
      Outbox outbox,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.reads = reads;
    this.desks = desks;
    this.duty = duty;
    this.alerts = alerts;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /// How the actor's desk is told now; empty for those who sit at none.
  @Transactional
  public Optional<WayView> of(Actor actor) {
    var desk = Desk.of(actor).orElse(null);
    if (desk == null) {
      return Optional.empty();
    }
    var row = store.desk(desk.key());
    var above = new ArrayList<String>();
    for (var at = desks.above(desk); at.isPresent(); at = desks.above(at.get())) {
      above.add(desks.name(at.get().key()));
    }
    return Optional.of(
        new WayView(
            desk.key(),
            desks.name(desk.key()),
            shown(desks.route(desk)),
            desks.patience(desk).toMinutes(),
            above,
            desks.ownPhone(desk),
            new WayView.Choice(
                row.webhook(),
                row.language(),
                duty.reach(desk).cards().stream().filter(c -> !c.email().isBlank()).toList(),
                store.order(desk.key())),
            store.browsers(List.of(actor.id())).stream()
                .map(b -> new WayView.MyBrowser(b.id(), b.device(), b.madeAt()))
                .toList(),
            outbox.pushKey()));
  }

  /// The steps with the addresses that each adds: nobody is told twice by the same way.
  private static List<WayView.Stop> shown(Route route) {
    var told = new HashSet<String>();
    var stops = new ArrayList<WayView.Stop>();
    for (var next = route.next(told); next.isPresent(); next = route.next(told)) {
      var stop = next.get();
      stops.add(new WayView.Stop(stop.step(), stop.ways().stream().map(WayDesk::line).toList()));
      stop.ways().forEach(way -> told.add(way.address()));
    }
    return stops;
  }

  private static WayView.Line line(Way way) {
    return switch (way) {
      case Way.Mail mail -> new WayView.Line("EMAIL", mail.who(), mail.address());
      case Way.Browser browser -> new WayView.Line("PUSH", browser.who(), "");
      case Way.Hook hook -> new WayView.Line("WEBHOOK", hook.who(), "");
    };
  }

  /// Switches a browser on for the actor. Push services stand outside; an address inside our own
  /// network is refused.
  @Transactional
  public WayOutcome switchOn(Actor actor, Push.Browser browser, String device, String language) {
    if (Desk.of(actor).isEmpty() || !actor.id().startsWith("person:")) {
      return notAllowed();
    }
    var address = address(browser.endpoint());
    if (address == null || browser.key().length() > 200 || browser.secret().length() > 100) {
      return refused("bad-browser", "send what the browser gave: endpoint, p256dh and auth");
    }
    var refusal = outbox.refusal(address);
    if (refusal != null) {
      return refused(refusal, "the address of the push service is not allowed");
    }
    if (!outbox.canPush(browser)) {
      return refused("bad-browser", "send what the browser gave: endpoint, p256dh and auth");
    }
    var mine = store.browsers(List.of(actor.id()));
    if (mine.size() >= MOST_BROWSERS
        && mine.stream().noneMatch(b -> b.push().endpoint().equals(browser.endpoint()))) {
      return refused("too-many-browsers", "switch one of your other browsers off first");
    }
    store.addBrowser(
        actor.id(),
        browser,
        device.length() > 80 ? device.substring(0, 80) : device,
        language.equals("en") ? "en" : "nl",
        clock.instant());
    return done(actor, "alerts.browser-on", Map.of("device", device), "");
  }

  /// Switches one of the actor's own browsers off.
  @Transactional
  public WayOutcome switchOff(Actor actor, long id) {
    return store.removeBrowser(actor.id(), id)
        ? done(actor, "alerts.browser-off", Map.of(), "")
        : refused("no-such-browser", "you have no such browser");
  }

  /// Switches the actor's own browser at this address off.
  @Transactional
  public WayOutcome switchOff(Actor actor, String endpoint) {
    return store.removeBrowser(actor.id(), endpoint)
        ? done(actor, "alerts.browser-off", Map.of(), "")
        : refused("no-such-browser", "you have no such browser");
  }

  /// Sets the webhook of the actor's own desk, none when `webhook` is empty, and the language of
  /// its e-mail and webhook. A first webhook gets a secret, as does one for which `newSecret` asks.
  @Transactional
  public WayOutcome setDesk(Actor actor, String webhook, String language, boolean newSecret) {
    var desk = Desk.of(actor).orElse(null);
    if (desk == null || !duty.may(actor, desk.key())) {
      return notAllowed();
    }
    var to = webhook.strip();
    if (!to.isEmpty()) {
      var address = address(to);
      if (address == null) {
        return refused("not-an-http-address", "write the whole address, beginning with https://");
      }
      var refusal = outbox.refusal(address);
      if (refusal != null) {
        return refused(refusal, "a webhook goes to an encrypted address outside our own network");
      }
    }
    var before = store.desk(desk.key());
    var fresh = !to.isEmpty() && (newSecret || before.secret().isEmpty());
    var secret = fresh ? Tokens.random(32) : to.isEmpty() ? "" : before.secret();
    store.setDesk(
        desk.key(),
        new WayStore.DeskRow(language.equals("en") ? "en" : "nl", to, secret),
        actor.id(),
        clock.instant());
    return done(
        actor, "alerts.desk", Map.of("desk", desk.key(), "webhook", host(to)), fresh ? secret : "");
  }

  /// Sets whom an unread urgent message of the actor's own desk goes to after those on duty:
  /// contact cards of that desk, in this order.
  @Transactional
  public WayOutcome setOrder(Actor actor, List<Long> cards) {
    var desk = Desk.of(actor).orElse(null);
    if (desk == null || !duty.may(actor, desk.key())) {
      return notAllowed();
    }
    var own =
        duty.reach(desk).cards().stream()
            .filter(c -> !c.email().isBlank())
            .map(c -> c.id())
            .toList();
    var order = cards.stream().distinct().toList();
    if (order.size() > MOST_IN_ORDER || !own.containsAll(order)) {
      return refused("no-such-card", "choose from the contact cards of your own desk");
    }
    store.setOrder(desk.key(), order);
    return done(actor, "alerts.order", Map.of("desk", desk.key(), "cards", order.toString()), "");
  }

  /// Sends a trial message to the actor's own desk, at most one a minute.
  @Transactional
  public WayOutcome trial(Actor actor) {
    var desk = Desk.of(actor).orElse(null);
    if (desk == null || !duty.may(actor, desk.key())) {
      return notAllowed();
    }
    var about = "trial:" + desk.key();
    var since = clock.instant().minus(BETWEEN_TRIALS);
    if (reads.about(about, 1).stream().anyMatch(h -> h.toldAt().isAfter(since))) {
      return refused("trial-just-sent", "wait a minute before you send the next one");
    }
    alerts.tell(
        actor,
        new Alert(
            desk,
            "alerts.trial",
            List.of(actor.name(), desks.name(desk.key())),
            about,
            "/meldingen",
            desks.ownPhone(desk),
            false,
            null));
    return done(actor, "alerts.trial", Map.of("desk", desk.key()), "");
  }

  private static @Nullable URI address(String text) {
    if (text.length() > LONGEST_ADDRESS) {
      return null;
    }
    try {
      var uri = new URI(text);
      return uri.getHost() == null ? null : uri;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String host(String to) {
    var address = address(to);
    return address == null ? "none" : address.getHost();
  }

  private WayOutcome done(Actor actor, String action, Map<String, String> facts, String secret) {
    audit.record(
        actor,
        action,
        actor.id(),
        Desk.of(actor).orElse(null) instanceof Desk.OfHospital(var organisation)
            ? organisation
            : null,
        facts);
    return new WayOutcome.Done(secret);
  }

  private static WayOutcome refused(String code, String advice) {
    return new WayOutcome.Refused(code, advice);
  }

  private static WayOutcome notAllowed() {
    return refused(
        "not-allowed", Permission.KEEP_ROSTER + ": each desk keeps its own ways of being told");
  }
}
