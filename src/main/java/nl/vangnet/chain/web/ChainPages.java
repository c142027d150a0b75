package nl.vangnet.chain.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Variable;
import nl.vangnet.chain.Activation;
import nl.vangnet.chain.ActivationDesk;
import nl.vangnet.chain.ChainView;
import nl.vangnet.chain.Diversion;
import nl.vangnet.chain.DiversionDesk;
import nl.vangnet.chain.Link;
import nl.vangnet.chain.LinkFigures;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The chain in one drawn picture, and the providers of one link (CHN-01, CHN-02, CAP-22, CAP-27).
@Controller
class ChainPages {
  private final ChainView chain;
  private final HomeRegions regions;
  private final DiversionDesk diversions;
  private final ActivationDesk activations;
  private final Guard guard;

  ChainPages(
      ChainView chain,
      HomeRegions regions,
      DiversionDesk diversions,
      ActivationDesk activations,
      Guard guard) {
    this.chain = chain;
    this.regions = regions;
    this.diversions = diversions;
    this.activations = activations;
    this.guard = guard;
  }

  @GetMapping("/keten")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView chain(@RequestParam(defaultValue = "") String regio, Frame frame) {
    var region = region(regio, frame);
    var area = region == null ? chain.nation() : chain.region(region);
    var tiles = new EnumMap<Link, ChainPageView.Tile>(Link.class);
    for (var link : Link.values()) {
      tiles.put(link, tile(frame, link, area.of(link), region));
    }
    var inForce = diversions.inForce();
    var view =
        new ChainPageView(
            region == null ? frame.t("chain.nation") : Texts.region(region),
            region,
            tiles,
            List.of(ChainDrawing.wide(), ChainDrawing.narrow()),
            rows(frame, inForce),
            now(region, inForce, frame));
    return new ModelAndView("chain/web/chain", Map.of("frame", frame, "view", view));
  }

  private @Nullable Region region(String code, Frame frame) {
    return code.isBlank()
        ? null
        : regions.find(code).orElseThrow(() -> new NotFound(frame.t("chain.problem.region", code)));
  }

  private List<ChainPageView.Row> rows(Frame frame, List<Diversion> inForce) {
    var stops = new HashMap<Region, Integer>();
    inForce.stream()
        .filter(d -> d.ask().level() == Diversion.Level.DIVERSION)
        .forEach(d -> regions.of(d.site()).ifPresent(r -> stops.merge(r, 1, Integer::sum)));
    var rows = new ArrayList<ChainPageView.Row>();
    for (var area : chain.regions()) {
      var region = area.region();
      if (region == null) {
        continue;
      }
      var loads = new ArrayList<ChainPageView.Load>();
      for (var link : Link.values()) {
        var figures = area.of(link);
        var text = figures.percent() == null ? "—" : figures.percent() + " %";
        loads.add(
            new ChainPageView.Load(
                text,
                figures.step(),
                href(link, region),
                Texts.region(region) + ", " + Texts.link(frame, link) + ": " + text));
      }
      rows.add(
          new ChainPageView.Row(
              Texts.region(region),
              "/keten?regio=" + region.code(),
              loads,
              stops.getOrDefault(region, 0)));
    }
    return rows;
  }

  private ChainPageView.Now now(@Nullable Region region, List<Diversion> inForce, Frame frame) {
    Set<SiteId> inside =
        (region == null ? regions.sites() : regions.sites(region))
            .stream().map(s -> s.id()).collect(Collectors.toSet());
    var mine = inForce.stream().filter(d -> inside.contains(d.site())).toList();
    var orders =
        activations.activations().stream()
            .filter(a -> inside.contains(a.dormant().site()) && a.isRunning())
            .toList();
    return new ChainPageView.Now(
        (int) mine.stream().filter(d -> d.ask().level() == Diversion.Level.DIVERSION).count(),
        (int) mine.stream().filter(d -> d.ask().level() != Diversion.Level.DIVERSION).count(),
        activations.dormant().stream()
            .filter(d -> inside.contains(d.site()))
            .mapToInt(d -> d.beds())
            .sum(),
        orders.size(),
        (int) orders.stream().filter((Activation a) -> a.isLate(frame.now())).count());
  }

