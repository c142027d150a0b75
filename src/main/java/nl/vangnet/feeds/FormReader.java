package nl.vangnet.feeds;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.files.Cell;
import nl.vangnet.files.CellDate;
import nl.vangnet.files.CellNumber;
import nl.vangnet.files.CellRow;
import nl.vangnet.files.CellSheet;
import nl.vangnet.files.SheetReading;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the figures that a form states (CAP-12): one row per line with a column per variable, or
/// one row per figure. A fault names its cell and what to do; it never stops the rest. What a form
/// says of unknowns, closures and reserves is read as the page does (CAP-13).
@Component
class FormReader {
  private static final int HEAD_WITHIN = 40;
  private static final int MOST_FAULTS = 2_000;
  private static final LocalTime MIDDAY = LocalTime.NOON;
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "(?is)(onbekend|unknown|weet niet|niet bekend|not known|\\?)\\s*(?:[:;,(–—-]\\s*(.*?)\\)?)?");

  private final FormHeads heads;
  private final Clock clock;

  FormReader(FormHeads heads, Clock clock) {
    this.heads = heads;
    this.clock = clock;
  }

  /// Reads a file of a form; `onlySite` is the code for rows that name no site.
  FormSheets read(byte[] file, @Nullable String onlySite) {
    return switch (SheetReading.of(file)) {
      case SheetReading.Refused(var code, var place, var advice) ->
          FormSheets.refused(code, place, advice);
      case SheetReading.Read read -> read(read, onlySite);
    };
  }

  private FormSheets read(SheetReading.Read read, @Nullable String onlySite) {
    var run = new Run(onlySite);
    var found = false;
    for (var sheet : read.sheets()) {
      if (heads.isForReference(sheet.name())) {
        continue;
      }
      var head = head(sheet);
      if (head.isPresent()) {
        found = true;
        run.sheet(sheet, head.get());
      }
    }
    if (!found) {
      return FormSheets.refused(
          "no-head",
          "",
          "No row with the names of the columns was found; download the form anew and keep its"
              + " first rows");
    }
    var notes = new ArrayList<>(read.notes());
    notes.addAll(run.notes);
    return new FormSheets(read.format(), run.rows, run.figures, run.faults, notes);
  }

  /// The row of heads: the columns by their place.
  private record Head(
      int row,
      Map<String, Integer> columns,
      Map<Integer, String> names,
      List<Cell> doubled,
      List<Cell> unknown) {
    boolean isList() {
      return columns.containsKey(FormHeads.VARIABLE) && columns.containsKey(FormHeads.VALUE);
    }

    List<Variable> variables() {
      return columns.keySet().stream().map(Variable::find).flatMap(Optional::stream).toList();
    }
  }

  private Optional<Head> head(CellSheet sheet) {
    for (var row : sheet.rows()) {
      if (row.number() > HEAD_WITHIN) {
        break;
      }
      var head = head(row);
      if (head.columns().containsKey(FormHeads.CATEGORY)
          && (head.isList() || !head.variables().isEmpty())) {
        return Optional.of(head);
      }
    }
    return Optional.empty();
  }

  private Head head(CellRow row) {
    var columns = new LinkedHashMap<String, Integer>();
    var names = new HashMap<Integer, String>();
    var doubled = new ArrayList<Cell>();
    var unknown = new ArrayList<Cell>();
    for (var i = 0; i < row.width(); i++) {
      var cell = row.cell(i);
      if (cell.isEmpty()) {
        continue;
      }
      names.put(i, cell.text());
      var code = heads.column(cell.text());
      if (code.isEmpty()) {
        unknown.add(cell);
      } else if (columns.putIfAbsent(code.get(), i) != null) {
        doubled.add(cell);
      }
    }
    return new Head(row.number(), columns, names, doubled, unknown);
  }

  /// One reading under way.
  private final class Run {
    private final @Nullable String onlySite;
    private final Instant now = clock.instant();
    private final List<FormFigure> figures = new ArrayList<>();
    private final List<CellNote> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> seen = new HashMap<>();
    private int rows;

    Run(@Nullable String onlySite) {
      this.onlySite = onlySite;
    }

    void sheet(CellSheet sheet, Head head) {
      for (var cell : head.doubled()) {
        fault(
            sheet,
            cell,
            head.row(),
            cell.text(),
            "column-twice",
            "this column stands there twice; delete one");
      }
      for (var cell : head.unknown()) {
        if (cell.kind() == Cell.Kind.MERGED) {
          fault(
              sheet,
              cell,
              head.row(),
              "",
              "merged-cell",
              "the heads are merged here; undo the merging");
        } else {
          notes.add("column-unknown:" + cell.address() + ":" + cut(cell.text()));
        }
      }
      for (var row : sheet.rows()) {
        if (faults.size() >= MOST_FAULTS) {
          notes.add("stopped-at:" + row.number());
          return;
        }
        if (row.number() > head.row()) {
          if (head.isList()) {
            listRow(sheet, head, row);
          } else {
            formRow(sheet, head, row);
          }
        }
      }
    }

    private String text(Head head, CellRow row, String column) {
      var at = head.columns().get(column);
      return at == null ? "" : row.cell(at).text().strip().replaceAll("\\s+", " ");
    }

    /// The place and moment that a row is about; null when the row has a fault there.
    private record Place(
        String site, String unit, String category, String cohort, @Nullable Instant at) {}

    private @Nullable Place place(CellSheet sheet, Head head, CellRow row) {
      var before = faults.size();
      for (var column :
          List.of(FormHeads.SITE, FormHeads.UNIT, FormHeads.CATEGORY, FormHeads.COHORT)) {
        var at = head.columns().get(column);
        if (at != null && !usable(row.cell(at).kind())) {
          fault(sheet, head, row, column, code(row.cell(at)), advice(row.cell(at)));
        }
      }
      if (faults.size() > before) {
        return null;
      }
      var site = text(head, row, FormHeads.SITE);
      if (site.isEmpty()) {
        if (onlySite == null) {
          fault(sheet, head, row, FormHeads.SITE, "site-missing", "write the code of the site");
        } else {
          site = onlySite;
        }
      }
      var written = text(head, row, FormHeads.CATEGORY);
      var category = heads.category(written);
      if (category.isEmpty()) {
        fault(
            sheet,
            head,
            row,
            FormHeads.CATEGORY,
            "unknown-category",
            "choose a category of the list");
      }
      var cohortText = text(head, row, FormHeads.COHORT);
      var cohort = cohortText.isEmpty() ? Optional.of("all") : heads.cohort(cohortText);
      if (cohort.isEmpty()) {
        fault(sheet, head, row, FormHeads.COHORT, "unknown-cohort", "choose a cohort of the list");
      }
      var unit = text(head, row, FormHeads.UNIT);
      if (unit.isEmpty() && category.isPresent()) {
        unit = category.get();
      }
      if (unit.length() > 60) {
        fault(
            sheet,
            head,
            row,
            FormHeads.UNIT,
            "unit-missing",
            "name the unit with 1 to 60 characters");
      }
      var at = moment(sheet, head, row);
      return faults.size() > before
          ? null
          : new Place(site, unit, category.orElseThrow(), cohort.orElseThrow(), at);
    }

    private static boolean usable(Cell.Kind kind) {
      return kind != Cell.Kind.MERGED && kind != Cell.Kind.ERROR && kind != Cell.Kind.FORMULA;
    }

    private @Nullable Instant moment(CellSheet sheet, Head head, CellRow row) {
      var at = head.columns().get(FormHeads.OBSERVED);
      if (at == null) {
        return null;
      }
      var cell = row.cell(at);
      if (cell.kind() == Cell.Kind.TEXT && cell.text().strip().endsWith("Z")) {
        try {
          return Instant.parse(cell.text().strip());
        } catch (java.time.DateTimeException e) {
          // Read below, which says what is wrong with it.
        }
      }
      return switch (CellDate.of(cell, FeedPlaces.ZONE)) {
        case CellDate.Empty none -> null;
        case CellDate.Of(var local, var day) -> {
          var moment =
              (day ? local.toLocalDate().atTime(MIDDAY) : local)
                  .atZone(FeedPlaces.ZONE)
                  .toInstant();
          var today = local.toLocalDate().equals(LocalDate.ofInstant(now, FeedPlaces.ZONE));
          yield day && today && moment.isAfter(now) ? now : moment;
        }
        case CellDate.Fault(var code, var advice) -> {
          fault(sheet, head, row, FormHeads.OBSERVED, code, advice);
          yield null;
        }
      };
    }

    private void listRow(CellSheet sheet, Head head, CellRow row) {
      rows++;
      var place = place(sheet, head, row);
      var variable = heads.column(text(head, row, FormHeads.VARIABLE)).flatMap(Variable::find);
      if (variable.isEmpty()) {
        fault(
            sheet,
            head,
            row,
            FormHeads.VARIABLE,
            "unknown-variable",
            "use a variable such as staffed or occupied");
      }
      if (place == null || variable.isEmpty()) {
        return;
      }
      var at = head.columns().getOrDefault(FormHeads.VALUE, 0);
      var cell = row.cell(at);
      var reason = text(head, row, FormHeads.UNKNOWN_REASON);
      var note = text(head, row, FormHeads.NOTE);
      if (cell.isEmpty() && reason.isEmpty()) {
        fault(
            sheet,
            head,
            row,
            FormHeads.VALUE,
            "unknown-reason-missing",
            "write a number, or leave it empty and say in the column unknown_reason why");
        return;
      }
      if (!cell.isEmpty() && !reason.isEmpty() && !isUnknown(cell)) {
        fault(
            sheet,
            head,
            row,
            FormHeads.UNKNOWN_REASON,
            "value-and-unknown",
            "there is a number and a reason why it is not known; leave one of the two");
        return;
      }
      take(
          sheet,
          head,
          row,
          at,
          place,
          variable.get(),
          reason,
          note.isEmpty() ? null : note,
          cell.isEmpty(),
          false);
    }

    private void formRow(CellSheet sheet, Head head, CellRow row) {
      var given =
          head.variables().stream().filter(v -> !row.cell(column(head, v)).isEmpty()).toList();
      var reason = text(head, row, FormHeads.UNKNOWN_REASON);
      if (given.isEmpty()) {
        return;
      }
      rows++;
      var place = place(sheet, head, row);
      if (place == null) {
        return;
      }
      if (!reason.isEmpty()
          && given.stream().noneMatch(v -> isUnknown(row.cell(column(head, v))))) {
        fault(
            sheet,
            head,
            row,
            FormHeads.UNKNOWN_REASON,
            "reason-without-unknown",
            "no cell of this row says \"onbekend\"; write that word in the cell that is not known, or"
                + " delete the reason");
      }
      for (var variable : given) {
        var note =
            switch (variable) {
              case CLOSED -> orNull(text(head, row, FormHeads.CLOSED_REASON));
              case RESERVE -> reserve(sheet, head, row);
              default -> null;
            };
        take(sheet, head, row, column(head, variable), place, variable, reason, note, false, true);
      }
    }

    private static boolean isUnknown(Cell cell) {
      return cell.kind() == Cell.Kind.TEXT && UNKNOWN.matcher(cell.text().strip()).matches();
    }

    private static int column(Head head, Variable variable) {
      return head.columns().getOrDefault(variable.code(), 0);
    }

    private @Nullable String reserve(CellSheet sheet, Head head, CellRow row) {
      @Nullable LocalDate review = null;
      var at = head.columns().get(FormHeads.RESERVE_REVIEW);
      if (at != null) {
        switch (CellDate.of(row.cell(at), FeedPlaces.ZONE)) {
          case CellDate.Empty none -> {}
          case CellDate.Of(var local, var day) -> review = local.toLocalDate();
          case CellDate.Fault(var code, var advice) ->
              fault(sheet, head, row, FormHeads.RESERVE_REVIEW, code, advice);
        }
      }
      return orNull(
          new ReserveNote(
                  text(head, row, FormHeads.RESERVE_HOLDER),
                  text(head, row, FormHeads.RESERVE_REASON),
                  review)
              .text());
    }

    private void take(
        CellSheet sheet,
        Head head,
        CellRow row,
        int column,
        Place place,
        Variable variable,
        String rowReason,
        @Nullable String note,
        boolean empty,
        boolean strict) {
      var cell = row.cell(column);
      @Nullable Integer value = null;
      @Nullable String reason = null;
      var unknown = UNKNOWN.matcher(cell.kind() == Cell.Kind.TEXT ? cell.text().strip() : "");
      if (empty) {
        reason = rowReason;
      } else if (unknown.matches()) {
        var own = unknown.group(2) == null ? "" : unknown.group(2).strip();
        reason = own.isEmpty() ? rowReason : own;
        if (reason.isEmpty()) {
          faultAt(
              sheet,
              head,
              row,
              column,
              "unknown-reason-missing",
              "say why it is not known: behind the word (\"onbekend: systeem ligt plat\") or in the"
                  + " column for it");
          return;
        }
      } else {
        switch (CellNumber.whole(cell)) {
          case CellNumber.Empty none -> {
            return;
          }
          case CellNumber.Of(var number) -> value = number.intValueExact();
          case CellNumber.Fault(var code, var advice) -> {
            faultAt(sheet, head, row, column, code, advice);
            return;
          }
        }
      }
      if (value != null && value < 0) {
        faultAt(sheet, head, row, column, "negative-value", "a number of beds is 0 or more");
        return;
      }
      var figure =
          new FormFigure(
              sheet.name(),
              cell.address(),
              row.number(),
              place.site(),
              place.unit(),
              place.category(),
              place.cohort(),
              variable,
              value,
              reason,
              place.at(),
              note,
              strict);
      var first = seen.putIfAbsent(figure.key(), figure.address());
      if (first != null) {
        faultAt(
            sheet,
            head,
            row,
            column,
            "twice-in-file",
            "cell " + first + " states this figure already; delete one of the two");
        return;
      }
      figures.add(figure);
    }

    private void fault(
        CellSheet sheet, Head head, CellRow row, String column, String code, String advice) {
      var at = head.columns().get(column);
      if (at == null) {
        note(
            new CellNote(sheet.name(), "A" + row.number(), row.number(), column, "", code, advice));
      } else {
        faultAt(sheet, head, row, at, code, advice);
      }
    }

    private void faultAt(
        CellSheet sheet, Head head, CellRow row, int column, String code, String advice) {
      var cell = row.cell(column);
      fault(sheet, cell, row.number(), head.names().getOrDefault(column, ""), code, advice);
    }

    private void fault(
        CellSheet sheet, Cell cell, int row, String column, String code, String advice) {
      note(
          new CellNote(
              sheet.name(), cell.address(), row, cut(column), cut(cell.text()), code, advice));
    }

    private void note(CellNote note) {
      faults.add(note);
    }

    private static String code(Cell cell) {
      return switch (cell.kind()) {
        case MERGED -> "merged-cell";
        case ERROR -> "error-cell";
        default -> "formula-without-value";
      };
    }

    private static String advice(Cell cell) {
      return switch (cell.kind()) {
        case MERGED -> "this cell is merged with another; undo the merging and fill every row";
        case ERROR -> "the formula failed (" + cell.text() + "); type the text";
        default -> "the file holds a formula without its result; type the text";
      };
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) : text;
  }
}
