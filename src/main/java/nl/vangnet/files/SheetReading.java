package nl.vangnet.files;

import java.util.List;

/// What became of a file of figures: its sheets, or the reason why it was not read.
public sealed interface SheetReading {
  /// It was read. `format` is "xlsx" or "csv"; `encoding` and `delimiter` are those of a CSV.
  /// `notes` are codes of what was left out ("external-links-ignored", "hidden-sheets-ignored").
  record Read(
      String format, String encoding, char delimiter, List<CellSheet> sheets, List<String> notes)
      implements SheetReading {
    public Read {
      sheets = List.copyOf(sheets);
      notes = List.copyOf(notes);
    }
  }

  /// It was refused: `code` is stable, `place` names the part, row or cell ("" for the whole file),
  /// `advice` says what to do.
  record Refused(String code, String place, String advice) implements SheetReading {}

  /// Reads a spreadsheet or CSV by its content, not by its name.
  static SheetReading of(byte[] file) {
    return of(file, ReadLimits.DEFAULT);
  }

  /// Reads a spreadsheet or CSV by its content within the limits.
  static SheetReading of(byte[] file, ReadLimits limits) {
    return XlsxReader.isZip(file) ? XlsxReader.read(file, limits) : CsvReader.read(file, limits);
  }
}
