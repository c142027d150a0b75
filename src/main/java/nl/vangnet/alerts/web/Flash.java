package nl.vangnet.alerts.web;

import jakarta.servlet.http.HttpServletRequest;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.alerts.WayOutcome;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// What a page says once, after an act: done, or refused and why. `secret` is shown this once,
/// empty when there is none.
record Flash(boolean done, String text, String secret) {
  private static final String NAME = "alerts.flash";

  /// What the act before this page left, null when there was none.
  static @Nullable Flash of(HttpServletRequest request) {
    var map = RequestContextUtils.getInputFlashMap(request);
    return map != null && map.get(NAME) instanceof Flash flash ? flash : null;
  }

  /// Leaves the outcome for the page at `href`; a refusal that concerns rights is thrown.
  static ModelAndView leave(
      WayOutcome outcome, RedirectAttributes redirect, Frame frame, String done, String href) {
    redirect.addFlashAttribute(
        NAME,
        switch (outcome) {
          case WayOutcome.Done(var secret) -> new Flash(true, done, secret);
          case WayOutcome.Refused(var code, var advice) ->
              new Flash(false, refusal(code, advice, frame, href), "");
        });
    return seeOther(href);
  }

  static String refusal(String code, String advice, Frame frame, String href) {
    if (code.equals("not-allowed")) {
      throw new NotAllowed(Permission.KEEP_ROSTER, href);
    }
    var key = "alerts.refused." + code;
    return frame.words().has(key) ? frame.words().of(key) : advice;
  }

  static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
