package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest.NationalReason;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The search for a place and its answers: take up, ask, take back, go national, yes and no, a lost
/// bed, a decision (SPR-01, SPR-02, SPR-15).
@Controller
class SearchPages {
  private final SearchDesk search;
  private final AnswerDesk answers;
  private final CaseBook book;
  private final Places places;

  SearchPages(SearchDesk search, AnswerDesk answers, CaseBook book, Places places) {
    this.search = search;
    this.answers = answers;
    this.book = book;
    this.places = places;
  }

  @PostMapping("/overplaatsingen/{number}/oppakken")
  @Grant(Permission.SEARCH_PLACE)
  ModelAndView takeUp(
      @PathVariable String number, Actor actor, Frame frame, RedirectAttributes redirect) {
    var of = CasePages.number(number, frame);
    return Outcomes.of(
        search.takeUp(actor, of), redirect, frame, "transfer.done.taken-up", CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/{number}/afwijzen")
  @Grant(Permission.SEARCH_PLACE)
  ModelAndView refuse(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = CasePages.number(number, frame);
    var why = EndReason.find(reason).orElse(null);
    return why == null
        ? missing(actor, of, frame, redirect, "reason-missing")
        : Outcomes.of(
            search.refuse(actor, of, why, note),
            redirect,
            frame,
            "transfer.done.refused",
            CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/{number}/landelijk")
  @Grant(Permission.SEARCH_PLACE)
  ModelAndView goNational(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = CasePages.number(number, frame);
    var why = Codes.find(NationalReason.values(), reason);
    return why == null
        ? missing(actor, of, frame, redirect, "reason-missing")
        : Outcomes.of(
            search.goNational(actor, of, why, note),
            redirect,
            frame,
            "transfer.done.national",
            CasePages.href(of));
  }

  /// Says that a choice is missing, to those whom the case concerns only.
  private ModelAndView missing(
      Actor actor, CaseNumber of, Frame frame, RedirectAttributes redirect, String code) {
    if (book.peek(actor, of).isEmpty()) {
      throw new NotFound(frame.t("transfer.problem.case"));
    }
    return Outcomes.refused(redirect, frame, code, List.of(), CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/{number}/vragen")
  @Grant(Permission.SEARCH_PLACE)
  ModelAndView ask(
      @PathVariable String number,
      @RequestParam(name = "site", required = false) List<String> chosen,
      @RequestParam(defaultValue = "") String overrule,
      @RequestParam(defaultValue = "") String stage,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = CasePages.number(number, frame);
    var sites = new ArrayList<SiteId>();
    for (var code : chosen == null ? List.<String>of() : chosen) {
      var site = places.read(code);
      if (site == null) {
        return missing(actor, of, frame, redirect, "no-site-chosen");
      }
      sites.add(site.id());
    }
    var outcome = search.ask(actor, of, sites, overrule, stage.equals("abroad"));
    if (outcome instanceof TransferOutcome.Refused(var code, var which)
        && (code.equals("not-a-candidate") || code.equals("bed-just-taken"))) {
      var names = new ArrayList<String>();
      for (var one : which) {
        var site = places.read(one);
        names.add(site == null ? one : site.name());
      }
      return Outcomes.refused(
          redirect, frame, code, List.of(String.join(", ", names)), CasePages.href(of));
    }
    return Outcomes.of(outcome, redirect, frame, "transfer.done.asked", CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/aanbod/{offer}/ja")
  @Grant(Permission.ANSWER_OFFER)
  ModelAndView accept(
      @PathVariable String offer,
      @RequestParam(defaultValue = "") String bed,
      @RequestParam(defaultValue = "") String doctor,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = caseOf(offer, actor, frame);
    return Outcomes.of(
        answers.accept(actor, Codes.number(offer), bed, doctor, note, null),
        redirect,
        frame,
        "transfer.done.accepted",
        CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/aanbod/{offer}/nee")
  @Grant(Permission.ANSWER_OFFER)
  ModelAndView decline(
      @PathVariable String offer,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = caseOf(offer, actor, frame);
    var why = RefusalReason.find(reason).orElse(null);
    return why == null
        ? Outcomes.refused(redirect, frame, "reason-missing", List.of(), CasePages.href(of))
        : Outcomes.of(
            answers.refuse(actor, Codes.number(offer), why, note, null),
            redirect,
            frame,
            "transfer.done.declined",
            CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/aanbod/{offer}/terug")
  @Grant(Permission.SEARCH_PLACE)
  ModelAndView takeBack(
      @PathVariable String offer,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = caseOf(offer, actor, frame);
    return Outcomes.of(
        answers.takeBack(actor, Codes.number(offer), note),
        redirect,
        frame,
        "transfer.done.taken-back",
        CasePages.href(of));
  }

  private CaseNumber caseOf(String offer, Actor actor, Frame frame) {
    return book.caseOfOffer(actor, Codes.number(offer))
        .orElseThrow(() -> new NotFound(frame.t("transfer.problem.case")));
  }

  @PostMapping("/overplaatsingen/{number}/bed-kwijt")
  @Grant(Permission.ANSWER_OFFER)
  ModelAndView loseBed(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = CasePages.number(number, frame);
    return Outcomes.of(
        answers.loseBed(actor, of, note),
        redirect,
        frame,
        "transfer.done.bed-lost",
        CasePages.href(of));
  }

  @PostMapping("/overplaatsingen/{number}/besluit")
  @Grant(Permission.DECIDE_BY_OVERRIDE)
  ModelAndView override(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String site,
      @RequestParam(defaultValue = "") String doctor,
      @RequestParam(defaultValue = "") String motivation,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var of = CasePages.number(number, frame);
    var to = places.read(site);
    return to == null
        ? missing(actor, of, frame, redirect, "no-site-chosen")
        : Outcomes.of(
            answers.override(actor, of, to.id(), doctor, motivation),
            redirect,
            frame,
            "transfer.done.decided",
            CasePages.href(of));
  }
}
