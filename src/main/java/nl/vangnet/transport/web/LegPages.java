package nl.vangnet.transport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.transport.CaseDesk;
import nl.vangnet.transport.CostLine;
import nl.vangnet.transport.Leg;
import nl.vangnet.transport.LegDesk;
import nl.vangnet.transport.LegId;
import nl.vangnet.transport.LegOutcome;
import nl.vangnet.transport.LegRights;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.LegStep;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.transport.Precondition;
import nl.vangnet.transport.TransportDesk;
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

/// One leg: what it is, where it stands, and what may be done about it; big buttons for the crew.
@Controller
class LegPages {
  static final Flash.Refusals REFUSALS = new Flash.Refusals("transport", Permission.PLAN_TRANSPORT);

  private final TransportDesk desk;
  private final LegDesk legs;
  private final CaseDesk cases;
  private final PlanningBoard board;
  private final LegRights rights;
  private final FleetKeeper fleet;
  private final Looks looks;

  LegPages(
      TransportDesk desk,
      LegDesk legs,
      CaseDesk cases,
      PlanningBoard board,
      LegRights rights,
      FleetKeeper fleet,
      Looks looks) {
    this.desk = desk;
    this.legs = legs;
    this.cases = cases;
    this.board = board;
    this.rights = rights;
    this.fleet = fleet;
    this.looks = looks;
  }

  @GetMapping("/vervoer/rit/{id}")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView one(@PathVariable String id, Actor actor, Frame frame, HttpServletRequest request) {
    var leg = leg(id, actor, frame);
    var look = looks.of(actor, leg, Looks.byLeg(board.alerts()));
    var history = desk.history(leg.id());
    var plans =
        actor.has(Permission.PLAN_TRANSPORT)
            && (leg.state() == LegState.REQUESTED
                || (leg.state() == LegState.ORDERED && rights.mayPlan(actor, leg)));
    var abroad = looks.isAbroad(look);
    var vehicle = look.vehicle();
    var view =
        new LegView(
            look,
            vehicle == null ? null : looks.owner(vehicle),
            milestones(leg, history),
            history.reversed().stream().map(s -> new LegView.StepRow(s, vehicle(s))).toList(),
            Precondition.of(leg.ask().need()),
            cases.checks(leg.id()),
            plans ? board.options(actor, leg) : null,
            abroad ? cases.costs(leg.caseNumber()) : List.of(),
            desk.legsOf(leg.caseNumber()).stream()
                .filter(l -> !l.id().equals(leg.id()))
                .map(l -> looks.of(actor, l, Map.of()))
                .filter(LegLook::open)
                .toList(),
            new LegView.May(
                rights.mayMove(actor, leg),
                plans,
                rights.mayCancel(actor, leg) && leg.state().next().contains(LegState.CANCELLED),
                rights.mayMove(actor, leg) || rights.mayCancel(actor, leg),
                abroad && cases.mayKeepCosts(actor)),
            Flash.of(request));
    return new ModelAndView("transport/web/leg", Map.of("frame", frame, "view", view));
  }

  /// The leg, as long as this person may know of it.
  private Leg leg(String id, Actor actor, Frame frame) {
    return desk.find(new LegId(Numbers.of(id)))
        .filter(l -> rights.maySee(actor, l))
        .orElseThrow(() -> new NotFound(frame.t("transport.problem.leg", id)));
  }

  private @Nullable String vehicle(LegStep step) {
    var assignment = step.assignment();
    return assignment == null
        ? null
        : fleet
            .fleet()
            .find(assignment.vehicle())
            .map(Vehicle::code)
            .orElse("#" + assignment.vehicle());
  }

  private static final List<LegState> ROAD =
      List.of(
          LegState.ORDERED,
          LegState.ON_THE_WAY,
          LegState.AT_BEDSIDE,
          LegState.UNDER_WAY,
          LegState.ARRIVED,
          LegState.FREE);

