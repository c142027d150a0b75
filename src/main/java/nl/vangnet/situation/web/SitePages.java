package nl.vangnet.situation.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import nl.vangnet.situation.Cells;
import nl.vangnet.situation.Filter;
import nl.vangnet.situation.Overview;
import nl.vangnet.situation.Overviews;
import nl.vangnet.situation.SiteRow;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The sites, one site, and one unit of it with every figure and where it comes from (CAP-17,
/// CAP-18, CAP-19).
@Controller
class SitePages {
  private final Overviews overviews;
  private final Guard guard;

  SitePages(Overviews overviews, Guard guard) {
    this.overviews = overviews;
    this.guard = guard;
  }

  /// The sites of a country as their page shows them.
  record SitesView(
      Overview overview,
      List<SiteRow> rows,
      String sort,
      Cells cells,
      Names names,
      Address address,
      Travel travel,
      NationalView.Live live) {
    String lead() {
      var headline = overview.headline();
      return headline.isEmpty() ? "icu" : headline.getFirst();
    }
  }

  /// One site as its page shows it.
  record SiteView(
      Place place,
      Overview overview,
      SiteRow row,
      Map<Unit, List<LinePicture>> units,
      Cells cells,
      Names names,
      Address address,
      Travel travel,
      May may) {}

  /// One unit as its page shows it.
  record UnitView(
      Place place,
      Unit unit,
      List<LineView> lines,
      Names names,
      Address address,
      Travel travel,
      May may) {}

  /// Where a site belongs.
  record Place(Site site, @Nullable Organisation organisation, SiteRow row, String topic) {
    @Nullable String topicUnless(Travel travel) {
      return travel.isPast() ? null : topic;
    }
  }

  /// What the one who looks may do here.
  record May(boolean enter, boolean correct, boolean map) {}

  @GetMapping("/locatie")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView sites(
      Frame frame,
      @RequestParam(defaultValue = "pressure") String sort,
      @RequestParam(required = false) @Nullable String organisation) {
    var address = Address.of(frame, overviews);
    var seen = overviews.see(address.filter(), address.moment());
    var overview = seen.overview();
    var lead = overview.headline().isEmpty() ? "icu" : overview.headline().getFirst();
    var rows =
        overview.sites().stream()
            .filter(r -> organisation == null || isOf(r, organisation, seen.directory()))
            .sorted(order(sort, lead))
            .limit(500)
            .toList();
    var usual = address.isUsual(overviews);
    var view =
        new SitesView(
            overview,
            rows,
            sort,
            overviews.cells(overview, frame.words()),
            Names.of(overviews, frame.words()),
            address,
            Travel.of(address.moment(), frame),
            new NationalView.Live(
                address.moment().isPast() ? null : NationalPages.topic(frame), usual));
    return new ModelAndView("situation/web/sites", Map.of("frame", frame, "view", view));
  }

  private static boolean isOf(SiteRow row, String organisation, DirectorySnapshot directory) {
    return directory
        .findOrganisation(row.site().organisation())
        .filter(o -> o.code().equalsIgnoreCase(organisation))
        .isPresent();
  }

  static Comparator<SiteRow> order(String sort, String category) {
    var byName = Comparator.<SiteRow, String>comparing(r -> r.site().name());
    return switch (sort) {
      case "name" -> byName;
      case "free" ->
          Comparator.<SiteRow>comparingInt(
                  r -> {
                    var free = r.figures().of(category).room().free().value();
                    return free == null ? 1 : -free;
                  })
              .thenComparing(byName);
      default ->
          Comparator.<SiteRow>comparingDouble(r -> -r.figures().of(category).rank())
              .thenComparing(byName);
    };
  }

  @GetMapping("/locatie/{code}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView site(@PathVariable String code, Frame frame, Actor actor) {
    var address = Address.of(frame, overviews);
    var seen = overviews.see(whole(address), address.moment());
    var place = place(code, seen, address, frame);
    var units = new LinkedHashMap<Unit, List<LinePicture>>();
    for (var unit : seen.directory().units(place.site().id())) {
      var lines = linesOf(place.row(), unit);
      if (!lines.isEmpty()) {
        units.put(unit, lines);
      }
    }
    var view =
        new SiteView(
            place,
            seen.overview(),
            place.row(),
            units,
            overviews.cells(seen.overview(), frame.words()).with(place.row(), frame.words()),
            Names.of(overviews, frame.words()),
            address,
            Travel.of(address.moment(), frame),
            may(actor, place, address));
    return new ModelAndView("situation/web/site", Map.of("frame", frame, "view", view));
  }

  @GetMapping("/locatie/{code}/afdeling/{unit}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView unit(
      @PathVariable String code, @PathVariable String unit, Frame frame, Actor actor) {
    var address = Address.of(frame, overviews);
    var seen = overviews.see(whole(address), address.moment());
    var place = place(code, seen, address, frame);
    var found =
        seen.directory()
            .findUnit(place.site().id(), unit)
            .orElseThrow(
                () -> new NotFound(frame.t("situation.problem.unit", unit, place.site().name())));
    var names = Names.of(overviews, frame.words());
    var lines =
        linesOf(place.row(), found).stream()
            .map(line ->
                new LineView(
                    line,
                    overviews.findCategory(line.line().category()).orElse(null),
                    names,
                    frame.words()))
            .toList();
    var view =
        new UnitView(
            place,
            found,
            lines,
            names,
            address,
            Travel.of(address.moment(), frame),
            may(actor, place, address));
    return new ModelAndView("situation/web/unit", Map.of("frame", frame, "view", view));
  }

  private static Filter whole(Address address) {
    return Filter.all(address.filter().country(), address.filter().setKind());
  }

  private static Place place(String code, Overviews.Seen seen, Address address, Frame frame) {
    var site =
        seen.directory()
            .findSite(address.filter().country(), code)
            .orElseThrow(() ->
                new NotFound(
                    frame.t("situation.problem.site", code, address.filter().country().value())));
    var row =
        seen.overview().sites().stream()
            .filter(r -> r.site().id().equals(site.id()))
            .findFirst()
            .orElseThrow(() ->
                new NotFound(
                    frame.t("situation.problem.site", code, address.filter().country().value())));
    return new Place(
        site,
        seen.directory().findOrganisation(site.organisation()).orElse(null),
        row,
        NationalPages.topic(frame));
  }

  private static List<LinePicture> linesOf(SiteRow row, Unit unit) {
    var picture = row.picture();
    return picture == null
        ? List.of()
        : picture.lines().stream().filter(l -> l.line().unit().equals(unit.id())).toList();
  }

  private May may(Actor actor, Place place, Address address) {
    var site = place.site().id();
    var now = !address.moment().isPast();
    return new May(
        now && guard.may(actor, Permission.ENTER_FIGURES, site),
        now && guard.may(actor, Permission.CORRECT_FIGURES, site),
        now && guard.may(actor, Permission.MAP_AND_REPLAY, site));
  }
}
