package nl.vangnet.fleet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetOutcome;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.fleet.Obstacle;
import nl.vangnet.fleet.ObstacleDraft;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
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

/// The register of vehicles: look up, add, change, take out of service, say what keeps them from
/// riding (TRA-03).
@Controller
class FleetPages {
  static final Flash.Refusals REFUSALS = new Flash.Refusals("fleet", Permission.PLAN_TRANSPORT);

  static final String HOME = "/vervoer/voertuigen";

  private final FleetDesk desk;
  private final DutyDesk duty;
  private final FleetKeeper keeper;
  private final FleetRights rights;
  private final FleetLists lists;
  private final Directory directory;

  FleetPages(
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

  @GetMapping("/vervoer/voertuigen")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String eigenaar,
      @RequestParam(defaultValue = "") String klasse,
      @RequestParam(defaultValue = "") String weg,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    var filter = new FleetView.Filter(q.strip(), eigenaar, klasse, weg.equals("ja"));
    var found = lists.vehicles(filter, frame.now());
    var view =
        new FleetView.Vehicles(
            FleetView.shown(found, frame.query().containsKey("alle")),
            found.size(),
            keeper.fleet().vehicles().size(),
            filter,
            lists.owners(),
            keeper.fleet().obstacles().stream().filter(o -> o.vehicleClass() != null).toList(),
            !lists.kept(actor).isEmpty(),
            rights.mayKeepNation(actor),
            Flash.of(request));
    return page("vehicles", frame, view);
  }

  @GetMapping("/vervoer/voertuigen/nieuw")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView fresh(Actor actor, Frame frame, HttpServletRequest request) {
    return page("addvehicle", frame, lists.form(actor, null, null, request));
  }

  @PostMapping("/vervoer/voertuigen")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView add(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    try {
      var draft = forms(form).vehicle();
      return answer(
          desk.add(actor, draft),
          redirect,
          frame,
          "fleet.done.vehicle",
          HOME + "/" + draft.code(),
          HOME + "/nieuw",
          form);
    } catch (FleetForms.Unreadable bad) {
      return REFUSALS.leave(redirect, frame, bad.code(), "", HOME + "/nieuw", form);
    }
  }

  private FleetForms forms(Map<String, String> form) {
    return new FleetForms(form, snapshot(), lists.home(), desk.posts());
  }

  private DirectorySnapshot snapshot() {
    return directory.snapshot();
  }

  @GetMapping("/vervoer/voertuigen/{code}")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView one(
      @PathVariable String code, Actor actor, Frame frame, HttpServletRequest request) {
    var vehicle = vehicle(code, frame);
    var view =
        new FleetView.One(
            lists.row(vehicle, frame.now()),
            vehicle.use().others().stream().map(lists::owner).sorted().toList(),
            lists.shifts(vehicle, frame.now()),
            duty.obstacles(vehicle).stream()
                .sorted(Comparator.comparing(Obstacle::from).reversed())
                .limit(20)
                .toList(),
            rights.mayKeep(actor, vehicle),
            lists.form(actor, vehicle, null, request),
            Flash.of(request));
    return page("vehicle", frame, view);
  }

  private Vehicle vehicle(String code, Frame frame) {
    return desk.findVehicle(code)
        .orElseThrow(() -> new NotFound(frame.t("fleet.problem.vehicle", code)));
  }

  @PostMapping("/vervoer/voertuigen/{code}")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView change(
      @PathVariable String code,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var vehicle = vehicle(code, frame);
    var href = HOME + "/" + vehicle.code();
    try {
      var read = forms(form);
      var draft = read.vehicle();
      return answer(
          desk.change(actor, vehicle.id(), read.edition(), draft),
          redirect,
          frame,
          "fleet.done.vehicle",
          HOME + "/" + draft.code(),
          href,
          form);
    } catch (FleetForms.Unreadable bad) {
      return REFUSALS.leave(redirect, frame, bad.code(), "", href, form);
    }
  }

  @PostMapping("/vervoer/voertuigen/{code}/dienst")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView retire(
      @PathVariable String code,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var vehicle = vehicle(code, frame);
    var href = HOME + "/" + vehicle.code();
    try {
      var away = !vehicle.record().retired();
      return answer(
          desk.retire(actor, vehicle.id(), forms(form).edition(), away),
          redirect,
          frame,
          away ? "fleet.done.retired" : "fleet.done.back",
          href,
          href);
    } catch (FleetForms.Unreadable bad) {
      return REFUSALS.leave(redirect, frame, bad.code(), "", href);
    }
  }

  @PostMapping("/vervoer/voertuigen/{code}/belemmering")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView obstacle(
      @PathVariable String code,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var vehicle = vehicle(code, frame);
    var href = HOME + "/" + vehicle.code();
    try {
      return answer(
          duty.report(actor, vehicle.id(), obstacle(form)),
          redirect,
          frame,
          "fleet.done.obstacle",
          href,
          href);
    } catch (FleetForms.Unreadable bad) {
      return REFUSALS.leave(redirect, frame, bad.code(), "", href);
    }
  }

  @PostMapping("/vervoer/belemmering")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView wide(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    try {
      var type = VehicleClass.find(form.getOrDefault("class", ""));
      if (type.isEmpty()) {
        return REFUSALS.leave(redirect, frame, "unreadable-class", "", HOME);
      }
      return answer(
          duty.report(actor, type.get(), obstacle(form)),
          redirect,
          frame,
          "fleet.done.obstacle",
          HOME,
          HOME);
    } catch (FleetForms.Unreadable bad) {
      return REFUSALS.leave(redirect, frame, bad.code(), "", HOME);
    }
  }

  private ObstacleDraft obstacle(Map<String, String> form) throws FleetForms.Unreadable {
    var read = forms(form);
    for (var kind : Obstacle.Kind.values()) {
      if (kind.code().equals(read.text("kind"))) {
        return new ObstacleDraft(
            kind, read.moment("from"), read.moment("until"), read.text("reason"));
      }
    }
    throw new FleetForms.Unreadable("kind");
  }

  @PostMapping("/vervoer/belemmering/{id}/einde")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String voertuig,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var href = desk.findVehicle(voertuig).map(v -> HOME + "/" + v.code()).orElse(HOME);
    return answer(duty.end(actor, Numbers.of(id)), redirect, frame, "fleet.done.ended", href, href);
  }

  static ModelAndView answer(
      FleetOutcome outcome,
      RedirectAttributes redirect,
      Frame frame,
      String key,
      String good,
      String bad) {
    return switch (outcome) {
      case FleetOutcome.Done ignored -> Flash.done(redirect, frame.words().of(key), good);
      case FleetOutcome.Refused(var code, var advice) ->
          REFUSALS.leave(redirect, frame, code, advice, bad);
    };
  }

  static ModelAndView answer(
      FleetOutcome outcome,
      RedirectAttributes redirect,
      Frame frame,
      String key,
      String good,
      String bad,
      Map<String, String> typed) {
    return outcome instanceof FleetOutcome.Refused(var code, var advice)
        ? REFUSALS.leave(redirect, frame, code, advice, bad, typed)
        : answer(outcome, redirect, frame, key, good, bad);
  }

  static ModelAndView page(String name, Frame frame, Object view) {
    return new ModelAndView("fleet/web/" + name, Map.of("frame", frame, "view", view));
  }
}