  private static ChainPageView.Tile tile(
      Frame frame, Link link, LinkFigures figures, @Nullable Region region) {
    var occupied = figures.total(Variable.OCCUPIED).text(frame.words());
    var staffed = figures.total(Variable.STAFFED).text(frame.words());
    var parts = new ArrayList<String>();
    parts.add(
        figures.percent() == null
            ? frame.t("chain.tile.unknown")
            : frame.t("chain.tile.percent", figures.percent()));
    if (figures.free().figures() > 0) {
      parts.add(frame.t("chain.tile.free", figures.free().text(frame.words())));
    }
    var more = new ArrayList<String>();
    var waiting = figures.total(Variable.WAITING);
    if (waiting.value() != null) {
      more.add(frame.t("chain.tile.waiting", waiting.text(frame.words())));
    }
    var arrivals = figures.total(Variable.ARRIVALS_1H);
    if (arrivals.value() != null) {
      more.add(frame.t("chain.tile.arrivals", arrivals.text(frame.words())));
    }
    var name = Texts.link(frame, link);
    var facts =
        more.isEmpty()
            ? List.of(String.join(" · ", parts))
            : List.of(String.join(" · ", parts), String.join(" · ", more));
    var reach = figures.reach();
    var age =
        reach.sites() == 0
            ? frame.t("chain.tile.nobody")
            : frame.t("chain.tile.age", reach.fresh(), reach.sites(), frame.age(figures.oldest()));
    return new ChainPageView.Tile(
        name,
        occupied + " / " + staffed,
        facts,
        age,
        figures.step(),
        name
            + ": "
            + frame.t("chain.tile.label", occupied, staffed)
            + ", "
            + frame.t("chain.pressure." + figures.step())
            + ". "
            + String.join(", ", facts)
            + ". "
            + age
            + ". "
            + frame.t("chain.tile.go." + link.category()),
        href(link, region));
  }

  private static String href(Link link, @Nullable Region region) {
    var code = region == null ? "" : region.code();
    return switch (link) {
      case SEH -> "/keten/seh" + (code.isEmpty() ? "" : "?regio=" + code);
      case ELV -> "/keten/elv" + (code.isEmpty() ? "" : "?regio=" + code);
      case IC, HC, WARD ->
          "/locatie?sort=free&category="
              + link.category()
              + (code.isEmpty() ? "" : "&region=" + code);
      case HAP, RAV, VVT, GGZ ->
          "/keten/schakel/" + link.category() + (code.isEmpty() ? "" : "?regio=" + code);
    };
  }

  /// The providers of one link as their page shows them.
  record LinkView(
      String name, @Nullable Region region, String area, List<ProviderRow> rows, Choices choices) {}

  /// The regions to choose from.
  record Choices(String path, List<Region> regions) {}

  /// One provider.
  record ProviderRow(
      String code, String name, String region, LinkFigures figures, @Nullable String entry) {}

  @GetMapping("/keten/schakel/{category}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView link(
      @PathVariable String category,
      @RequestParam(defaultValue = "") String regio,
      Actor actor,
      Frame frame) {
    var link =
        Link.find(category)
            .orElseThrow(() -> new NotFound(frame.t("chain.problem.link", category)));
    var region = region(regio, frame);
    var rows =
        chain.sites(link, region).stream()
            .map(s ->
                new ProviderRow(
                    s.site().code(),
                    s.site().name(),
                    Texts.region(regions.of(s.site().id()).orElse(null)),
                    s.figures(),
                    guard.may(actor, Permission.ENTER_FIGURES, s.site().id())
                        ? "/invoer/locatie/" + s.site().code()
                        : null))
            .toList();
    var view =
        new LinkView(
            Texts.link(frame, link),
            region,
            region == null ? frame.t("chain.nation") : Texts.region(region),
            rows,
            new Choices(frame.path(), regions.list()));
    return new ModelAndView("chain/web/link", Map.of("frame", frame, "view", view));
  }
}
