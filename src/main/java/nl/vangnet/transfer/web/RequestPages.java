package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.directory.Site;
import nl.vangnet.transfer.CaseAct;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.CaseRights;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferOutcome;
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

/// The request: written by a hospital, or by a desk that takes a call; kept as a draft, handed in,
/// changed (SPR-14).
@Controller
class RequestPages {
  private final RequestDesk desk;
  private final CaseBook book;
  private final CaseRights rights;
  private final RequestForm forms;
  private final RequestLists lists;
  private final Places places;
  private final Guard guard;

  RequestPages(
      RequestDesk desk,
      CaseBook book,
      CaseRights rights,
      RequestForm forms,
      RequestLists lists,
      Places places,
      Guard guard) {
    this.desk = desk;
    this.book = book;
    this.rights = rights;
    this.forms = forms;
    this.lists = lists;
    this.places = places;
    this.guard = guard;
  }

  @GetMapping("/overplaatsingen/nieuw")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView blank(
      @RequestParam(defaultValue = "") String van,
      @RequestParam(required = false) @Nullable String telefoon,
      Actor actor,
      Frame frame) {
    var sites = places.ofSender(actor);
    var chosen = van.isBlank() ? null : places.read(van);
    if (chosen == null && sites.size() == 1) {
      chosen = sites.getFirst();
    }
    if (chosen != null && !guard.may(actor, Permission.REQUEST_TRANSFER, chosen.id())) {
      throw new NotAllowed(Permission.REQUEST_TRANSFER, "site " + chosen.id());
    }
    if (chosen == null && actor.role() == Role.HOSPITAL && !sites.isEmpty()) {
      chosen = sites.getFirst();
    }
    var form = new LinkedMultiValueMap<String, String>();
    var faults = new ArrayList<RequestView.Fault>();
    if (chosen == null && !van.isBlank()) {
      form.add("site", van);
      faults.add(fault(frame, "site-missing"));
    }
    if (chosen != null) {
      form.addAll(lists.defaults(actor, chosen));
    }
    return page(
        actor, frame, chosen, form, faults, RequestView.Existing.NONE, telephone(actor, telefoon));
  }

  private static boolean telephone(Actor actor, @Nullable String telefoon) {
    return telefoon != null || actor.role() != Role.HOSPITAL;
  }

  @PostMapping("/overplaatsingen/nieuw")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView write(
      @RequestParam MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var site = places.read(RequestForm.text(form, "site"));
    if (site != null && !guard.may(actor, Permission.REQUEST_TRANSFER, site.id())) {
      throw new NotAllowed(Permission.REQUEST_TRANSFER, "site " + site.id());
    }
    var telephone = form.getFirst("telefoon") != null;
    var read = forms.read(form);
    var codes = new ArrayList<>(read.faults());
    var unit = unit(form);
    if (site == null) {
      codes.add("site-missing");
    }
    if (unit.isEmpty()) {
      codes.add("unit-missing");
    }
    var handIn = form.getFirst("concept") == null;
    var content = read.content();
    if (site != null && content != null && codes.isEmpty()) {
      var wish =
          new RequestDesk.Wish(
              site.id(),
              unit,
              content,
              telephone ? TransferRequest.Channel.TELEPHONE : TransferRequest.Channel.SCREEN,
              TransferRequest.Links.NONE);
      switch (handIn ? desk.request(actor, wish) : desk.draft(actor, wish)) {
        case TransferOutcome.Done(var request) -> {
          var key = handIn ? "transfer.done.handed-in" : "transfer.done.draft";
          return Flash.done(
              redirect, frame.words().of(key, request.number().value()), href(request));
        }
        case TransferOutcome.Refused(var code, var missing) ->
            codes.addAll(missing.isEmpty() ? List.of(code) : missing);
        case TransferOutcome.Stale stale -> codes.add("stale");
      }
    } else if (site != null && content != null && handIn) {
      codes.addAll(desk.missing(site.id(), content));
    }
    return refused(
        page(actor, frame, site, form, faults(frame, codes), RequestView.Existing.NONE, telephone));
  }

  @GetMapping("/overplaatsingen/{number}/wijzigen")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView edit(@PathVariable String number, Actor actor, Frame frame) {
    var request = editable(number, actor, frame);
    var form = forms.write(request.content());
    return page(
        actor,
        frame,
        places.find(request.origin().site()).orElse(null),
        form,
        List.of(),
        existing(request, List.of()),
        false);
  }

