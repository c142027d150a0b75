package nl.vangnet.outbox.web;

import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// What was sent, what waits and what failed.
@Controller
class OutboxPages {
  private final Outbox outbox;

  OutboxPages(Outbox outbox) {
    this.outbox = outbox;
  }

  @GetMapping("/verzonden")
  @Grant(Permission.SEE_OUTBOX)
  ModelAndView list(
      Actor actor,
      Frame frame,
      @RequestParam(defaultValue = "") String stand,
      @RequestParam(defaultValue = "") String voor) {
    var state = state(stand);
    var deliveries = outbox.list(actor, state, before(voor));
    return new ModelAndView(
        "outbox/web/outbox",
        Map.of(
            "frame",
            frame,
            "view",
            new OutboxView(state, deliveries, outbox.counts(actor), outbox.hasMailServer())));
  }

  @PostMapping("/verzonden/{id}/opnieuw")
  @Grant(Permission.SEE_OUTBOX)
  ModelAndView again(Actor actor, @PathVariable long id) {
    if (!outbox.again(actor, id)) {
      throw new NotFound(Long.toString(id));
    }
    var view = new RedirectView("/verzonden");
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }

  private static Delivery.@Nullable State state(String text) {
    for (var state : Delivery.State.values()) {
      if (state.name().equalsIgnoreCase(text)) {
        return state;
      }
    }
    return null;
  }

  private static long before(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }
}
