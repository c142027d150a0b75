package nl.vangnet.transfer.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// What a page says once, after an act: done, or refused and why.
record Flash(boolean done, String text) {
  private static final String NAME = "transfer.flash";

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
      RedirectAttributes redirect, Frame frame, String code, List<String> more, String href) {
    switch (code) {
      case "not-allowed", "no-mandate" -> throw new NotAllowed(Permission.SEARCH_PLACE, href);
      case "no-such-case", "no-such-offer" -> throw new NotFound(frame.t("transfer.problem.case"));
      default -> redirect.addFlashAttribute(NAME, new Flash(false, words(frame, code, more)));
    }
    return seeOther(href);
  }

  /// What became of an act on a case, said on the page of the case.
  static ModelAndView of(
      TransferOutcome outcome,
      RedirectAttributes redirect,
      Frame frame,
      String doneKey,
      String href) {
    return switch (outcome) {
      case TransferOutcome.Done(TransferRequest request) ->
          done(redirect, frame.words().of(doneKey, request.number().value()), href);
      case TransferOutcome.Refused(var code, var missing) ->
          refused(redirect, frame, code, missing, href);
      case TransferOutcome.Stale(var now) ->
          refused(
              redirect,
              frame,
              "stale",
              List.of(frame.words().of("transfer.state." + now.state().code())),
              href);
    };
  }

  /// A refusal in words; what has none of its own is shown as it was advised.
  static String words(Frame frame, String code, List<String> more) {
    var key = "transfer.refused." + code;
    if (frame.words().has(key)) {
      return frame.words().of(key, more.isEmpty() ? "" : Texts.refusals(frame, more));
    }
    var blocked = "transfer.blocked." + code;
    if (frame.words().has(blocked)) {
      return frame.t("transfer.refused.transport", frame.words().of(blocked));
    }
    return more.isEmpty() ? frame.words().of("transfer.refused.other", code) : more.getFirst();
  }

  private static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
