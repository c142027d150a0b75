package nl.vangnet.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The small-cell rule of the open data (C13): which figures of regions stay away, so that no small
/// number can be read or worked out. Primary: every figure of a region of which fewer than three
/// sites report, and every count of one to four. Secondary: as many other figures as it takes until
/// no figure that stays away follows from those that are shown, by the sums of the columns to the
/// nation and of the rows to their total. Pure.
final class SmallCells {
  /// Fewer sites than this and nothing of the region is shown.
  static final int FEWEST_SITES = 3;

  /// Counts from one to this stay away.
  static final int SMALL = 4;

  private static final double ZERO = 1e-9;

  private SmallCells() {}

  /// One region: how many of its sites report, and its figures by column. With three columns
  /// `parts` says that the first two add up to the third. A figure that is null is not known.
  record Row(String region, int sites, List<@Nullable Integer> figures) {
    Row {
      figures = java.util.Collections.unmodifiableList(new ArrayList<>(figures));
    }
  }

  /// A figure of a region.
  record Cell(int row, int column) {}

  /// What stays away: figures of regions, and the whole line of the nation when nothing less will
  /// do.
  record Hidden(Set<Cell> cells, boolean nation) {
    Hidden {
      cells = Set.copyOf(cells);
    }

    boolean hides(int row, int column) {
      return cells.contains(new Cell(row, column));
    }
  }

  /// Decides for a table of regions under one nation; `nationSites` is how many sites report in the
  /// country.
  static Hidden of(List<Row> rows, int nationSites) {
    if (nationSites < FEWEST_SITES) {
      var all = new HashSet<>(known(rows));
      return new Hidden(all, true);
    }
    var hidden = primary(rows);
    while (true) {
      var found = exposed(rows, hidden);
      if (found.isEmpty()) {
        return new Hidden(hidden, false);
      }
      var more = cover(rows, hidden, found.getFirst());
      if (more == null) {
        return new Hidden(hidden, true);
      }
      hidden.add(more);
    }
  }

  private static Set<Cell> known(List<Row> rows) {
    var cells = new HashSet<Cell>();
    for (var r = 0; r < rows.size(); r++) {
      for (var c = 0; c < rows.get(r).figures().size(); c++) {
        if (rows.get(r).figures().get(c) != null) {
          cells.add(new Cell(r, c));
        }
      }
    }
    return cells;
  }

  private static Set<Cell> primary(List<Row> rows) {
    var hidden = new HashSet<Cell>();
    for (var cell : known(rows)) {
      var row = rows.get(cell.row());
      var value = row.figures().get(cell.column());
      if (row.sites() < FEWEST_SITES || (value != null && value > 0 && value <= SMALL)) {
        hidden.add(cell);
      }
    }
    return hidden;
  }

  /// The figure to hide beside one that can be worked out: in its own row first (the smallest
  /// part), then in its column (a region that hides something already, then the smallest figure),
  /// then any.
  private static @Nullable Cell cover(List<Row> rows, Set<Cell> hidden, Cell exposed) {
    var open = known(rows).stream().filter(c -> !hidden.contains(c)).toList();
    var rowsHiding = hidden.stream().map(Cell::row).distinct().toList();
    return open.stream()
        .min(
            Comparator.<Cell>comparingInt(
                    c -> c.row() == exposed.row() ? 0 : c.column() == exposed.column() ? 1 : 2)
                .thenComparingInt(c -> rowsHiding.contains(c.row()) ? 0 : 1)
                .thenComparingInt(c -> value(rows, c))
                .thenComparingInt(Cell::row)
                .thenComparingInt(Cell::column))
        .orElse(null);
  }

  private static int value(List<Row> rows, Cell cell) {
    var value = rows.get(cell.row()).figures().get(cell.column());
    return value == null ? 0 : value;
  }

  /// The hidden figures that follow from what is shown: those that every solution of the sums gives
  /// the same value.
  static List<Cell> exposed(List<Row> rows, Set<Cell> hidden) {
    var index = new LinkedHashMap<Cell, Integer>();
    hidden.stream()
        .sorted(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column))
        .forEach(c -> index.put(c, index.size()));
    var sums = reduce(sums(rows, index), index.size());
    var found = new ArrayList<Cell>();
    index.forEach((cell, i) -> {
      if (isDetermined(sums, i)) {
        found.add(cell);
      }
    });
    return found;
  }

  private static List<double[]> sums(List<Row> rows, Map<Cell, Integer> index) {
    var sums = new ArrayList<double[]>();
    var columns = rows.stream().mapToInt(r -> r.figures().size()).max().orElse(0);
    for (var c = 0; c < columns; c++) {
      var sum = new double[index.size()];
      for (var r = 0; r < rows.size(); r++) {
        var i = index.get(new Cell(r, c));
        if (i != null) {
          sum[i] = 1;
        }
      }
      sums.add(sum);
    }
    for (var r = 0; r < rows.size(); r++) {
      var figures = rows.get(r).figures();
      if (figures.size() == 3 && figures.stream().noneMatch(java.util.Objects::isNull)) {
        var sum = new double[index.size()];
        for (var c = 0; c < 3; c++) {
          var i = index.get(new Cell(r, c));
          if (i != null) {
            sum[i] = c == 2 ? -1 : 1;
          }
        }
        sums.add(sum);
      }
    }
    return sums;
  }

  /// Gauss and Jordan: every row that remains begins with a one that stands alone in its column.
  private static List<double[]> reduce(List<double[]> sums, int width) {
    var done = 0;
    for (var column = 0; column < width && done < sums.size(); column++) {
      var best = done;
      for (var r = done + 1; r < sums.size(); r++) {
        if (Math.abs(sums.get(r)[column]) > Math.abs(sums.get(best)[column])) {
          best = r;
        }
      }
      if (Math.abs(sums.get(best)[column]) < ZERO) {
        continue;
      }
      java.util.Collections.swap(sums, done, best);
      var lead = sums.get(done);
      var by = lead[column];
      for (var i = 0; i < width; i++) {
        lead[i] /= by;
      }
      for (var r = 0; r < sums.size(); r++) {
        var times = sums.get(r)[column];
        if (r != done && Math.abs(times) > ZERO) {
          for (var i = 0; i < width; i++) {
            sums.get(r)[i] -= times * lead[i];
          }
        }
      }
      done++;
    }
    return sums.subList(0, done);
  }

  private static boolean isDetermined(List<double[]> sums, int of) {
    for (var sum : sums) {
      if (Math.abs(sum[of]) > ZERO) {
        var alone = true;
        for (var i = 0; i < sum.length; i++) {
          alone &= i == of || Math.abs(sum[i]) < ZERO;
        }
        if (alone) {
          return true;
        }
      }
    }
    return false;
  }
}
