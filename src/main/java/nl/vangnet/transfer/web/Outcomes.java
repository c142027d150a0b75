package nl.vangnet.transfer.web;

import java.util.List;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What became of acts on cases, in the words of the pages of this room.
final class Outcomes {
  private Outcomes() {}

  /// Leaves the refusal in words for the page at `href`; one that concerns rights is thrown.
  static ModelAndView refused(
      RedirectAttributes redirect, Frame frame, String code, List<String> more, String href) {
    return switch (code) {
      case "not-allowed", "no-mandate" -> throw new NotAllowed(Permission.SEARCH_PLACE, href);
      case "no-such-case", "no-such-offer" -> throw new NotFound(frame.t("transfer.problem.case"));
      default -> new Flash(false, words(frame, code, more)).leave(redirect, href);
    };
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
          Flash.done(redirect, frame.words().of(doneKey, request.number().value()), href);
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
}
