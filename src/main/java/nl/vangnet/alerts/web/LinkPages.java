package nl.vangnet.alerts.web;

import java.util.Map;
import nl.vangnet.access.CurrentActor;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.alerts.Alerts;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// The link in an e-mail or text message. Opening it counts as reading, but only when a person
/// does: the page posts itself, so that a scanner of mail that fetches links leaves no receipt.
@Controller
class LinkPages {
  private final Alerts alerts;

  LinkPages(Alerts alerts) {
    this.alerts = alerts;
  }

  @GetMapping("/m/{token}")
  @OpenToAll(why = "whoever got the message opens it; the page behind it asks for rights itself")
  ModelAndView link(@PathVariable String token, Frame frame) {
    if (!alerts.hasLink(token)) {
      throw new NotFound(frame.t("alerts.problem.link"));
    }
    return new ModelAndView("alerts/web/link", Map.of("frame", frame));
  }

  @PostMapping("/m/{token}")
  @OpenToAll(why = "whoever got the message opens it; the page behind it asks for rights itself")
  ModelAndView open(@PathVariable String token, Frame frame) {
    return Flash.seeOther(
        alerts
            .openLink(token, CurrentActor.find().orElse(null))
            .orElseThrow(() -> new NotFound(frame.t("alerts.problem.link"))));
  }
}
