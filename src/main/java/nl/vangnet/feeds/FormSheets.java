package nl.vangnet.feeds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was read from a form: the figures it states, the faults of its cells, the rows that hold
/// something, and what was left aside (codes).
public record FormSheets(
    String format, int rows, List<FormFigure> figures, List<CellNote> faults, List<String> notes) {
  public FormSheets {
    figures = List.copyOf(figures);
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /// A file that was not read at all.
  static FormSheets refused(String code, String place, String advice) {
    return new FormSheets(
        "", 0, List.of(), List.of(new CellNote("", place, 0, "", "", code, advice)), List.of());
  }

  /// The code of the refusal of the whole file; null when it was read.
  public @Nullable String refusal() {
    return figures.isEmpty() && rows == 0 && !faults.isEmpty() && faults.getFirst().row() == 0
        ? faults.getFirst().code()
        : null;
  }
}
