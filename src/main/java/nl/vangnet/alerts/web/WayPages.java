package nl.vangnet.alerts.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.alerts.WayDesk;
import nl.vangnet.alerts.WayOutcome;
import nl.vangnet.alerts.WayView;
import nl.vangnet.outbox.Push;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How one is told: this browser, and for the desk its webhook, language and escalation order.
@Controller
class WayPages {
  private static final Flash.Refusals REFUSALS =
      new Flash.Refusals("alerts", Permission.KEEP_ROSTER);

  private static final String HOME = "/meldingen/instellingen";

  private final WayDesk ways;

  WayPages(WayDesk ways) {
    this.ways = ways;
  }

  /// The settings as their page shows them.
  record SettingsView(WayView way, @Nullable Flash flash) {}

  @GetMapping("/meldingen/instellingen")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView settings(Actor actor, Frame frame, HttpServletRequest request) {
    var view =
        ways.of(actor)
            .map(way -> new SettingsView(way, Flash.of(request)))
            .orElseThrow(() -> new NotFound(frame.t("alerts.problem.desk")));
    return new ModelAndView("alerts/web/settings", Map.of("frame", frame, "view", view));
  }

  /// A browser as it introduces itself: the JSON of its subscription.
  record Subscription(@Nullable String endpoint, @Nullable Keys keys) {
    /// Its public key and its secret.
    record Keys(@Nullable String p256dh, @Nullable String auth) {}

    Push.Browser browser() {
      return new Push.Browser(
          text(endpoint),
          keys == null ? "" : text(keys.p256dh()),
          keys == null ? "" : text(keys.auth()));
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }
  }

  /// The answer to a script: whether it is done, and the refusal in words.
  record Answer(boolean done, String text) {}

  @PostMapping(path = "/meldingen/push", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Grant(Permission.KEEP_ROSTER)
  ResponseEntity<Answer> switchOn(
      @RequestBody Subscription subscription,
      @RequestHeader(name = "User-Agent", defaultValue = "") String agent,
      Actor actor,
      Frame frame) {
    return answer(
        ways.switchOn(
            actor, subscription.browser(), Device.of(agent), frame.locale().getLanguage()),
        frame,
        "alerts.done.on");
  }

  @PostMapping(path = "/meldingen/push/weg", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Grant(Permission.KEEP_ROSTER)
  ResponseEntity<Answer> switchOff(
      @RequestBody Subscription subscription, Actor actor, Frame frame) {
    return answer(
        ways.switchOff(actor, subscription.browser().endpoint()), frame, "alerts.done.off");
  }

  private static ResponseEntity<Answer> answer(WayOutcome outcome, Frame frame, String done) {
    return switch (outcome) {
      case WayOutcome.Done(var secret) ->
          ResponseEntity.ok(new Answer(true, frame.words().of(done)));
      case WayOutcome.Refused(var code, var advice) ->
          ResponseEntity.unprocessableContent()
              .body(new Answer(false, REFUSALS.words(frame, code, advice, HOME)));
    };
  }

  @PostMapping("/meldingen/push/{id}/weg")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView switchOff(
      @PathVariable String id, Actor actor, Frame frame, RedirectAttributes redirect) {
    return said(
        ways.switchOff(actor, id.matches("\\d{1,18}") ? Long.parseLong(id) : 0),
        redirect,
        frame,
        frame.t("alerts.done.off"),
        HOME);
  }

  @PostMapping("/meldingen/instellingen/bureau")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView desk(
      @RequestParam(defaultValue = "") String webhook,
      @RequestParam(defaultValue = "nl") String taal,
      @RequestParam(required = false) @Nullable String geheim,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return said(
        ways.setDesk(actor, webhook, taal, geheim != null),
        redirect,
        frame,
        frame.t("alerts.done.desk"),
        HOME);
  }

  @PostMapping("/meldingen/instellingen/volgorde")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView order(
      @RequestParam(name = "kaart", required = false) @Nullable List<String> kaart,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var cards =
        (kaart == null ? List.<String>of() : kaart)
            .stream().filter(k -> k.matches("\\d{1,18}")).map(Long::valueOf).toList();
    return said(ways.setOrder(actor, cards), redirect, frame, frame.t("alerts.done.order"), HOME);
  }

  @PostMapping("/meldingen/instellingen/proef")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView trial(Actor actor, Frame frame, RedirectAttributes redirect) {
    return said(ways.trial(actor), redirect, frame, frame.t("alerts.done.trial"), HOME);
  }

  /// Says on the page at `href` what became of an act; a secret that it made is shown this once.
  private static ModelAndView said(
      WayOutcome outcome, RedirectAttributes redirect, Frame frame, String done, String href) {
    return switch (outcome) {
      case WayOutcome.Done(var secret) ->
          new Flash(true, done, Map.of("secret", secret)).leave(redirect, href);
      case WayOutcome.Refused(var code, var advice) ->
          REFUSALS.leave(redirect, frame, code, advice, href);
    };
  }
}
