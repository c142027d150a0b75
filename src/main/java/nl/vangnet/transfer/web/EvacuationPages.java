package nl.vangnet.transfer.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.Site;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transfer.EvacuationOutcome;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Many patients who leave one site at once: a grid of numbers and profiles becomes one case each,
/// and one page shows how far they are.
@Controller
class EvacuationPages {
  private static final int ROWS = 6;
  private static final int MOST_ROWS = 30;
  private static final int MOST_PATIENTS = 400;

  private final RequestDesk desk;
  private final CaseBook book;
  private final CaseTurns turns;
  private final RequestForm forms;
  private final RequestLists lists;
  private final Definitions definitions;
  private final Places places;
  private final Guard guard;

  EvacuationPages(
      RequestDesk desk,
      CaseBook book,
      CaseTurns turns,
      RequestForm forms,
      RequestLists lists,
      Definitions definitions,
      Places places,
      Guard guard) {
    this.desk = desk;
    this.book = book;
    this.turns = turns;
    this.forms = forms;
    this.lists = lists;
    this.definitions = definitions;
    this.places = places;
    this.guard = guard;
  }

  @GetMapping("/overplaatsingen/evacuatie")
  @Grant(Permission.SEE_TRANSFERS)
  ModelAndView blank(@RequestParam(defaultValue = "") String van, Actor actor, Frame frame) {
    var sites = places.ofSender(actor);
    var site = van.isBlank() ? null : places.read(van);
    if (site == null && !sites.isEmpty() && actor.role() == Role.HOSPITAL) {
      site = sites.getFirst();
    }
    if (site != null && !guard.may(actor, Permission.REQUEST_TRANSFER, site.id())) {
      throw new NotAllowed(Permission.REQUEST_TRANSFER, "site " + site.id());
    }
    var form = new LinkedMultiValueMap<String, String>();
    if (site != null) {
      var defaults = lists.defaults(actor, site);
      form.add("function", RequestForm.text(defaults, "function"));
      form.add("callBack", RequestForm.text(defaults, "callBack"));
    }
    var faults =
        site == null && !van.isBlank()
            ? List.of(frame.t("transfer.fault.site-missing"))
            : List.<String>of();
    return page(actor, frame, site, form, ROWS, faults);
  }

