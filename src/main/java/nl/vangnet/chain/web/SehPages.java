package nl.vangnet.chain.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.chain.ChainView;
import nl.vangnet.chain.Diversion;
import nl.vangnet.chain.DiversionDesk;
import nl.vangnet.chain.DiversionOutcome;
import nl.vangnet.chain.DiversionRecords;
import nl.vangnet.chain.DiversionRemark;
import nl.vangnet.chain.Link;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
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

/// Openness of emergency departments: who asks what of ambulances, until when, with what
/// consequences, and how often (CHN-01, CHN-02).
@Controller
class SehPages {
  static final Flash.Refusals REFUSALS = new Flash.Refusals("chain", Permission.REPORT_DIVERSION);

  private static final String HOME = "/keten/seh";
  private static final Duration WEEK = Duration.ofDays(7);

  private final DiversionDesk desk;
  private final DiversionRecords records;
  private final ChainView chain;
  private final HomeRegions regions;

  SehPages(DiversionDesk desk, DiversionRecords records, ChainView chain, HomeRegions regions) {
    this.desk = desk;
    this.records = records;
    this.chain = chain;
    this.regions = regions;
  }

  @GetMapping("/keten/seh")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView board(
      @RequestParam(defaultValue = "") String regio,
      @RequestParam(defaultValue = "30") String dagen,
      Frame frame) {
    var region =
        regio.isBlank()
            ? null
            : regions
                .find(regio)
                .orElseThrow(() -> new NotFound(frame.t("chain.problem.region", regio)));
    var days = dagen.equals("7") ? 7 : dagen.equals("90") ? 90 : 30;
    var departments = new HashMap<SiteId, SehView.Department>();
    var order = new ArrayList<SiteId>();
    for (var site : departments(region)) {
      departments.put(site.id(), department(site));
      order.add(site.id());
    }
    var now = frame.now();
    var inForce = desk.inForce().stream().filter(d -> departments.containsKey(d.site())).toList();
    var remarks = remarks(inForce);
    var rows =
        inForce.stream()
            .map(d -> row(d, departments.getOrDefault(d.site(), unknown()), remarks, now))
            .sorted(
                Comparator.comparing((SehView.Row r) -> r.diversion().ask().level())
                    .reversed()
                    .thenComparing(r -> r.diversion().until()))
            .toList();
    var week = desk.list(departments.keySet(), now.minus(WEEK), now);
    var lanes =
        order.stream()
            .map(id ->
                new SehView.Lane(
                    departments.getOrDefault(id, unknown()),
                    inForce.stream().filter(d -> d.site().equals(id)).findFirst().orElse(null),
                    stretches(frame, week.stream().filter(d -> d.site().equals(id)).toList())))
            .toList();
    var past =
        records.of(departments.keySet(), Duration.ofDays(days)).stream()
            .map(r -> new SehView.Past(departments.getOrDefault(r.site(), unknown()), r))
            .toList();
    var view =
        new SehView(
            new SehView.Sums(
                departments.size(),
                count(inForce, Diversion.Level.DIVERSION),
                count(inForce, Diversion.Level.RESTRICTED),
                count(inForce, Diversion.Level.ANNOUNCED)),
            rows,
            lanes,
            past,
            new SehView.Choice(
                regions.list(),
                region,
                region == null ? frame.t("chain.nation") : Texts.region(region),
                days));
    return new ModelAndView("chain/web/seh", Map.of("frame", frame, "view", view));
  }

  private List<Site> departments(@Nullable Region region) {
    return (region == null ? regions.sites() : regions.sites(region))
        .stream().filter(Site::emergencyDepartment).toList();
  }

  private SehView.Department department(Site site) {
    return new SehView.Department(
        site.code(),
        site.name(),
        Texts.region(regions.of(site.id()).orElse(null)),
        chain.site(Link.SEH, site.id()));
  }

  private SehView.Department unknown() {
    return new SehView.Department("", "?", "", chain.site(Link.SEH, new SiteId(0)));
  }

  private static int count(List<Diversion> reports, Diversion.Level level) {
    return (int) reports.stream().filter(d -> d.ask().level() == level).count();
  }

  private Map<Long, List<DiversionRemark>> remarks(List<Diversion> reports) {
    var found = new HashMap<Long, List<DiversionRemark>>();
    desk.remarks(reports.stream().map(Diversion::id).toList())
        .forEach(r -> found.computeIfAbsent(r.diversion(), k -> new ArrayList<>()).add(r));
    return found;
  }

  private static SehView.Row row(
      Diversion diversion,
      SehView.Department department,
      Map<Long, List<DiversionRemark>> remarks,
      Instant now) {
    return new SehView.Row(
        diversion,
        department,
        remarks.getOrDefault(diversion.id(), List.of()),
        Duration.between(now, diversion.until()));
  }

