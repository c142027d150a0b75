package nl.vangnet.simulator.web;

import java.time.Duration;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.simulator.Simulator;
import nl.vangnet.web.Frame;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// The page on which the simulated country is watched and steered; in demo mode only.
@Controller
@ConditionalOnBooleanProperty("vangnet.demo")
class SimulatorPages {
  private static final String ADDRESS = "/oefenland";

  private final Simulator simulator;
  private final AuditTrail trail;

  SimulatorPages(Simulator simulator, AuditTrail trail) {
    this.simulator = simulator;
    this.trail = trail;
  }

  @GetMapping(ADDRESS)
  @Grant(Permission.CONTROL_SIMULATION)
  ModelAndView page(Frame frame, @RequestParam(required = false) String done) {
    return new ModelAndView(
        "simulator/web/oefenland",
        Map.of("frame", frame, "view", SimulatorView.of(simulator.status(), done, frame)));
  }

  @PostMapping(ADDRESS + "/pauze")
  @Grant(Permission.CONTROL_SIMULATION)
  RedirectView pause(Actor actor) {
    simulator.pause();
    return done(actor, "pause", Map.of());
  }

  @PostMapping(ADDRESS + "/verder")
  @Grant(Permission.CONTROL_SIMULATION)
  RedirectView resume(Actor actor) {
    simulator.resume();
    return done(actor, "resume", Map.of());
  }

  @PostMapping(ADDRESS + "/snelheid")
  @Grant(Permission.CONTROL_SIMULATION)
  RedirectView speed(Actor actor, @RequestParam double hoursPerMinute) {
    simulator.setSpeed(hoursPerMinute);
    return done(actor, "speed", Map.of("hoursPerMinute", Double.toString(hoursPerMinute)));
  }

  @PostMapping(ADDRESS + "/dag")
  @Grant(Permission.CONTROL_SIMULATION)
  RedirectView day(Actor actor, @RequestParam int day) {
    simulator.jumpTo(day);
    return done(actor, "day", Map.of("day", Integer.toString(day)));
  }

  @PostMapping(ADDRESS + "/zaad")
  @Grant(Permission.CONTROL_SIMULATION)
  RedirectView seed(Actor actor, @RequestParam long seed) {
    simulator.reseed(seed);
    return done(actor, "seed", Map.of("seed", Long.toString(seed)));
  }

  @PostMapping(ADDRESS + "/storing")
  @Grant(Permission.CONTROL_SIMULATION)
  RedirectView fault(Actor actor, @RequestParam int hospital, @RequestParam String fault) {
    var happened =
        switch (fault) {
          case "silence" -> simulator.silence(hospital, Duration.ofMinutes(10));
          case "rebuild" -> simulator.rebuild(hospital);
          case "surge" -> simulator.surge(hospital, 25);
          default -> false;
        };
    if (!happened) {
      return redirect("no");
    }
    return done(actor, fault, Map.of("hospital", Integer.toString(hospital)));
  }

  private RedirectView done(Actor actor, String what, Map<String, String> facts) {
    trail.record(actor, "simulator." + what, "simulator", null, facts);
    return redirect(what);
  }

  private static RedirectView redirect(String done) {
    var view = new RedirectView(ADDRESS + "?done=" + done, true);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return view;
  }
}