  private ModelAndView page(
      Actor actor,
      Frame frame,
      @Nullable Site site,
      MultiValueMap<String, String> form,
      int rows,
      List<String> faults) {
    var past = new ArrayList<EvacuationView.Past>();
    for (var evacuation : book.evacuations(actor)) {
      past.add(
          new EvacuationView.Past(
              evacuation.id(),
              places.site(evacuation.site()),
              evacuation.reason(),
              evacuation.author(),
              evacuation.at()));
    }
    var view =
        new EvacuationView(
            places.ofSender(actor),
            site,
            site == null ? List.of() : lists.units(frame, site.id()),
            lists.lists(actor, frame),
            form,
            rows,
            faults,
            past,
            actor.has(Permission.REQUEST_TRANSFER));
    return new ModelAndView("transfer/web/evacuation", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/overplaatsingen/evacuatie")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView evacuate(
      @RequestParam MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var site = places.read(RequestForm.text(form, "site"));
    if (site == null) {
      return refused(
          page(actor, frame, null, form, ROWS, List.of(frame.t("transfer.fault.site-missing"))));
    }
    if (!guard.may(actor, Permission.REQUEST_TRANSFER, site.id())) {
      throw new NotAllowed(Permission.REQUEST_TRANSFER, "site " + site.id());
    }
    var rows = (int) Math.clamp(Codes.number(form.getFirst("rows")), 1, MOST_ROWS);
    if (form.getFirst("add") != null) {
      return page(actor, frame, site, form, Math.min(MOST_ROWS, rows + 3), List.of());
    }
    var faults = new ArrayList<String>();
    var rowOf = new ArrayList<Integer>();
    var wishes = wishes(form, site, rows, actor, frame, faults, rowOf);
    if (faults.isEmpty()) {
      switch (desk.evacuate(actor, site.id(), RequestForm.text(form, "reason"), wishes)) {
        case EvacuationOutcome.Done(var evacuation) -> {
          return Flash.done(
              redirect,
              frame.t("transfer.done.evacuation", wishes.size()),
              "/overplaatsingen/evacuatie/" + evacuation.id());
        }
        case EvacuationOutcome.Refused(var code, var patient, var missing) -> {
          if (code.equals("not-allowed")) {
            throw new NotAllowed(Permission.REQUEST_TRANSFER, "site " + site.id());
          }
          var why =
              missing.isEmpty()
                  ? Outcomes.words(frame, code, List.of())
                  : Texts.refusals(frame, missing);
          faults.add(
              patient == 0 ? why : frame.t("transfer.evacuation.row", rowOf.get(patient - 1), why));
        }
      }
    }
    return refused(page(actor, frame, site, form, rows, faults));
  }

  private static ModelAndView refused(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /// One wish per patient; `rowOf` says from which row of the grid each came.
  private List<RequestDesk.Wish> wishes(
      MultiValueMap<String, String> form,
      Site site,
      int rows,
      Actor actor,
      Frame frame,
      List<String> faults,
      List<Integer> rowOf) {
    var wishes = new ArrayList<RequestDesk.Wish>();
    var informed = form.getFirst("informed") != null;
    var emergency = form.getFirst("emergency") != null;
    for (var row = 1; row <= rows; row++) {
      var typed = RequestForm.text(form, "count" + row);
      if (typed.isEmpty() || typed.equals("0")) {
        continue;
      }
      var count = Codes.number(typed);
      if (count < 1 || count > MOST_PATIENTS) {
        faults.add(
            frame.t(
                "transfer.evacuation.row",
                row,
                frame.t("transfer.evacuation.count", MOST_PATIENTS)));
        continue;
      }
      var one = new LinkedMultiValueMap<String, String>();
      for (var field : List.of("breathing", "age", "isolation", "stability")) {
        one.add(field, RequestForm.text(form, field + row));
      }
      var unit = RequestForm.text(form, "unit" + row).split("\\|", 3);
      one.add("category", RequestForm.text(form, "category" + row));
      one.add("cohort", RequestForm.text(form, "cohort" + row));
      one.add("oxygen", RequestForm.text(form, "oxygen" + row));
      var codes = new ArrayList<String>();
      var need = forms.need(one, codes);
      if (need == null || !codes.isEmpty()) {
        faults.add(frame.t("transfer.evacuation.row", row, Texts.refusals(frame, codes)));
        continue;
      }
      var content =
          new Content(
              Content.Reason.EVACUATION,
              emergency,
              need,
              new Eligibility(informed, informed, informed, Set.of(), false),
              new Content.Contact(
                  RequestForm.text(form, "function"), RequestForm.text(form, "callBack")),
              Content.Wishes.NONE,
              "");
      for (var i = 0; i < count && wishes.size() <= MOST_PATIENTS; i++) {
        rowOf.add(row);
        wishes.add(
            new RequestDesk.Wish(
                site.id(),
                unit[0],
                content,
                actor.role() == Role.HOSPITAL
                    ? TransferRequest.Channel.SCREEN
                    : TransferRequest.Channel.TELEPHONE,
                TransferRequest.Links.NONE));
      }
    }
    return wishes;
  }

  @GetMapping("/overplaatsingen/evacuatie/{id}")
  @Grant(Permission.SEE_TRANSFERS)
  ModelAndView one(@PathVariable String id, Actor actor, Frame frame, HttpServletRequest request) {
    var evacuation =
        book.findEvacuation(actor, Codes.number(id))
            .orElseThrow(() -> new NotFound(frame.t("transfer.problem.evacuation")));
    var cases = book.ofEvacuation(actor, evacuation.id());
    var names = Names.of(definitions, frame.words());
    var rows = new ArrayList<EvacuationView.Row>();
    for (var one : cases) {
      var placement = one.placement();
      rows.add(
          new EvacuationView.Row(
              one.number().value(),
              one.origin().unit(),
              Texts.facts(frame, one.content(), names),
              frame.words().of("transfer.state." + one.state().code()),
              one.state().code(),
              one.state().isOpen()
                  ? Texts.clock(frame, one.progress().since(), one.progress().due())
                  : null,
              placement == null ? "—" : places.site(placement.site())));
    }
    var arrived = EnumSet.of(State.ARRIVED, State.CLOSED);
    var view =
        new EvacuationView.One(
            evacuation,
            places.site(evacuation.site()),
            cases.size(),
            parts(frame, cases),
            (int) cases.stream().filter(c -> arrived.contains(c.state())).count(),
            rows,
            turns.concerns(actor),
            Flash.of(request));
    return new ModelAndView("transfer/web/evacuated", Map.of("frame", frame, "view", view));
  }

  private static List<EvacuationView.Part> parts(Frame frame, List<TransferRequest> cases) {
    var parts = new ArrayList<EvacuationView.Part>();
    var from = 0;
    for (var state : State.values()) {
      var count = (int) cases.stream().filter(c -> c.state() == state).count();
      if (count > 0) {
        var width = count * 1000 / cases.size();
        parts.add(
            new EvacuationView.Part(
                state.code(),
                frame.words().of("transfer.state." + state.code()),
                count,
                from,
                width));
        from += width;
      }
    }
    return parts;
  }
}
