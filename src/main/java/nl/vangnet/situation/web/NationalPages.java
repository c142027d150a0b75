package nl.vangnet.situation.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.policy.Rules;
import nl.vangnet.policy.ScaleLevel;
import nl.vangnet.situation.Change;
import nl.vangnet.situation.Filter;
import nl.vangnet.situation.Maps;
import nl.vangnet.situation.Overview;
import nl.vangnet.situation.Overviews;
import nl.vangnet.situation.Silence;
import nl.vangnet.situation.Task;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The national picture: one page with where a staffed bed is, how old each figure is and what was
/// kept back (CAP-08, CAP-17, CAP-27).
@Controller
class NationalPages {
  private static final int MOST_CHANGES = 8;

  private final Overviews overviews;
  private final Maps maps;
  private final Rules rules;
  private final Guard guard;

  NationalPages(Overviews overviews, Maps maps, Rules rules, Guard guard) {
    this.overviews = overviews;
    this.maps = maps;
    this.rules = rules;
    this.guard = guard;
  }

  /// The topic of the live stream in the language of a page.
  static String topic(Frame frame) {
    return frame.words().isDutch() ? "picture" : "picture.en";
  }

  @GetMapping("/")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView national(Frame frame, Actor actor) {
    var address = Address.of(frame, overviews);
    var seen = overviews.see(address.filter(), address.moment());
    var overview = seen.overview();
    var past = address.moment().isPast();
    var view =
        new NationalView(
            overview,
            overviews.cells(overview, frame.words()),
            Names.of(overviews, frame.words()),
            address,
            Travel.of(address.moment(), frame),
            choices(address.filter(), seen),
            new NationalView.Beside(
                Change.largest(overview, seen.hourAgo(), MOST_CHANGES),
                Silence.of(overview),
                past ? List.of() : Task.of(overview, actor, guard)),
            scale(overview),
            maps.find(seen.directory(), address.filter().country(), overview.set()).orElse(null),
            new NationalView.Live(past ? null : topic(frame), address.isUsual(overviews)));
    return new ModelAndView("situation/web/national", Map.of("frame", frame, "view", view));
  }

  private NationalView.Choices choices(Filter filter, Overviews.Seen seen) {
    var whole =
        new Filter(filter.country(), filter.setKind(), null, null, null, null).equals(filter)
            ? seen.overview()
            : null;
    var directory = seen.directory();
    var set = seen.overview().set();
    var regions =
        whole != null
            ? whole.regions()
            : set == null
                ? List.<nl.vangnet.situation.RegionRow>of()
                : directory.regions(set).stream()
                    .map(r ->
                        new nl.vangnet.situation.RegionRow(
                            r, new nl.vangnet.situation.Figures(Map.of(), Map.of()), Map.of()))
                    .toList();
    var byName = new ArrayList<>(regions);
    byName.sort(Comparator.comparing(r -> r.region().name()));
    return new NationalView.Choices(
        directory.countries(),
        directory.regionSets(filter.country()).stream()
            .filter(s -> s.isValidOn(seen.overview().at().atZone(Frame.ZONE).toLocalDate()))
            .toList(),
        overviews.categories().stream().map(c -> c.code()).toList(),
        overviews.cohorts().stream().map(c -> c.code()).toList(),
        byName);
  }

  private NationalView.Scale scale(Overview overview) {
    var filter = overview.filter();
    var whole =
        filter.country().equals(overviews.home())
            && filter.region() == null
            && filter.siteClass() == null
            && filter.cohort() == null;
    var load = overview.nation().of("icu").load();
    var occupied = load.occupied().value();
    var staffed = load.staffed().value();
    if (!whole || occupied == null || staffed == null) {
      return new NationalView.Scale(List.of(), 0, 0);
    }
    var levels = new ArrayList<>(rules.icuLevels(overview.at()));
    levels.sort(Comparator.comparingInt(ScaleLevel::beds));
    return new NationalView.Scale(List.copyOf(levels), occupied, staffed);
  }
}
