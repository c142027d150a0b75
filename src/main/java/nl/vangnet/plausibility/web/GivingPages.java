package nl.vangnet.plausibility.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.plausibility.Giving;
import nl.vangnet.plausibility.GivingBook;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page on which each giver sees what others give: declared free, kept back and offered, per
/// region and per hospital (CAP-09).
@Controller
class GivingPages {
  private final GivingBook book;
  private final HomeRegions regions;
  private final Definitions definitions;
  private final FindingWords words;
  private final Guard guard;

  GivingPages(
      GivingBook book,
      HomeRegions regions,
      Definitions definitions,
      FindingWords words,
      Guard guard) {
    this.book = book;
    this.regions = regions;
    this.definitions = definitions;
    this.words = words;
    this.guard = guard;
  }

  @GetMapping("/geven")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView giving(
      @RequestParam(defaultValue = "icu") String soort,
      @RequestParam(defaultValue = "") String groep,
      @RequestParam(defaultValue = "") String regio,
      Actor actor,
      Frame frame) {
    if (definitions.categories().stream().noneMatch(c -> c.code().equals(soort))) {
      throw new NotFound(frame.t("plausibility.problem.category", cut(soort)));
    }
    var own = own(actor);
    var mine = own.stream().filter(s -> book.has(s, soort)).findFirst().orElse(null);
    var ownRegion = ownRegion(actor, own);
    var region =
        regio.isBlank()
            ? groep.equals("soort") && mine != null ? null : ownRegion
            : regions
                .find(regio)
                .orElseThrow(
                    () -> new NotFound(frame.t("plausibility.problem.region", cut(regio))));
    var peers = mine != null && region == null ? peers(mine.siteClass()) : List.<Site>of();
    var sites = region != null ? regions.sites(region) : mine != null ? peers : hospitals();
    var view =
        new GivingView(
            categories(frame, soort),
            groups(frame, mine, region == null),
            regions.list(),
            region,
            soort,
            groupName(frame, region, mine),
            row(
                frame,
                frame.t("plausibility.nation"),
                "",
                null,
                false,
                book.of(hospitals(), soort)),
            byRegion(frame, soort, ownRegion),
            bySite(frame, sites, soort, own));
    return new ModelAndView("plausibility/web/giving", Map.of("frame", frame, "view", view));
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }

  private List<Site> hospitals() {
    return regions.sites().stream().filter(s -> s.type() == ProviderType.HOSPITAL).toList();
  }

  private List<Site> peers(SiteClass kind) {
    return hospitals().stream().filter(s -> s.siteClass() == kind).toList();
  }

  private List<Site> own(Actor actor) {
    return switch (actor.scope()) {
      case Scope.InOrganisation(var organisation) ->
          hospitals().stream().filter(s -> s.organisation().equals(organisation)).toList();
      case Scope.InRegion(var region) ->
          hospitals().stream()
              .filter(s -> guard.may(actor, Permission.SEE_PICTURE, s.id()))
              .toList();
      case Scope.Everywhere() -> List.of();
    };
  }

  private @Nullable Region ownRegion(Actor actor, List<Site> own) {
    return switch (actor.scope()) {
      case Scope.InOrganisation(var organisation) ->
          own.stream().findFirst().flatMap(s -> regions.of(s.id())).orElse(null);
      case Scope.InRegion(var region) ->
          regions.list().stream().filter(r -> r.id().equals(region)).findFirst().orElse(null);
      case Scope.Everywhere() -> null;
    };
  }

  private List<GivingView.Choice> categories(Frame frame, String chosen) {
    var found = new ArrayList<GivingView.Choice>();
    for (var category : definitions.categories()) {
      if (category.code().equals(chosen)
          || hospitals().stream().anyMatch(s -> book.has(s, category.code()))) {
        found.add(
            new GivingView.Choice(
                category.code(),
                words.category(frame.words(), category.code()),
                category.code().equals(chosen)));
      }
    }
    return found;
  }

  private static List<GivingView.Choice> groups(Frame frame, @Nullable Site mine, boolean byClass) {
    return mine == null
        ? List.of()
        : List.of(
            new GivingView.Choice("", frame.t("plausibility.group.region"), !byClass),
            new GivingView.Choice(
                "soort",
                frame.t("plausibility.group.class." + FindingWords.code(mine.siteClass())),
                byClass));
  }

  private static String groupName(Frame frame, @Nullable Region region, @Nullable Site mine) {
    if (region != null) {
      return FindingWords.region(region);
    }
    return frame.t(
        mine == null
            ? "plausibility.group.all"
            : "plausibility.group.class." + FindingWords.code(mine.siteClass()));
  }

  private List<GivingView.Row> byRegion(Frame frame, String category, @Nullable Region own) {
    var found = new ArrayList<GivingView.Row>();
    for (var region : regions.list()) {
      found.add(
          row(
              frame,
              FindingWords.region(region),
              "",
              "/geven?soort=" + category + "&regio=" + region.code(),
              own != null && own.id().equals(region.id()),
              book.of(
                  regions.sites(region).stream()
                      .filter(s -> s.type() == ProviderType.HOSPITAL)
                      .toList(),
                  category)));
    }
    return found;
  }

  private List<GivingView.Row> bySite(
      Frame frame, Collection<Site> sites, String category, List<Site> own) {
    var found = new ArrayList<GivingView.Row>();
    book.each(sites, category)
        .forEach((site, giving) ->
            found.add(
                row(
                    frame,
                    site.name(),
                    frame.t("plausibility.class." + FindingWords.code(site.siteClass())),
                    "/locatie/" + site.code(),
                    own.size() < sites.size() && own.contains(site),
                    giving)));
    return found;
  }

  private static GivingView.Row row(
      Frame frame, String name, String sub, @Nullable String href, boolean own, Giving giving) {
    return new GivingView.Row(name, sub, href, own, giving, bar(frame.words(), name, giving));
  }

  private static GivingView.Bar bar(Words words, String name, Giving giving) {
    var staffed = giving.staffed().value();
    if (staffed == null || staffed <= 0) {
      return new GivingView.Bar(0, 0, 0, 0, words.of("plausibility.bar.unknown", name));
    }
    var occupied = share(giving.occupied().value(), staffed, 100);
    var reserve = share(giving.reserve().value(), staffed, 100 - occupied);
    var offered = share(giving.offered().value(), staffed, 100 - occupied - reserve);
    var rest = share(giving.free().value(), staffed, 100 - occupied - reserve) - offered;
    return new GivingView.Bar(
        occupied,
        reserve,
        offered,
        Math.max(0, rest),
        words.of("plausibility.bar.label", name, occupied, reserve, offered, Math.max(0, rest)));
  }

  private static int share(@Nullable Integer part, int whole, int most) {
    return part == null ? 0 : Math.clamp(Math.round(part * 100f / whole), 0, Math.max(0, most));
  }
}
