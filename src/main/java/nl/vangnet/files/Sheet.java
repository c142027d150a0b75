package nl.vangnet.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sheet to write: lines of notes above the table, the heads, the rows. A cell is null (empty), a
/// String, Number, Boolean, LocalDate, or an Instant (written in the zone of the product).
public record Sheet(
    String name, List<String> notes, List<Column> columns, List<List<@Nullable Object>> rows) {
  public Sheet {
    notes = List.copyOf(notes);
    columns = List.copyOf(columns);
    var copy = new ArrayList<List<@Nullable Object>>(rows.size());
    for (var row : rows) {
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }

  /// The number of the row (from 1) in which the heads stand.
  public int headRow() {
    return notes.isEmpty() ? 1 : notes.size() + 2;
  }
}
