package nl.vangnet.alerts.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.alerts.AlertText;
import nl.vangnet.alerts.AlertView;
import nl.vangnet.alerts.Alerts;
import nl.vangnet.alerts.Told;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DeskList;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The messages of one's desk, and what became of those that one's desk sent or got.
@Controller
class AlertPages {
  private final Alerts alerts;
  private final DeskList desks;

  AlertPages(Alerts alerts, DeskList desks) {
    this.alerts = alerts;
    this.desks = desks;
  }

  @GetMapping("/meldingen")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView inbox(Actor actor, Frame frame) {
    var names = names();
    var rows =
        alerts.inbox(actor).stream()
            .map(v ->
                new InboxView.Row(
                    v,
                    AlertText.about(v.about(), frame.words()),
                    names.getOrDefault(v.via(), v.via())))
            .toList();
    var view =
        new InboxView(
            Desk.of(actor).map(d -> names.getOrDefault(d.key(), d.key())).orElse(""),
            rows.stream()
                .filter(r -> r.alert().isUnread())
                .sorted(Comparator.comparing(r -> !r.alert().urgent()))
                .toList(),
            rows.stream().filter(r -> !r.alert().isUnread()).toList());
    return new ModelAndView("alerts/web/inbox", Map.of("frame", frame, "view", view));
  }

  private Map<String, String> names() {
    return desks.all().values().stream()
        .collect(Collectors.toMap(d -> d.desk().key(), DeskList.Named::name));
  }

  @PostMapping("/meldingen/{id}/gelezen")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView read(@PathVariable String id, Actor actor, Frame frame) {
    if (!id.matches("\\d{1,18}") || !alerts.read(actor, Long.parseLong(id))) {
      throw new NotFound(frame.t("alerts.problem.none"));
    }
    return Flash.seeOther("/meldingen");
  }

  /// How much waits, for the bell in the head of the page.
  record Waiting(int unread, int urgent) {}

  @GetMapping("/meldingen/stand")
  @Grant(Permission.KEEP_ROSTER)
  ResponseEntity<Waiting> waiting(Actor actor) {
    var unread = alerts.unread(actor);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Waiting(unread.size(), (int) unread.stream().filter(AlertView::urgent).count()));
  }

  @GetMapping("/meldingen/bezorging")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView log(@RequestParam(defaultValue = "") String over, Actor actor, Frame frame) {
    var all = actor.has(Permission.SEE_OUTBOX);
    var about = over.strip();
    var rows = about.isEmpty() ? alerts.latest(actor) : about(about, actor, all);
    var view = new LogView(about, AlertText.about(about, frame.words()), all, rows, names());
    return new ModelAndView("alerts/web/log", Map.of("frame", frame, "view", view));
  }

  /// What became of the messages about something, for the parties: a desk sees those that it sent
  /// or got.
  private List<Told> about(String about, Actor actor, boolean all) {
    var rows = alerts.of(about);
    var desk = Desk.of(actor).map(Desk::key).orElse("");
    if (all || rows.isEmpty()) {
      return rows;
    }
    var mine = rows.stream().filter(t -> t.isFor(desk)).toList();
    if (desk.isEmpty() || mine.isEmpty()) {
      throw new NotAllowed(Permission.SEE_OUTBOX, about);
    }
    return mine;
  }
}
