package nl.vangnet.files;

import java.util.List;

/// One row of a sheet with its number (from 1) and its cells from column A on, without gaps.
public record CellRow(int number, List<Cell> cells) {
  public CellRow {
    cells = List.copyOf(cells);
  }

  /// The cell in this column (from 0); an empty one behind the last.
  public Cell cell(int column) {
    return column < cells.size() ? cells.get(column) : Cell.empty(Cell.column(column + 1) + number);
  }

  /// Whether something stands in any cell.
  public boolean hasContent() {
    return cells.stream().anyMatch(c -> !c.isEmpty());
  }
}