  private static List<LegView.Milestone> milestones(Leg leg, List<LegStep> history) {
    var found = new ArrayList<LegView.Milestone>();
    var assignment = leg.assignment();
    for (var state : ROAD) {
      Instant at = null;
      for (var step : history) {
        if (step.after() == state && step.before() != state) {
          at = step.at();
        } else if (step.after() == LegState.REQUESTED) {
          at = null;
        }
      }
      var done = at != null;
      if (at == null && assignment != null && !leg.state().isEnd()) {
        var plan = assignment.plan();
        at =
            switch (state) {
              case ON_THE_WAY -> plan.depart();
              case AT_BEDSIDE -> plan.pickup();
              case UNDER_WAY -> plan.leave();
              case ARRIVED -> plan.arrival();
              case FREE -> plan.free();
              case REQUESTED, ORDERED, CANCELLED -> null;
            };
      }
      found.add(new LegView.Milestone(state, at, done, leg.state() == state));
    }
    return found;
  }

  @PostMapping("/vervoer/rit/{id}/stap")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView step(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var leg = leg(id, actor, frame);
    var href = href(leg);
    for (var state : LegState.values()) {
      if (state.code().equals(form.get("state"))) {
        return answer(
            legs.advance(actor, leg.id(), state, null, form.getOrDefault("reason", "")),
            redirect,
            frame,
            "transport.done.step",
            href);
      }
    }
    return REFUSALS.leave(redirect, frame, "illegal-step", "", href);
  }

  @PostMapping("/vervoer/rit/{id}/klaar")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView confirm(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    mayAtAll(actor);
    var leg = leg(id, actor, frame);
    LegOutcome outcome = new LegOutcome.Done(leg);
    for (var item : Precondition.values()) {
      if (form.containsKey(item.code()) && outcome instanceof LegOutcome.Done) {
        outcome = cases.confirm(actor, leg.id(), item);
      }
    }
    return answer(outcome, redirect, frame, "transport.done.confirmed", href(leg));
  }

  @PostMapping("/vervoer/rit/{id}/plan")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView plan(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var leg = leg(id, actor, frame);
    var back = form.getOrDefault("back", "");
    var href = back.equals("bord") ? "/vervoer" : href(leg);
    var chosen = form.getOrDefault("vehicle", "").strip();
    var vehicle =
        chosen.isEmpty() ? null : fleet.fleet().findVehicle(chosen).map(Vehicle::id).orElse(null);
    if (vehicle == null && !chosen.isEmpty()) {
      return REFUSALS.leave(redirect, frame, "no-such-vehicle", "", href);
    }
    Instant pickup;
    try {
      pickup = pickup(form, leg);
    } catch (DateTimeException | NumberFormatException e) {
      return REFUSALS.leave(redirect, frame, "unreadable-moment", "", href);
    }
    return answer(
        legs.replan(
            actor,
            leg.id(),
            new LegDesk.Replan(
                (int) Numbers.of(form.getOrDefault("edition", "")),
                pickup,
                vehicle,
                form.getOrDefault("reason", ""))),
        redirect,
        frame,
        "transport.done.planned",
        href);
  }

  /// A pick-up as minutes from the present one, as milliseconds, or as a date-and-time field; null
  /// when the moment is left to the plan.
  private static @Nullable Instant pickup(Map<String, String> form, Leg leg) {
    var present = leg.expectedPickup();
    var minutes = form.getOrDefault("minutes", "").strip();
    if (!minutes.isEmpty() && present != null) {
      var by = Integer.parseInt(minutes);
      return by < -2880 || by > 2880 ? present : present.plusSeconds(60L * by);
    }
    var millis = form.getOrDefault("millis", "").strip();
    if (!millis.isEmpty()) {
      return Instant.ofEpochMilli(Long.parseLong(millis));
    }
    var field = form.getOrDefault("pickup", "").strip();
    return field.isEmpty() ? null : LocalDateTime.parse(field).atZone(Frame.ZONE).toInstant();
  }

  @PostMapping("/vervoer/rit/{id}/wijs")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView assign(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String vehicle,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var leg = leg(id, actor, frame);
    VehicleId wanted = null;
    if (!vehicle.isBlank()) {
      wanted = fleet.fleet().findVehicle(vehicle.strip()).map(Vehicle::id).orElse(null);
      if (wanted == null) {
        return REFUSALS.leave(redirect, frame, "no-such-vehicle", "", href(leg));
      }
    }
    return answer(
        desk.assign(actor, leg.id(), wanted),
        redirect,
        frame,
        "transport.done.assigned",
        href(leg));
  }

