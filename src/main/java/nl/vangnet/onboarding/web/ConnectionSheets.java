package nl.vangnet.onboarding.web;

import java.util.ArrayList;
import java.util.HashMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Authors;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineEnds;
import nl.vangnet.capacity.Precedence;
import nl.vangnet.capacity.SourceChoice;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Site;
import nl.vangnet.onboarding.Connections;
import nl.vangnet.onboarding.web.ConnectionViews.Origin;
import nl.vangnet.onboarding.web.ConnectionViews.SitePage;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Component;

/// Makes the page of one site: its checklist, its own counts, whose figures count, and what each
/// source says of the same beds.
@Component
class ConnectionSheets {
  private final Connections connections;
  private final ConnectionLists lists;
  private final SourceChoice choice;
  private final SourceSystems sources;
  private final CapacityBook book;
  private final LineEnds ends;
  private final Definitions definitions;
  private final Directory directory;
  private final Authors authors;
  private final Guard guard;

  ConnectionSheets(
      Connections connections,
      ConnectionLists lists,
      SourceChoice choice,
      SourceSystems sources,
      CapacityBook book,
      LineEnds ends,
      Definitions definitions,
      Directory directory,
      Authors authors,
      Guard guard) {
    this.connections = connections;
    this.lists = lists;
    this.choice = choice;
    this.sources = sources;
    this.book = book;
    this.ends = ends;
    this.definitions = definitions;
    this.directory = directory;
    this.authors = authors;
    this.guard = guard;
  }

  SitePage sheet(Actor actor, Frame frame, Site site, String fault, String notice) {
    var snapshot = directory.snapshot();
    var set = lists.regionSet(snapshot);
    var names = new HashMap<Integer, String>();
    for (var line : book.lines(site.id())) {
      names.put(line.id().value(), name(frame, snapshot, line));
    }
    var categories = new HashMap<String, String>();
    for (var category : definitions.categories()) {
      categories.put(
          category.code(), frame.words().isDutch() ? category.nameNl() : category.nameEn());
    }
    var origins = new ArrayList<Origin>();
    sources.list().stream()
        .filter(s -> s.organisation().equals(site.organisation()))
        .forEach(s -> origins.add(new Origin(s.actor().id(), s.name())));
    origins.add(new Origin(Precedence.PEOPLE, frame.t("onboarding.origin.people")));
    return new SitePage(
        site,
        set == null ? "—" : snapshot.findRegionOf(site.id(), set).map(r -> r.name()).orElse("—"),
        "/aansluiting/" + site.code(),
        connections.of(site),
        connections.countedLines(site),
        connections.counts(site.id()),
        names,
        categories,
        choice.rules(site.id()),
        choice.beside(site.id()),
        choice.besideSums(site.id()),
        ends.of(site.id()),
        origins,
        authors,
        actor.has(Permission.CONNECT_SITES),
        guard.may(actor, Permission.ENTER_FIGURES, site.id()),
        fault.isEmpty() ? null : fault,
        notice.isEmpty() ? null : notice);
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
}
