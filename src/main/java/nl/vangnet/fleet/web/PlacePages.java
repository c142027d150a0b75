package nl.vangnet.fleet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.BoardingPoint;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetImport;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetReport;
import nl.vangnet.fleet.FleetRights;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Landing places and stations, and the table in which a fleet comes and goes.
@Controller
class PlacePages {
  private static final String HOME = "/vervoer/plaatsen";
  private static final String WAITING = PlacePages.class.getName() + ".waiting";
  private static final long LARGEST = 5_000_000;

  private final FleetDesk desk;
  private final FleetImport imports;
  private final FleetKeeper keeper;
  private final FleetRights rights;
  private final FleetLists lists;
  private final Directory directory;

  PlacePages(
      FleetDesk desk,
      FleetImport imports,
      FleetKeeper keeper,
      FleetRights rights,
      FleetLists lists,
      Directory directory) {
    this.desk = desk;
    this.imports = imports;
    this.keeper = keeper;
    this.rights = rights;
    this.lists = lists;
    this.directory = directory;
  }

  @GetMapping("/vervoer/plaatsen")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView places(Actor actor, Frame frame, HttpServletRequest request) {
    var snapshot = directory.snapshot();
    var places =
        keeper.fleet().boardingPoints().stream()
            .flatMap(p -> snapshot.findSite(p.site()).map(s -> new FleetView.Place(p, s)).stream())
            .sorted(
                Comparator.comparing((FleetView.Place p) -> p.point().kind())
                    .thenComparing(p -> p.site().name()))
            .toList();
    var view =
        new FleetView.Places(
            places, snapshot.sites(lists.home()), rights.mayKeepNation(actor), Flash.of(request));
    return FleetPages.page("places", frame, view);
  }

  @PostMapping("/vervoer/plaatsen")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView put(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var site = site(form);
    var kind = kind(form);
    if (site == null || kind == null) {
      return FleetPages.REFUSALS.leave(redirect, frame, "unreadable-place", "", HOME);
    }
    var minutes = form.getOrDefault("minutes", "");
    var point =
        new BoardingPoint(
            site.id(),
            kind,
            form.getOrDefault("name", "").strip(),
            minutes.matches("\\d{1,3}") ? Integer.parseInt(minutes) : -1,
            form.containsKey("confirmed"),
            form.getOrDefault("source", "").strip());
    return FleetPages.answer(
        desk.put(actor, point), redirect, frame, "fleet.done.place", HOME, HOME);
  }

  @PostMapping("/vervoer/plaatsen/weg")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView remove(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var site = site(form);
    var kind = kind(form);
    return site == null || kind == null
        ? FleetPages.REFUSALS.leave(redirect, frame, "unreadable-place", "", HOME)
        : FleetPages.answer(
            desk.remove(actor, site.id(), kind),
            redirect,
            frame,
            "fleet.done.place-away",
            HOME,
            HOME);
  }

  private @Nullable Site site(Map<String, String> form) {
    var code = form.getOrDefault("site", "").strip().split(" ", 2)[0];
    return directory.snapshot().findSite(lists.home(), code).orElse(null);
  }

  private static BoardingPoint.@Nullable Kind kind(Map<String, String> form) {
    for (var kind : BoardingPoint.Kind.values()) {
      if (kind.name().equals(form.get("kind"))) {
        return kind;
      }
    }
    return null;
  }

  /// A table that waits in the session of the one who sent it.
  private record Waiting(byte[] file) implements Serializable {}

  /// What the page of the import shows; no report before a file was sent.
  record ImportView(@Nullable FleetReport report) {}

  @GetMapping("/vervoer/voertuigen/inlezen")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView choose(Frame frame) {
    return FleetPages.page("import", frame, new ImportView(null));
  }

  @PostMapping("/vervoer/voertuigen/inlezen")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView preview(
      @RequestParam MultipartFile file, Actor actor, Frame frame, HttpServletRequest request)
      throws IOException {
    if (file.getSize() > LARGEST) {
      throw new BadInput("too-large", frame.t("fleet.import.too-large"));
    }
    var bytes = file.getBytes();
    request.getSession().setAttribute(WAITING, new Waiting(bytes));
    return FleetPages.page("import", frame, new ImportView(imports.preview(actor, bytes)));
  }

  @PostMapping("/vervoer/voertuigen/inlezen/bevestigen")
  @Grant(Permission.PLAN_TRANSPORT)
  ModelAndView confirm(
      @RequestParam(defaultValue = "") String alleen,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    if (!(request.getSession().getAttribute(WAITING) instanceof Waiting(var file))) {
      throw new BadInput("no-file", frame.t("fleet.import.no-file"));
    }
    var report = imports.write(actor, file, alleen.equals("goede"));
    if (report.written()) {
      request.getSession().removeAttribute(WAITING);
    }
    var page = FleetPages.page("import", frame, new ImportView(report));
    if (!report.written()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  @GetMapping("/vervoer/voertuigen.csv")
  @Grant(Permission.PLAN_TRANSPORT)
  ResponseEntity<byte[]> export(Actor actor) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"vloot.csv\"")
        .body(imports.export(actor).getBytes(StandardCharsets.UTF_8));
  }
}
