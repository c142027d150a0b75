package nl.vangnet.capacity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.ChaseList;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.LineOutcome;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.Site;
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
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// The pages on which figures are entered by hand.
@Controller
class EntryPages {
  private static final String RESULTS = "results";
  private static final String NOTICE = "notice";

  private final CapacityBook book;
  private final LivePicture picture;
  private final Definitions definitions;
  private final ChaseList chases;
  private final Directory directory;
  private final Guard guard;
  private final SiteForms forms;
  private final Labels labels;
  private final Clock clock;
  private final CountryCode home;

  EntryPages(
      CapacityBook book,
      LivePicture picture,
      Definitions definitions,
      ChaseList chases,
      Directory directory,
      Guard guard,
      SiteForms forms,
      Labels labels,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.book = book;
    this.picture = picture;
    this.definitions = definitions;
    this.chases = chases;
    this.directory = directory;
    this.guard = guard;
    this.forms = forms;
    this.labels = labels;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  @GetMapping("/invoer")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView sites(Actor actor, Frame frame) {
    var snapshot = directory.snapshot();
    var sites = sitesOf(actor, snapshot);
    if (sites.size() == 1) {
      return seeOther(hrefOf(sites.getFirst()));
    }
    var rows =
        sites.stream()
            .map(this::row)
            .sorted(
                Comparator.comparingInt(EntryView.Row::late)
                    .reversed()
                    .thenComparing(r -> r.site().name(), String.CASE_INSENSITIVE_ORDER))
            .toList();
    return new ModelAndView(
        "capacity/web/entry",
        Map.of(
            "frame",
            frame,
            "view",
            new EntryView(rows, rows.stream().anyMatch(r -> r.late() > 0))));
  }

  private List<Site> sitesOf(Actor actor, DirectorySnapshot snapshot) {
    return switch (actor.scope()) {
      case Scope.InOrganisation(var organisation) -> snapshot.sites(organisation);
      case Scope.InRegion(var region) ->
          snapshot.findRegion(region).map(snapshot::sites).orElse(List.of());
      case Scope.Everywhere() -> snapshot.sites(home);
    };
  }

  private EntryView.Row row(Site site) {
    var now = picture.current().site(site.id());
    var late = chases.open(site.id());
    List<LinePicture> lines = now == null ? List.of() : now.lines();
    var stale = 0;
    var unknown = 0;
    for (var line : lines) {
      var needs =
          definitions
              .findCategory(line.line().category())
              .map(c -> c.needs())
              .orElse(java.util.Set.of());
      for (var variable : nl.vangnet.capacity.Variable.values()) {
        var figure = line.figure(variable);
        if (figure.age() == Age.STALE) {
          stale++;
        } else if (figure.age() == Age.UNKNOWN
            && (figure.measured() != null || needs.contains(variable))) {
          unknown++;
        }
      }
    }
    return new EntryView.Row(
        site,
        hrefOf(site),
        lines.size(),
        late.size(),
        late.isEmpty() ? null : late.getFirst().raisedAt(),
        stale,
        unknown,
        now == null ? null : now.lastHeard());
  }

  @GetMapping("/invoer/locatie/{siteCode}")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView form(
      Actor actor, Frame frame, @PathVariable String siteCode, HttpServletRequest request) {
    var site = site(actor, siteCode, frame);
    return page(
        frame,
        site,
        SiteForms.Again.NOTHING,
        flashed(request),
        notice(request),
        noLine(frame, site));
  }

  @PostMapping("/invoer/locatie/{siteCode}")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView save(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    return keep(actor, frame, siteCode, sent, after, false);
  }

  @PostMapping("/invoer/locatie/{siteCode}/bevestig")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView confirm(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    return keep(actor, frame, siteCode, sent, after, true);
  }

  /// Records the changed fields, each with its own outcome; then, when asked and nothing was
  /// refused, says of all others that they still hold.
  private ModelAndView keep(
      Actor actor,
      Frame frame,
      String siteCode,
      Map<String, String> sent,
      RedirectAttributes after,
      boolean restHolds) {
    var site = site(actor, siteCode, frame);
    var now = clock.instant();
    var before = forms.lines(frame.words(), site, SiteForms.Again.NOTHING);
    var changes = EntryForm.changes(site.id(), before, sent, now);
    var results = record(actor, frame, changes);
    var typed = new HashMap<String, SiteFormView.Typed>();
    var wrong = new HashMap<String, String>();
    for (var i = 0; i < changes.size(); i++) {
      if (results.get(i).kind().equals("refused")) {
        typed.put(changes.get(i).field().key(), changes.get(i).typed());
        wrong.put(changes.get(i).field().key(), results.get(i).text());
      }
    }
    if (!wrong.isEmpty()) {
      var page =
          page(frame, site, new SiteForms.Again(typed, wrong), results, null, noLine(frame, site));
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return page;
    }
    var notice = results.isEmpty() ? frame.t("capacity.entry.nothing-changed") : null;
    if (restHolds) {
      var held = book.confirm(actor, site.id(), now);
      notice =
          held.isEmpty() && results.isEmpty()
              ? frame.t("capacity.entry.nothing-to-confirm")
              : frame.t("capacity.entry.confirmed", frame.number(held.size()));
    }
    after.addFlashAttribute(RESULTS, new ArrayList<>(results));
    if (notice != null) {
      after.addFlashAttribute(NOTICE, notice);
    }
    return seeOther(hrefOf(site));
  }

  private List<SiteFormView.Result> record(
      Actor actor, Frame frame, List<EntryForm.Change> changes) {
    var figures =
        changes.stream().map(EntryForm.Change::figure).filter(java.util.Objects::nonNull).toList();
    var outcomes = book.record(actor, Method.MANUAL, figures).iterator();
    var results = new ArrayList<SiteFormView.Result>();
    for (var change : changes) {
      var fault = change.fault();
      var outcome =
          fault == null
              ? outcomes.next()
              : new ObservationOutcome.Refused(fault, frame.t("capacity.refused." + fault));
      results.add(result(frame, change, outcome));
    }
    return results;
  }

  private static SiteFormView.Result result(
      Frame frame, EntryForm.Change change, ObservationOutcome outcome) {
    var what = change.line().title() + " · " + change.field().label();
    var anchor = "f-" + change.field().key();
    return switch (outcome) {
      case ObservationOutcome.Recorded recorded ->
          new SiteFormView.Result("recorded", what, difference(frame, change), anchor);
      case ObservationOutcome.AlreadyKnown known ->
          new SiteFormView.Result("known", what, frame.t("capacity.entry.already-known"), anchor);
      case ObservationOutcome.Refused(var code, var advice) ->
          new SiteFormView.Result(
              "refused", what, Labels.refusal(frame.words(), code, advice), anchor);
    };
  }

  private static String difference(Frame frame, EntryForm.Change change) {
    var was = change.field().shown().value();
    var is = change.typed().value();
    return frame.t("capacity.entry.was-is", was.isEmpty() ? "—" : was, is.isEmpty() ? "—" : is);
  }

  @PostMapping("/invoer/locatie/{siteCode}/regel")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView addLine(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var site = site(actor, siteCode, frame);
    var outcome =
        book.openLine(
            actor,
            site.id(),
            sent.getOrDefault("unit", ""),
            sent.getOrDefault("name", "").strip(),
            sent.getOrDefault("category", ""),
            sent.getOrDefault("cohort", ""));
    return switch (outcome) {
      case LineOutcome.Opened(var line, var isNew) -> {
        after.addFlashAttribute(
            NOTICE,
            frame.t(
                isNew ? "capacity.entry.line-added" : "capacity.entry.line-known",
                sent.getOrDefault("unit", "").strip()
                    + " · "
                    + labels.category(frame.words(), line.category())
                    + " · "
                    + labels.cohort(frame.words(), line.cohort())));
        yield seeOther(hrefOf(site) + "#l-" + line.id());
      }
      case LineOutcome.Refused(var code, var advice) -> {
        if (code.equals("not-allowed")) {
          throw new NotAllowed(Permission.ENTER_FIGURES, "site " + site.code());
        }
        var page =
            page(
                frame,
                site,
                SiteForms.Again.NOTHING,
                List.of(),
                null,
                forms.add(frame.words(), site, sent, Labels.refusal(frame.words(), code, advice)));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  private SiteFormView.AddLine noLine(Frame frame, Site site) {
    return forms.add(frame.words(), site, Map.of(), null);
  }

  private ModelAndView page(
      Frame frame,
      Site site,
      SiteForms.Again again,
      List<SiteFormView.Result> results,
      @Nullable String notice,
      SiteFormView.AddLine add) {
    var organisation =
        directory
            .snapshot()
            .findOrganisation(site.organisation())
            .map(Organisation::name)
            .orElse("");
    return new ModelAndView(
        "capacity/web/siteform",
        Map.of(
            "frame",
            frame,
            "view",
            new SiteFormView(
                site,
                organisation,
                hrefOf(site),
                forms.lines(frame.words(), site, again),
                results,
                notice,
                forms.unplaced(site),
                add)));
  }

  private Site site(Actor actor, String code, Frame frame) {
    var snapshot = directory.snapshot();
    var country = frame.query().get("country");
    var site =
        snapshot
            .findSite(country == null ? home : country(country, code), code)
            .orElseThrow(() -> new NotFound(code));
    guard.require(actor, Permission.ENTER_FIGURES, site.id());
    return site;
  }

  private static CountryCode country(String text, String site) {
    try {
      return new CountryCode(text);
    } catch (IllegalArgumentException e) {
      throw new NotFound(site);
    }
  }

  private String hrefOf(Site site) {
    return href(site, home);
  }

  /// The address of the form of a site; a site abroad names its country.
  static String href(Site site, CountryCode home) {
    var path =
        "/invoer/locatie/"
            + org.springframework.web.util.UriUtils.encodePathSegment(
                site.code(), java.nio.charset.StandardCharsets.UTF_8);
    return site.country().equals(home) ? path : path + "?country=" + site.country();
  }

  @SuppressWarnings("unchecked")
  private static List<SiteFormView.Result> flashed(HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    return flash != null && flash.get(RESULTS) instanceof List<?> list
        ? (List<SiteFormView.Result>) list
        : List.of();
  }

  private static @Nullable String notice(HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    return flash != null && flash.get(NOTICE) instanceof String text ? text : null;
  }

  static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }
}
