package nl.vangnet.fleet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The register of crews and special teams with their shifts (TRA-03, TRA-06).
@Controller
class CrewPages {
  private static final String HOME = "/vervoer/ploegen";

  private final FleetDesk desk;
  private final DutyDesk duty;
  private final FleetKeeper keeper;
  private final FleetRights rights;
  private final FleetLists lists;
  private final Directory directory;

  CrewPages(
      FleetDesk desk,
      DutyDesk duty,
      FleetKeeper keeper,
      FleetRights rights,
      FleetLists lists,
      Directory directory) {
    this.desk = desk;
    this.duty = duty;
    this.keeper = keeper;
    this.rights = rights;
    this.lists = lists;
    this.directory = directory;
  }

  @GetMapping("/vervoer/ploegen")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String eigenaar,
      @RequestParam(defaultValue = "") String soort,
      @RequestParam(defaultValue = "") String weg,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    var filter = new FleetView.Filter(q.strip(), eigenaar, soort, weg.equals("ja"));
    var found = lists.crews(filter, frame.now());
    var view =
        new FleetView.Crews(
            FleetView.shown(found, frame.query().containsKey("alle")),
            found.size(),
            keeper.fleet().crews().size(),
            filter,
            lists.owners(),
            !lists.kept(actor).isEmpty(),
            Flash.of(request));
    return FleetPages.page("crews", frame, view);
  }

  @GetMapping("/vervoer/ploegen/nieuw")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView fresh(Actor actor, Frame frame, HttpServletRequest request) {
    return FleetPages.page("addcrew", frame, lists.form(actor, null, null, request));
  }

  @PostMapping("/vervoer/ploegen")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView add(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    try {
      var draft = forms(form).crew();
      return FleetPages.answer(
          desk.add(actor, draft),
          redirect,
          frame,
          "fleet.done.crew",
          HOME + "/" + draft.code(),
          HOME + "/nieuw",
          form);
    } catch (FleetForms.Unreadable bad) {
      return FleetPages.REFUSALS.leave(redirect, frame, bad.code(), "", HOME + "/nieuw", form);
    }
  }

  private FleetForms forms(Map<String, String> form) {
    return new FleetForms(form, directory.snapshot(), lists.home(), desk.posts());
  }

  @GetMapping("/vervoer/ploegen/{code}")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView one(
      @PathVariable String code, Actor actor, Frame frame, HttpServletRequest request) {
    var crew = crew(code, frame);
    var view =
        new FleetView.OneCrew(
            lists.row(crew, frame.now()),
            lists.shifts(crew, frame.now()),
            lists.rideable(crew),
            rights.mayKeep(actor, crew.owner()),
            lists.form(actor, null, crew, request),
            Flash.of(request));
    return FleetPages.page("crew", frame, view);
  }

  private Crew crew(String code, Frame frame) {
    return desk.findCrew(code).orElseThrow(() -> new NotFound(frame.t("fleet.problem.crew", code)));
  }

  @PostMapping("/vervoer/ploegen/{code}")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView change(
      @PathVariable String code,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var crew = crew(code, frame);
    var href = HOME + "/" + crew.code();
    try {
      var read = forms(form);
      var draft = read.crew();
      return FleetPages.answer(
          desk.change(actor, crew.id(), read.edition(), draft),
          redirect,
          frame,
          "fleet.done.crew",
          HOME + "/" + draft.code(),
          href,
          form);
    } catch (FleetForms.Unreadable bad) {
      return FleetPages.REFUSALS.leave(redirect, frame, bad.code(), "", href, form);
    }
  }

  @PostMapping("/vervoer/ploegen/{code}/dienst")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView retire(
      @PathVariable String code,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var crew = crew(code, frame);
    var href = HOME + "/" + crew.code();
    try {
      var away = !crew.record().retired();
      return FleetPages.answer(
          desk.retire(actor, crew.id(), forms(form).edition(), away),
          redirect,
          frame,
          away ? "fleet.done.retired" : "fleet.done.back",
          href,
          href);
    } catch (FleetForms.Unreadable bad) {
      return FleetPages.REFUSALS.leave(redirect, frame, bad.code(), "", href);
    }
  }

  @PostMapping("/vervoer/ploegen/{code}/rooster")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView shift(
      @PathVariable String code,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var crew = crew(code, frame);
    var href = HOME + "/" + crew.code();
    try {
      var read = forms(form);
      var chosen = read.text("vehicle");
      var vehicle =
          chosen.isEmpty()
              ? null
              : keeper.fleet().findVehicle(chosen).map(Vehicle::id).orElse(null);
      if (vehicle == null && !chosen.isEmpty()) {
        return FleetPages.REFUSALS.leave(redirect, frame, "no-such-vehicle", "", href);
      }
      return FleetPages.answer(
          duty.add(actor, crew.id(), vehicle, read.moment("from"), read.moment("until")),
          redirect,
          frame,
          "fleet.done.shift",
          href,
          href);
    } catch (FleetForms.Unreadable bad) {
      return FleetPages.REFUSALS.leave(redirect, frame, bad.code(), "", href);
    }
  }

  @PostMapping("/vervoer/ploegen/{code}/rooster/{id}/weg")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView withdraw(
      @PathVariable String code,
      @PathVariable String id,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var href = HOME + "/" + crew(code, frame).code();
    return FleetPages.answer(
        duty.withdraw(actor, Numbers.of(id)), redirect, frame, "fleet.done.withdrawn", href, href);
  }
}