  private static List<SehView.Stretch> stretches(Frame frame, List<Diversion> reports) {
    var begin = frame.now().minus(WEEK);
    var stretches = new ArrayList<SehView.Stretch>();
    for (var report : reports) {
      var start = report.from().isBefore(begin) ? begin : report.from();
      var held = report.heldBetween(begin, frame.now());
      stretches.add(
          new SehView.Stretch(
              promille(Duration.between(begin, start)),
              Math.max(3, promille(held)),
              report.ask().level(),
              frame.t("chain.level." + word(report.ask().level().name()))
                  + ", "
                  + frame.moment(report.from())
                  + ", "
                  + Texts.duration(frame, held)
                  + ": "
                  + frame.t("chain.reason." + word(report.ask().reason().name()))));
    }
    return stretches;
  }

  private static int promille(Duration part) {
    return (int) (part.toSeconds() * 1000 / WEEK.toSeconds());
  }

  @GetMapping("/keten/seh/{siteCode}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView one(
      @PathVariable String siteCode, Actor actor, Frame frame, HttpServletRequest request) {
    var site = site(siteCode, frame);
    var now = frame.now();
    var inForce = desk.inForce();
    var mine = inForce.stream().filter(d -> d.site().equals(site.id())).findFirst().orElse(null);
    var history = desk.list(List.of(site.id()), now.minus(Duration.ofDays(90)), now);
    var department = department(site);
    var remarks = remarks(history);
    var rows = history.stream().map(d -> row(d, department, remarks, now)).toList();
    var view =
        new SehView.One(
            department,
            mine == null ? null : row(mine, department, remarks, now),
            neighbours(site, inForce),
            rows,
            records.of(List.of(site.id()), Duration.ofDays(90)).stream().findFirst().orElse(null),
            new SehView.Acts(desk.may(actor, site.id()), DiversionDesk.LONGEST.toMinutes()),
            Flash.of(request));
    return new ModelAndView("chain/web/department", Map.of("frame", frame, "view", view));
  }

  private Site site(String code, Frame frame) {
    return regions
        .findSite(code)
        .filter(Site::emergencyDepartment)
        .orElseThrow(() -> new NotFound(frame.t("chain.problem.department", code)));
  }

  /// The five nearest departments: where the patients would go.
  private List<SehView.Neighbour> neighbours(Site site, List<Diversion> inForce) {
    var here = site.coordinates();
    if (here == null) {
      return List.of();
    }
    var found = new ArrayList<SehView.Neighbour>();
    for (var other : departments(null)) {
      var there = other.coordinates();
      if (there == null || other.id().equals(site.id())) {
        continue;
      }
      var department = department(other);
      found.add(
          new SehView.Neighbour(
              department,
              (int) Math.round(here.distanceMetres(there) / 1000),
              inForce.stream().filter(d -> d.site().equals(other.id())).findFirst().orElse(null),
              department.figures().oldest()));
    }
    found.sort(Comparator.comparingInt(SehView.Neighbour::kilometres));
    return found.stream().limit(5).toList();
  }

  @PostMapping("/keten/seh/{siteCode}")
  @Grant(Permission.REPORT_DIVERSION)
  ModelAndView report(
      @PathVariable String siteCode,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var site = site(siteCode, frame);
    var href = HOME + "/" + site.code();
    var level = Codes.find(Diversion.Level.values(), form.get("level"));
    var reason = Codes.find(Diversion.Reason.values(), form.get("reason"));
    var extent = Codes.find(Diversion.Extent.values(), form.getOrDefault("extent", "all"));
    if (level == null || reason == null || extent == null) {
      return REFUSALS.leave(redirect, frame, "choice-missing", "", href);
    }
    var follows = Codes.number(form.getOrDefault("follows", ""));
    var wish =
        new DiversionDesk.Wish(
            level,
            reason,
            extent,
            form.getOrDefault("note", ""),
            Duration.ofMinutes(Codes.number(form.getOrDefault("minutes", ""))),
            follows == 0 ? null : follows);
    return answer(
        desk.report(actor, site.id(), wish), redirect, frame, "chain.done.reported", href);
  }

  @PostMapping("/keten/seh/melding/{id}/einde")
  @Grant(Permission.REPORT_DIVERSION)
  ModelAndView end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        desk.end(actor, Codes.number(id), note),
        redirect,
        frame,
        "chain.done.open-again",
        hrefOf(Codes.number(id)));
  }

  @PostMapping("/keten/seh/melding/{id}/opmerking")
  @Grant(Permission.REPORT_DIVERSION)
  ModelAndView remark(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String text,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        desk.remark(actor, Codes.number(id), text),
        redirect,
        frame,
        "chain.done.remarked",
        hrefOf(Codes.number(id)));
  }

  private String hrefOf(long id) {
    return desk.find(id)
        .flatMap(d -> regions.findSite(d.site()))
        .map(s -> HOME + "/" + s.code())
        .orElse(HOME);
  }

  private static ModelAndView answer(
      DiversionOutcome outcome, RedirectAttributes redirect, Frame frame, String key, String href) {
    return switch (outcome) {
      case DiversionOutcome.Done(var diversion) ->
          Flash.done(redirect, frame.words().of(key, frame.clock(diversion.until())), href);
      case DiversionOutcome.Refused(var code, var advice) ->
          REFUSALS.leave(redirect, frame, code, advice, href);
    };
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
