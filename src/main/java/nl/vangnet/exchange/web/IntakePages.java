package nl.vangnet.exchange.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.SiteId;
import nl.vangnet.exchange.IntakeDesk;
import nl.vangnet.exchange.Outcome;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/// The intake page: what came in, what waits and why, and what to do about it.
@Controller
@RequestMapping("/berichten")
class IntakePages {
  private static final int PAGE = 50;

  private final IntakeDesk desk;
  private final SourceSystems sources;
  private final Definitions definitions;
  private final Selection selection;

  IntakePages(
      IntakeDesk desk, SourceSystems sources, Definitions definitions, Selection selection) {
    this.desk = desk;
    this.sources = sources;
    this.definitions = definitions;
    this.selection = selection;
  }

  @GetMapping
  @Grant(Permission.SEE_INTAKE)
  ModelAndView show(
      Actor actor,
      Frame frame,
      @RequestParam(required = false) @Nullable Long bron,
      @RequestParam(defaultValue = "") String oorzaak,
      @RequestParam(required = false) @Nullable Long voor,
      @RequestParam(required = false) @Nullable Long bericht,
      @RequestParam(defaultValue = "") String gedaan,
      @RequestParam(defaultValue = "0") long gelezen,
      @RequestParam(defaultValue = "0") long begrepen) {
    var accounts = desk.account(actor);
    var rows = accounts.stream().map(a -> row(frame, a)).toList();
    var chosen = rows.stream().filter(r -> bron != null && r.id() == bron.longValue()).findFirst();
    var before = voor == null ? Long.MAX_VALUE : voor.longValue();
    var found =
        bron != null && chosen.isEmpty()
            ? List.<IntakeDesk.KeptMessage>of()
            : desk.list(actor, bron, oorzaak, before, PAGE + 1);
    var kept = found.stream().limit(PAGE).toList();
    var view =
        new IntakeView(
            rows,
            sum(rows),
            causes(accounts, bron),
            desk.unknownLocations(actor).stream()
                .filter(u -> bron == null || u.source() == bron.longValue())
                .toList(),
            kept,
            found.size() > PAGE ? kept.getLast().id() : null,
            bericht == null ? null : opened(actor, kept, bericht),
            chosen.orElse(null),
            chosen.map(c -> census(actor, c.id())).orElse(List.of()),
            oorzaak,
            definitions.categories().stream()
                .map(c -> new IntakeView.Choice(c.code(), dutch(frame, c.nameNl(), c.nameEn())))
                .toList(),
            definitions.cohorts().stream()
                .map(c -> new IntakeView.Choice(c.code(), dutch(frame, c.nameNl(), c.nameEn())))
                .toList(),
            actor.has(Permission.MAP_AND_REPLAY),
            notice(gedaan, gelezen, begrepen));
    return new ModelAndView("exchange/web/intake", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/koppelen")
  @Grant(Permission.MAP_AND_REPLAY)
  RedirectView map(
      Actor actor,
      RedirectAttributes back,
      @RequestParam long bron,
      @RequestParam String plek,
      @RequestParam(defaultValue = "") String kamer,
      @RequestParam(defaultValue = "") String bed,
      @RequestParam(defaultValue = "") String dienst,
      @RequestParam String locatie,
      @RequestParam String afdeling,
      @RequestParam String soort,
      @RequestParam String groep) {
    var source =
        sources.find(bron).orElseThrow(() -> new NotFound("source: no source system " + bron));
    var outcome =
        desk.map(
            actor,
            new IntakeDesk.NewMapping(
                bron, plek, kamer, bed, dienst, source.country(), locatie, afdeling, soort, groep));
    back.addAttribute("bron", bron);
    switch (outcome) {
      case IntakeDesk.MappingOutcome.Mapped(var line, var replay) -> {
        back.addAttribute("gedaan", "mapped");
        back.addAttribute("gelezen", replay.messages());
        back.addAttribute("begrepen", replay.understood());
      }
      case IntakeDesk.MappingOutcome.Refused(var code, var place, var advice) ->
          back.addAttribute("gedaan", code);
    }
    return see();
  }

  @PostMapping("/opnieuw")
  @Grant(Permission.MAP_AND_REPLAY)
  RedirectView replay(
      Actor actor,
      RedirectAttributes back,
      @RequestParam long bron,
      @RequestParam(defaultValue = "") String oorzaak) {
    var report = desk.replay(actor, bron, oorzaak);
    back.addAttribute("bron", bron);
    back.addAttribute("gedaan", "replayed");
    back.addAttribute("gelezen", report.messages());
    back.addAttribute("begrepen", report.understood());
    return see();
  }

  @PostMapping("/telling")
  @Grant(Permission.MAP_AND_REPLAY)
  RedirectView baseline(
      Actor actor,
      RedirectAttributes back,
      @RequestParam long bron,
      @RequestParam long locatie,
      @RequestParam String stap) {
    var source =
        sources.find(bron).orElseThrow(() -> new NotFound("source: no source system " + bron));
    var site =
        selection
            .snapshot()
            .findSite(new SiteId(locatie))
            .filter(s -> s.organisation().equals(source.organisation()))
            .orElseThrow(() -> new NotFound("site: not a site of this source"));
    if (stap.equals("begin")) {
      desk.beginBaseline(actor, source, site);
    } else {
      desk.completeBaseline(actor, source, site);
    }
    back.addAttribute("bron", bron);
    back.addAttribute("gedaan", stap.equals("begin") ? "census-begun" : "census-complete");
    return see();
  }

  private static RedirectView see() {
    var view = new RedirectView("/berichten", true);
    view.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
    return view;
  }

  private static IntakeView.SourceRow row(Frame frame, IntakeDesk.SourceAccount account) {
    var day = new EnumMap<Outcome, Long>(Outcome.class);
    for (var count : account.counts()) {
      day.merge(count.outcome(), count.day(), Long::sum);
    }
    return new IntakeView.SourceRow(
        account.source(),
        account.source() == 0 ? frame.t("exchange.strangers") : account.name(),
        account.lastHeard(),
        day,
        account.total());
  }

  private static IntakeView.SourceRow sum(List<IntakeView.SourceRow> rows) {
    var day = new EnumMap<Outcome, Long>(Outcome.class);
    long total = 0;
    for (var row : rows) {
      row.day().forEach((outcome, count) -> day.merge(outcome, count, Long::sum));
      total += row.total();
    }
    return new IntakeView.SourceRow(-1, "", null, day, total);
  }

  private static List<IntakeView.CauseRow> causes(
      List<IntakeDesk.SourceAccount> accounts, @Nullable Long source) {
    var sums = new java.util.TreeMap<String, IntakeView.CauseRow>();
    for (var account : accounts) {
      if (source != null && account.source() != source.longValue()) {
        continue;
      }
      for (var count : account.counts()) {
        if (!count.cause().isEmpty()) {
          sums.merge(
              count.outcome().ordinal() + count.cause(),
              new IntakeView.CauseRow(
                  count.outcome(), count.cause(), count.recent(), count.day(), count.total()),
              (a, b) ->
                  new IntakeView.CauseRow(
                      a.outcome(),
                      a.cause(),
                      a.recent() + b.recent(),
                      a.day() + b.day(),
                      a.total() + b.total()));
        }
      }
    }
    return sums.values().stream()
        .sorted((a, b) -> Long.compare(b.total(), a.total()))
        .limit(40)
        .toList();
  }

  private IntakeView.@Nullable Opened opened(
      Actor actor, List<IntakeDesk.KeptMessage> kept, long id) {
    return kept.stream()
        .filter(k -> k.id() == id)
        .findFirst()
        .flatMap(k -> desk.mask(actor, id).map(m -> new IntakeView.Opened(k, m)))
        .orElse(null);
  }

  private List<IntakeView.CensusRow> census(Actor actor, long source) {
    var rows = new ArrayList<IntakeView.CensusRow>();
    sources.find(source).filter(s -> s.sendingApplication() != null).ifPresent(s -> sites(s, rows));
    return actor.has(Permission.MAP_AND_REPLAY) ? rows : List.of();
  }

  private void sites(SourceSystem source, List<IntakeView.CensusRow> rows) {
    for (var site : selection.snapshot().sites(source.organisation())) {
      rows.add(new IntakeView.CensusRow(site, desk.isCensusComplete(source, site.id())));
    }
  }

  private static IntakeView.@Nullable Notice notice(String done, long read, long understood) {
    return switch (done) {
      case "" -> null;
      case "mapped", "replayed" ->
          new IntakeView.Notice("exchange.done." + done, List.of(read, understood), false);
      case "census-begun", "census-complete" ->
          new IntakeView.Notice("exchange.done." + done, List.of(), false);
      case "unknown-site",
          "foreign-site",
          "unknown-category",
          "unknown-cohort",
          "unit-missing",
          "everything-any",
          "unknown-source" ->
          new IntakeView.Notice("exchange.refused." + done, List.of(), true);
      default -> null;
    };
  }

  private static String dutch(Frame frame, String nl, String en) {
    return Objects.equals(frame.locale().getLanguage(), "nl") ? nl : en;
  }
}
