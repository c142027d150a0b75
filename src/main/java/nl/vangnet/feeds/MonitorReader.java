package nl.vangnet.feeds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.files.Cell;
import nl.vangnet.files.CellDate;
import nl.vangnet.files.CellNumber;
import nl.vangnet.files.CellRow;
import nl.vangnet.files.CellSheet;
import nl.vangnet.files.SheetReading;

/// Reads the file of another party's monitor: a row per day, area and indicator. Pure.
final class MonitorReader {
  private static final int MOST_FAULTS = 500;
  private static final int LONGEST = 120;
  private static final Map<String, String> HEADS = new HashMap<>();

  static {
    List.of("date", "datum", "dag", "day").forEach(h -> HEADS.put(h, "date"));
    List.of("area", "gebied", "regio", "region").forEach(h -> HEADS.put(h, "area"));
    List.of("indicator", "kengetal", "maat").forEach(h -> HEADS.put(h, "indicator"));
    List.of("value", "waarde", "aantal").forEach(h -> HEADS.put(h, "value"));
    List.of("unknown reason", "reden onbekend", "reden").forEach(h -> HEADS.put(h, "reason"));
  }

  private MonitorReader() {}

  /// What was read: the figures, and the faults of the rows that were left out.
  record Read(List<ForeignFigure> figures, List<CellNote> faults) {
    Read {
      figures = List.copyOf(figures);
      faults = List.copyOf(faults);
    }
  }

  static Read read(byte[] file) {
    return switch (SheetReading.of(file)) {
      case SheetReading.Refused(var code, var place, var advice) ->
          new Read(List.of(), List.of(new CellNote("", place, 0, "", "", code, advice)));
      case SheetReading.Read read -> sheets(read.sheets());
    };
  }

  private static Read sheets(List<CellSheet> sheets) {
    for (var sheet : sheets) {
      for (var row : sheet.rows()) {
        var columns = columns(row);
        if (columns.keySet().containsAll(Set.of("date", "area", "indicator", "value"))) {
          return rows(sheet, row.number(), columns);
        }
      }
    }
    return new Read(
        List.of(),
        List.of(
            new CellNote(
                "",
                "",
                0,
                "",
                "",
                "no-head",
                "no row with the columns date, area, indicator and value was found; write these"
                    + " heads above the table")));
  }

  private static Map<String, Integer> columns(CellRow row) {
    var columns = new HashMap<String, Integer>();
    for (var i = 0; i < row.width(); i++) {
      var code = HEADS.get(FormHeads.plain(row.cell(i).text()));
      if (code != null) {
        columns.putIfAbsent(code, i);
      }
    }
    return columns;
  }

  private static Read rows(CellSheet sheet, int head, Map<String, Integer> columns) {
    var figures = new ArrayList<ForeignFigure>();
    var faults = new ArrayList<CellNote>();
    var seen = new HashSet<String>();
    for (var row : sheet.rows()) {
      if (row.number() <= head || faults.size() >= MOST_FAULTS) {
        continue;
      }
      var date = row.cell(columns.getOrDefault("date", 0));
      var area = row.cell(columns.getOrDefault("area", 0));
      var indicator = row.cell(columns.getOrDefault("indicator", 0));
      var value = row.cell(columns.getOrDefault("value", 0));
      var before = faults.size();
      if (!(CellDate.of(date, FeedPlaces.ZONE) instanceof CellDate.Of(var at, var day))) {
        var fault =
            CellDate.of(date, FeedPlaces.ZONE) instanceof CellDate.Fault wrong
                ? wrong
                : new CellDate.Fault("not-a-date", "write the date as 2026-11-22");
        faults.add(note(sheet, date, row, "date", fault.code(), fault.advice()));
        continue;
      }
      for (var text : List.of(area, indicator)) {
        if (text.text().isBlank() || text.text().length() > LONGEST) {
          faults.add(
              note(
                  sheet,
                  text,
                  row,
                  text == area ? "area" : "indicator",
                  "text-missing",
                  "write a name of 1 to 120 characters"));
        }
      }
      BigDecimal number = null;
      switch (CellNumber.of(value)) {
        case CellNumber.Empty none -> {}
        case CellNumber.Of(var read) -> number = read;
        case CellNumber.Fault(var code, var advice) -> {
          if (!value.text().strip().matches("(?i)onbekend|unknown")) {
            faults.add(note(sheet, value, row, "value", code, advice));
          }
        }
      }
      if (number != null
          && (number.abs().compareTo(new BigDecimal("1000000000000")) > 0 || number.scale() > 6)) {
        faults.add(
            note(
                sheet,
                value,
                row,
                "value",
                "not-a-number",
                "write at most 12 digits and 6 decimals"));
      }
      var key = at.toLocalDate() + "|" + area.text().strip() + "|" + indicator.text().strip();
      if (faults.size() == before && !seen.add(key)) {
        faults.add(
            note(
                sheet,
                value,
                row,
                "value",
                "twice-in-file",
                "an earlier row states this figure already"));
      }
      if (faults.size() == before) {
        var reasonAt = columns.get("reason");
        var reason = reasonAt == null ? "" : row.cell(reasonAt).text().strip();
        figures.add(
            new ForeignFigure(
                at.toLocalDate(),
                area.text().strip(),
                indicator.text().strip(),
                number,
                number != null ? null : reason.isEmpty() ? "empty in the file" : reason));
      }
    }
    return new Read(figures, faults);
  }

  private static CellNote note(
      CellSheet sheet, Cell cell, CellRow row, String column, String code, String advice) {
    var text = cell.text().length() > 80 ? cell.text().substring(0, 80) : cell.text();
    return new CellNote(sheet.name(), cell.address(), row.number(), column, text, code, advice);
  }
}
