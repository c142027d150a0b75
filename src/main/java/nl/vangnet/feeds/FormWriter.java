package nl.vangnet.feeds;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.files.Column;
import nl.vangnet.files.CsvWriter;
import nl.vangnet.files.Sheet;
import nl.vangnet.files.XlsxWriter;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the form of some sites, filled with what was measured, what it was yesterday, and how to
/// fill it; and the same figures as a list of one figure per row, which loses nothing.
@Component
class FormWriter {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");
  private static final List<String> LIST =
      List.of(
          FormHeads.SITE,
          FormHeads.UNIT,
          FormHeads.CATEGORY,
          FormHeads.COHORT,
          FormHeads.VARIABLE,
          FormHeads.VALUE,
          FormHeads.UNKNOWN_REASON,
          FormHeads.OBSERVED,
          FormHeads.NOTE);

  private final FeedPicture picture;
  private final Definitions definitions;
  private final FormHeads heads;
  private final FeedPlaces places;
  private final Clock clock;

  FormWriter(
      FeedPicture picture,
      Definitions definitions,
      FormHeads heads,
      FeedPlaces places,
      Clock clock) {
    this.picture = picture;
    this.definitions = definitions;
    this.heads = heads;
    this.places = places;
    this.clock = clock;
  }

  /// The form as a workbook: the form, yesterday, and what each column means.
  byte[] workbook(Words words, List<Site> sites) {
    var now = clock.instant();
    var lines = picture.lines(sites);
    var columns = columns(lines);
    var form =
        new Sheet(
            words.of("feeds.sheet.form"),
            notes(words, now),
            columns.stream().map(c -> column(words, c, sites)).toList(),
            rows(words, columns, lines, sites));
    var before = picture.yesterday(sites, now);
    var yesterday =
        new Sheet(
            words.of("feeds.sheet.yesterday"),
            List.of(words.of("feeds.form.yesterday.note")),
            columns.stream().map(c -> Column.of(heads.head(words, c), width(c))).toList(),
            rows(words, columns, before, List.of()));
    return XlsxWriter.write(List.of(form, yesterday, help(words, columns)), now);
  }

  /// The form as CSV, semicolons between, with the mark that tells Excel of UTF-8.
  String csv(Words words, List<Site> sites) {
    var lines = picture.lines(sites);
    var columns = columns(lines);
    return "\uFEFF"
        + CsvWriter.write(
            columns.stream().map(c -> heads.head(words, c)).toList(),
            rows(words, columns, lines, sites),
            ';');
  }

  /// Every measured figure as a row of its own, in a workbook.
  byte[] listWorkbook(List<Site> sites) {
    return XlsxWriter.write(
        List.of(
            new Sheet(
                "figures",
                List.of(),
                LIST.stream().map(c -> Column.of(c, 16)).toList(),
                list(sites))),
        clock.instant());
  }

  /// Every measured figure as a row of its own, as CSV.
  String listCsv(List<Site> sites) {
    return CsvWriter.write(LIST, list(sites), ',');
  }

