package nl.vangnet.reports.web;

import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.access.Permission;
import nl.vangnet.reports.DistributionList;
import nl.vangnet.reports.DistributionLists;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The distribution lists (COM-08), and the page on which a reader unsubscribes.
@Controller
class ListPages {
  private static final String HREF = "/verzendlijsten";

  private final DistributionLists lists;

  ListPages(DistributionLists lists) {
    this.lists = lists;
  }

  @GetMapping(HREF)
  @Grant(Permission.WRITE_REPORT)
  ModelAndView lists(Actor actor, Frame frame) {
    return new ModelAndView(
        "reports/web/lists",
        Map.of(
            "frame",
            frame,
            "view",
            new ListsView(
                lists.list(actor),
                DistributionLists.SUGGESTED,
                lists.hasMailServer(),
                ReportWeb.notice(frame))));
  }

  @PostMapping(HREF)
  @Grant(Permission.WRITE_REPORT)
  ModelAndView open(
      Actor actor,
      @RequestParam(defaultValue = "") String naam,
      @RequestParam(defaultValue = "") String waarvoor) {
    return ReportWeb.after(HREF, lists.open(actor, naam, waarvoor), "list");
  }

  @PostMapping(HREF + "/{id}")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView change(
      Actor actor, @PathVariable String id, @RequestParam Map<String, String> sent) {
    return ReportWeb.after(
        HREF,
        lists.change(
            actor,
            id(id),
            sent.getOrDefault("naam", ""),
            sent.getOrDefault("waarvoor", ""),
            sent.containsKey("actief")),
        "list");
  }

  @PostMapping(HREF + "/{id}/adres")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView add(Actor actor, @PathVariable String id, @RequestParam Map<String, String> sent) {
    return ReportWeb.after(HREF, lists.add(actor, id(id), address(sent)), "recipient");
  }

  @PostMapping(HREF + "/adres/{recipient}")
  @Grant(Permission.WRITE_REPORT)
  ModelAndView changeAddress(
      Actor actor, @PathVariable String recipient, @RequestParam Map<String, String> sent) {
    return ReportWeb.after(
        HREF,
        lists.change(actor, id(recipient), address(sent), sent.containsKey("actief")),
        "recipient");
  }

  private static DistributionList.Address address(Map<String, String> sent) {
    return new DistributionList.Address(
        sent.getOrDefault("organisatie", ""),
        sent.getOrDefault("naam", ""),
        sent.getOrDefault("email", ""),
        sent.getOrDefault("taal", "nl"));
  }

  private static long id(String text) {
    if (!text.matches("\\d{1,15}")) {
      throw new NotFound(text);
    }
    return Long.parseLong(text);
  }

  @GetMapping(HREF + "/afmelden/{token}")
  @OpenToAll(why = "who gets the report by e-mail has no account and may stop it")
  ModelAndView leave(Frame frame, @PathVariable String token) {
    var found = lists.findSubscription(token).orElseThrow(() -> new NotFound(token));
    return page(frame, found, token, false);
  }

  @PostMapping(HREF + "/afmelden/{token}")
  @OpenToAll(why = "who gets the report by e-mail has no account and may stop it")
  ModelAndView left(Frame frame, @PathVariable String token) {
    var found = lists.findSubscription(token).orElseThrow(() -> new NotFound(token));
    lists.unsubscribe(token);
    return page(frame, found, token, true);
  }

  private static ModelAndView page(
      Frame frame, DistributionLists.Subscription subscription, String token, boolean done) {
    return new ModelAndView(
        "reports/web/leave",
        Map.of("frame", frame, "view", new LeaveView(subscription, token, done)));
  }
}

/// What the page of the lists shows.
record ListsView(
    List<DistributionList> lists,
    List<String> suggested,
    boolean hasMailServer,
    DayView.Notice notice) {
  /// The organisations of the old copy list that are on no list yet.
  List<String> missing() {
    return suggested.stream()
        .filter(s ->
            lists.stream()
                .flatMap(l -> l.recipients().stream())
                .noneMatch(r -> r.address().organisation().equalsIgnoreCase(s)))
        .toList();
  }
}

/// What the page to unsubscribe shows.
record LeaveView(DistributionLists.Subscription subscription, String token, boolean done) {}
