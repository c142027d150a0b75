package nl.vangnet.files;

import java.util.List;

/// One visible sheet of a file: its name, its rows that hold something, its merged ranges
/// ("B3:D3").
public record CellSheet(String name, List<CellRow> rows, List<String> merged) {
  public CellSheet {
    rows = List.copyOf(rows);
    merged = List.copyOf(merged);
  }
}
