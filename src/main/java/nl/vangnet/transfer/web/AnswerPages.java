package nl.vangnet.transfer.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.AnswerLinks;
import nl.vangnet.transfer.MoveDesk;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Yes or no by a signed link, without an account. Shows what is asked in bands and nothing else;
/// is never kept by a browser and tells no other site where it came from.
@Controller
class AnswerPages {
  private static final String WHY =
      "the link itself is the key: for one question, once, for a while";

  private final AnswerLinks links;
  private final MoveDesk moves;
  private final TransportViews transports;
  private final CaseViews cases;
  private final DutyDesk duty;
  private final Definitions definitions;
  private final HomeRegions regions;
  private final Places places;

  AnswerPages(
      AnswerLinks links,
      MoveDesk moves,
      TransportViews transports,
      CaseViews cases,
      DutyDesk duty,
      Definitions definitions,
      HomeRegions regions,
      Places places) {
    this.links = links;
    this.moves = moves;
    this.transports = transports;
    this.cases = cases;
    this.duty = duty;
    this.definitions = definitions;
    this.regions = regions;
    this.places = places;
  }

  @GetMapping("/antwoord/{token}")
  @OpenToAll(why = WHY)
  ModelAndView open(
      @PathVariable String token,
      Frame frame,
      HttpServletRequest request,
      HttpServletResponse response) {
    guard(response);
    var flash = Flash.of(request);
    var opened = links.open(token).orElse(null);
    var done = flash != null && flash.done();
    var view =
        new AnswerView(
            "/antwoord/" + token,
            opened == null || !opened.open() ? null : question(frame, opened),
            flash,
            done,
            calls(opened));
    var page = new ModelAndView("transfer/web/link", Map.of("frame", frame, "view", view));
    if (view.question() == null && !done) {
      page.setStatus(HttpStatus.GONE);
    }
    return page;
  }

  private static void guard(HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Robots-Tag", "noindex");
  }

  private AnswerView.Question question(Frame frame, AnswerLinks.Opened opened) {
    var request = opened.request();
    var offer = opened.offer();
    var content = request.content();
    var need = transports.need(frame, moves.need(content));
    return new AnswerView.Question(
        new CaseView.OfferRow(
            offer.id(),
            places.site(offer.site()),
            Codes.of(offer.state()),
            Texts.clock(frame, offer.at(), offer.due()),
            "",
            null,
            "",
            true,
            false,
            false),
        request.number().value(),
        places.site(request.origin().site()),
        places.region(request.origin().region()),
        Texts.word(frame, "reason", content.reason()),
        content.emergency(),
        Texts.whole(frame, content, Names.of(definitions, frame.words())),
        cases.wishes(frame, content),
        need.form() + ", " + need.vehicle(),
        AnswerView.Call.of(content.contact().function(), content.contact().callBack()));
  }

  /// Whom to call when the link is of no use: who asked, the desk of the region, the nation.
  private List<AnswerView.Call> calls(AnswerLinks.@Nullable Opened opened) {
    var found = new ArrayList<AnswerView.Call>();
    var keys = new ArrayList<String>();
    if (opened != null) {
      var contact = opened.request().content().contact();
      found.add(AnswerView.Call.of(contact.function(), contact.callBack()));
      regions
          .of(opened.request().origin().site())
          .ifPresent(r -> keys.add(new Desk.OfRegion(r.id()).key()));
    }
    keys.add(new Desk.National().key());
    var names = places.desks();
    for (var card : duty.cards()) {
      var desk = names.get(card.desk());
      if (keys.contains(card.desk()) && desk != null && !card.phone().isBlank()) {
        found.add(AnswerView.Call.of(desk.name(), card));
      }
    }
    return found;
  }

  @PostMapping("/antwoord/{token}/ja")
  @OpenToAll(why = WHY)
  ModelAndView accept(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String bed,
      @RequestParam(defaultValue = "") String doctor,
      Frame frame,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    guard(response);
    return answered(
        links.accept(token, bed, doctor, ""), "transfer.link.accepted", token, frame, redirect);
  }

  @PostMapping("/antwoord/{token}/nee")
  @OpenToAll(why = WHY)
  ModelAndView decline(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      Frame frame,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    guard(response);
    var why = RefusalReason.find(reason).orElse(null);
    return why == null
        ? Outcomes.refused(redirect, frame, "reason-missing", List.of(), "/antwoord/" + token)
        : answered(
            links.refuse(token, why, note), "transfer.link.declined", token, frame, redirect);
  }

  private static ModelAndView answered(
      TransferOutcome outcome,
      String done,
      String token,
      Frame frame,
      RedirectAttributes redirect) {
    return Outcomes.of(outcome, redirect, frame, done, "/antwoord/" + token);
  }
}