  @PostMapping("/vervoer/rit/{id}/terug")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView giveBack(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var leg = leg(id, actor, frame);
    return answer(
        legs.giveBack(actor, leg.id(), reason), redirect, frame, "transport.done.back", href(leg));
  }

  @PostMapping("/vervoer/rit/{id}/afzeggen")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView cancel(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    mayAtAll(actor);
    var leg = leg(id, actor, frame);
    var code = form.getOrDefault("code", "").strip();
    var note = form.getOrDefault("note", "").strip();
    return answer(
        desk.cancel(actor, leg.id(), note.isEmpty() ? code : code + ": " + note),
        redirect,
        frame,
        "transport.done.cancelled",
        href(leg));
  }

  /// Those who only look are refused before anything is looked up.
  private static void mayAtAll(Actor actor) {
    if (!actor.has(Permission.PLAN_TRANSPORT)
        && !actor.has(Permission.ORDER_TRANSPORT)
        && !actor.has(Permission.REQUEST_TRANSFER)) {
      throw new NotAllowed(Permission.ORDER_TRANSPORT, "legs");
    }
  }

  @PostMapping("/vervoer/rit/{id}/kosten")
  @Grant(Permission.ORDER_TRANSPORT)
  ModelAndView cost(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var leg = leg(id, actor, frame);
    for (var kind : CostLine.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(form.get("kind"))) {
        return noted(
            cases.addCost(
                actor,
                leg.caseNumber(),
                kind,
                cents(form.getOrDefault("amount", "")),
                form.getOrDefault("payer", ""),
                form.getOrDefault("note", "")),
            redirect,
            frame,
            "transport.done.cost",
            href(leg));
      }
    }
    return REFUSALS.leave(redirect, frame, "text-length", "", href(leg));
  }

  /// "1.234,50" or "1234.5" in cents; 0 when it is no amount.
  static long cents(String text) {
    var plain = text.strip().replace(" ", "");
    if (plain.matches("\\d{1,3}(\\.\\d{3})*(,\\d{1,2})?") || plain.matches("\\d+,\\d{1,2}")) {
      plain = plain.replace(".", "").replace(',', '.');
    }
    return plain.matches("\\d{1,7}(\\.\\d{1,2})?")
        ? new java.math.BigDecimal(plain).movePointRight(2).longValueExact()
        : 0;
  }

  @PostMapping("/vervoer/rit/{id}/kosten/{line}/weg")
  @Grant(Permission.ORDER_TRANSPORT)
  ModelAndView withdrawCost(
      @PathVariable String id,
      @PathVariable String line,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var leg = leg(id, actor, frame);
    return noted(
        cases.withdrawCost(actor, Numbers.of(line), reason),
        redirect,
        frame,
        "transport.done.cost-away",
        href(leg));
  }

  static ModelAndView noted(
      CaseDesk.Noted noted, RedirectAttributes redirect, Frame frame, String key, String href) {
    return noted.isDone()
        ? Flash.done(redirect, frame.words().of(key), href)
        : REFUSALS.leave(redirect, frame, noted.refused(), noted.advice(), href);
  }

  private static String href(Leg leg) {
    return "/vervoer/rit/" + leg.id();
  }

  private static ModelAndView answer(
      LegOutcome outcome, RedirectAttributes redirect, Frame frame, String key, String href) {
    return switch (outcome) {
      case LegOutcome.Done(var leg) ->
          Flash.done(
              redirect,
              frame
                  .words()
                  .of(
                      key,
                      leg.caseNumber(),
                      frame.words().of("transport.state." + leg.state().code()),
                      leg.expectedPickup() == null ? "—" : frame.clock(leg.expectedPickup())),
              href);
      case LegOutcome.Refused(var code, var advice) ->
          REFUSALS.leave(redirect, frame, code, advice, href);
    };
  }
}
