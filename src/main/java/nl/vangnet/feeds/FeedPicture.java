package nl.vangnet.feeds;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The picture as the feeds read it: lines and figures of sites, in one order.
@Component
class FeedPicture {
  private static final int READ_AT_ONCE = 3;

  private final LivePicture live;
  private final Definitions definitions;
  private final FeedPlaces places;

  FeedPicture(LivePicture live, Definitions definitions, FeedPlaces places) {
    this.live = live;
    this.definitions = definitions;
    this.places = places;
  }

  /// The lines of these sites now; of a few sites as the record holds them at this moment.
  List<FeedLine> lines(Collection<Site> sites) {
    var current = sites.size() > READ_AT_ONCE ? live.current() : null;
    var lines = new ArrayList<FeedLine>();
    for (var site : sites) {
      add(lines, site, current == null ? live.read(site.id()) : current.site(site.id()));
    }
    return lines;
  }

  /// The lines of these sites one day before `now`, to the hour.
  List<FeedLine> yesterday(Collection<Site> sites, Instant now) {
    var past = live.at(now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1)), null);
    var lines = new ArrayList<FeedLine>();
    for (var site : sites) {
      add(lines, site, past.site(site.id()));
    }
    return lines;
  }

  private void add(List<FeedLine> lines, Site site, @Nullable SitePicture picture) {
    if (picture == null) {
      return;
    }
    var own = new ArrayList<FeedLine>();
    for (var line : picture.lines()) {
      var unit = places.snapshot().findUnit(line.line().unit());
      own.add(
          new FeedLine(
              site,
              unit.map(u -> u.code()).orElse("?"),
              unit.map(u -> u.name()).orElse("?"),
              line));
    }
    own.sort(
        Comparator.<FeedLine>comparingInt(l -> rank(l.picture().line().category()))
            .thenComparing(l -> l.picture().line().category())
            .thenComparing(FeedLine::unit)
            .thenComparingInt(l -> cohortRank(l.picture().line().cohort()))
            .thenComparing(l -> l.picture().line().cohort()));
    lines.addAll(own);
  }

  private int rank(String category) {
    return definitions.findCategory(category).map(Category::rank).orElse(Integer.MAX_VALUE);
  }

  private int cohortRank(String cohort) {
    return definitions.findCohort(cohort).map(Cohort::rank).orElse(Integer.MAX_VALUE);
  }

  /// Every measured figure of these sites, unknowns included.
  List<FeedFigure> figures(Collection<Site> sites) {
    var figures = new ArrayList<FeedFigure>();
    for (var line : lines(sites)) {
      figures.addAll(figures(line));
    }
    return figures;
  }

  static List<FeedFigure> figures(FeedLine line) {
    var figures = new ArrayList<FeedFigure>();
    for (var variable : Variable.values()) {
      var figure = line.picture().figure(variable);
      var measured = figure.measured();
      if (measured != null) {
        figures.add(
            new FeedFigure(
                line.site(),
                line.unit(),
                line.unitName(),
                line.picture().line().category(),
                line.picture().line().cohort(),
                variable,
                measured,
                figure.used()));
      }
    }
    return figures;
  }
}
