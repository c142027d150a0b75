package nl.vangnet.rounds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fills the form of a site from the record, the drafts and what was filed the last time (CAP-24).
@Component
class RoundForms {
  private final RoundStore store;
  private final Directory directory;
  private final LivePicture pictures;
  private final Definitions definitions;

  RoundForms(RoundStore store, Directory directory, LivePicture pictures, Definitions definitions) {
    this.store = store;
    this.directory = directory;
    this.pictures = pictures;
    this.definitions = definitions;
  }

  RoundForm form(Round round, DataRequest request, Site site) {
    return form(round, request, site, pictures.read(site.id()));
  }

  RoundForm form(Round round, DataRequest request, Site site, @Nullable SitePicture picture) {
    var before = new HashMap<Key, RoundForm.Before>();
    for (var figure : store.figuresBefore(round, site.id())) {
      before.put(
          new Key(figure.line(), figure.variable()),
          new RoundForm.Before(figure.value(), figure.unknownReason()));
    }
    return new RoundForm(
        round,
        request,
        site,
        picture == null ? List.of() : lines(request, picture, before),
        store.drafts(round.id(), site.id()),
        store.filings(round.id(), site.id()));
  }

  private record Key(LineId line, Variable variable) {}

  private List<RoundForm.FormLine> lines(
      DataRequest request, SitePicture picture, Map<Key, RoundForm.Before> before) {
    var snapshot = directory.snapshot();
    var found = new ArrayList<RoundForm.FormLine>();
    for (var asked : request.asked()) {
      picture.lines().stream()
          .filter(l -> l.line().category().equals(asked.category()))
          .sorted(
              Comparator.<LinePicture, String>comparing(l -> unit(snapshot, l).name())
                  .thenComparing(l -> l.line().cohort())
                  .thenComparing(l -> l.line().id().value()))
          .map(l -> line(snapshot, l, asked, before))
          .forEach(found::add);
    }
    found.sort(Comparator.comparingInt(l -> rank(l.line().category())));
    return found;
  }

  private int rank(String category) {
    return definitions.findCategory(category).map(c -> c.rank()).orElse(Integer.MAX_VALUE);
  }

  private static Unit unit(DirectorySnapshot snapshot, LinePicture line) {
    return snapshot
        .findUnit(line.line().unit())
        .orElseGet(() -> new Unit(line.line().unit(), line.line().site(), "?", "?"));
  }

  private static RoundForm.FormLine line(
      DirectorySnapshot snapshot,
      LinePicture line,
      Asked asked,
      Map<Key, RoundForm.Before> before) {
    var unit = unit(snapshot, line);
    var id = line.line().id();
    return new RoundForm.FormLine(
        line.line(),
        unit.code(),
        unit.name(),
        asked.variables().stream()
            .map(v -> field(id, line.figure(v), before.get(new Key(id, v))))
            .toList());
  }

  private static RoundForm.Field field(
      LineId line, Figure figure, RoundForm.@Nullable Before before) {
    return new RoundForm.Field(
        key(line, figure.variable()),
        figure.variable(),
        mode(figure),
        figure.measured(),
        figure.used(),
        figure.age(),
        before);
  }

  static String key(LineId line, Variable variable) {
    return line.value() + "." + variable.code();
  }

  private static RoundForm.Mode mode(Figure figure) {
    var measured = figure.measured();
    if (measured != null
        && (measured.method() == Method.CENSUS || measured.method() == Method.BED_STATUS)
        && figure.age() != Age.STALE
        && figure.used() != null) {
      return RoundForm.Mode.COUNTED;
    }
    return figure.corrections().isEmpty() ? RoundForm.Mode.OPEN : RoundForm.Mode.CORRECTED;
  }
}
