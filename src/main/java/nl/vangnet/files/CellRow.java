package nl.vangnet.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One row of a sheet with its number (from 1). Only cells that hold something take memory; empty
/// ones and those under a merged range are made when they are asked for.
public final class CellRow {
  private static final int SHOWN_OF_A_RANGE = 50;

  private final int number;
  private final SortedMap<Integer, Cell> filled;
  private final List<CellRange> merged;

  private CellRow(int number, SortedMap<Integer, Cell> filled, List<CellRange> merged) {
    this.number = number;
    this.filled = filled;
    this.merged = merged;
  }

  /// A row of these cells by their column (from 0).
  static CellRow of(int number, SortedMap<Integer, Cell> cells) {
    return new CellRow(number, Collections.unmodifiableSortedMap(new TreeMap<>(cells)), List.of());
  }

  /// The same row with the merged ranges of its sheet.
  CellRow under(List<CellRange> ranges) {
    var own = ranges.stream().filter(r -> r.holds(number)).toList();
    return own.isEmpty() ? this : new CellRow(number, filled, own);
  }

  /// The number of the row in its sheet, from 1.
  public int number() {
    return number;
  }

  /// How many columns there are to look at.
  public int width() {
    var last = filled.isEmpty() ? 0 : filled.lastKey() + 1;
    var width = last;
    for (var range : merged) {
      width = Math.max(width, Math.min(range.right(), last + SHOWN_OF_A_RANGE));
    }
    return width;
  }

  /// The cell in this column (from 0).
  public Cell cell(int column) {
    if (merged.stream().anyMatch(r -> r.covers(number, column + 1))) {
      return Cell.of(address(column), Cell.Kind.MERGED, "");
    }
    var cell = filled.get(column);
    return cell == null ? Cell.empty(address(column)) : cell;
  }

  private String address(int column) {
    return Cell.column(column + 1) + number;
  }

  /// The cells from column A on, without gaps.
  public List<Cell> cells() {
    var cells = new ArrayList<Cell>();
    for (var i = 0; i < width(); i++) {
      cells.add(cell(i));
    }
    return cells;
  }

  /// Whether something stands in any cell.
  public boolean hasContent() {
    return !filled.isEmpty();
  }

  @Override
  public String toString() {
    return "row " + number + " " + filled.values();
  }
}
