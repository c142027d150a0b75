package nl.vangnet.alerts;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.desks.Desk;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.outbox.Push;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Hands messages to the outbox, one per address, and takes them back.
@Component
class AlertPost {
  private static final Duration PUSH_KEPT = Duration.ofHours(4);
  private static final int TOKEN_BYTES = 24;

  private final AlertStore store;
  private final WayStore ways;
  private final DeskWays desks;
  private final Outbox outbox;
  private final Hooks hooks;
  private final Languages languages;
  private final JsonMapper json;
  private final Clock clock;
  private final String baseUrl;

  AlertPost(
      AlertStore store,
      WayStore ways,
      DeskWays desks,
      Outbox outbox,
      Hooks hooks,
      Languages languages,
      JsonMapper json,
      Clock clock,
      @Value("${vangnet.base-url:http://localhost:8080}") String baseUrl) {
    this.store = store;
    this.ways = ways;
    this.desks = desks;
    this.outbox = outbox;
    this.hooks = hooks;
    this.languages = languages;
    this.json = json;
    this.clock = clock;
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
  }

  /// Sends a message by the ways of one step.
  void send(
      Actor by, AlertStore.Row alert, Desk desk, Route.Stop stop, Letter.@Nullable Passed passed) {
    var language = desks.language(desk);
    var name = desks.name(desk.key());
    for (var way : stop.ways()) {
      var words = languages.of(way instanceof Way.Browser b ? b.language() : language);
      var letter = new Letter(alert, words, desk.key(), name, stop.step(), passed);
      var token = Tokens.random(TOKEN_BYTES);
      var link = baseUrl + "/m/" + token;
      switch (way) {
        case Way.Mail mail ->
            told(
                letter,
                mail,
                Delivery.Kind.EMAIL,
                outbox.email(by, letter.email(mail.address(), link)),
                Tokens.hash(token));
        case Way.Browser browser ->
            told(
                letter,
                browser,
                Delivery.Kind.PUSH,
                outbox.push(by, push(alert, browser.push(), letter.push(clock.instant()))),
                null);
        case Way.Hook hook ->
            told(
                letter,
                hook,
                Delivery.Kind.WEBHOOK,
                outbox.webhook(by, hooks.write(hook, letter.hook(clock.instant(), link))),
                Tokens.hash(token));
      }
    }
  }

  private void told(
      Letter letter, Way way, Delivery.Kind kind, long delivery, byte @Nullable [] hash) {
    store.addWay(
        letter.alert().id(),
        letter.desk(),
        kind,
        way,
        letter.step(),
        delivery,
        hash,
        clock.instant());
  }

  private Push push(AlertStore.Row alert, Push.Browser to, Map<String, Object> facts) {
    return new Push(
        to,
        json.writeValueAsString(facts),
        Letter.tag(alert.id()),
        alert.urgent(),
        PUSH_KEPT,
        alert.about());
  }

  /// Takes a message back: what waits is not sent any more, open pushes close, and webhooks that
  /// heard of it hear that it no longer holds. An e-mail stays as it is: its link says so, and a
  /// second one would only be noise.
  void close(AlertStore.Row alert) {
    var sent = store.sent(alert.id());
    var ids = sent.stream().map(AlertStore.Sent::delivery).toList();
    outbox.withdraw(ids);
    var left =
        outbox.list(ids).stream()
            .filter(d -> d.state() == Delivery.State.SENT || d.state() == Delivery.State.WAITING)
            .map(Delivery::id)
            .toList();
    for (var one : sent) {
      if (left.contains(one.delivery())) {
        switch (one.kind()) {
          case PUSH -> closePush(alert, one);
          case WEBHOOK -> closeHook(alert, one);
          case EMAIL -> {}
        }
      }
    }
  }

  private void closePush(AlertStore.Row alert, AlertStore.Sent one) {
    ways.findBrowser(one.address())
        .ifPresent(browser ->
            outbox.push(
                Actor.SYSTEM,
                push(alert, browser.push(), over(alert, one, browser.language()).overPush())));
  }

  private void closeHook(AlertStore.Row alert, AlertStore.Sent one) {
    var desk = Desk.find(one.desk()).orElse(null);
    if (desk != null) {
      desks
          .hook(desk)
          .ifPresent(hook ->
              outbox.webhook(
                  Actor.SYSTEM,
                  hooks.write(
                      hook,
                      over(alert, one, desks.language(desk))
                          .overHook(clock.instant(), baseUrl + alert.href()))));
    }
  }

  private Letter over(AlertStore.Row alert, AlertStore.Sent one, String language) {
    return new Letter(
        alert, languages.of(language), one.desk(), desks.name(one.desk()), Told.Step.ON_DUTY, null);
  }
}
