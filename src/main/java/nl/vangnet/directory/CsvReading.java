package nl.vangnet.directory;

import java.util.List;

/// What was read from a directory file: the rows that stand by themselves, and the faults of the
/// others. `lines` counts the data lines, `encoding` and `separator` say how the file was read.
public record CsvReading(
    List<DirectoryRow> rows,
    List<DirectoryFault> faults,
    int lines,
    String encoding,
    char separator) {
  public CsvReading {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }
}
