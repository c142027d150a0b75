package nl.vangnet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// What a page says once, after an act: done, or refused and why. `kept` comes along by name: what
/// was typed, so that nobody types it twice, or a secret that is shown this once.
public record Flash(boolean done, String text, Map<String, String> kept) {
  private static final String NAME = "vangnet.flash";

  public Flash {
    kept = Map.copyOf(kept);
  }

  /// A word with nothing beside it.
  public Flash(boolean done, String text) {
    this(done, text, Map.of());
  }

  /// What the act before this page left, null when there was none.
  public static @Nullable Flash of(HttpServletRequest request) {
    var map = RequestContextUtils.getInputFlashMap(request);
    return map != null && map.get(NAME) instanceof Flash flash ? flash : null;
  }

  /// What came along under a name, empty when nothing did.
  public String kept(String name) {
    return kept.getOrDefault(name, "");
  }

  /// Leaves this word for the page at `href` and goes there.
  public ModelAndView leave(RedirectAttributes redirect, String href) {
    redirect.addFlashAttribute(NAME, this);
    return seeOther(href);
  }

  /// Says at `href` that the act was done.
  public static ModelAndView done(RedirectAttributes redirect, String text, String href) {
    return new Flash(true, text).leave(redirect, href);
  }

  /// Goes to the page at `href`, as after a form.
  public static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }

  /// How a room says no: in its own words for the code, else as it was advised. A refusal that
  /// concerns rights is thrown, as the want of `needed`.
  public record Refusals(String room, Permission needed) {
    /// The refusal in words.
    public String words(Frame frame, String code, String advice, String href) {
      if (code.equals("not-allowed")) {
        throw new NotAllowed(needed, href);
      }
      var key = room + ".refused." + code;
      return frame.words().has(key) ? frame.words().of(key) : advice;
    }

    /// Leaves the refusal for the page at `href` and goes there.
    public ModelAndView leave(
        RedirectAttributes redirect, Frame frame, String code, String advice, String href) {
      return leave(redirect, frame, code, advice, href, Map.of());
    }

    /// The same, and what was typed comes back with the page.
    public ModelAndView leave(
        RedirectAttributes redirect,
        Frame frame,
        String code,
        String advice,
        String href,
        Map<String, String> typed) {
      return new Flash(false, words(frame, code, advice, href), typed).leave(redirect, href);
    }
  }
}
