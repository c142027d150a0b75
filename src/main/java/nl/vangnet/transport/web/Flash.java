package nl.vangnet.transport.web;

import jakarta.servlet.http.HttpServletRequest;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// What a page says once, after an act: done, or refused and why.
record Flash(boolean done, String text) {
  private static final String NAME = "transport.flash";

  /// What the act before this page left, null when there was none.
  static @Nullable Flash of(HttpServletRequest request) {
    var map = RequestContextUtils.getInputFlashMap(request);
    return map != null && map.get(NAME) instanceof Flash flash ? flash : null;
  }

  static ModelAndView done(RedirectAttributes redirect, String text, String href) {
    redirect.addFlashAttribute(NAME, new Flash(true, text));
    return seeOther(href);
  }

  /// Leaves the refusal in words for the page at `href`; one that concerns rights is thrown.
  static ModelAndView refused(
      RedirectAttributes redirect, Frame frame, String code, String advice, String href) {
    if (code.equals("not-allowed")) {
      throw new NotAllowed(Permission.PLAN_TRANSPORT, href);
    }
    var key = "transport.refused." + code;
    redirect.addFlashAttribute(
        NAME, new Flash(false, frame.words().has(key) ? frame.words().of(key) : advice));
    return seeOther(href);
  }

  private static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
