package nl.vangnet.situation.web;

import java.util.Map;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.situation.Cells;
import nl.vangnet.situation.Filter;
import nl.vangnet.situation.Overview;
import nl.vangnet.situation.Overviews;
import nl.vangnet.situation.RegionRow;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The regions, and the sheet of one region (CAP-17, SPR-03).
@Controller
class RegionPages {
  private final Overviews overviews;

  RegionPages(Overviews overviews) {
    this.overviews = overviews;
  }

  /// The regions of a country as their page shows them.
  record RegionsView(
      Overview overview,
      Cells cells,
      Names names,
      Address address,
      Travel travel,
      NationalView.Live live) {}

  /// One region as its sheet shows it.
  record RegionView(
      Overview overview,
      RegionRow row,
      Cells cells,
      Names names,
      Address address,
      Travel travel,
      NationalView.Live live) {}

  @GetMapping("/regio")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView regions(Frame frame) {
    var address = Address.of(frame, overviews);
    var overview = overviews.see(address.filter(), address.moment()).overview();
    var view =
        new RegionsView(
            overview,
            overviews.cells(overview, frame.words()),
            Names.of(overviews, frame.words()),
            address,
            Travel.of(address.moment(), frame),
            live(address, frame));
    return new ModelAndView("situation/web/regions", Map.of("frame", frame, "view", view));
  }

  @GetMapping("/regio/{code}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView region(@PathVariable String code, Frame frame) {
    var address = Address.of(frame, overviews);
    // The sheet reads the overview that the national page reads, so that both say the same.
    var filter = address.filter();
    var whole =
        new Filter(
            filter.country(), filter.setKind(), null, filter.cohort(), null, filter.siteClass());
    var overview = overviews.see(whole, address.moment()).overview();
    var row =
        overview
            .findRegion(code)
            .orElseThrow(() -> new NotFound(frame.t("situation.problem.region", code)));
    var view =
        new RegionView(
            overview,
            row,
            overviews.cells(overview, frame.words()),
            Names.of(overviews, frame.words()),
            address,
            Travel.of(address.moment(), frame),
            live(new Address(whole, address.moment(), address.query()), frame));
    return new ModelAndView("situation/web/region", Map.of("frame", frame, "view", view));
  }

  private NationalView.Live live(Address address, Frame frame) {
    return new NationalView.Live(
        address.moment().isPast() ? null : NationalPages.topic(frame), address.isUsual(overviews));
  }
}
