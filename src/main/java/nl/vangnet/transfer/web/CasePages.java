package nl.vangnet.transfer.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.MoveDesk;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transport.CaseDesk;
import nl.vangnet.transport.LegId;
import nl.vangnet.transport.LegOutcome;
import nl.vangnet.transport.Precondition;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One case, and what its parties do with it apart from the search: hand in, take back, say
/// something, transport, arrival, what follows.
@Controller
class CasePages {
  private final CaseBook book;
  private final CaseViews views;
  private final RequestDesk requests;
  private final MoveDesk moves;
  private final CaseDesk checklist;

  CasePages(
      CaseBook book, CaseViews views, RequestDesk requests, MoveDesk moves, CaseDesk checklist) {
    this.checklist = checklist;
    this.book = book;
    this.views = views;
    this.requests = requests;
    this.moves = moves;
  }

  @GetMapping("/overplaatsingen/{number}")
  @Grant(Permission.SEE_TRANSFERS)
  ModelAndView one(
      @PathVariable String number, Actor actor, Frame frame, HttpServletRequest request) {
    var file =
        CaseNumber.find(number)
            .flatMap(n -> book.find(actor, n))
            .orElseThrow(() -> new NotFound(frame.t("transfer.problem.case")));
    var view = views.view(actor, frame, file, Flash.of(request));
    return new ModelAndView("transfer/web/case", Map.of("frame", frame, "view", view));
  }

  /// The number in an address; what is none belongs to no case.
  static CaseNumber number(String text, Frame frame) {
    return CaseNumber.find(text).orElseThrow(() -> new NotFound(frame.t("transfer.problem.case")));
  }

  static String href(CaseNumber number) {
    return BoardPages.HOME + "/" + number;
  }

  @PostMapping("/overplaatsingen/{number}/indienen")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView submit(
      @PathVariable String number, Actor actor, Frame frame, RedirectAttributes redirect) {
    var of = number(number, frame);
    return Outcomes.of(
        requests.submit(actor, of), redirect, frame, "transfer.done.handed-in", href(of));
  }

  @PostMapping("/overplaatsingen/{number}/intrekken")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView withdraw(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    var why = EndReason.find(reason).orElse(null);
    return why == null
        ? Outcomes.refused(redirect, frame, "reason-missing", List.of(), href(of))
        : Outcomes.of(
            requests.withdraw(actor, of, why, note),
            redirect,
            frame,
            "transfer.done.withdrawn",
            href(of));
  }

  @PostMapping("/overplaatsingen/{number}/stoppen")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView cancel(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    var why = EndReason.find(reason).orElse(null);
    return why == null
        ? Outcomes.refused(redirect, frame, "reason-missing", List.of(), href(of))
        : Outcomes.of(
            requests.cancel(actor, of, why, note),
            redirect,
            frame,
            "transfer.done.cancelled",
            href(of));
  }

  @PostMapping("/overplaatsingen/{number}/bericht")
  @Grant(Permission.ANSWER_OFFER)
  ModelAndView comment(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String text,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    return Outcomes.of(
        book.comment(actor, of, text),
        redirect,
        frame,
        "transfer.done.said",
        href(of) + "#gesprek");
  }

  @PostMapping("/overplaatsingen/{number}/vervoer")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView order(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String vehicle,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    var outcome = moves.order(actor, of, TransportViews.vehicle(vehicle));
    var waits =
        outcome instanceof TransferOutcome.Done(var request)
            && request.state() == nl.vangnet.transfer.State.ACCEPTED;
    return Outcomes.of(
        outcome,
        redirect,
        frame,
        waits ? "transfer.done.transport-asked" : "transfer.done.transport-ordered",
        href(of));
  }

  /// Confirms what must be so before the patient leaves (SPR-08).
  @PostMapping("/overplaatsingen/{number}/voor-vertrek")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView confirm(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String leg,
      @RequestParam(name = "item", required = false) @Nullable List<String> items,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    var request =
        book.peek(actor, of).orElseThrow(() -> new NotFound(frame.t("transfer.problem.case")));
    var id = new LegId(Codes.number(leg));
    if (moves.legs(request).stream().noneMatch(l -> l.id().equals(id))) {
      throw new NotFound(frame.t("transfer.problem.case"));
    }
    var points =
        items == null
            ? List.<Precondition>of()
            : items.stream().flatMap(i -> Precondition.find(i).stream()).toList();
    if (points.isEmpty()) {
      return Outcomes.refused(redirect, frame, "nothing-ticked", List.of(), href(of));
    }
    for (var point : points) {
      if (checklist.confirm(actor, id, point) instanceof LegOutcome.Refused(var code, var advice)) {
        return Outcomes.refused(redirect, frame, code, List.of(advice), href(of));
      }
    }
    return Flash.done(redirect, frame.t("transfer.done.confirmed", of.value()), href(of));
  }

  @PostMapping("/overplaatsingen/{number}/eigen-vervoer")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView ownTransport(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    return Outcomes.of(
        moves.ownTransport(actor, of, note),
        redirect,
        frame,
        "transfer.done.own-transport",
        href(of));
  }

  @PostMapping("/overplaatsingen/{number}/vertrokken")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView depart(
      @PathVariable String number, Actor actor, Frame frame, RedirectAttributes redirect) {
    var of = number(number, frame);
    return Outcomes.of(
        moves.depart(actor, of), redirect, frame, "transfer.done.departed", href(of));
  }

  @PostMapping("/overplaatsingen/{number}/aangekomen")
  @Grant(Permission.ANSWER_OFFER)
  ModelAndView arrive(
      @PathVariable String number, Actor actor, Frame frame, RedirectAttributes redirect) {
    var of = number(number, frame);
    return Outcomes.of(moves.arrive(actor, of), redirect, frame, "transfer.done.arrived", href(of));
  }

  @PostMapping("/overplaatsingen/{number}/afsluiten")
  @Grant(Permission.ANSWER_OFFER)
  ModelAndView close(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    return Outcomes.of(
        moves.close(actor, of, note), redirect, frame, "transfer.done.closed", href(of));
  }

  /// Begins a case that follows: back home, or on to another place; its draft is opened.
  @PostMapping("/overplaatsingen/{number}/vervolg")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView follow(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = number(number, frame);
    if (book.peek(actor, of).isEmpty()) {
      throw new NotFound(frame.t("transfer.problem.case"));
    }
    var why = Codes.find(Content.Reason.values(), reason);
    if (why == null) {
      return Outcomes.refused(redirect, frame, "reason-missing", List.of(), href(of));
    }
    return switch (requests.follow(actor, of, why)) {
      case TransferOutcome.Done(var draft) ->
          Flash.done(
              redirect,
              frame.t("transfer.done.follow", draft.number().value(), of.value()),
              href(draft.number()) + "/wijzigen");
      case TransferOutcome.Refused(var code, var missing) ->
          Outcomes.refused(redirect, frame, code, missing, href(of));
      case TransferOutcome.Stale stale ->
          Outcomes.of(stale, redirect, frame, "transfer.done.changed", href(of));
    };
  }
}
