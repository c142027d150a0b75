package nl.vangnet.web;

import java.util.List;
import nl.vangnet.access.Permission;

/// One group of the navigation with the rooms that this person may enter, in the order of the work.
public record NavGroup(String key, List<Item> items) {
  /// One room: the key of its name, its address, whether it is the present page and how many things
  /// wait there for the one who looks.
  public record Item(String key, String href, boolean current, int waiting) {}

  private record Place(String group, String key, String href, Permission permission) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("web.nav.now", "web.nav.picture", "/", Permission.SEE_PICTURE),
          new Place("web.nav.now", "web.nav.regions", "/regio", Permission.SEE_PICTURE),
          new Place("web.nav.now", "web.nav.sites", "/locatie", Permission.SEE_PICTURE),
          new Place(
              "web.nav.now", "web.nav.transfers", "/overplaatsingen", Permission.SEE_TRANSFERS),
          new Place("web.nav.now", "web.nav.abroad", "/buitenland", Permission.SEE_TRANSFERS),
          new Place("web.nav.now", "web.nav.chain", "/keten", Permission.SEE_PICTURE),
          new Place("web.nav.now", "web.nav.transport", "/vervoer", Permission.SEE_TRANSPORT),
          new Place("web.nav.now", "web.nav.duty", "/piket", Permission.SEE_PICTURE),
          new Place("web.nav.now", "web.nav.alerts", "/meldingen", Permission.SEE_PICTURE),
          new Place("web.nav.now", "web.nav.bulletins", "/bulletins", Permission.SEE_PICTURE),
          new Place("web.nav.in", "web.nav.rounds", "/aanlevering", Permission.SEE_PICTURE),
          new Place("web.nav.in", "web.nav.entry", "/invoer", Permission.ENTER_FIGURES),
          new Place("web.nav.in", "web.nav.forms", "/formulieren", Permission.SEE_PICTURE),
          new Place("web.nav.in", "web.nav.findings", "/bevindingen", Permission.SEE_PICTURE),
          new Place("web.nav.in", "web.nav.giving", "/geven", Permission.SEE_PICTURE),
          new Place("web.nav.in", "web.nav.messages", "/berichten", Permission.SEE_INTAKE),
          new Place("web.nav.report", "web.nav.day-report", "/dagrapport", Permission.SEE_PICTURE),
          new Place(
              "web.nav.report", "web.nav.week-report", "/weekrapport", Permission.SEE_PICTURE),
          new Place(
              "web.nav.report", "web.nav.foreign", "/andere-monitors", Permission.SEE_PICTURE),
          new Place("web.nav.report", "web.nav.lists", "/verzendlijsten", Permission.WRITE_REPORT),
          new Place("web.nav.report", "web.nav.public", "/openbaar", Permission.SEE_PICTURE),
          new Place("web.nav.base", "web.nav.protocols", "/protocollen", Permission.SEE_PICTURE),
          new Place("web.nav.base", "web.nav.definitions", "/definities", Permission.SEE_PICTURE),
          new Place("web.nav.base", "web.nav.directory", "/register", Permission.SEE_PICTURE),
          new Place("web.nav.base", "web.nav.contacts", "/contacten", Permission.SEE_PICTURE),
          new Place("web.nav.base", "web.nav.connection", "/aansluiting", Permission.SEE_PICTURE),
          new Place("web.nav.base", "web.nav.conformance", "/conformiteit", Permission.SEE_PICTURE),
          new Place(
              "web.nav.manage", "web.nav.simulation", "/oefenland", Permission.CONTROL_SIMULATION),
          new Place("web.nav.manage", "web.nav.people", "/mensen", Permission.MANAGE_PEOPLE),
          new Place("web.nav.manage", "web.nav.sources", "/bronnen", Permission.MANAGE_SOURCES),
          new Place("web.nav.manage", "web.nav.outbox", "/verzonden", Permission.SEE_OUTBOX),
          new Place("web.nav.manage", "web.nav.audit", "/logboek", Permission.SEE_AUDIT),
          new Place("web.nav.manage", "web.nav.settings", "/instellingen", Permission.SEE_SETTINGS),
          new Place("web.nav.manage", "web.nav.help", "/help", Permission.SEE_PICTURE));

  public NavGroup {
    items = List.copyOf(items);
  }

  /// The groups for the one who looks; empty for visitors.
  static List<NavGroup> of(Frame frame) {
    return PLACES.stream()
        .map(Place::group)
        .distinct()
        .map(group -> new NavGroup(group, items(frame, group)))
        .filter(g -> !g.items().isEmpty())
        .toList();
  }

  private static List<Item> items(Frame frame, String group) {
    return PLACES.stream()
        .filter(p -> p.group().equals(group) && frame.has(p.permission()))
        .filter(p -> !p.href().equals("/oefenland") || frame.demo())
        .map(p ->
            new Item(
                p.key(),
                p.href(),
                isAt(frame.path(), p.href()),
                frame.waiting().getOrDefault(p.href(), 0)))
        .toList();
  }

  private static boolean isAt(String path, String href) {
    return path.equals(href) || (href.length() > 1 && path.startsWith(href + "/"));
  }
}
