package nl.vangnet.capacity.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.ChaseList;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.FreeBedWords;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Site;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fills the form of a site from what is used now.
@Component
class SiteForms {
  private final Directory directory;
  private final LivePicture picture;
  private final Definitions definitions;
  private final ChaseList chases;
  private final Labels labels;

  SiteForms(
      Directory directory,
      LivePicture picture,
      Definitions definitions,
      ChaseList chases,
      Labels labels) {
    this.directory = directory;
    this.picture = picture;
    this.definitions = definitions;
    this.chases = chases;
    this.labels = labels;
  }

  /// What was typed and what was wrong with it, by the key of the field.
  record Again(Map<String, SiteFormView.Typed> typed, Map<String, String> wrong) {
    static final Again NOTHING = new Again(Map.of(), Map.of());
  }

  /// The blocks of all lines of a site.
  List<SiteFormView.LineForm> lines(Words words, Site site, Again again) {
    var now = picture.read(site.id());
    if (now == null) {
      return List.of();
    }
    var snapshot = directory.snapshot();
    return now.lines().stream()
        .sorted(
            Comparator.<LinePicture>comparingInt(l -> rank(l.line().category()))
                .thenComparing(l -> labels.unit(snapshot, l.line()))
                .thenComparing(l -> l.line().cohort())
                .thenComparing(l -> l.line().id().value()))
        .map(l -> line(words, snapshot, l, again))
        .toList();
  }

  /// How many present patients of the site stand on no line.
  int unplaced(Site site) {
    var now = picture.current().site(site.id());
    return now == null ? 0 : now.unplaced();
  }

  /// What may be chosen for a new line.
  SiteFormView.AddLine add(
      Words words, Site site, Map<String, String> sent, @Nullable String wrong) {
    return new SiteFormView.AddLine(
        directory.snapshot().units(site.id()),
        definitions.categories().stream()
            .map(c -> new SiteFormView.Choice(c.code(), words.isDutch() ? c.nameNl() : c.nameEn()))
            .toList(),
        definitions.cohorts().stream().map(c -> choice(words, c)).toList(),
        sent.getOrDefault("unit", ""),
        sent.getOrDefault("name", ""),
        sent.getOrDefault("category", ""),
        sent.getOrDefault("cohort", ""),
        wrong);
  }

  private static SiteFormView.Choice choice(Words words, Cohort cohort) {
    return new SiteFormView.Choice(
        cohort.code(), words.isDutch() ? cohort.nameNl() : cohort.nameEn());
  }

  private int rank(String category) {
    return definitions.findCategory(category).map(Category::rank).orElse(Integer.MAX_VALUE);
  }

  private SiteFormView.LineForm line(
      Words words, DirectorySnapshot snapshot, LinePicture line, Again again) {
    var code = snapshot.findUnit(line.line().unit()).map(u -> u.code()).orElse("?");
    var late =
        (int)
            chases.open(line.line().site()).stream()
                .filter(c -> c.line().equals(line.line().id()))
                .count();
    var free = line.free();
    return new SiteFormView.LineForm(
        line.line().id(),
        labels.line(words, snapshot, line.line()),
        code,
        line.line().category(),
        line.line().cohort(),
        free.beds() == null ? "—" : words.number(free.beds()),
        Labels.age(free.age()),
        FreeBedWords.explain(words, line),
        late,
        groups(words, line, again));
  }

  private List<SiteFormView.Group> groups(Words words, LinePicture line, Again again) {
    var asked =
        definitions.findCategory(line.line().category()).map(Category::variables).orElse(List.of());
    var groups = new ArrayList<SiteFormView.Group>();
    for (var kind : Variable.Kind.values()) {
      var fields =
          asked.stream()
              .filter(v -> v.kind() == kind)
              .map(v -> field(words, line, v, again))
              .toList();
      if (!fields.isEmpty()) {
        groups.add(
            new SiteFormView.Group(
                kind.name().toLowerCase(java.util.Locale.ROOT),
                kind == Variable.Kind.STOCK,
                fields.stream().anyMatch(f -> f.wrong() != null || f.age().equals("stale")),
                fields));
      }
    }
    return groups;
  }

  private SiteFormView.Field field(Words words, LinePicture line, Variable variable, Again again) {
    var figure = line.figure(variable);
    var key = line.line().id() + "." + variable.code();
    var measured = figure.measured();
    var shown = shown(variable, figure);
    var wrong = again.wrong().get(key);
    return new SiteFormView.Field(
        variable,
        key,
        labels.variable(words, variable),
        mode(figure),
        again.typed().getOrDefault(key, shown),
        shown,
        figure.used() == null ? null : words.number(figure.used()),
        Labels.age(figure.age()),
        figure.confirmedAt(),
        origin(words, measured),
        figure.corrected(),
        wrong);
  }

  private @Nullable String origin(Words words, @Nullable Measured measured) {
    if (measured == null) {
      return null;
    }
    var from = labels.method(words, measured.method()) + ", " + labels.giver(measured.source());
    return measured.value() == null ? from + ": " + labels.reason(words, measured) : from;
  }

  private static SiteFormView.Mode mode(Figure figure) {
    var measured = figure.measured();
    if (measured != null
        && (measured.method() == Method.CENSUS || measured.method() == Method.BED_STATUS)
        && figure.age() != Age.STALE) {
      return SiteFormView.Mode.COUNTED;
    }
    return figure.corrections().isEmpty() ? SiteFormView.Mode.OPEN : SiteFormView.Mode.CORRECTED;
  }

  private static SiteFormView.Typed shown(Variable variable, Figure figure) {
    var measured = figure.measured();
    if (measured == null) {
      return new SiteFormView.Typed("", "", "", "", "");
    }
    var value = measured.value() == null ? "" : measured.value().toString();
    var unknown = measured.unknownReason() == null ? "" : measured.unknownReason();
    if (variable != Variable.RESERVE) {
      var note = measured.note() == null ? "" : measured.note();
      return new SiteFormView.Typed(
          value, unknown, variable == Variable.CLOSED ? note : "", "", "");
    }
    var note = ReserveNote.of(measured.note());
    return new SiteFormView.Typed(
        value,
        unknown,
        note.reason(),
        note.holder(),
        note.reviewOn() == null ? "" : note.reviewOn().toString());
  }
}
