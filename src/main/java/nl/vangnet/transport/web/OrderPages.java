package nl.vangnet.transport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.transport.LegOrder;
import nl.vangnet.transport.OrderOutcome;
import nl.vangnet.transport.Reach;
import nl.vangnet.transport.TransportDesk;
import nl.vangnet.transport.TransportNeed;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Ordering transport by telephone, for cases that have no request of their own: what the patient
/// needs, who could come, and the order.
@Controller
class OrderPages {
  private static final String HERE = "/vervoer/nieuw";

  private final TransportDesk desk;
  private final Directory directory;
  private final Looks looks;

  OrderPages(TransportDesk desk, Directory directory, Looks looks) {
    this.desk = desk;
    this.directory = directory;
    this.looks = looks;
  }

  /// What was asked so far, what it means, and the sites to choose from.
  record OrderView(
      Map<String, String> asked,
      List<Site> sites,
      @Nullable TransportNeed need,
      @Nullable Reach reach,
      @Nullable Flash flash) {
    String value(String field, String otherwise) {
      return asked.getOrDefault(field, otherwise);
    }

    boolean isOn(String field) {
      return asked.containsKey(field);
    }
  }

  @GetMapping("/vervoer/nieuw")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView form(
      @RequestParam Map<String, String> asked,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    mayAtAll(actor);
    var from = looks.findSite(code(asked, "from")).orElse(null);
    var to = looks.findSite(code(asked, "to")).orElse(null);
    var looked = asked.containsKey("breathing");
    var need = looked ? TransportNeed.of(ProfileForm.of(asked)) : null;
    Reach reach = null;
    if (need != null && from != null && to != null && !from.id().equals(to.id())) {
      reach =
          desk.reach(need, from.id(), List.of(to.id()), moment(asked, "ready", frame.now()))
              .get(to.id());
    }
    var view =
        new OrderView(
            asked,
            directory.snapshot().countries().stream()
                .flatMap(c -> directory.snapshot().sites(c).stream())
                .toList(),
            need,
            reach,
            Flash.of(request));
    return new ModelAndView("transport/web/order", Map.of("frame", frame, "view", view));
  }

  private static void mayAtAll(Actor actor) {
    if (!actor.has(Permission.PLAN_TRANSPORT) && !actor.has(Permission.ORDER_TRANSPORT)) {
      throw new NotAllowed(Permission.ORDER_TRANSPORT, "order");
    }
  }

  private static String code(Map<String, String> form, String field) {
    return form.getOrDefault(field, "").strip().split(" ", 2)[0];
  }

  private static Instant moment(Map<String, String> form, String field, Instant otherwise) {
    try {
      return LocalDateTime.parse(form.getOrDefault(field, "")).atZone(Frame.ZONE).toInstant();
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  @PostMapping("/vervoer/nieuw")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView order(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    mayAtAll(actor);
    var back = HERE + query(form);
    var from = looks.findSite(code(form, "from")).orElse(null);
    var to = looks.findSite(code(form, "to")).orElse(null);
    if (from == null || to == null) {
      return LegPages.REFUSALS.leave(redirect, frame, "unknown-site", "", back);
    }
    var due = form.getOrDefault("due", "").isBlank() ? null : moment(form, "due", Instant.EPOCH);
    var outcome =
        desk.order(
            actor,
            new LegOrder(
                form.getOrDefault("case", ""),
                TransportNeed.of(ProfileForm.of(form)),
                from.id(),
                to.id(),
                moment(form, "ready", frame.now()),
                due,
                null,
                form.containsKey("return")));
    return switch (outcome) {
      case OrderOutcome.Ordered(var leg) ->
          Flash.done(
              redirect, frame.words().of("transport.done.ordered"), "/vervoer/rit/" + leg.id());
      case OrderOutcome.Requested(var leg) ->
          Flash.done(redirect, frame.words().of("transport.done.requested"), "/vervoer/rit/" + leg);
      case OrderOutcome.Refused(var code, var advice) -> {
        // What could tell who the patient is does not go into an address either.
        if (code.startsWith("case-") || code.startsWith("looks-like-")) {
          form.remove("case");
        }
        yield LegPages.REFUSALS.leave(redirect, frame, code, advice, HERE + query(form));
      }
    };
  }

  /// The address that keeps what was typed.
  private static String query(Map<String, String> form) {
    var text = new StringBuilder();
    form.forEach((field, value) -> {
      if (!field.startsWith("_")) {
        text.append(text.isEmpty() ? '?' : '&')
            .append(java.net.URLEncoder.encode(field, java.nio.charset.StandardCharsets.UTF_8))
            .append('=')
            .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
      }
    });
    return text.toString();
  }
}