  private List<List<@Nullable Object>> list(List<Site> sites) {
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var figure : picture.figures(sites)) {
      var row = new ArrayList<@Nullable Object>();
      var measured = figure.measured();
      row.add(places.written(figure.site()));
      row.add(figure.unit());
      row.add(figure.category());
      row.add(figure.cohort());
      row.add(figure.variable().code());
      row.add(measured.value());
      row.add(measured.value() == null ? reason(measured) : null);
      row.add(measured.observedAt().toString());
      row.add(measured.note());
      rows.add(row);
    }
    return rows;
  }

  /// The columns of the form: every variable that a definition asks for or that stands in the
  /// picture, so that nothing is lost on the way.
  List<String> columns(List<FeedLine> lines) {
    var variables = new TreeSet<Variable>();
    var categories = new TreeSet<String>();
    for (var line : lines) {
      categories.add(line.picture().line().category());
      FeedPicture.figures(line).forEach(f -> variables.add(f.variable()));
    }
    for (var category : definitions.categories()) {
      if (categories.isEmpty() || categories.contains(category.code())) {
        variables.addAll(category.variables());
      }
    }
    var columns =
        new ArrayList<>(
            List.of(
                FormHeads.SITE,
                FormHeads.SITE_NAME,
                FormHeads.UNIT,
                FormHeads.CATEGORY,
                FormHeads.COHORT,
                FormHeads.OBSERVED));
    for (var variable : variables) {
      columns.add(variable.code());
      if (variable == Variable.CLOSED) {
        columns.add(FormHeads.CLOSED_REASON);
      }
      if (variable == Variable.RESERVE) {
        columns.add(FormHeads.RESERVE_HOLDER);
        columns.add(FormHeads.RESERVE_REASON);
        columns.add(FormHeads.RESERVE_REVIEW);
      }
    }
    columns.add(FormHeads.UNKNOWN_REASON);
    return columns;
  }

  private Column column(Words words, String column, List<Site> sites) {
    var choices =
        switch (column) {
          case FormHeads.SITE -> sites.stream().map(places::written).toList();
          case FormHeads.CATEGORY ->
              definitions.categories().stream()
                  .map(c -> heads.categoryName(words, c.code()))
                  .toList();
          case FormHeads.COHORT ->
              definitions.cohorts().stream().map(c -> heads.cohortName(words, c.code())).toList();
          default -> List.<String>of();
        };
    return new Column(heads.head(words, column), width(column), choices);
  }

  private static double width(String column) {
    return switch (column) {
      case FormHeads.SITE_NAME,
          FormHeads.CLOSED_REASON,
          FormHeads.RESERVE_HOLDER,
          FormHeads.RESERVE_REASON,
          FormHeads.UNKNOWN_REASON ->
          28;
      case FormHeads.OBSERVED -> 18;
      default -> 13;
    };
  }

  private List<List<@Nullable Object>> rows(
      Words words, List<String> columns, List<FeedLine> lines, List<Site> sites) {
    var bySite = new HashMap<Site, List<FeedLine>>();
    lines.forEach(l -> bySite.computeIfAbsent(l.site(), s -> new ArrayList<>()).add(l));
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var line : lines) {
      rows.add(row(words, columns, line));
    }
    for (var site : sites) {
      if (!bySite.containsKey(site)) {
        var row = new ArrayList<@Nullable Object>();
        for (var column : columns) {
          row.add(
              switch (column) {
                case FormHeads.SITE -> places.written(site);
                case FormHeads.SITE_NAME -> site.name();
                default -> null;
              });
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private List<@Nullable Object> row(Words words, List<String> columns, FeedLine line) {
    var measured = new HashMap<Variable, Measured>();
    FeedPicture.figures(line).forEach(f -> measured.put(f.variable(), f.measured()));
    var row = new ArrayList<@Nullable Object>();
    for (var column : columns) {
      row.add(cell(words, column, line, measured));
    }
    return row;
  }

  private @Nullable Object cell(
      Words words, String column, FeedLine line, Map<Variable, Measured> measured) {
    return switch (column) {
      case FormHeads.SITE -> places.written(line.site());
      case FormHeads.SITE_NAME -> line.site().name();
      case FormHeads.UNIT -> line.unit();
      case FormHeads.CATEGORY -> heads.categoryName(words, line.picture().line().category());
      case FormHeads.COHORT -> heads.cohortName(words, line.picture().line().cohort());
      case FormHeads.CLOSED_REASON -> note(measured.get(Variable.CLOSED));
      case FormHeads.RESERVE_HOLDER ->
          text(ReserveNote.of(note(measured.get(Variable.RESERVE))).holder());
      case FormHeads.RESERVE_REASON ->
          text(ReserveNote.of(note(measured.get(Variable.RESERVE))).reason());
      case FormHeads.RESERVE_REVIEW ->
          ReserveNote.of(note(measured.get(Variable.RESERVE))).reviewOn();
      default -> Variable.find(column).map(measured::get).map(m -> value(words, m)).orElse(null);
    };
  }

  private static @Nullable Object text(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String note(@Nullable Measured measured) {
    return measured == null ? null : measured.note();
  }

  private static Object value(Words words, Measured measured) {
    return measured.value() == null
        ? words.of("feeds.form.unknown") + ": " + reason(measured)
        : measured.value();
  }

  private static String reason(Measured measured) {
    var reason = measured.unknownReason();
    return reason == null || reason.isBlank() ? "not-reported" : reason;
  }

  private static List<String> notes(Words words, Instant now) {
    return List.of(
        words.of("feeds.form.note.1", MOMENT.format(now.atZone(FeedPlaces.ZONE))),
        words.of("feeds.form.note.2"),
        words.of("feeds.form.note.3"),
        words.of("feeds.form.note.4"),
        words.of("feeds.form.note.5"));
  }

  private Sheet help(Words words, List<String> columns) {
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var column : columns) {
      var row = new ArrayList<@Nullable Object>();
      row.add(heads.head(words, column));
      row.add(
          words.of(
              FormHeads.FIXED.contains(column)
                  ? "feeds.column." + column + ".what"
                  : "capacity.variable." + column + ".what"));
      rows.add(row);
    }
    for (var category : definitions.categories()) {
      var row = new ArrayList<@Nullable Object>();
      row.add(heads.categoryName(words, category.code()));
      row.add(meaning(words, category));
      rows.add(row);
    }
    return new Sheet(
        words.of("feeds.sheet.help"),
        List.of(),
        List.of(
            Column.of(words.of("feeds.form.help.column"), 28),
            Column.of(words.of("feeds.form.help.meaning"), 90)),
        rows);
  }

  private static String meaning(Words words, Category category) {
    return words.isDutch() ? category.meaningNl() : category.meaningEn();
  }
}
