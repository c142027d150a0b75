package nl.vangnet.plausibility.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// What a page says once, after an act: done, or refused and why; with what was typed, so that
/// nobody types it twice.
record Flash(boolean done, String text, String typed) {
  private static final String NAME = "plausibility.flash";

  /// What the act before this page left, null when there was none.
  static @Nullable Flash of(HttpServletRequest request) {
    var map = RequestContextUtils.getInputFlashMap(request);
    return map != null && map.get(NAME) instanceof Flash flash ? flash : null;
  }

  /// Leaves a word for the page at `href` and goes there.
  static ModelAndView leave(RedirectAttributes redirect, Flash flash, String href) {
    redirect.addFlashAttribute(NAME, flash);
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
