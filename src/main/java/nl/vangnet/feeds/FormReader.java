package nl.vangnet.feeds;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import nl.vangnet.files.Cell;
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
    var run = new FormReading(heads, clock.instant(), onlySite);
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
    return run.sheets(read.format(), read.notes());
  }

  private Optional<FormHead> head(CellSheet sheet) {
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

  private FormHead head(CellRow row) {
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
    return new FormHead(row.number(), columns, names, doubled, unknown);
  }
}