  @PostMapping("/overplaatsingen/{number}/wijzigen")
  @Grant(Permission.REQUEST_TRANSFER)
  ModelAndView change(
      @PathVariable String number,
      @RequestParam MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var request = editable(number, actor, frame);
    var site = places.find(request.origin().site()).orElse(null);
    var read = forms.read(form);
    var codes = new ArrayList<>(read.faults());
    var content = read.content();
    var changes = List.<RequestView.Change>of();
    var now = request;
    if (content != null && codes.isEmpty()) {
      var version = (int) Codes.number(form.getFirst("version"));
      switch (desk.edit(actor, request.number(), version, content)) {
        case TransferOutcome.Done(var changed) -> {
          return afterChange(changed, form, actor, frame, redirect);
        }
        case TransferOutcome.Refused(var code, var missing) ->
            codes.addAll(missing.isEmpty() ? List.of(code) : missing);
        case TransferOutcome.Stale(var stale) -> {
          now = stale;
          changes = lists.changes(frame, form, forms.write(stale.content()));
          codes.add("stale-content");
        }
      }
    } else if (site != null && content != null && request.state() != State.DRAFT) {
      codes.addAll(desk.missing(site.id(), content));
    }
    return refused(
        page(actor, frame, site, form, faults(frame, codes), existing(now, changes), false));
  }

  private ModelAndView afterChange(
      TransferRequest changed,
      MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    if (changed.state() == State.DRAFT && form.getFirst("concept") == null) {
      var outcome = desk.submit(actor, changed.number());
      if (outcome instanceof TransferOutcome.Refused(var code, var missing)) {
        return refused(
            page(
                actor,
                frame,
                places.find(changed.origin().site()).orElse(null),
                form,
                faults(frame, missing.isEmpty() ? List.of(code) : missing),
                existing(changed, List.of()),
                false));
      }
      return Outcomes.of(outcome, redirect, frame, "transfer.done.handed-in", href(changed));
    }
    return Flash.done(
        redirect, frame.t("transfer.done.changed", changed.number().value()), href(changed));
  }

  private TransferRequest editable(String number, Actor actor, Frame frame) {
    return CaseNumber.find(number)
        .flatMap(n -> book.peek(actor, n))
        .filter(r -> rights.acts(actor, r).contains(CaseAct.EDIT))
        .orElseThrow(() -> new NotFound(frame.t("transfer.problem.edit")));
  }

  private static RequestView.Existing existing(
      TransferRequest request, List<RequestView.Change> changes) {
    return new RequestView.Existing(
        request.number().value(),
        request.progress().contentVersion(),
        request.state() == State.DRAFT,
        changes);
  }

  private ModelAndView page(
      Actor actor,
      Frame frame,
      @Nullable Site site,
      MultiValueMap<String, String> form,
      List<RequestView.Fault> faults,
      RequestView.Existing existing,
      boolean telephone) {
    var view =
        new RequestView(
            site,
            places.ofSender(actor),
            site == null ? List.of() : lists.units(frame, site.id()),
            lists.lists(actor, frame),
            form,
            faults,
            existing,
            telephone,
            existing.number().isEmpty()
                ? "/overplaatsingen/nieuw"
                : "/overplaatsingen/" + existing.number() + "/wijzigen");
    return new ModelAndView("transfer/web/request", Map.of("frame", frame, "view", view));
  }

  private static ModelAndView refused(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static List<RequestView.Fault> faults(Frame frame, List<String> codes) {
    return codes.stream().distinct().map(code -> fault(frame, code)).toList();
  }

  private static RequestView.Fault fault(Frame frame, String code) {
    var key = "transfer.fault." + code;
    return new RequestView.Fault(
        code,
        Objects.requireNonNullElse(RequestView.FIELD_OF.get(code), "top"),
        frame.words().has(key) ? frame.words().of(key) : Outcomes.words(frame, code, List.of()));
  }

  /// The unit as it was chosen from the list, or as it was written when it is not in it.
  private static String unit(MultiValueMap<String, String> form) {
    var other = RequestForm.text(form, "unitOther");
    var chosen = RequestForm.text(form, "unit");
    return chosen.equals("-") || chosen.isEmpty() ? other : chosen;
  }

  private static String href(TransferRequest request) {
    return BoardPages.HOME + "/" + request.number();
  }
}
