package nl.vangnet.situation.administration;

import java.util.Map;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// The answers of these pages: a page, or after a change the address to look at next.
final class Answers {
  private Answers() {}

  static ModelAndView page(String name, Frame frame, Object view) {
    return new ModelAndView(
        "situation/administration/" + name, Map.of("frame", frame, "view", view));
  }

  /// The same page again with what was refused.
  static ModelAndView refused(String name, Frame frame, Object view) {
    var page = page(name, frame, view);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  static ModelAndView seeOther(String address) {
    var view = new RedirectView(address);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  static @Nullable Long number(@Nullable String value) {
    return value != null && value.strip().matches("\\d{1,18}") ? Long.valueOf(value.strip()) : null;
  }
}
