package nl.vangnet.publication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the open data: a cell for each column of its dataset, the day first. A cell that is
/// null was not known or stays away.
public record OpenRow(List<@Nullable Object> cells) {
  /// Copies the cells.
  public OpenRow {
    cells = Collections.unmodifiableList(new ArrayList<>(cells));
  }

  /// The day that the row speaks of.
  public LocalDate day() {
    return LocalDate.parse(String.valueOf(cells.getFirst()));
  }

  /// The cell in the column with this place.
  public @Nullable Object cell(int column) {
    return cells.get(column);
  }

  static OpenRow of(@Nullable Object... cells) {
    List<@Nullable Object> all = new ArrayList<>();
    for (var cell : cells) {
      all.add(cell);
    }
    return new OpenRow(all);
  }
}
