package nl.vangnet.onboarding.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Precedence;
import nl.vangnet.capacity.PrecedenceOutcome;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.SourceChoice;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.onboarding.Check;
import nl.vangnet.onboarding.Connections;
import nl.vangnet.onboarding.Stage;
import nl.vangnet.onboarding.StepOutcome;
import nl.vangnet.onboarding.web.ConnectionViews.Origin;
import nl.vangnet.onboarding.web.ConnectionViews.Overview;
import nl.vangnet.onboarding.web.ConnectionViews.RegionRow;
import nl.vangnet.onboarding.web.ConnectionViews.SitePage;
import nl.vangnet.onboarding.web.ConnectionViews.SiteRow;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/// The pages of connecting hospitals: the country, and one site with its checklist, its own count,
/// and whose figures count.
@Controller
class ConnectionPages {
  private static final String LINE_FIELD = "regel-";
  private static final int NUMBER_LENGTH = 6;

  private final Connections connections;
  private final SourceChoice choice;
  private final SourceSystems sources;
  private final LivePicture picture;
  private final CapacityBook book;
  private final Definitions definitions;
  private final Directory directory;
  private final Rules rules;
  private final Guard guard;
  private final Clock clock;
  private final CountryCode home;

  ConnectionPages(
      Connections connections,
      SourceChoice choice,
      SourceSystems sources,
      LivePicture picture,
      CapacityBook book,
      Definitions definitions,
      Directory directory,
      Rules rules,
      Guard guard,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.connections = connections;
    this.choice = choice;
    this.sources = sources;
    this.picture = picture;
    this.book = book;
    this.definitions = definitions;
    this.directory = directory;
    this.rules = rules;
    this.guard = guard;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  @GetMapping("/aansluiting")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView overview(Frame frame, @RequestParam(defaultValue = "") String stand) {
    var snapshot = directory.snapshot();
    var set = regionSet(snapshot);
    var stages = connections.stages();
    var shown = picture.current();
    var rows = new ArrayList<SiteRow>();
    var perRegion = new LinkedHashMap<String, List<Site>>();
    var names = new HashMap<String, String>();
    if (set != null) {
      for (var region : snapshot.regions(set)) {
        perRegion.put(region.code(), new ArrayList<>());
        names.put(region.code(), region.name());
      }
    }
    for (var site : snapshot.sites(home)) {
      if (site.type() != ProviderType.HOSPITAL) {
        continue;
      }
      var region = set == null ? null : snapshot.findRegionOf(site.id(), set).orElse(null);
      var code = region == null ? "" : region.code();
      perRegion.computeIfAbsent(code, k -> new ArrayList<>()).add(site);
      var step = stages.get(site.id());
      var seen = shown.site(site.id());
      rows.add(
          new SiteRow(
              site,
              names.getOrDefault(code, "—"),
              step == null ? Stage.NONE : step.stage(),
              step == null ? null : step.at(),
              seen == null ? null : seen.lastHeard(),
              "/aansluiting/" + site.code()));
    }
    var regions = new ArrayList<RegionRow>();
    perRegion.forEach((code, sites) -> {
      var counts = new EnumMap<Stage, Integer>(Stage.class);
      var fresh = 0;
      for (var site : sites) {
        var step = stages.get(site.id());
        counts.merge(step == null ? Stage.NONE : step.stage(), 1, Integer::sum);
        fresh += isFresh(shown.site(site.id())) ? 1 : 0;
      }
      if (!sites.isEmpty()) {
        regions.add(
            new RegionRow(code, names.getOrDefault(code, "—"), sites.size(), counts, fresh));
      }
    });
    var stage = stage(stand);
    var listed =
        rows.stream()
            .filter(r -> stage == null ? r.stage() != Stage.LIVE : r.stage() == stage)
            .sorted(
                Comparator.comparing(SiteRow::stage)
                    .thenComparing(r -> r.site().name(), String.CASE_INSENSITIVE_ORDER))
            .toList();
    return new ModelAndView(
        "onboarding/web/connections",
        Map.of("frame", frame, "view", new Overview(regions, listed, stage)));
  }

  /// Whether the occupied beds of every line of intensive care and ward are fresh or ageing.
  private static boolean isFresh(@Nullable SitePicture site) {
    if (site == null) {
      return false;
    }
    var ages =
        site.lines().stream()
            .filter(l -> l.line().category().equals("icu") || l.line().category().equals("ward"))
            .map(l -> l.figure(Variable.OCCUPIED).age())
            .toList();
    return !ages.isEmpty() && ages.stream().noneMatch(a -> a == Age.STALE || a == Age.UNKNOWN);
  }

  private @Nullable RegionSet regionSet(DirectorySnapshot snapshot) {
    var now = clock.instant();
    return snapshot
        .findRegionSet(home, rules.regionSetKind(now), LocalDate.ofInstant(now, Frame.ZONE))
        .orElse(null);
  }

  private static @Nullable Stage stage(String text) {
    for (var stage : Stage.values()) {
      if (stage.name().equalsIgnoreCase(text)) {
        return stage;
      }
    }
    return null;
  }

  @GetMapping("/aansluiting/{siteCode}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView site(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @org.springframework.web.bind.annotation.ModelAttribute("fault") String fault,
      @org.springframework.web.bind.annotation.ModelAttribute("notice") String notice) {
    var site = find(siteCode);
    var snapshot = directory.snapshot();
    var set = regionSet(snapshot);
    var names = new HashMap<Integer, String>();
    for (var line : book.lines(site.id())) {
      names.put(line.id().value(), name(frame, snapshot, line));
    }
    var origins = new ArrayList<Origin>();
    sources.list().stream()
        .filter(s -> s.organisation().equals(site.organisation()))
        .forEach(s -> origins.add(new Origin(s.actor().id(), s.name())));
    origins.add(new Origin(Precedence.PEOPLE, frame.t("onboarding.origin.people")));
    var mayCount = guard.may(actor, Permission.ENTER_FIGURES, site.id());
    return new ModelAndView(
        "onboarding/web/connection",
        Map.of(
            "frame",
            frame,
            "view",
            new SitePage(
                site,
                set == null
                    ? "—"
                    : snapshot.findRegionOf(site.id(), set).map(r -> r.name()).orElse("—"),
                "/aansluiting/" + site.code(),
                connections.of(site),
                connections.countedLines(site),
                connections.counts(site.id()),
                names,
                choice.rules(site.id()),
                choice.beside(site.id()),
                origins,
                actor.has(Permission.CONNECT_SITES),
                mayCount,
                fault.isEmpty() ? null : fault,
                notice.isEmpty() ? null : notice)));
  }

  private String name(Frame frame, DirectorySnapshot snapshot, Line line) {
    var dutch = frame.words().isDutch();
    return snapshot.findUnit(line.unit()).map(u -> u.code()).orElse("?")
        + " · "
        + definitions
            .findCategory(line.category())
            .map(c -> dutch ? c.nameNl() : c.nameEn())
            .orElse(line.category())
        + " · "
        + definitions
            .findCohort(line.cohort())
            .map(c -> dutch ? c.nameNl() : c.nameEn())
            .orElse(line.cohort());
  }

  @PostMapping("/aansluiting/{siteCode}/stap")
  @Grant(Permission.CONNECT_SITES)
  ModelAndView step(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String stand,
      @RequestParam(defaultValue = "") String toelichting,
      @RequestParam(defaultValue = "") String toch,
      RedirectAttributes after) {
    var site = find(siteCode);
    var stage = stage(stand);
    return told(
        frame,
        site,
        stage == null
            ? new StepOutcome.Refused("no-such-stage", List.of())
            : connections.move(actor, site, stage, toelichting, toch.equals("ja")),
        after);
  }

  @PostMapping("/aansluiting/{siteCode}/vink")
  @Grant(Permission.CONNECT_SITES)
  ModelAndView tick(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String punt,
      @RequestParam(defaultValue = "") String gedaan,
      @RequestParam(defaultValue = "") String toelichting,
      RedirectAttributes after) {
    var site = find(siteCode);
    for (var item : Check.Item.values()) {
      if (item.name().equalsIgnoreCase(punt)) {
        return told(
            frame,
            site,
            connections.tick(actor, site, item, gedaan.equals("ja"), toelichting),
            after);
      }
    }
    return told(frame, site, new StepOutcome.Refused("not-by-hand", List.of()), after);
  }

  @PostMapping("/aansluiting/{siteCode}/telling")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView count(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var site = find(siteCode);
    var own = new LinkedHashMap<LineId, Integer>();
    for (var field : sent.entrySet()) {
      if (field.getKey().matches(LINE_FIELD + "\\d{1,9}") && !field.getValue().isBlank()) {
        var text = field.getValue().strip();
        if (!text.matches("\\d{1," + NUMBER_LENGTH + "}")) {
          return told(frame, site, new StepOutcome.Refused("number-wrong", List.of()), after);
        }
        own.put(
            new LineId(Integer.parseInt(field.getKey().substring(LINE_FIELD.length()))),
            Integer.parseInt(text));
      }
    }
    return told(frame, site, connections.count(actor, site, own), after);
  }

  @PostMapping("/aansluiting/{siteCode}/voorrang")
  @Grant(Permission.CONNECT_SITES)
  ModelAndView decide(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String grootheid,
      @RequestParam(defaultValue = "") String bron,
      @RequestParam(defaultValue = "") String wijze,
      @RequestParam(defaultValue = "") String vanaf,
      @RequestParam(defaultValue = "") String reden,
      RedirectAttributes after) {
    var site = find(siteCode);
    var outcome =
        choice.decide(
            actor,
            site.id(),
            Variable.find(grootheid).orElse(null),
            bron.isEmpty() ? null : bron,
            method(wijze),
            moment(vanaf),
            reden);
    switch (outcome) {
      case PrecedenceOutcome.Decided decided ->
          after.addFlashAttribute("notice", frame.t("onboarding.decided"));
      case PrecedenceOutcome.Refused(var code) ->
          after.addFlashAttribute("fault", frame.t("onboarding.refused." + code));
    }
    return seeOther("/aansluiting/" + site.code() + "#voorrang");
  }

  private static @Nullable Method method(String text) {
    for (var method : Method.values()) {
      if (method.name().equals(text.toUpperCase(Locale.ROOT))) {
        return method;
      }
    }
    return null;
  }

  /// The moment of the field; now when it is empty, long ago (and so refused) when it is no moment.
  private Instant moment(String text) {
    if (text.isBlank()) {
      return clock.instant();
    }
    try {
      return LocalDateTime.parse(text).atZone(Frame.ZONE).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static ModelAndView told(
      Frame frame, Site site, StepOutcome outcome, RedirectAttributes after) {
    switch (outcome) {
      case StepOutcome.Done done -> after.addFlashAttribute("notice", frame.t("onboarding.done"));
      case StepOutcome.Refused(var code, var missing) -> {
        var text = new StringBuilder(frame.t("onboarding.refused." + code));
        for (var item : missing) {
          text.append(missing.getFirst() == item ? " " : ", ")
              .append(frame.t("onboarding.item." + item.name().toLowerCase(Locale.ROOT)));
        }
        after.addFlashAttribute("fault", text.toString());
      }
    }
    return seeOther("/aansluiting/" + site.code());
  }

  private Site find(String code) {
    return directory.snapshot().findSite(home, code).orElseThrow(() -> new NotFound(code));
  }

  private static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }
}
